"""How alike the words of two sentences are, by the embedder, in both directions.

The embedder adds up pieces of words and knows no order: it is the last of the checks and the
weakest. It asks of every word that carries meaning whether the other sentence has one like it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from uproar.arrays import Float64s, Int8s
from uproar.tell.messages.lexicon import WORD
from uproar.tell.rewording.vocabulary import Vocabulary
from uproar.tell.slots.grammar import outside

# Texts → a row each, in the space where what means the same lies close.
Vectors: TypeAlias = Callable[[Sequence[str]], Int8s]


def likeness(plain: str, offered: str, words: Vocabulary, vectors: Vectors) -> float:
    """How far the least like word of either sentence is from the other sentence: 1 same, 0 far.

    The distance is the cosine with the closest word of the other one. Words that only join, and
    what stands in slots, are left out; two sentences without others are alike.
    """
    ours, theirs = _meaning(plain, words), _meaning(offered, words)
    if not ours or not theirs:
        return float(ours == theirs)
    cosines = _unit(vectors(ours)) @ _unit(vectors(theirs)).T
    same = np.asarray([[left == right for right in theirs] for left in ours])
    near = np.where(same, 1.0, cosines)
    return float(min(near.max(axis=1).min(), near.max(axis=0).min()))


def _meaning(text: str, words: Vocabulary) -> list[str]:
    folded = {word.casefold() for word in WORD.findall(outside(text).replace("’s", " "))}
    return sorted(folded - words.joining_words)


def _unit(rows: Int8s) -> Float64s:
    floats = rows.astype(np.float64)
    lengths = np.linalg.norm(floats, axis=1, keepdims=True)
    return np.asarray(floats / np.where(lengths == 0, 1.0, lengths))
