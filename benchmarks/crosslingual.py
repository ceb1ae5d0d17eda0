"""Whether a sentence finds its translation among all others, by the shipped vectors alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import scores
from benchmarks.labelled_sets import pairs
from benchmarks.resources import cpu_s
from uproar.annotate.embed import vectors

Array = np.ndarray[Any, Any]


def run(data: Path, train: Path | None = None, **options: Any) -> dict[str, Any]:
    """Top-1 accuracy, mean of both directions and of the languages.

    Baseline: the same search over overlaps of character trigrams.
    """
    found, baseline, n = {}, {}, 0
    started = cpu_s()
    for language, left, right in pairs(data):
        n += len(left)
        found[language] = _both_ways(_unit(vectors(left)), _unit(vectors(right)))
    spent = cpu_s() - started
    for language, left, right in pairs(data):
        baseline[language] = _both_ways(_trigrams(left), _trigrams(right)).mean()
    per_language = {k: round(float(hits.mean()), 4) for k, hits in found.items()}
    return {
        "benchmark": "crosslingual",
        "data": data.name,
        "n": n,
        "top1": round(float(np.mean(list(per_language.values()))), 4),
        "interval": scores.interval_of_mean(list(found.values())),
        "per_language": per_language,
        "baseline": "character trigrams",
        "baseline_top1": round(float(np.mean(list(baseline.values()))), 4),
        "posts_per_cpu_s": round(2 * n / spent),
    }


def _both_ways(left: Array, right: Array) -> Array:
    """Of each pair, the share of the two directions in which it finds itself."""
    likeness = left @ right.T
    own = np.arange(len(left))
    forth, back = likeness.argmax(1) == own, likeness.argmax(0) == own
    return np.asarray((forth.astype(float) + back) / 2)


def _unit(rows: Array) -> Array:
    floats = rows.astype(np.float32)
    length = np.linalg.norm(floats, axis=1, keepdims=True)
    return np.asarray(floats / np.where(length == 0, 1, length))


def _trigrams(texts: list[str]) -> Array:
    from sklearn.feature_extraction.text import HashingVectorizer

    hashed = HashingVectorizer(analyzer="char_wb", ngram_range=(3, 3), n_features=4096)
    return np.asarray(hashed.fit_transform(texts).toarray(), np.float32)
