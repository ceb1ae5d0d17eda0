"""Fine groups joined into themes: ties to the likest groups of every language, cut where few.

Each group is tied to its likest ones of each language apart, so that no language is only tied to
itself. What is left over at the end, groups that are tied to everything alike, is no theme: its
texts go to the themes whose words fit them.
Source: Polanski et al. 2020, doi:10.1093/bioinformatics/btz625, for neighbours in every batch;
von Luxburg 2007, doi:10.1007/s11222-007-9033-z, for the cut.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as ss
from scipy.sparse.linalg import eigsh
from threadpoolctl import threadpool_limits

from uproar.arrays import Float64s, Int64s
from uproar.measure.stats.grouping import compact
from uproar.measure.themes.config import FittingConfig
from uproar.measure.themes.fitting import clustering

SEED = 20257  # of the start vector; by definition: any fixed number
# Up to so many groups all eigenvectors are computed at once. chosen on: judgement; not swept
_DENSE = 400


def ties_across(
    profiles: Float64s, languages: Int64s, sizes: Float64s, config: FittingConfig
) -> ss.csr_matrix:
    """How strongly groups are tied. Shape: (n groups, n groups), symmetric.

    `languages`: each group's; `sizes`: its texts. A tie is the product of the two profiles, times
    the roots of both sizes. Languages with less than `tied_share` of the texts tie nobody.
    """
    n = len(profiles)
    likeness = np.round(profiles @ profiles.T, clustering.DIGITS)
    total = np.zeros((n, n))
    for language in np.unique(languages).tolist():
        columns = np.flatnonzero(languages == language)
        if sizes[columns].sum() < config.tied_share * sizes.sum():
            continue
        among = likeness[:, columns]
        among[columns, np.arange(len(columns))] = -np.inf
        most = min(config.ties_per_language, len(columns) - 1)
        likest = np.argsort(-among, axis=1, kind="stable")[:, :most]
        rows = np.repeat(np.arange(n), most)
        total[rows, columns[likest.ravel()]] = np.take_along_axis(among, likest, 1).ravel()
    root = np.sqrt(sizes)
    tied = total.clip(0) * root[:, None] * root[None, :]
    return ss.csr_matrix((tied + tied.T) / 2)


def joined(ties: ss.csr_matrix, sizes: Float64s, k: int, config: FittingConfig) -> Int64s:
    """k parts of the groups with strong ties inside and weak ones outside. Shape: (n groups,)."""
    n = ties.shape[0]
    if n <= k:
        return np.arange(n)
    with threadpool_limits(1):
        rows = _walk_vectors(ties, k, loose=config.loose_share * float(ties.sum()) / n)
    return clustering.k_means(rows, k, sizes, starts=config.group_starts, rounds=config.full_rounds)


def leftover(ties: ss.csr_matrix, parts: Int64s) -> int:
    """The part of whose ties most lead outside; among equals the first.

    Source: conductance, as in Yang & Leskovec 2015, doi:10.1007/s10115-013-0693-z.
    """
    return int(np.argmax(np.round(_outside(ties, parts), 9)))


def _outside(ties: ss.csr_matrix, parts: Int64s) -> Float64s:
    """The share of each part's ties that lead outside. Shape: (n parts,)."""
    n = ties.shape[0]
    member = ss.csr_matrix((np.ones(n), (parts, np.arange(n))))
    between = (member @ ties @ member.T).toarray()
    return np.asarray(1 - np.diag(between) / np.maximum(between.sum(axis=1), 1e-12))


def without(labels: Int64s, part: int, counts: ss.csr_matrix) -> Int64s:
    """Labels when the texts of one part go to those of the others whose words fit them best."""
    stays = labels != part
    if not stays.any():
        return labels
    table, prior = clustering.classifier(compact(labels[stays]), counts[np.flatnonzero(stays)])
    moved = clustering.scores(counts, table, prior).argmax(axis=1)
    return compact(np.where(stays, compact(np.where(stays, labels, labels[stays][0])), moved))


def _walk_vectors(ties: ss.csr_matrix, k: int, *, loose: float) -> Float64s:
    """Of the ties' random walk those k vectors that change least, the largest entry 1.

    Shape: (n, k). `loose`: added to each group's ties where they are weighed, so that loose ones
    make no part.
    Source: Qin & Rohe 2013, arXiv:1309.4111, regularised spectral clustering.
    """
    n = ties.shape[0]
    degree = np.asarray(ties.sum(axis=1)).ravel() + loose
    root = 1 / np.sqrt(degree)
    walk = ss.diags(root) @ ties @ ss.diags(root)
    if n <= _DENSE:
        vectors = np.linalg.eigh(walk.toarray())[1][:, ::-1][:, :k]
    else:
        start = np.random.default_rng(SEED).uniform(-1, 1, n)
        values, vectors = eigsh(walk, k, which="LA", v0=start)
        vectors = vectors[:, np.argsort(-values, kind="stable")]
    rows: Float64s = vectors * root[:, None]
    return np.asarray(rows / np.abs(rows).max())
