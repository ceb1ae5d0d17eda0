"""Arguments matched to key points: the task of ArgKP 2021, track 1.

Without `--train` a pair's score is the sum of four, each in standard deviations of its topic and
stance: cosines of the shipped embedding and of the closer encoder, and the overlap of words weighted
by how rare they are in all texts and among those of the topic. With it, a small head on the embedding
and the words is added. Chosen on the topics of train, six parts left out in turn; dev is reported.
Beside both stands the overlap of words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.labelled_sets import MEASURED, split, table
from uproar.annotate import embed
from uproar.annotate.closer import CLOSER

Pair = tuple[str, str]
Groups = dict[tuple[str, str], list[Pair]]
Read = Callable[[Sequence[str]], Any]
PARTS = 6  # of the topics of train, each left out once


# What the four scores together are worth beside the head. chosen on: topics of train left out
BESIDE_HEAD = 0.25


def run(data: Path, train: Path | None = None) -> dict[str, Any]:
    """Mean average precision over topics and stances; strict and relaxed as the set's README."""
    arguments, points, labels, name = _read(data, MEASURED)
    groups = _groups(arguments, points)
    scores = _scores(arguments, points, groups)
    untrained = _sum(groups, scores)
    trained = _trained(train, arguments, points, groups, untrained) if train else untrained

    def pair(of: dict[Pair, float]) -> dict[str, float]:
        return dict(zip(("map_strict", "map_relaxed"), _map(groups, of, labels), strict=True))

    return {
        "benchmark": "keypoints",
        "data": data.name,
        "split": name,
        "n": len(arguments),
        **pair(trained),
        "trained": train is not None,
        "untrained": pair(untrained),
        "embedding": pair(scores["embedding"]),
        "closer": pair(scores["closer"]),
        "baseline_words": pair(scores["words"]),
        **({"train_topics_left_out": _left_out(train)} if train else {}),
    }


def _scores(arguments: Any, points: Any, groups: Groups) -> dict[str, dict[Pair, float]]:
    """The four scores of every pair, by name."""
    return {
        "embedding": _cosine(arguments, points, groups, embed.vectors),
        "closer": _cosine(arguments, points, groups, CLOSER.read),
        "words": _words(arguments, points, groups),
        "topic words": {
            pair: score
            for where, pairs in groups.items()
            for pair, score in _words(
                {a: arguments[a] for a, _ in pairs},
                {k: points[k] for _, k in pairs},
                {where: pairs},
            ).items()
        },
    }


def _sum(groups: Groups, scores: dict[str, dict[Pair, float]]) -> dict[Pair, float]:
    each = [_standard(groups, of) for of in scores.values()]
    return {pair: sum(of[pair] for of in each) for pair in each[0]}


def _standard(groups: Groups, scores: dict[Pair, float]) -> dict[Pair, float]:
    """Scores in standard deviations from the mean of their topic and stance."""
    standard = {}
    for pairs in groups.values():
        values = np.array([scores[pair] for pair in pairs])
        spread = (values - values.mean()) / (values.std() or 1.0)
        standard.update(zip(pairs, spread.tolist(), strict=True))
    return standard


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


def _embedded(rows: Any, field: str, read: Read) -> dict[str, Any]:
    found = np.asarray(read([row[field] for row in rows.values()]), np.float64)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    return dict(zip(rows, found / np.where(length > 0, length, 1), strict=True))


def _cosine(arguments: Any, points: Any, groups: Groups, read: Read) -> dict[Pair, float]:
    left = _embedded(arguments, "argument", read)
    right = _embedded(points, "key_point", read)
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


def _features(groups: Groups, scores: dict[str, dict[Pair, float]]) -> tuple[list[Pair], Any]:
    """Per pair: both scores, each also against the argument's other key points, and their sum."""
    cosine, words = scores["embedding"], scores["words"]
    pairs = [pair for found in groups.values() for pair in found]
    per: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        per[pair[0]].append(pair)
    rows = []
    for pair in pairs:
        row = [cosine[pair] + words[pair]]
        for of in (cosine, words):
            others = [of[other] for other in per[pair[0]]]
            row += [of[pair], of[pair] - fmean(others), of[pair] - max(others)]
        rows.append(row)
    return pairs, np.array(rows)


def _head(rows: Any, labels: list[int]) -> Any:
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.02, max_iter=500)).fit(
        rows, labels
    )


def _with_head(
    groups: Groups, of_head: dict[Pair, float], untrained: dict[Pair, float]
) -> dict[Pair, float]:
    head = _standard(groups, of_head)
    return {pair: head[pair] + BESIDE_HEAD * untrained[pair] for pair in head}


def _trained(
    train: Path, arguments: Any, points: Any, groups: Groups, untrained: dict[Pair, float]
) -> dict[Pair, float]:
    told_arguments, told_points, labels, _ = _read(train, ("train",))
    told = _groups(told_arguments, told_points)
    pairs, rows = _features(told, _two(told_arguments, told_points, told))
    known = [i for i, pair in enumerate(pairs) if pair in labels]
    head = _head(rows[known], [labels[pairs[i]] for i in known])
    asked, features = _features(groups, _two(arguments, points, groups))
    scores = dict(zip(asked, head.decision_function(features).tolist(), strict=True))
    return _with_head(groups, scores, untrained)


def _two(arguments: Any, points: Any, groups: Groups) -> dict[str, dict[Pair, float]]:
    return {
        "embedding": _cosine(arguments, points, groups, embed.vectors),
        "words": _words(arguments, points, groups),
    }


def _left_out(train: Path) -> dict[str, Any]:
    """The same on the topics of train, each sixth of them by a head that never saw it."""
    arguments, points, labels, _ = _read(train, ("train",))
    groups = _groups(arguments, points)
    scores = _scores(arguments, points, groups)
    untrained = _sum(groups, scores)
    pairs, rows = _features(groups, scores)
    topics = sorted({topic for topic, _ in groups})
    part = np.array([topics.index(arguments[a]["topic"]) % PARTS for a, _ in pairs])
    label = np.array([labels.get(pair, -1) for pair in pairs])
    of_head = np.zeros(len(pairs))
    for k in range(PARTS):
        seen = (part != k) & (label >= 0)
        of_head[part == k] = _head(rows[seen], label[seen].tolist()).decision_function(
            rows[part == k]
        )
    trained = _with_head(groups, dict(zip(pairs, of_head.tolist(), strict=True)), untrained)
    chosen = {"trained": trained, "untrained": untrained, "words": scores["words"]}
    return {name: _map(groups, of, labels) for name, of in chosen.items()}


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
