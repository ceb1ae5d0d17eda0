"""Ways of grouping vectors, and how well a grouping explains the words.

Groups are sought in double precision: in single, the order in which a processor sums would decide
where a row between two centres goes, and another machine would find other groups.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as ss
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.special import gammaln
from sklearn.cluster import kmeans_plusplus
from threadpoolctl import threadpool_limits

from uproar.arrays import Float64s, Int32s, Int64s
from uproar.measure.stats.grouping import compact, sums
from uproar.measure.themes.config import FittingConfig

SEED = 20252  # of every draw; by definition: any fixed number gives the same bytes
_ROWS_AT_A_TIME = 4_096  # of a product with all centres; chosen on: judgement, bounds the memory
# Digits of distances that are compared. source: arithmetic, far coarser than the rounding of a sum
# of squares of int8 in 64 bits
DIGITS = 6
# Log-probabilities are saved as integers, so many to a nat. by definition: part of saved models
UNITS = 1024
# Pseudo-count of a word in the classifier that saved models hold.
WORD_SMOOTHING = 0.1  # chosen on: judgement; not swept


def fine_groups(rows: Float64s, k: int, config: FittingConfig) -> Int64s:
    """Many small groups of int8 rows: each row's group, 0 to k-1. Rows up to k: each its own.

    k-means of a few rounds from centres that are spread out (`_spread_centres`).
    """
    if len(rows) <= k:
        return np.arange(len(rows))
    with threadpool_limits(1):
        centres = _spread_centres(rows, k, np.random.RandomState(SEED), config)
        labels, _ = _settled(rows, centres, np.ones(len(rows)), config.group_rounds)
    return compact(labels)


def _spread_centres(
    rows: Float64s, k: int, random_state: np.random.RandomState, config: FittingConfig
) -> Float64s:
    """First centres, some at a time: of many drawn by distance, those that bring rows nearest.

    scikit-learn draws one at a time from fewer; without any choice among them, groups mix subjects.
    Source: Arthur & Vassilvitskii 2007, the greedy variant; Bahmani et al. 2012,
    doi:10.14778/2180912.2180915, for drawing several at once.
    """
    n = len(rows)
    square = np.einsum("ij,ij->i", rows, rows)
    chosen = np.array([random_state.choice(n)])
    closest = square + square[chosen] - 2 * (rows @ rows[chosen[0]])
    n_draws = config.draws_per_centre * config.centres_per_draw
    while len(chosen) < k:
        cumulated = np.cumsum(closest)
        draws = random_state.uniform(size=n_draws) * cumulated[-1]
        tried = np.unique(np.minimum(np.searchsorted(cumulated, draws, side="right"), n - 1))
        distance = square[:, None] + square[tried] - 2 * (rows @ rows[tried].T)
        remaining = np.minimum(closest[:, None], distance)
        left = remaining.sum(axis=0)
        best = np.argsort(left, kind="stable")[: min(config.centres_per_draw, k - len(chosen))]
        closest = remaining[:, best].min(axis=1)
        chosen = np.concatenate([chosen, tried[best]])
    spread: Float64s = rows[chosen]
    return spread


def k_means(
    rows: Float64s,
    k: int,
    weight: Float64s | None = None,
    *,
    starts: int,
    rounds: int,
    seed: int = 0,
) -> Int64s:
    """k groups of like size, the best of so many starts. Rows up to k: each its own.

    The first centres are scikit-learn's; it would then subtract the mean of all rows, and no
    distance of integers would be exact any more.
    """
    if len(rows) <= k:
        return np.arange(len(rows))
    weights = np.ones(len(rows)) if weight is None else weight
    random_state = np.random.RandomState(SEED + seed)
    best, least = np.zeros(len(rows), np.int64), np.inf
    with threadpool_limits(1):
        for _ in range(starts):
            centres, _ = kmeans_plusplus(rows, k, sample_weight=weights, random_state=random_state)
            labels, distance = _settled(rows, np.asarray(centres), weights, rounds)
            if distance < least:
                best, least = labels, distance
    return compact(best)


def _settled(
    rows: Float64s, centres: Float64s, weights: Float64s, rounds: int
) -> tuple[Int64s, float]:
    """Each row's nearest centre after so many rounds, and the sum of squared distances.

    Of centres that are equally near the first: distances are rounded, so that they are equal on
    every processor. A centre that no row is nearest to stays where it is.
    Source: Lloyd 1982, doi:10.1109/TIT.1982.1056489.
    """
    labels = np.full(len(rows), -1, np.int64)
    square, centres = np.einsum("ij,ij->i", rows, rows), centres.copy()
    distance = np.zeros(len(rows))
    for _ in range(rounds):
        offset = np.einsum("ij,ij->i", centres, centres)
        earlier, labels = labels, labels.copy()
        for start in range(0, len(rows), _ROWS_AT_A_TIME):
            part = slice(start, start + _ROWS_AT_A_TIME)
            apart = np.round(offset - 2 * (rows[part] @ centres.T), DIGITS)
            labels[part] = apart.argmin(axis=1)
            distance[part] = apart.min(axis=1)
        if np.array_equal(labels, earlier):
            break
        n = np.bincount(labels, weights, minlength=len(centres))
        total = sums(labels, ss.diags(weights) @ rows, len(centres))
        centres[n > 0] = total[n > 0] / n[n > 0][:, None]
    return labels, round(float((weights * (square + distance)).sum()), DIGITS)


def average_linkage(rows: Float64s) -> Float64s:
    """A dendrogram of the rows (SciPy's linkage matrix): good where few groups are large."""
    dendrogram: Float64s = linkage(rows, "average")
    return dendrogram


def cut(dendrogram: Float64s, k: int) -> Int64s:
    """Each row's group when the dendrogram is cut into k."""
    return compact(fcluster(dendrogram, k, "maxclust"))


def log_marginal_likelihood(
    labels: Int64s, counts: ss.csr_matrix, languages: Int64s | None = None, *, word_prior: float
) -> float:
    """How well a grouping explains the words, in nats per text; larger is better, whatever k.

    The collapsed Dirichlet-multinomial likelihood of the words given the groups, times the
    Chinese-restaurant prior of the groups: a group too many costs as much as it explains. With
    `languages`, the words of each language in a group are counted apart, so that parting one
    language from another explains nothing. No texts or no words: 0.
    Source: Yin & Wang 2014, doi:10.1145/2623330.2623715, with a Dirichlet-process prior.
    """
    n, width = counts.shape
    if n == 0 or width == 0:
        return 0.0
    parts = labels if languages is None else compact(labels * (languages.max() + 1) + languages)
    uses = ss.csr_matrix(sums(parts, counts))
    total = np.asarray(uses.sum(axis=1)).ravel()
    words = (gammaln(width * word_prior) - gammaln(width * word_prior + total)).sum()
    words += (gammaln(uses.data + word_prior) - gammaln(word_prior)).sum()
    prior = gammaln(np.bincount(labels)).sum() - gammaln(n + 1.0)
    return round(float((words + prior) / n), 6)


def classifier(labels: Int64s, counts: ss.csr_matrix) -> tuple[Int32s, Int32s]:
    """Log-probability of each token in each group, and of each group, rounded to 1/1024 nats.

    Multinomial naive Bayes with add-`WORD_SMOOTHING`. Shape: (width, n groups) and (n groups).
    """
    uses = np.asarray(sums(labels, counts).todense()) + WORD_SMOOTHING
    share = np.log(uses / uses.sum(axis=1, keepdims=True))
    size = np.bincount(labels).astype(np.float64)
    table = np.rint(share.T * UNITS).astype(np.int32)
    return table, np.rint(np.log(size / size.sum()) * UNITS).astype(np.int32)


def scores(counts: ss.csr_matrix, table: Int32s, prior: Int32s) -> Float64s:
    """Each row's score in each group, in 1/1024 nats. Exact: integers in doubles."""
    fitted: Float64s = np.asarray(counts.astype(np.float64) @ table.astype(np.float64)) + prior
    return fitted


def refine(labels: Int64s, counts: ss.csr_matrix, config: FittingConfig) -> Int64s:
    """Rows moved to the group whose words fit them best, until few move. Groups may vanish."""
    for _ in range(config.refine_rounds):
        moved = compact(scores(counts, *classifier(labels, counts)).argmax(axis=1))
        changed = int(np.count_nonzero(moved != labels)) if len(moved) else 0
        if changed <= len(labels) // config.refine_until:
            return moved
        labels = moved
    return labels
