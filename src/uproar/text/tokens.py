"""Words of a text in matching form, as 64-bit names: words, or character pairs without spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import scipy.sparse as ss
import xxhash

from uproar.arrays import Int64s

# Runs of one script: Thai, Han and kana, Hangul, and everything written with spaces.
_RUNS = re.compile(
    r"[\u0e00-\u0e7f]+|[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+|[\uac00-\ud7a3]+|[^\W\d_]+|\d+"
)
# Characters per piece in scripts that do not put spaces between words.
_THAI_PIECE = 3
_EAST_ASIAN_PIECE = 2
# Words of a longer text beyond this many add nothing but time.
MOST_WORDS = 64
_LONGEST_TEXT = 2000


def words(norm: str) -> list[str]:
    """The pieces of a text that two texts on one subject share.

    >>> words("the red boat 17")
    ['the', 'red', 'boat', '17']
    >>> words("빨간배")
    ['빨간', '간배']
    """
    found: list[str] = []
    for run in _RUNS.findall(norm[:_LONGEST_TEXT]):
        first = run[0]
        if first < "\u0e00" or "\u0e7f" < first < "\u3040":
            found.append(run)
        else:
            size = _THAI_PIECE if first <= "\u0e7f" else _EAST_ASIAN_PIECE
            found.extend(run[i : i + size] for i in range(max(1, len(run) - size + 1)))
        if len(found) >= MOST_WORDS:
            break
    return found[:MOST_WORDS]


def terms(norm: str) -> list[str]:
    """The words of a text, each once, in order of appearance.

    >>> terms("one one one more")
    ['one', 'more']
    """
    return list(dict.fromkeys(words(norm)))


def token_id(token: str) -> int:
    """A stable name of a token, so that a saved model holds no words."""
    return xxhash.xxh3_64_intdigest(token.encode("utf-8", "replace")) >> 1


class Vocabulary:
    """The tokens a model knows: sorted ids. Column j of a matrix is the j-th id."""

    def __init__(self, ids: Int64s) -> None:
        self.ids = ids
        self._column = {int(t): j for j, t in enumerate(ids)}

    @classmethod
    def of(
        cls, bags: Sequence[Iterable[int]], *, fewest: int, largest_share: float, most: int
    ) -> Vocabulary:
        """Tokens in at least `fewest` bags and at most a share of them; the commonest `most`."""
        flat = np.fromiter((t for bag in bags for t in bag), np.int64)
        ids, counts = np.unique(flat, return_counts=True)
        fits = (counts >= fewest) & (counts <= max(fewest, largest_share * len(bags)))
        ids, counts = ids[fits], counts[fits]
        kept = np.lexsort((ids, -counts))[:most]
        return cls(np.sort(ids[kept]))

    def __len__(self) -> int:
        return len(self.ids)

    def counts(self, bags: Sequence[Iterable[int]]) -> Any:
        """Which bag holds which token: CSR of 0 and 1, shape (n bags, n tokens)."""
        column = self._column
        rows = [sorted({column[t] for t in bag if t in column}) for bag in bags]
        pointers = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=pointers[1:])
        flat = np.fromiter((j for row in rows for j in row), np.int64, int(pointers[-1]))
        ones = np.ones(len(flat), np.float32)
        return ss.csr_matrix((ones, flat, pointers), shape=(len(rows), len(self.ids)))
