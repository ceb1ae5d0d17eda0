"""Arguments matched to key points: the task of ArgKP 2021, track 1.

With `--train` a small head is trained there on the shipped embedding's features; without, a pair's
score is its cosine plus the overlap of words. Beside it stands the overlap of words.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from benchmarks.labelled_sets import MEASURED, split, table
from uproar.annotate import embed

Pair = tuple[str, str]
Groups = dict[tuple[str, str], list[Pair]]


def run(data: Path, train: Path | None = None) -> dict[str, Any]:
    """Mean average precision over topics and stances; strict and relaxed as the set's README."""
    arguments, points, labels, name = _read(data, MEASURED)
    groups = _groups(arguments, points)
    cosine = _cosine(arguments, points, groups)
    words = _words(arguments, points, groups)
    both = {pair: cosine[pair] + words[pair] for pair in cosine}
    trained = _trained(train, arguments, points, groups) if train else both
    strict, relaxed = _map(groups, trained, labels)
    base_strict, base_relaxed = _map(groups, words, labels)
    plain_strict, plain_relaxed = _map(groups, cosine, labels)
    both_strict, both_relaxed = _map(groups, both, labels)
    return {
        "benchmark": "keypoints",
        "data": data.name,
        "split": name,
        "n": len(arguments),
        "map_strict": strict,
        "map_relaxed": relaxed,
        "trained": train is not None,
        "untrained": {"map_strict": both_strict, "map_relaxed": both_relaxed},
        "embedding": {"map_strict": plain_strict, "map_relaxed": plain_relaxed},
        "baseline_words": {"map_strict": base_strict, "map_relaxed": base_relaxed},
    }


def _read(folder: Path, names: tuple[str, ...]) -> tuple[Any, Any, dict[Pair, int], str]:
    for name in names:
        if path := split(folder, (name,), "arguments_"):
            points = split(folder, (name,), "key_points_")
            marks = split(folder, (name,), "labels_")
            if points is None or marks is None:
                raise FileNotFoundError(f"{folder}: {path.name} lacks its key points or labels")
            labels = {(r["arg_id"], r["key_point_id"]): int(r["label"]) for r in table(marks)}
            by_id = {r["arg_id"]: r for r in table(path)}
            return by_id, {r["key_point_id"]: r for r in table(points)}, labels, name
    raise FileNotFoundError(f"{folder}: no arguments_{{{','.join(names)}}}.csv")


def _groups(arguments: Any, points: Any) -> Groups:
    """(topic, stance) → every pair of an argument and a key point of it."""
    of: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, row in points.items():
        of[row["topic"], row["stance"]].append(key)
    pairs: Groups = defaultdict(list)
    for key, row in arguments.items():
        where = (row["topic"], row["stance"])
        pairs[where] += [(key, point) for point in of[where]]
    return {where: found for where, found in sorted(pairs.items()) if found}


def _embedded(rows: Any, field: str) -> dict[str, Any]:
    found = embed.vectors([row[field] for row in rows.values()]).astype(np.float64)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    return dict(zip(rows, found / np.where(length > 0, length, 1), strict=True))


def _cosine(arguments: Any, points: Any, groups: Groups) -> dict[Pair, float]:
    left, right = _embedded(arguments, "argument"), _embedded(points, "key_point")
    return {(a, k): float(left[a] @ right[k]) for found in groups.values() for a, k in found}


def _words(arguments: Any, points: Any, groups: Groups) -> dict[Pair, float]:
    """Cosine of TF-IDF of words and their beginnings."""
    counts = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    texts = [r["argument"] for r in arguments.values()] + [r["key_point"] for r in points.values()]
    rows = counts.fit_transform(texts)
    place = {key: i for i, key in enumerate([*arguments, *points])}
    pairs = [pair for found in groups.values() for pair in found]
    left, right = rows[[place[a] for a, _ in pairs]], rows[[place[k] for _, k in pairs]]
    return dict(zip(pairs, np.asarray(left.multiply(right).sum(axis=1)).ravel(), strict=True))


def _features(arguments: Any, points: Any, groups: Groups) -> tuple[list[Pair], Any]:
    """Per pair: both cosines, each also against the argument's other key points."""
    cosine = _cosine(arguments, points, groups)
    words = _words(arguments, points, groups)
    pairs = [pair for found in groups.values() for pair in found]
    per: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        per[pair[0]].append(pair)
    rows = []
    for a, k in pairs:
        others = per[a]
        own, word = cosine[a, k], words[a, k]
        length = len(arguments[a]["argument"].split())
        rows.append(
            [
                own,
                own - fmean(cosine[p] for p in others),
                own - max(cosine[p] for p in others),
                word,
                word - fmean(words[p] for p in others),
                word - max(words[p] for p in others),
                own + word,
                np.log(length + 1),
            ]
        )
    return pairs, np.array(rows)


def _trained(train: Path, arguments: Any, points: Any, groups: Groups) -> dict[Pair, float]:
    told_arguments, told_points, labels, _ = _read(train, ("train",))
    told = _groups(told_arguments, told_points)
    pairs, rows = _features(told_arguments, told_points, told)
    known = [i for i, pair in enumerate(pairs) if pair in labels]
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    head = LogisticRegression(C=0.02, max_iter=500)
    head.fit((rows[known] - mean) / spread, [labels[pairs[i]] for i in known])
    asked, features = _features(arguments, points, groups)
    scores = head.decision_function((features - mean) / spread)
    return dict(zip(asked, scores.tolist(), strict=True))


def _map(groups: Groups, scores: dict[Pair, float], labels: dict[Pair, int]) -> Any:
    """Each argument's best key point; of the surer half, average precision."""
    strict, relaxed = [], []
    for pairs in groups.values():
        best: dict[str, Pair] = {}
        for pair in pairs:
            if pair[0] not in best or scores[pair] > scores[best[pair[0]]]:
                best[pair[0]] = pair
        # sorted by score, ties by id; the shared task keeps the upper half
        kept = sorted(best.values(), key=lambda p: (-scores[p], p))[: len(best) // 2]
        order = -np.arange(len(kept))
        for into, undecided in ((strict, 0), (relaxed, 1)):
            told = [labels.get(pair, undecided) for pair in kept]
            into.append(float(average_precision_score(told, order)) if any(told) else 0.0)
    return fmean(strict), fmean(relaxed)
