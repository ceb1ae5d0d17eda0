"""Groups of vectors, and how well a grouping explains the words: the arithmetic of themes."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as ss
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.special import gammaln
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from uproar.arrays import Float32s, Int64s

SEED = 20252
# Log-probabilities are kept as integers: this many to a nat.
UNITS = 1024
# Texts up to which every pair is compared.
PAIRWISE = 4000
# First centres of fine groups taken at a time, each out of so many; then rounds of k-means.
DRAWN, TRIES = 8, 8
FINE_ROUNDS = 3
# Dirichlet prior of a word within a theme: Yin & Wang 2014 use .02 to .1.
WORD_PRIOR = 0.05


def fine(rows: Float32s, k: int) -> Int64s:
    """Many small groups of int8 rows: each row's group, 0 to k-1. Rows up to k: each its own."""
    if len(rows) <= k:
        return np.arange(len(rows))
    with threadpool_limits(1):
        fitted = KMeans(k, n_init=1, init=_spread, random_state=SEED, max_iter=FINE_ROUNDS).fit(
            rows
        )
    return compact(fitted.labels_)


def _spread(rows: Float32s, k: int, random_state: Any) -> Float32s:
    """First centres, some at a time: of many drawn by distance, those that bring rows nearest.

    scikit-learn draws one at a time from fewer; without any choice among them, groups mix subjects.
    Distances of int8 coordinates are integers below 2^24, exact in float32.
    Source: Arthur & Vassilvitskii 2007, the greedy variant; Bahmani et al. 2012,
    doi:10.14778/2180912.2180915, for drawing several at once.
    """
    n = len(rows)
    square = np.einsum("ij,ij->i", rows, rows)
    chosen = np.array([random_state.choice(n)])
    closest = square + square[chosen] - 2 * (rows @ rows[chosen[0]])
    while len(chosen) < k:
        run = np.cumsum(closest, dtype=np.float64)
        drawn = random_state.uniform(size=TRIES * DRAWN) * run[-1]
        found = np.unique(np.minimum(np.searchsorted(run, drawn, side="right"), n - 1))
        away = square[:, None] + square[found] - 2 * (rows @ rows[found].T)
        near = np.minimum(closest[:, None], away)
        left = near.sum(axis=0, dtype=np.float64)
        best = np.argsort(left, kind="stable")[: min(DRAWN, k - len(chosen))]
        closest = near[:, best].min(axis=1)
        chosen = np.concatenate([chosen, found[best]])
    spread: Float32s = rows[chosen]
    return spread


def even(
    rows: Float32s,
    k: int,
    weight: Float32s | None = None,
    *,
    starts: int = 3,
    seed: int = 0,
    rounds: int = 60,
) -> Int64s:
    """k-means: good where groups are of like size. Rows up to k: each its own."""
    if len(rows) <= k:
        return np.arange(len(rows))
    with threadpool_limits(1):
        fitted = KMeans(k, n_init=starts, random_state=SEED + seed, max_iter=rounds).fit(
            rows, sample_weight=weight
        )
    return compact(fitted.labels_)


def tree(rows: Float32s, method: str = "average") -> Any:
    """A dendrogram: good where a few groups are large and many small."""
    return linkage(rows.astype(np.float64), method)


def cut(dendrogram: Any, k: int) -> Int64s:
    """The dendrogram's k groups."""
    return compact(fcluster(dendrogram, k, "maxclust"))


def compact(labels: Any) -> Int64s:
    """Labels renumbered 0.. without holes, in the order of the old ones."""
    _, inverse = np.unique(np.asarray(labels), return_inverse=True)
    return inverse.astype(np.int64)


def sums(labels: Int64s, counts: Any) -> Any:
    """Per group the sum of its rows. Shape: (n groups, width)."""
    k = int(labels.max()) + 1 if len(labels) else 0
    ones = np.ones(len(labels), np.float64)
    pick = ss.csr_matrix((ones, (labels, np.arange(len(labels)))), shape=(k, len(labels)))
    return pick @ counts


def evidence(labels: Int64s, counts: Any, languages: Int64s | None = None) -> float:
    """How well a grouping explains the words, per text; larger is better, whatever k.

    The collapsed Dirichlet-multinomial likelihood of the words given the groups, times the
    Chinese-restaurant prior of the groups: a group too many costs as much as it explains. With
    the texts' languages given, words are told by group and language, so that parting one language
    from another explains nothing.
    Source: Yin & Wang 2014, doi:10.1145/2623330.2623715, with a Dirichlet-process prior.
    """
    n, width = counts.shape
    if n == 0 or width == 0:
        return 0.0
    by = labels if languages is None else compact(labels * (languages.max() + 1) + languages)
    seen = ss.csr_matrix(sums(by, counts))
    total = np.asarray(seen.sum(axis=1)).ravel()
    words = (gammaln(width * WORD_PRIOR) - gammaln(width * WORD_PRIOR + total)).sum()
    words += (gammaln(seen.data + WORD_PRIOR) - gammaln(WORD_PRIOR)).sum()
    prior = gammaln(np.bincount(labels)).sum() - gammaln(n + 1.0)
    return round(float((words + prior) / n), 6)


def log_odds(labels: Int64s, counts: Any, *, prior: float = 0.1) -> Any:
    """Log-probability of each token in each group, in 1/1024 and rounded: an integer classifier.

    Shape: (width, n groups) and (n groups), int32; multinomial naive Bayes with add-`prior`.
    """
    seen = np.asarray(sums(labels, counts).todense()) + prior
    share = np.log(seen / seen.sum(axis=1, keepdims=True))
    size = np.bincount(labels).astype(np.float64)
    table = np.rint(share.T * UNITS).astype(np.int32)
    return table, np.rint(np.log(size / size.sum()) * UNITS).astype(np.int32)


def scores(counts: Any, table: Any, prior: Any) -> Any:
    """Each row's score in each group, in 1/1024 nats. Exact: integers in doubles."""
    return np.asarray(counts.astype(np.float64) @ table.astype(np.float64)) + prior


def refine(labels: Int64s, counts: Any, *, rounds: int = 8) -> Int64s:
    """Rows moved to the group whose words are likeliest, until few move. Groups may vanish."""
    for _ in range(rounds):
        moved = compact(scores(counts, *log_odds(labels, counts)).argmax(axis=1))
        if len(moved) == 0 or np.count_nonzero(moved != labels) <= len(labels) // 1000:
            return moved
        labels = moved
    return labels
