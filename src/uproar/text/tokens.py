"""What a word is, for every stage; and the words of a text as 64-bit ids.

A letter comes with its marks: the vowel signs of Thai and of Indic scripts, and accents typed
apart, belong to the letter before them. Every pattern for words is built from that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import regex
import xxhash

from uproar.arrays import Int64s

if TYPE_CHECKING:
    from scipy import sparse

# One letter, and one letter or digit, each with its marks.
LETTER = r"\p{L}\p{M}*+"
SIGN = r"[\p{L}\p{N}]\p{M}*+"
# Scripts that put no spaces between words.
UNSPACED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hiragana}\p{Katakana}ー\p{Han}"

# Letters alone: "don't" is two words, "4k" holds one.
LETTER_WORD = regex.compile(rf"(?:{LETTER})++")
# As prose is written: letters with an apostrophe inside.
SPOKEN_WORD = regex.compile(rf"(?:{LETTER})++(?:['’](?:{LETTER})++)?")
# For matching: letters and digits in a row.
PLAIN_WORD = regex.compile(rf"(?:{SIGN})++")
# As people read names: in Thai what stands between marks and spaces, elsewhere parts joined by
# hyphens or apostrophes; short parts around a slash or an ampersand are one word.
READ_WORD = regex.compile(
    rf"[\u0e00-\u0e7f]+|(?:{LETTER}){{1,3}}(?:[/&](?:{LETTER}){{1,3}}){{1,20}}(?![\w'’])"
    rf"|{LETTER}(?:(?!\p{{Thai}}){SIGN})*+(?:[-'’](?:(?!\p{{Thai}}){SIGN})++)*+"
)

# Runs of one kind: Thai, Han and kana, Hangul, letters of scripts with spaces, digits.
_RUNS = regex.compile(
    r"[\u0e00-\u0e7f]+|[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+|[\uac00-\ud7a3]+"
    rf"|(?:{LETTER})++|\p{{Nd}}+"
)
# The same two of a text in ASCII, where plain `re` is faster.
_ASCII_LETTERS = re.compile(r"[A-Za-z]+")
_ASCII_RUNS = re.compile(r"[A-Za-z]+|[0-9]+")
# Characters per piece in scripts that do not put spaces between words.
# chosen on: judgement (about a syllable of Thai, a morpheme of Chinese or Korean); not swept
_THAI_PIECE = 3
_EAST_ASIAN_PIECE = 2  # chosen on: judgement, as above
# chosen on: judgement; not swept. Words of a longer text beyond this many add nothing but time.
MOST_WORDS = 64
_LONGEST_TEXT = 2000  # characters; chosen on: judgement, bounds the cost of a hostile text


def letter_words(text: str) -> list[str]:
    """The words of a text as runs of letters.

    >>> letter_words("don't go, 4k चूतिया")
    ['don', 't', 'go', 'k', 'चूतिया']
    """
    pattern = _ASCII_LETTERS if text.isascii() else LETTER_WORD
    runs: list[str] = pattern.findall(text)
    return runs


def words(norm: str) -> list[str]:
    """The pieces of a text in matching form that two texts on one subject share.

    Words, or runs of a few characters where the script puts no spaces between words.

    >>> words("the red boat 17")
    ['the', 'red', 'boat', '17']
    >>> words("빨간배")
    ['빨간', '간배']
    """
    if norm.isascii():
        return _ASCII_RUNS.findall(norm[:_LONGEST_TEXT])[:MOST_WORDS]
    pieces: list[str] = []
    for run in _RUNS.findall(norm[:_LONGEST_TEXT]):
        first = run[0]
        if first < "\u0e00" or "\u0e7f" < first < "\u3040":
            pieces.append(run)
        else:
            size = _THAI_PIECE if first <= "\u0e7f" else _EAST_ASIAN_PIECE
            pieces.extend(run[i : i + size] for i in range(max(1, len(run) - size + 1)))
        if len(pieces) >= MOST_WORDS:
            break
    return pieces[:MOST_WORDS]


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
    """The tokens that a model knows, as sorted ids. Column j of a matrix is the j-th id."""

    def __init__(self, ids: Int64s) -> None:
        self.ids = ids
        self._column = {int(t): j for j, t in enumerate(ids)}

    @classmethod
    def learn(
        cls, bags: Sequence[Iterable[int]], *, fewest: int, largest_share: float, most: int
    ) -> Vocabulary:
        """Tokens in at least `fewest` bags and at most a share of them; the commonest `most`."""
        flat = np.fromiter((t for bag in bags for t in bag), np.int64)
        ids, counts = np.unique(flat, return_counts=True)
        fits = (counts >= fewest) & (counts <= max(fewest, largest_share * len(bags)))
        ids, counts = ids[fits], counts[fits]
        commonest = np.lexsort((ids, -counts))[:most]
        return cls(np.sort(ids[commonest]))

    def __len__(self) -> int:
        return len(self.ids)

    def counts(self, bags: Sequence[Iterable[int]]) -> sparse.csr_matrix:
        """Which bag holds which token: CSR of 0 and 1, shape (n bags, n tokens)."""
        from scipy import sparse  # only themes need it: a first post is read without

        column = self._column
        rows = [sorted({column[t] for t in bag if t in column}) for bag in bags]
        pointers = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=pointers[1:])
        flat = np.fromiter((j for row in rows for j in row), np.int64, int(pointers[-1]))
        ones = np.ones(len(flat), np.float32)
        return sparse.csr_matrix((ones, flat, pointers), shape=(len(rows), len(self.ids)))
