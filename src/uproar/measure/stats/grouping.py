"""Rows put into groups: labels without holes, and the sums of each group's rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as ss

from uproar.arrays import Int64s, SignedInts


def compact(labels: SignedInts | Sequence[str]) -> Int64s:
    """Labels renumbered from 0 without holes, in the order of the old ones. Shape: as before.

    >>> compact(np.array([7, 3, 7])).tolist()
    [1, 0, 1]
    """
    _, inverse = np.unique(labels, return_inverse=True)
    return inverse.astype(np.int64)


def sums(labels: Int64s, rows: ss.csr_matrix, n_groups: int | None = None) -> ss.csr_matrix:
    """Per group the sum of its rows, sparse or dense as they are. Shape: (n groups, width).

    `labels`: each row's group, 0 to n groups - 1. No rows: no groups, unless `n_groups` says.

    >>> sums(np.array([0, 1, 0]), np.array([[1.0], [2.0], [4.0]])).tolist()
    [[5.0], [2.0]]
    """
    if n_groups is None:
        n_groups = int(labels.max()) + 1 if len(labels) else 0
    ones = np.ones(len(labels), np.float64)
    shape = (n_groups, len(labels))
    return ss.csr_matrix((ones, (labels, np.arange(len(labels)))), shape=shape) @ rows
