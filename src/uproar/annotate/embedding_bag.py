"""Tables of int8 rows, and sums of rows over texts."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from uproar.arrays import Float32s, Int8s, SignedInts

# From so many terms on the sparse product is worth loading its library for.
MANY = 4096  # chosen on: CPU time of one post read alone, 1.9 s with the library and 0.8 without


Floats: TypeAlias = npt.NDArray[np.floating]
_Float = TypeVar("_Float", bound=np.floating)


class Table(NamedTuple):
    """Row i is `rows[i]` times two to the power `exponent[i]`.

    Every term of a sum is a small integer times a power of two: single precision holds the sum
    exactly, so that it is the same in any order and any batch.
    """

    rows: Int8s
    exponent: Int8s

    def sums(self, ids: SignedInts, ends: SignedInts) -> Float32s:
        """Sum of the rows `ids[ends[t]:ends[t + 1]]` for each text t. Shape: (n, width).

        >>> table = Table(np.array([[1, 2], [3, 4]], np.int8), np.array([0, -1], np.int8))
        >>> table.sums(np.array([0, 1, 1]), np.array([0, 1, 3])).tolist()
        [[1.0, 2.0], [3.0, 4.0]]
        """
        used, place = _used(ids, len(self.rows))
        dense = (
            self.rows[used].astype(np.float32)
            * np.exp2(self.exponent[used].astype(np.float32))[:, None]
        )
        return weighted_sums(np.ones(len(ids), np.float32), place, ends, dense)


def weighted_sums(
    weights: Floats, ids: SignedInts, ends: SignedInts, rows: npt.NDArray[_Float]
) -> npt.NDArray[_Float]:
    """Sum of `weights[i] * rows[ids[i]]` over i from `ends[t]` to `ends[t + 1]`, for each text t.

    Shape: (n, width). The caller sees to it that no sum is rounded: the order is not fixed.
    """
    n = len(ends) - 1
    if len(ids) >= MANY:
        from scipy import sparse

        counts = sparse.csr_array((weights, ids, ends), shape=(n, len(rows)))
        return np.asarray(counts @ rows)
    sums = np.zeros((n, rows.shape[1]), rows.dtype)
    filled = np.flatnonzero(np.diff(ends))
    if len(filled):
        sums[filled] = np.add.reduceat(weights[:, None] * rows[ids], ends[filled], axis=0)
    return sums


def _used(ids: SignedInts, n_rows: int) -> tuple[SignedInts, SignedInts]:
    """The distinct ids, rising, and the place of each id among them."""
    if len(ids) < MANY:
        return np.unique(ids, return_inverse=True)
    is_used = np.zeros(n_rows, bool)
    is_used[ids] = True
    used = np.flatnonzero(is_used)
    place = np.zeros(n_rows, np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    return used, place[ids]
