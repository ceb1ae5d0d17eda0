"""What could be had and what could not: rejects, counts against expectations, gaps."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from uproar.model import REJECTS, Gap
from uproar.store.desk_db.codec import dump, load
from uproar.store.desk_db.database import Database
from uproar.store.oplog.ledger import Counts
from uproar.store.posts import PostStore

STORED_REJECTS = pa.schema([*REJECTS, pa.field("event", pa.string()), ("stream", pa.string())])


@dataclass(frozen=True, slots=True)
class Coverage:
    """One file or stream: what became of its records, and how many were expected."""

    event_id: str
    stream: str
    counts: Counts
    expected: int | None = None
    why: str = ""

    @property
    def n_records(self) -> int:
        return self.counts.n_records


class Rejects:
    """Records that did not become posts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event_id: str, stream: str, rejects: pa.Table) -> int:
        """Keep rejects; gives how many were not known already."""
        columns = [rejects[name].to_pylist() for name in REJECTS.names]
        return self._database.write_many(
            "insert or ignore into reject (event, stream, outcome, reason, detail, post_id, origin)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            ((event_id, stream, *row) for row in zip(*columns, strict=True)),
        )

    def load(self, event_id: str, stream: str | None = None) -> pa.Table:
        """Rejects of an event, or of one stream. Shape: REJECTS + event, stream; by origin."""
        names = STORED_REJECTS.names
        rows = self._database.rows(
            f"select {', '.join(names)} from reject"
            " where event = ? and (? is null or stream = ?) order by stream, origin, reason",
            event_id,
            stream,
            stream,
        )
        return pa.Table.from_pylist(
            [dict(zip(names, row, strict=True)) for row in rows], schema=STORED_REJECTS
        )

    def counts(self, event_id: str) -> dict[tuple[str, str], int]:
        """(outcome, reason) to the number of records."""
        rows = self._database.rows(
            "select outcome, reason, count(*) from reject where event = ?"
            " group by outcome, reason order by outcome, reason",
            event_id,
        )
        return {(str(outcome), str(reason)): int(str(n)) for outcome, reason, n in rows}


class Coverages:
    """Counts per stream. They lie in the commits of the posts, so a kill cannot part them."""

    def __init__(self, database: Database, posts: PostStore) -> None:
        self._database = database
        self._posts = posts

    def expect(self, event_id: str, stream: str, *, expected: int | None, why: str = "") -> None:
        """Say how many records a stream was to give, and why it gave fewer."""
        self._database.write(
            "insert or replace into expectation values (?, ?, ?, ?)",
            event_id,
            stream,
            expected,
            why,
        )

    def of(self, event_id: str) -> list[Coverage]:
        """An event's streams, those that gave nothing too; by name."""
        rows = self._database.rows(
            "select stream, expected, why from expectation where event = ?", event_id
        )
        expected = {str(s): (None if n is None else int(str(n)), str(why)) for s, n, why in rows}
        counts = {s.stream: s.counts for s in self._posts.counts(event_id)}
        return [
            Coverage(event_id, s, counts.get(s, Counts()), *expected.get(s, (None, "")))
            for s in sorted({*expected, *counts})
        ]


class Gaps:
    """What could not be had."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event_id: str, gap: Gap) -> None:
        """Keep a gap; the same one twice is one."""
        self._database.write("insert or ignore into gap values (?, ?)", event_id, dump(gap))

    def of(self, event_id: str) -> tuple[Gap, ...]:
        """An event's gaps, by source."""
        rows = self._database.rows("select noun from gap where event = ?", event_id)
        gaps = [load(Gap, str(noun)) for (noun,) in rows]
        return tuple(sorted(gaps, key=lambda g: (g.source, g.asked, g.why)))
