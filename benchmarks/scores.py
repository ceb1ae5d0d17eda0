"""Figures of labelled sets, with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

RESAMPLES = 500


def f1_per_label(given: Array, true: Array) -> Array:
    """F1 of each label. Both have shape (n, n_labels); a label nobody has or gives scores 0."""
    hits = (given & true).sum(0)
    return np.asarray(2 * hits / np.maximum(given.sum(0) + true.sum(0), 1))


def macro_f1(given: Array, true: Array) -> float:
    return float(f1_per_label(given, true).mean())


def micro_f1(given: Array, true: Array) -> float:
    return float(2 * (given & true).sum() / max(given.sum() + true.sum(), 1))


def macro_recall(given: Array, true: Array) -> float:
    return float(((given & true).sum(0) / np.maximum(true.sum(0), 1)).mean())


def one_hot(classes: Array, n: int) -> Array:
    """Class numbers as booleans. Shape: (len(classes), n)."""
    return np.asarray(classes[:, None] == np.arange(n))


def ece(confidence: Array, right: Array, bins: int = 15) -> float:
    """Expected calibration error: how far confidence is from the share of right answers."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(float(confidence[place == b].mean()) - float(right[place == b].mean()))
        * float((place == b).mean())
        for b in range(bins)
        if (place == b).any()
    ]
    return float(sum(gaps))


def interval(measure: Callable[[Array, Array], float], given: Array, true: Array) -> list[float]:
    """Middle 95 percent of the figure over resampled rows."""
    random = np.random.default_rng(0)
    drawn = [random.integers(0, len(true), len(true)) for _ in range(RESAMPLES)]
    values = [measure(given[rows], true[rows]) for rows in drawn]
    return [round(float(q), 4) for q in np.quantile(values, (0.025, 0.975))]


def interval_of_mean(groups: Sequence[Array]) -> list[float]:
    """Middle 95 percent of the mean of the groups' means, each group resampled by itself.

    >>> interval_of_mean([np.array([1, 1]), np.array([0, 0, 0])])
    [0.5, 0.5]
    """
    random = np.random.default_rng(0)
    means = [
        np.mean([g[random.integers(0, len(g), len(g))].mean() for g in groups])
        for _ in range(RESAMPLES)
    ]
    return [round(float(q), 4) for q in np.quantile(means, (0.025, 0.975))]


def thresholds(scores: Array, true: Array) -> Array:
    """Per label, the score from which on to give it, for the best F1 (smoothed) on these rows."""
    chosen = np.zeros(scores.shape[1])
    for label in range(scores.shape[1]):
        order = np.argsort(-scores[:, label], kind="stable")
        hits = np.cumsum(true[order, label])
        f1 = 2 * hits / (np.arange(1, len(order) + 1) + true[:, label].sum())
        if true[:, label].sum() > 20:
            f1 = np.convolve(f1, np.ones(5) / 5, "same")
        chosen[label] = scores[order[int(f1.argmax())], label]
    return chosen
