"""How much one grouping tells of another."""

from __future__ import annotations

import numpy as np

from uproar.arrays import Int64s


def cramers_v(left: Int64s, right: Int64s) -> float:
    """Cramér's V of two groupings of the same rows, 0 (independent) to 1, corrected for bias.

    Fewer than two groups on a side, or no rows: 0. Source: Bergsma 2013,
    doi:10.1016/j.jkss.2012.10.002.

    >>> one, other = np.array([0, 0, 1, 1] * 25), np.array([0, 1, 0, 1] * 25)
    >>> round(cramers_v(one, one), 2), cramers_v(one, other)
    (1.0, 0.0)
    """
    n = len(left)
    rows, columns = np.unique(left).size, np.unique(right).size
    if n < 2 or min(rows, columns) < 2:
        return 0.0
    table = np.zeros((rows, columns))
    places = (np.unique(left, return_inverse=True)[1], np.unique(right, return_inverse=True)[1])
    np.add.at(table, places, 1)
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / n
    phi = float((((table - expected) ** 2) / expected).sum()) / n
    phi = max(0.0, phi - (rows - 1) * (columns - 1) / (n - 1))
    fewest = min(
        rows - (rows - 1) ** 2 / (n - 1),
        columns - (columns - 1) ** 2 / (n - 1),
    )
    return round(min(1.0, float(np.sqrt(phi / (fewest - 1)))), 6) if fewest > 1 else 0.0
