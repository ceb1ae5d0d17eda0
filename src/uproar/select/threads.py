"""Threads that talk of other things, in a collection that was not gathered by the event's names."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Bools
from uproar.select.config import ThreadsConfig

CONFIG = ThreadsConfig()


def is_foreign(thread: pa.ChunkedArray[pa.StringScalar], is_tied: Bools) -> Bools:
    """Whether each post stands in a thread that hardly ever names the event.

    What rises after publication may be another thread's own matter; context learned from time
    alone would take it for the reaction. `is_tied`: the post holds a name of the event, or stands
    in the event's place. Shape: both arguments and the answer (n_posts,). Nothing is foreign where
    most of the tied posts themselves stand in such threads (a live chat rarely names what everybody
    watches), in small threads, or without a thread.
    """
    coded = thread.combine_chunks().dictionary_encode()
    code = coded.indices.fill_null(len(coded.dictionary)).to_numpy().astype(np.int64)
    size = np.bincount(code, minlength=len(coded.dictionary) + 1)
    tied = np.bincount(code, is_tied, minlength=len(size))
    foreign = (size >= CONFIG.min_posts) & (tied < CONFIG.min_named_share * size)
    foreign[-1] = False
    outside = tied[~foreign].sum()
    if outside < CONFIG.min_outside_share * tied.sum() or not outside:
        return np.zeros(len(code), bool)
    return np.asarray(foreign[code] & ~is_tied)


def with_thread_reason(phrase: pa.StringArray, is_foreign: Bools) -> pa.StringArray:
    """The reason of each mark, replaced where the thread decided."""
    instead = pc.if_else(pa.array(is_foreign), "in a thread that does not name it", phrase)
    assert isinstance(instead, pa.StringArray)
    return instead
