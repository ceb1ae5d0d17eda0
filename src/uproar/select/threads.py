"""Threads that talk of other things, in a collection that was not gathered by the event's names."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import AnyArray

FEWEST = 20  # posts of a thread that say what it is about
NAMED = 0.02  # of a thread's posts that name the event, where the thread is about it
HELD = 0.5  # of all posts that name it which must stand in the other threads


def foreign(thread: Any, is_tied: AnyArray) -> AnyArray:
    """Posts of threads that hardly ever name the event. Shape: (n) bool; both arguments (n).

    What rises after publication may be another thread's own matter; context learned from time
    alone would take it for the reaction. `is_tied`: holds a name, or stands in the event's place.
    Nothing is foreign where most of the tied posts themselves stand in such threads (a live chat
    rarely names what everybody watches), in small threads, or without a thread.
    """
    coded = pc.dictionary_encode(thread.combine_chunks())
    code = coded.indices.fill_null(len(coded.dictionary)).to_numpy().astype(np.int64)
    size = np.bincount(code, minlength=len(coded.dictionary) + 1)
    tied = np.bincount(code, is_tied, minlength=len(size))
    is_foreign = (size >= FEWEST) & (tied < NAMED * size)
    is_foreign[-1] = False
    outside = tied[~is_foreign].sum()
    if outside < HELD * tied.sum() or not outside:
        return np.zeros(len(code), bool)
    return np.asarray(is_foreign[code] & ~is_tied)


def reason(phrase: pa.Array, is_foreign: AnyArray) -> pa.Array:
    """The reason of a mark, where the thread decided."""
    return pc.if_else(pa.array(is_foreign), "in a thread that does not name it", phrase)
