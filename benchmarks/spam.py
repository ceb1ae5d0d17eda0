"""Comment spam: accuracy on comments of a video that the model never saw.

Beside it, how well the share of spam is estimated without a label, where other shares of the left-out
video's spam are left in.
"""

from __future__ import annotations

import csv
import time
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np

from uproar.models.spam import CONFIG, SpamModel, fit

csv.field_size_limit(1 << 27)
SHARES = (0.0, 0.03, 0.1, 0.3)


def comments(folder: Path) -> dict[str, tuple[list[str], list[bool]]]:
    """Texts and labels per video: every CSV with the columns CONTENT and CLASS."""
    videos = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = [row for row in csv.DictReader(file) if row.get("CLASS") in ("0", "1")]
        if rows:
            videos[path.stem] = (
                [row["CONTENT"] for row in rows],
                [row["CLASS"] == "1" for row in rows],
            )
    return videos


def run(data: Path, train: Path | None = None) -> dict[str, Any]:
    """Leave one video out; with `train`, fitted there and tested on all of `data`.

    The trivial baseline says spam where there is a link, or the commoner label if that is better.
    """
    started = time.process_time()
    videos = comments(data)
    given = comments(train) if train else {}
    accuracy: dict[str, float] = {}
    estimated: dict[float, list[float]] = {share: [] for share in SHARES}
    truth: list[bool] = []
    said: list[bool] = []
    for name, (texts, labels) in videos.items():
        others = given or {n: v for n, v in videos.items() if n != name}
        model = fit(
            [text for v in others.values() for text in v[0]],
            [label for v in others.values() for label in v[1]],
            [name for name, v in others.items() for _ in v[1]],
        )
        chances = model.probabilities(texts)
        p = chances >= 0.5
        for share in SHARES:
            estimated[share].append(_estimate(model, chances, np.array(labels), share))
        accuracy[name] = round(float(np.mean(p == np.array(labels))), 4)
        truth += labels
        said += p.tolist()
    y, p = np.array(truth), np.array(said)
    right = float(np.mean(y == p))
    hits = int(np.sum(y & p))
    estimates = {s: round(float(np.mean(e)), 3) for s, e in estimated.items()}
    link = np.array([_links(t) for texts, _ in videos.values() for t in texts])
    margin = 1.96 * sqrt(right * (1 - right) / len(y))
    return {
        "benchmark": "spam",
        "data": data.name,
        "train": train.name if train else "leave one video out",
        "n": len(y),
        "accuracy": round(right, 4),
        "accuracy_mean_of_videos": round(float(np.mean(list(accuracy.values()))), 4),
        "low": round(right - margin, 4),
        "high": round(right + margin, 4),
        "f1": round(2 * hits / (int(y.sum()) + int(p.sum())), 4),
        "ham_blocked": round(float(np.mean(p[~y])), 4),
        "per_video": accuracy,
        "estimated_share_of_spam": estimates,
        "baseline_link_accuracy": round(float(np.mean(link == y)), 4),
        "baseline_majority_accuracy": round(float(max(y.mean(), 1 - y.mean())), 4),
        "cpu_s": round(time.process_time() - started, 2),
    }


def _estimate(model: SpamModel, chances: Any, labels: Any, share: float) -> float:
    """The share of spam estimated where all ordinary comments, and so much spam, are left in."""
    n_spam = round(share / (1 - share) * int((~labels).sum()))
    kept = np.concatenate([np.flatnonzero(~labels), np.flatnonzero(labels)[:n_spam]])
    counts = np.histogram(chances[kept], CONFIG.steps, (0.0, 1.0))[0]
    return model.estimated_share(counts)


def _links(text: str) -> bool:
    return "http" in text.lower() or "www." in text.lower()
