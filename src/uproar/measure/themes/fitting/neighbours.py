"""Groups of texts by their neighbours: who stands near whom, and where the ties are few."""

from __future__ import annotations

import numpy as np
import scipy.sparse as ss
from scipy.sparse.linalg import eigsh
from threadpoolctl import threadpool_limits

from uproar.arrays import Float64s, Int8s, Int64s
from uproar.measure.themes.config import FittingConfig
from uproar.measure.themes.fitting.clustering import k_means

SEED = 20257  # of the start vector; by definition: any fixed number
_ROWS_AT_A_TIME = 1_024  # of the product with all; chosen on: judgement, bounds the memory
# Up to so many texts all eigenvectors are computed at once. chosen on: judgement; not swept
_DENSE = 400
# Added to each text's ties where they are weighed, so that loose texts make no group.
# source: Qin & Rohe 2013, arXiv:1309.4111, regularised spectral clustering; a hundredth of a tie
_TIE = 0.01


def spectral_groups(places: Int8s, k: int, config: FittingConfig) -> Int64s:
    """k groups of texts with many ties inside and few outside. Up to k texts: each its own.

    The normalised cut of the graph in which each text is tied to its nearest ones.
    Source: von Luxburg 2007, doi:10.1007/s11222-007-9033-z, L_rw, with k-means on the eigenvectors.
    """
    n = len(places)
    if n <= k:
        return np.arange(n)
    with threadpool_limits(1):
        ties = _ties(places, min(config.neighbours, max(1, n // config.texts_per_tie)))
        rows = _eigenvectors(ties, k)
    return k_means(
        rows / np.abs(rows).max(), k, starts=config.group_starts, rounds=config.full_rounds
    )


def nearest_texts(places: Int8s, most: int) -> tuple[Int64s, Float64s]:
    """The `most` nearest other texts of each, in order of place, and their cosines.

    Shape: (n, most). Among texts that are equally near, the first come first.
    """
    n, rows = len(places), places.astype(np.float32)
    length = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))
    scale = 1 / np.where(length > 0, length, 1)
    nearest = np.empty((n, most), np.int64)
    cosines = np.empty((n, most))
    for start in range(0, n, _ROWS_AT_A_TIME):
        stop = min(start + _ROWS_AT_A_TIME, n)
        # the product is of integers and exact; the scales come after it
        cosine = (rows[start:stop] @ rows.T) * scale[None, :] * scale[start:stop, None]
        cosine[np.arange(stop - start), np.arange(start, stop)] = -np.inf
        nearest[start:stop] = _largest(cosine, most)
        cosines[start:stop] = np.take_along_axis(cosine, nearest[start:stop], axis=1)
    return nearest, cosines


def _largest(values: Float64s, most: int) -> Int64s:
    """The places of the `most` largest values of each row, rising; of equal ones the first.

    NumPy's own partition leaves the order of equal ones to the processor.

    >>> _largest(np.array([[0.5, 0.1, 0.5, 0.5]]), 2).tolist()
    [[0, 2]]
    """
    least = np.partition(values, -most, axis=1)[:, -most][:, None]
    is_above, is_level = values > least, values == least
    room = most - is_above.sum(axis=1, keepdims=True)
    taken = is_above | (is_level & (np.cumsum(is_level, axis=1) <= room))
    return np.nonzero(taken)[1].reshape(len(values), most)


def _ties(places: Int8s, most: int) -> ss.csr_matrix:
    """Half a tie to each of a text's `most` nearest, another half where that is mutual."""
    n = len(places)
    nearest, _ = nearest_texts(places, most)
    flat = (np.ones(n * most), (np.repeat(np.arange(n), most), nearest.ravel()))
    directed = ss.csr_matrix(flat, shape=(n, n))
    return (directed + directed.T) * 0.5


def _eigenvectors(ties: ss.csr_matrix, k: int) -> Float64s:
    """Of the ties' random walk those k vectors that change least. Shape: (n, k)."""
    n = ties.shape[0]
    degree = np.asarray(ties.sum(axis=1)).ravel() + _TIE
    root = 1 / np.sqrt(degree)
    walk = ss.diags(root) @ ties @ ss.diags(root)
    if n <= _DENSE:
        vectors = np.linalg.eigh(walk.toarray())[1][:, ::-1][:, :k]
    else:
        start = np.random.default_rng(SEED).uniform(-1, 1, n)
        values, vectors = eigsh(walk, k, which="LA", v0=start)
        vectors = vectors[:, np.argsort(-values, kind="stable")]
    return np.asarray(vectors * root[:, None])
