"""The letters of many texts at once, as numbers: what a pattern would search text by text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

Codes = np.ndarray[Any, np.dtype[np.uint32]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]
_GAP = "\n"


class Letters(NamedTuple):
    """Code points of texts end to end, a line feed after each.

    Text t stands in `codes[ends[t]:ends[t + 1] - 1]`.
    """

    codes: Codes
    ends: Ints

    def rows(self, hits: Bools) -> list[int]:
        """The texts that hold a letter that is hit, rising."""
        at = np.flatnonzero(hits)
        found: list[int] = np.unique(np.searchsorted(self.ends, at, "right") - 1).tolist()
        return found


def letters(texts: Sequence[str]) -> Letters:
    """The code points of texts, halves of characters among them.

    >>> letters(["ab", ""]).codes.tolist()
    [97, 98, 10, 10]
    """
    joined = "".join([f"{text}{_GAP}" for text in texts])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1, out=ends[1:])
    return Letters(codes, ends)


def has_run(texts: Sequence[str], length: int) -> list[int]:
    """The texts in which some character but a line feed stands so often in a row, rising.

    >>> has_run(["loove", "looove"], 3)
    [1]
    """
    found = letters(texts)
    same = (found.codes[1:] == found.codes[:-1]) & (found.codes[1:] != ord(_GAP))
    n = len(same) - length + 2
    runs = np.ones(max(n, 0), bool)
    for step in range(length - 1):
        runs &= same[step : step + len(runs)]
    return found.rows(runs)
