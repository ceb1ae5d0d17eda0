"""The relevant posts with their themes: the one table that all is counted on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Bools, Int64s
from uproar.measure.themes import columns
from uproar.model import MARKS


@dataclass(frozen=True, eq=False)
class ThemedPosts:
    """The relevant posts in the order of their ids, one entry per post in every array.

    `table` holds what the corpus says of each post; `post_columns.POSTS` lists its columns. `text`:
    the position of the post's text among the distinct texts, -1 for none. `theme` is -1 where the
    post has none; then `reason` says why: a position in `reasons`, whose first is "" (it has one).
    """

    table: pa.Table
    text: Int64s
    theme: Int64s
    reason: Int64s
    reasons: tuple[str, ...]

    @property
    def ids(self) -> pa.ChunkedArray[pa.StringScalar]:
        """The posts' ids, rising."""
        return self.table["id"]

    @cached_property
    def is_original(self) -> Bools:
        """Which posts speak for one voice: no repost, copy, spam or coordinated post."""
        return columns.flags(self.table, "is_original")

    @cached_property
    def voice(self) -> Int64s:
        """Each post's voice as a number (see authorship.py); -1 for none."""
        return columns.codes(self.table, "voice")[0]

    @cached_property
    def n_originals(self) -> int:
        """How many originals there are, which shares are of."""
        return int(self.is_original.sum())

    def of_theme(self, theme: int) -> Bools:
        """Which posts are originals of a theme."""
        is_theme: Bools = self.is_original & (self.theme == theme)
        return is_theme

    def n_voices(self, rows: Int64s | Bools) -> int:
        """How many different voices these posts have."""
        voices = self.voice[rows]
        return len(np.unique(voices[voices >= 0]))

    def text_themes(self, n_texts: int) -> Int64s:
        """The theme of each distinct text, as its originals have it; -1 for none."""
        themes = np.full(n_texts, -1, np.int64)
        rows = np.flatnonzero(self.is_original & (self.text >= 0))
        themes[self.text[rows]] = self.theme[rows]
        return themes

    @cached_property
    def cues(self) -> tuple[Int64s, Int64s]:
        """Every line that a post points to: the post's position, and the line's number."""
        rows, numbers = columns.list_values(self.table, "cues")
        return rows, np.asarray(numbers).astype(np.int64)

    @cached_property
    def subjects(self) -> tuple[Int64s, pa.Array[pa.StringScalar]]:
        """Every sensitive subject that a post is on: the post's position, and the subject."""
        return columns.list_values(self.table, "sensitive")

    def theme_marks(self, ids: tuple[str, ...]) -> pa.Table:
        """A mark of kind `theme` for every post: its theme's id, or "" and the reason."""
        n = len(self.theme)
        names, reasons = pa.array([*ids, ""], pa.string()), pa.array(self.reasons, pa.string())
        value = np.where(self.theme >= 0, self.theme, len(ids))
        columns = [
            self.ids,
            pa.repeat("theme", n),
            names.take(value),
            pa.nulls(n, pa.float64()),
            pc.if_else(self.reason == 0, None, reasons.take(self.reason)),
        ]
        return pa.table(columns, schema=MARKS)

    def sensitive_marks(self) -> pa.Table:
        """Marks for the desk: posts on a subject that is kept out of quotes, one per subject."""
        rows, subjects = self.subjects
        n = len(rows)
        columns = [
            self.ids.take(rows),
            pa.repeat("sensitive", n),
            subjects,
            pa.nulls(n, pa.float64()),
            pa.nulls(n, pa.string()),
        ]
        return pa.table(columns, schema=MARKS)
