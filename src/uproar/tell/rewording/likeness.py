"""How alike two sentences are in their own words, by the embedder, in both directions.

The embedder adds up pieces and knows no order: it is the last of the checks and the weakest. It sees
a word that the closed lists call an equal where it is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from uproar.arrays import Float64s, Int8s
from uproar.tell.messages.lexicon import WORD
from uproar.tell.slots.grammar import outside

# Texts → a row each, in the space where what means the same lies close.
Vectors: TypeAlias = Callable[[Sequence[str]], Int8s]


def likeness(one_text: str, other_text: str, vectors: Vectors) -> float:
    """The lower of two shares: how much of each sentence's words the other one has, 0 to 1.

    Each word counts as its cosine with the closest word of the other sentence; slots are left out.
    A sentence without words is like none but its equal.
    """
    ours, theirs = _words(one_text), _words(other_text)
    if not ours or not theirs:
        return float(ours == theirs)
    cosines = _unit(vectors(ours)) @ _unit(vectors(theirs)).T
    same = np.asarray([[left == right for right in theirs] for left in ours])
    near = np.where(same, 1.0, cosines)
    return float(min(near.max(axis=1).mean(), near.max(axis=0).mean()))


def _words(text: str) -> list[str]:
    return sorted({word.casefold() for word in WORD.findall(outside(text))})


def _unit(rows: Int8s) -> Float64s:
    floats = rows.astype(np.float64)
    lengths = np.linalg.norm(floats, axis=1, keepdims=True)
    return np.asarray(floats / np.where(lengths == 0, 1.0, lengths))
