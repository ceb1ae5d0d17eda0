"""The letters of many texts at once, as numbers: what a pattern would search text by text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from uproar.arrays import Bools, Int64s, UInt8s, UInt32s

_GAP = "\n"
_NOT_ASKED = 255  # by definition: no kind is so large, kinds are below 255


class Letters(NamedTuple):
    """Code points of texts end to end, a line feed after each.

    Text t stands in `codes[ends[t]:ends[t + 1] - 1]`.
    """

    codes: UInt32s
    ends: Int64s

    def any_of(self, kinds: UInt8s) -> list[int]:
        """All bits of the kinds of each text's letters."""
        if len(self.ends) == 1:
            return []
        flags: list[int] = np.bitwise_or.reduceat(kinds, self.ends[:-1]).tolist()
        return flags

    def rows(self, hits: Bools) -> list[int]:
        """The texts that hold a letter that is hit, rising."""
        places = np.flatnonzero(hits)
        rows: list[int] = np.unique(np.searchsorted(self.ends, places, "right") - 1).tolist()
        return rows


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


class Kinds:
    """What a reader says of a character, asked once for each that occurs: an integer below 255."""

    def __init__(self, kind_of: Callable[[str], int]) -> None:
        self._kind_of = kind_of
        self._known: UInt8s | None = None

    def kinds(self, codes: UInt32s) -> UInt8s:
        """The kind of each letter."""
        if self._known is None:
            self._known = np.full(sys.maxunicode + 1, _NOT_ASKED, np.uint8)
        kinds = self._known[codes]
        new = codes[kinds == _NOT_ASKED]
        if len(new):
            for code in np.unique(new).tolist():
                self._known[code] = self._kind_of(chr(code))
            kinds = self._known[codes]
        return kinds


def has_run(texts: Sequence[str], length: int) -> list[int]:
    """The texts in which some character but a line feed stands so often in a row, rising.

    >>> has_run(["loove", "looove"], 3)
    [1]
    """
    read = letters(texts)
    again = np.append(False, read.codes[1:] == read.codes[:-1])
    return read.rows(lasting(again, length - 1) & (read.codes != ord(_GAP)))


def lasting(hits: Bools, length: int) -> Bools:
    """Which letters end a stretch of hits, so long or longer."""
    ends = hits.copy()
    for step in range(1, length):
        ends[step:] &= hits[: len(hits) - step]
        ends[:step] = False
    return ends
