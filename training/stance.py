"""Trains the two linear readers of praise and criticism: of cues, and of the 28 emotions.

    python -m training.stance --shared ../shared/data

writes src/uproar/models/stance.npz. It needs no package that uproar does not, no vectors and no
teacher; the same sets and the same shipped models give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import zstandard
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from training.kote_labels import from_kote
from training.shipping import put
from uproar.annotate import annotate_texts, find
from uproar.annotate.emotion import cues, emotion, sides
from uproar.model import TEXTS

Array = np.ndarray[Any, Any]

# GoEmotions' positive labels; what blames; what sorrows and blames nobody.
FOR = frozenset(
    ("admiration", "amusement", "approval", "caring", "excitement", "gratitude", "joy", "love",
     "optimism", "pride", "relief", "desire")
)  # fmt: skip
BLAME = frozenset(("anger", "annoyance", "disapproval", "disgust", "disappointment"))
SORROW = frozenset(("sadness", "grief", "remorse", "fear", "nervousness", "embarrassment"))
# Rows of a set that are read, the first after a shuffle with a fixed seed.
MOST_CUES, MOST_RATED = 12_000, 4_000
# A set's weight beside UMSAB's 1: other sites, other lengths. chosen on: judgement; not swept
CUE_WEIGHTS = {"umsab": 1.0, "goemotions": 0.5, "kote": 1.0}
EMOTION_WEIGHTS = {"umsab": 1.0, "wisesight": 0.2, "goemotions": 0.35, "naver": 0.2}
# Inverse strength of the ridge. chosen on: UMSAB val, accuracy; .001 and .01 within .005
STRENGTH_CUES, STRENGTH_EMOTIONS = 0.003, 0.001
# Weights are multiples of this, so that the reader's sums are exact.
STEP = 2.0**-10


class Labelled(NamedTuple):
    """Texts with a class each; -1 where a text has none of them."""

    texts: list[str]
    classes: Array


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.stance", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    asked = parser.parse_args()
    with threadpool_limits(1):
        put(sides.MODEL, trained(asked.shared))
    return 0


def trained(shared: Path) -> dict[str, Array]:
    """The arrays of stance.npz."""
    rows = {
        "umsab": umsab(shared / "umsab-sentiment"),
        "goemotions": goemotions(shared / "goemotions/train.tsv.zst"),
        "kote": kote(shared / "kote/val.tsv.zst"),
        "wisesight": wisesight(shared / "wisesight-thai/train.tsv.zst"),
        "naver": naver(shared / "naver-movie-reviews/reviews.tsv.zst"),
    }
    read = {name: features(labelled) for name, labelled in rows.items()}
    cued = fitted(rows, {k: v[0] for k, v in read.items()}, CUE_WEIGHTS, 4, STRENGTH_CUES)
    felt = fitted(rows, {k: v[1] for k, v in read.items()}, EMOTION_WEIGHTS, 3, STRENGTH_EMOTIONS)
    return {
        "cue_weights": cued[0], "cue_constants": cued[1],
        "emotion_weights": felt[0], "emotion_constants": felt[1],
    }  # fmt: skip


def features(labelled: Labelled) -> tuple[Array, Array]:
    """What the two readers read of each text."""
    texts = {"text_id": [0] * len(labelled.texts), "text": labelled.texts}
    wanted = [a for a in find() if a.name in ("normal", "language", "embed")]
    table = annotate_texts(pa.table(texts, schema=TEXTS), wanted)
    shown = np.rint(emotion.worded(table) * 255).astype(np.uint8)
    return cues.features(cues.rows_of(table)).astype(np.float64), sides._LOGITS[shown]


def fitted(
    rows: dict[str, Labelled],
    read: dict[str, Array],
    weights: dict[str, float],
    n_classes: int,
    strength: float,
) -> tuple[Array, Array]:
    """Weights and constants on the features as they are, in whole steps."""
    x, y, w = [], [], []
    for name, weight in weights.items():
        labels = rows[name].classes
        if n_classes == 3:  # sorrow is against something, where nothing tells it from blame
            labels = np.where(labels == sides.SORROW, sides.CRITICISM, labels)
        chosen = np.flatnonzero(labels >= 0)
        x.append(read[name][chosen])
        y.append(labels[chosen])
        w.append(np.full(len(chosen), weight))
    scaler = StandardScaler().fit(np.vstack(x))
    head = LogisticRegression(C=strength, max_iter=500).fit(
        scaler.transform(np.vstack(x)), np.concatenate(y), sample_weight=np.concatenate(w)
    )
    slopes = (head.coef_ / scaler.scale_).T
    constants = head.intercept_ - scaler.mean_ @ slopes
    return np.rint(slopes / STEP) * STEP, np.rint(constants / STEP) * STEP


def table(path: Path, quoting: int = csv.QUOTE_MINIMAL) -> list[dict[str, str]]:
    """The rows of a TSV file, packed or not."""
    content = path.read_bytes()
    if path.suffix == ".zst":
        content = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(content)).read()
    lines = io.StringIO(content.decode(), newline="")
    return list(csv.DictReader(lines, delimiter="\t", quoting=quoting))  # type: ignore[arg-type]


def umsab(folder: Path) -> Labelled:
    """Negative, neutral, positive, of eight languages' training tweets."""
    rows = [row for path in sorted(folder.glob("*.train.tsv")) for row in table(path)]
    return Labelled([r["text"] for r in rows], np.array([int(r["label"]) for r in rows]))


def goemotions(path: Path) -> Labelled:
    rows = table(path)[:MOST_CUES]
    return Labelled([r["text"] for r in rows], sided(r["labels"].split(",") for r in rows))


def kote(path: Path) -> Labelled:
    rows = table(path)
    labels = (
        [name for number in r["label_ids"].split(",") for name in from_kote(int(number))]
        for r in rows
    )
    return Labelled([r["text"] for r in rows], sided(labels))


def sided(labelled: Iterable[Iterable[str]]) -> Array:
    """The side of each text's labels; -1 where they speak for several."""
    classes = []
    for labels in labelled:
        held = [not group.isdisjoint(labels) for group in (BLAME, FOR, SORROW)]
        blames, speaks_for, sorrows = held
        if not any(held):
            classes.append(sides.NEUTRAL)
        elif blames != speaks_for:
            classes.append(sides.CRITICISM if blames else sides.PRAISE)
        else:
            classes.append(sides.SORROW if sorrows and not blames else -1)
    return np.array(classes)


def wisesight(path: Path) -> Labelled:
    """Questions take no side."""
    of = {"neg": sides.CRITICISM, "neu": sides.NEUTRAL, "q": sides.NEUTRAL, "pos": sides.PRAISE}
    rows = table(path)
    return Labelled([r["texts"] for r in rows], np.array([of[r["category"]] for r in rows]))


def naver(path: Path) -> Labelled:
    """Film reviews with 1 to 4 points, 5 or 6, 9 or 10; as many of each."""
    rows = [r for r in table(path, csv.QUOTE_NONE) if r["review"] and (r["rating"] or "").isdigit()]
    points = np.array([int(r["rating"]) for r in rows])
    classes = np.select(
        [points <= 4, (points == 5) | (points == 6), points >= 9],
        [sides.CRITICISM, sides.NEUTRAL, sides.PRAISE],
        -1,
    )
    order = np.random.default_rng(0).permutation(len(rows))
    chosen = np.concatenate([order[classes[order] == c][:MOST_RATED] for c in range(3)])
    return Labelled([rows[i]["review"] for i in chosen], classes[chosen])


if __name__ == "__main__":
    raise SystemExit(main())
