"""How many themes: which of several groupings of the same texts to take."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from uproar.arrays import Int64s


def numbers(n: int, least: int, most: int) -> list[int]:
    """How many themes to try, rising: those within the bounds that n texts can fill.

    >>> numbers(100, 3, 5), numbers(2, 3, 5), numbers(0, 3, 5)
    ([3, 4, 5], [2], [])
    """
    return [m for m in range(least, most + 1) if m <= n] or ([n] if n else [])


def is_parted(labels: Int64s, largest: float) -> bool:
    """Whether no group holds more than this share of the texts. No texts: no.

    >>> is_parted(np.array([0, 0, 1, 1]), 0.5), is_parted(np.array([0, 0, 0, 1]), 0.5)
    (True, False)
    """
    return len(labels) > 0 and bool(np.bincount(labels).max() <= largest * len(labels))


def best(groupings: Sequence[Int64s], worth: Sequence[float], largest: float) -> int:
    """The position of the grouping of the greatest worth, parted ones first.

    Short texts hold so few words that worth alone would leave most of them together, so a grouping
    with a group beyond the share `largest` is taken only where there is no other. Ties: the first.

    >>> best([np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1])], [9.0, 1.0], 0.5)
    1
    """
    ranks = [(is_parted(g, largest), w) for g, w in zip(groupings, worth, strict=True)]
    return ranks.index(max(ranks))


def elbow(
    groupings: Sequence[Int64s], worth: Sequence[float], largest: float, min_gain: float
) -> int:
    """The position of the last grouping before one group more is worth little.

    `groupings` have one group more each time. The search begins at the first parted one (see
    `best`) and ends where the next adds no more than the part `min_gain` of the greatest gain up to
    there. The last one where every step adds much.

    >>> even = [np.arange(60) % m for m in (3, 4, 5)]
    >>> elbow(even, [-9.0, -5.0, -4.9], 0.5, 0.2)
    1
    """
    gains = np.diff(worth)
    first = next((i for i, g in enumerate(groupings) if is_parted(g, largest)), 0)
    for i in range(first, len(gains)):
        if gains[i] <= min_gain * max(0.0, gains[: i + 1].max()):
            return i
    return len(groupings) - 1
