"""Rows about what could be had."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GatheredRow:
    """What became of the records of one file or stream, in records. None: not known.

    `posts` became posts of the store. A gap has what it `expected` and `received`, and `why` it
    lacks the rest; a source that was read has the other counts.
    """

    source: str
    n_records: int | None
    posts: int | None
    operations: int | None
    repeats: int | None
    out_of_scope: int | None
    rejected: int | None
    expected: int | None
    received: int | None
    why: str | None

    @property
    def n_received(self) -> int:
        """The records that came: a gap says how many, a source that was read gave its own."""
        return self.received if self.received is not None else self.n_records or 0
