"""What a reader of whole texts must offer, and the length of its quantised vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from uproar.arrays import Float32s, Float64s, Int8s

# Unit vectors are stored as integers of this length. source: annotate/embed.py, arithmetic
LENGTH = 254.0


@dataclass(frozen=True, slots=True)
class Encoder:
    """One encoder: `read` gives quantised unit vectors, shape (n, width), whatever the batch.

    A text without a word has the zero vector. `read` raises ConfigError where the `package` with
    the weights is not installed; `is_installed` says whether it is.
    """

    name: str
    version: str
    width: int
    package: str
    is_installed: Callable[[], bool]
    read: Callable[[Sequence[str]], Int8s]


def quantised(rows: Float32s | Float64s) -> Int8s:
    """Rows scaled to LENGTH and rounded; a zero row stays zero.

    >>> quantised(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[127, 127], [0, 0]]
    """
    exact = rows.astype(np.float64)
    size = np.sqrt((exact * exact).sum(axis=1, keepdims=True))
    rounded: Int8s = np.rint(exact / np.where(size > 0, size, 1) * LENGTH).clip(-127, 127)
    return rounded.astype(np.int8)
