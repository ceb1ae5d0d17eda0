"""Texts and those near them: groups by all distances, and the nearest texts of each."""

from __future__ import annotations

import numpy as np

from uproar.arrays import Float64s, Int8s, Int64s
from uproar.measure.themes.config import FittingConfig
from uproar.measure.themes.fitting import clustering

_ROWS_AT_A_TIME = 1_024  # of the product with all; chosen on: judgement, bounds the memory


def linked_groups(places: Int8s, k: int, config: FittingConfig) -> Int64s:
    """The k largest of somewhat more groups of texts that are near on average; -1: of none.

    What lies apart ends in small groups, which are not among the largest and pull no centre.
    Ties in size: the group of the first text. Up to k texts: each its own.
    Source: average linkage, Sokal & Michener 1958; Murtagh & Contreras 2012,
    doi:10.1002/widm.53.
    """
    n = len(places)
    if n <= k:
        return np.arange(n)
    exact = places.astype(np.float64)
    length = np.linalg.norm(exact, axis=1, keepdims=True)
    unit = exact / np.where(length > 0, length, 1)
    parts = clustering.cut(clustering.average_linkage(unit), round(k * config.parts_per_theme))
    _, first, sizes = np.unique(parts, return_index=True, return_counts=True)
    largest = np.lexsort((first, -sizes))[:k]
    return np.where(np.isin(parts, largest), parts, -1)


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
