"""Tables of int8 rows, and their sums over texts."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse

Floats = np.ndarray[Any, np.dtype[np.float32]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


class Table(NamedTuple):
    """Row i is `rows[i]` times two to the power `exponent[i]`.

    Every term of a sum is a small integer times a power of two: single precision holds the sum
    exactly, so that it is the same in any order and any batch.
    """

    rows: np.ndarray[Any, np.dtype[np.int8]]
    exponent: np.ndarray[Any, np.dtype[np.int8]]

    def sums(self, ids: Ints, ends: Ints) -> Floats:
        """Sum of the rows `ids[ends[t]:ends[t + 1]]` for each text t. Shape: (n, width).

        >>> table = Table(np.array([[1, 2], [3, 4]], np.int8), np.array([0, -1], np.int8))
        >>> table.sums(np.array([0, 1, 1]), np.array([0, 1, 3])).tolist()
        [[1.0, 2.0], [3.0, 4.0]]
        """
        is_used = np.zeros(len(self.rows), bool)
        is_used[ids] = True
        used = np.flatnonzero(is_used)
        place = np.zeros(len(self.rows), np.int32)
        place[used] = np.arange(len(used), dtype=np.int32)
        scale = np.exp2(self.exponent[used].astype(np.float32))[:, None]
        dense = self.rows[used] * scale
        ones = np.ones(len(ids), np.float32)
        shape = (len(ends) - 1, len(used))
        counts = sparse.csr_array((ones, place[ids], ends), shape=shape)
        return np.asarray(counts @ dense, np.float32).reshape(len(ends) - 1, self.rows.shape[1])
