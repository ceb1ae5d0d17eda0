"""An event's posts at one state, as SQL relations and embeddings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
import pyarrow as pa

from uproar.arrays import Int8s, Int64s, positions
from uproar.model.findings import State

# What a statement's named parameter may be.
Parameter: TypeAlias = int | float | str | Sequence[str | None] | None


class Vectors(NamedTuple):
    """Quantised embeddings of distinct texts, ordered by text_id. Shape: (n, VECTOR_SIZE)."""

    text_ids: Int64s
    int8: Int8s

    def of_texts(self, text_ids: Int64s) -> Int8s:
        """The embedding of each of these texts; zeros for a text that has none.

        Shape: (n texts, width), rows in the order of `text_ids`, which need no order.
        """
        rows = positions(self.text_ids, text_ids)
        vectors = np.zeros((len(text_ids), self.int8.shape[1]), np.int8)
        vectors[rows >= 0] = self.int8[rows[rows >= 0]]
        return vectors


class Corpus(Protocol):
    """An event's posts at one state, as SQL relations (DuckDB dialect).

    scope      every live post gathered for the event: POSTS columns, `posted_at` (int64 µs, the
               time a measure should use: witnessed on streams, else claimed; null if unreadable),
               `precision_s` (how exact that is), `earliest_at` and `latest_at` (between which the
               post was posted: comparisons use these), and the annotators' columns
    about      the part of scope marked relevant
    originals  the part of about that speaks for one voice: no repost, copy, spam, coordinated
    marks      MARKS
    codes      CODES: what readers said of the posts that they coded
    coders     CODERS: who coded, and whether models code as people do
    codebook   CODEBOOK: the themes that people code by
    coded_shares  CODED_SHARES: shares of the fields that are spread to all posts
    gathered   what became of the records of each source; no row: not known
    cue_vectors  embeddings of the captions' lines (lang, number, vector); no row: no captions
    """

    @property
    def state(self) -> State: ...

    def query(self, sql: str, params: Mapping[str, Parameter] | None = None) -> pa.Table:
        """Rows of the statement; parameters are named (`$name`)."""

    def counts(self, sql: str, params: Mapping[str, Parameter] | None = None) -> Mapping[str, int]:
        """The only row of a statement that selects whole numbers: column → number.

        Raises UproarError when there is not exactly one row, or a value is no whole number.
        """

    def vectors(self) -> Vectors:
        """Embeddings of every distinct text in scope."""

    def read_closely(self, text_ids: Int64s, reading: str) -> Vectors:
        """Vectors of these texts by a contextual encoder, "closer" or the slower "closest".

        In the order of text_id. "closer" reads the first in the order given, as many as the desk's
        settings allow; "closest" all of them, or none where they are more. None where nothing reads
        closely.
        """

    def memory(self, measure: str) -> bytes | None:
        """What the named measure gave as `memory` when it last ran on this event."""

    def has(self, column: str) -> bool:
        """Whether the posts have this column: an annotator may not have run."""
