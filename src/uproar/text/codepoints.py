"""The characters of many texts at once, as arrays of code points.

A property of a character is looked up once for each character that occurs, and then for all texts
by array arithmetic, where a pattern would search text by text.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from uproar.arrays import Bools, Int64s, UInt8s, UInt32s

_GAP = "\n"
_NOT_ASKED = 255  # by definition: no kind is so large, kinds are below 255


class Letters(NamedTuple):
    """The code points of texts, one text after another, with a line feed after each.

    Text t is `codes[ends[t]:ends[t + 1] - 1]`; `ends` has one entry more than there are texts.
    """

    codes: UInt32s
    ends: Int64s

    def any_of(self, kinds: UInt8s) -> list[int]:
        """For each text, the bits that are set in the kind of any of its characters."""
        if len(self.ends) == 1:
            return []
        flags: list[int] = np.bitwise_or.reduceat(kinds, self.ends[:-1]).tolist()
        return flags

    def rows(self, hits: Bools) -> list[int]:
        """The numbers of the texts that hold a hit, rising. `hits`: one entry per code point."""
        places = np.flatnonzero(hits)
        rows: list[int] = np.unique(np.searchsorted(self.ends, places, "right") - 1).tolist()
        return rows


def letters(texts: Sequence[str]) -> Letters:
    """The code points of texts; unpaired surrogates are let through.

    >>> letters(["ab", ""]).codes.tolist()
    [97, 98, 10, 10]
    """
    joined = "".join([f"{text}{_GAP}" for text in texts])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1, out=ends[1:])
    return Letters(codes, ends)


class Kinds:
    """The kind of each character, an integer below 255.

    `kind_of` says it of a character, and is asked once for each character that occurs.
    """

    def __init__(self, kind_of: Callable[[str], int]) -> None:
        self._kind_of = kind_of
        self._known: UInt8s | None = None

    def kinds(self, codes: UInt32s) -> UInt8s:
        """The kind of each code point. Shape: that of `codes`."""
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
    """The numbers of the texts in which a character repeats `length` times or more, rising.

    A line feed does not count.

    >>> has_run(["loove", "looove"], 3)
    [1]
    """
    read = letters(texts)
    again = np.append(False, read.codes[1:] == read.codes[:-1])
    return read.rows(lasting(again, length - 1) & (read.codes != ord(_GAP)))


def lasting(hits: Bools, length: int) -> Bools:
    """Which code points end a run of hits of at least `length`. Shape: that of `hits`."""
    ends = hits.copy()
    for step in range(1, length):
        ends[step:] &= hits[: len(hits) - step]
        ends[:step] = False
    return ends
