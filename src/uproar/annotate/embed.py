"""The meaning of a text of any language as a vector, summed from its subword pieces.

The table was distilled from a sentence encoder; docs/models/embedder.md says how and from what.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pyarrow as pa

from uproar.annotate.columns import strings
from uproar.annotate.embedding_bag import Table
from uproar.annotate.subwords import Bag, bag
from uproar.arrays import Float32s, Float64s, Int8s, Int32s
from uproar.model import VECTOR_SIZE
from uproar.models import load

MODEL = "embedder.npz"
COLUMNS = pa.schema([("vector", pa.list_(pa.int8(), VECTOR_SIZE))])
# Unit vectors are stored as integers of this length, so that a scalar product of two of them,
# divided by its square, is their cosine.
# source: arithmetic, two of 127: at 256 components no one of them comes near 127
LENGTH = 254.0
_ROWS = 8192  # texts at a time; chosen on: memory, 8 MB of sums


def vectors(texts: Sequence[str]) -> Int8s:
    """Quantised unit vectors. Shape: (n, VECTOR_SIZE).

    A text without a known word (empty, only a link) is the zero vector.

    >>> from uproar.annotate.embed import cosine
    >>> cat, gata, bill = vectors(["the cat sleeps", "el gato duerme", "pay the bill"])
    >>> bool(cosine(cat, gata) > cosine(cat, bill))
    True
    """
    parts = [pointed(sums(bag(texts[i : i + _ROWS]))) for i in range(0, len(texts), _ROWS)]
    return np.concatenate(parts) if parts else np.empty((0, VECTOR_SIZE), np.int8)


def cosine(left: Int8s, right: Int8s) -> Float64s:
    """Cosine of two vectors, or of their rows pairwise; 0 where one is the zero vector."""
    a, b = left.astype(np.float64), right.astype(np.float64)
    lengths = np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1)
    return np.asarray((a * b).sum(-1) / np.where(lengths == 0, 1.0, lengths))


def sums(pieces: Bag) -> Float32s:
    """Sums of the table's rows over each text. Shape: (n, VECTOR_SIZE).

    Every term is an integer times a power of two, so that the sum is exact in any order.
    """
    place, table = _table()
    return table.sums(place[pieces.ids], pieces.ends)


def pointed(total: Float32s) -> Int8s:
    """Each row scaled to LENGTH and rounded to integers; a zero row stays zero."""
    length = np.sqrt(np.square(total, dtype=np.float64).sum(1, keepdims=True))
    unit = total / np.where(length == 0, 1.0, length)
    rounded: Int8s = np.rint(unit * LENGTH).clip(-127, 127).astype(np.int8)
    return rounded


@cache
def _table() -> tuple[Int32s, Table]:
    stored = load.arrays(MODEL)
    rows, exponent = (np.asarray(stored[name], np.int8) for name in ("rows", "exponent"))
    return np.asarray(stored["place"], np.int32), Table(rows, exponent)


class Embed:
    """The vector as a fixed-size list. A null text has the zero vector."""

    name = "embed"
    version = "3"
    needs: tuple[str, ...] = ()
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Vectors of the texts."""
        flat = vectors(strings(table, "text")).reshape(-1)
        column = pa.FixedSizeListArray.from_arrays(pa.array(flat), VECTOR_SIZE)
        return pa.Table.from_arrays([column], schema=COLUMNS)


ANNOTATOR = Embed()
