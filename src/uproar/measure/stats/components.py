"""Groups from pairs: what is joined, directly or through others, is one group."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from uproar.arrays import Int64s


def join(n: int, a: Int64s, b: Int64s) -> Int64s:
    """The group of each of n positions, named by its smallest member. Shape: (n,).

    >>> join(4, np.array([2]), np.array([3])).tolist()
    [0, 1, 2, 2]
    """
    graph = coo_matrix((np.ones(len(a), np.int8), (a, b)), shape=(n, n))
    _, label = connected_components(graph, directed=False)
    smallest = np.full(int(label.max()) + 1 if n else 0, n, np.int64)
    np.minimum.at(smallest, label, np.arange(n))
    named: Int64s = smallest[label]
    return named
