"""Character n-grams of many texts at once, hashed; and a linear score over them.

Characters and not words: it works in every script, splits nothing wrongly, and an elongated or
misspelt name keeps most of its n-grams. Everything is array arithmetic, no loop over texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import regex

from uproar.arrays import Float64s, Int32s, SignedInts

# 262,144 columns. source: arithmetic, 20,000 short posts hold about as many different n-grams
BITS = 18
SIZES = (2, 3, 4, 5)  # characters; chosen on: judgement; not swept
# Characters that are read of a text: the rest of a wall of text adds no context.
LONGEST = 600  # chosen on: judgement, bounds the cost
# Runs that two texts are compared by. source: Broder et al. 1997, shingles; the length: judgement
GRAM = 3  # characters
LONGEST_FOR_GRAMS = 1000  # characters; chosen on: judgement, bounds the cost of a hostile text
_SIGNS = regex.compile(r"[^\p{L}\p{M}\p{N}_]+")
_EDGE, _END = "\x02", "\x00"
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


class Grams(NamedTuple):
    """Occurrences of n-grams: `row` is the text's number, `column` the n-gram's."""

    row: Int32s
    column: Int32s
    n_texts: int


def hashed(texts: Sequence[str]) -> Grams:
    """The n-grams of each text, word edges marked; no n-gram crosses from text to text.

    Empty: an empty text has none. Each n-gram counts as often as it occurs.

    >>> sorted(set(hashed(["one", "", "one"]).row.tolist()))
    [0, 2]
    """
    codes = np.frombuffer(_joined(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    is_end = codes == 0
    row = np.zeros(len(codes), np.int32)
    row[1:] = np.cumsum(is_end)[:-1]
    first = (codes.astype(np.uint64) + np.uint64(1)) * _MIX[0]
    rolling, crosses = first, is_end
    rows, columns = [], []
    for n in range(2, max(SIZES) + 1):
        rolling = (rolling[:-1] * _MIX[1]) ^ first[n - 1 :]
        rolling ^= rolling >> np.uint64(29)
        crosses = crosses[:-1] | is_end[n - 1 :]
        if n in SIZES:
            inside = ~crosses
            column = (rolling[inside] * _MIX[2]) >> np.uint64(64 - BITS)
            rows.append(row[: len(rolling)][inside])
            columns.append(column.astype(np.int32))
    return Grams(np.concatenate(rows), np.concatenate(columns), len(texts))


def _joined(texts: Sequence[str]) -> str:
    cleaned = (t[:LONGEST].replace(_END, " ").strip().replace(" ", _EDGE) for t in texts)
    return "".join(f"{_EDGE}{t}{_EDGE}{_END}" if t else _END for t in cleaned)


def score(grams: Grams, model: SignedInts, weights: Float64s) -> Float64s:
    """Sum of the weights of each text's n-grams, over the root of their number.

    Shape: model (n_texts,), the row of weights that judges each text; weights (models, 2**BITS).
    Empty: a text without n-grams scores 0.
    """
    n = np.bincount(grams.row, minlength=grams.n_texts)
    each = weights.ravel()[(model << BITS)[grams.row] + grams.column]
    total = np.bincount(grams.row, each, minlength=grams.n_texts)
    return np.asarray(total / np.sqrt(np.maximum(n, 1)))


def grams(norm: str) -> set[str]:
    """The runs of three characters of a text in matching form; signs and spaces are left out.

    >>> sorted(grams("one, one!"))
    ['eon', 'neo', 'one']
    """
    plain = _SIGNS.sub("", norm[:LONGEST_FOR_GRAMS])
    return {plain[i : i + GRAM] for i in range(len(plain) - GRAM + 1)}
