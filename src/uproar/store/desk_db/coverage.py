"""What could be had and what could not: rejects, counts per stream, gaps."""

from __future__ import annotations

from collections.abc import Iterable
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
    """One file or stream: what became of its records."""

    event_id: str
    stream: str
    counts: Counts

    @property
    def n_records(self) -> int:
        return self.counts.n_records


class Rejects:
    """Records that did not become posts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event_id: str, stream: str, rejects: pa.Table) -> int:
        """Add rejects; returns how many were not known already."""
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

    def post_ids(self) -> list[str]:
        """The posts that rejects name, whatever the event, each once."""
        rows = self._database.rows(
            "select distinct post_id from reject where post_id is not null order by post_id"
        )
        return [str(post) for (post,) in rows]

    def counts(self, event_id: str) -> dict[tuple[str, str], int]:
        """(outcome, reason) to the number of records."""
        rows = self._database.rows(
            "select outcome, reason, count(*) from reject where event = ?"
            " group by outcome, reason order by outcome, reason",
            event_id,
        )
        return {(str(outcome), str(reason)): int(str(n)) for outcome, reason, n in rows}


class Coverages:
    """Counts per stream. They are in the commits of the posts, so a kill cannot separate them."""

    def __init__(self, posts: PostStore) -> None:
        self._posts = posts

    def for_event(self, event_id: str) -> list[Coverage]:
        """An event's streams, by name."""
        counts = {s.stream: s.counts for s in self._posts.counts(event_id)}
        return [Coverage(event_id, stream, counts[stream]) for stream in sorted(counts)]


class Gaps:
    """What could not be had."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(self, event_id: str, target: str, gaps: Iterable[Gap]) -> None:
        """What a reading of `target` could not have, instead of what the one before could not."""
        with self._database.transaction():
            self._database.write("delete from gap where event = ? and target = ?", event_id, target)
            for gap in gaps:
                self._database.write(
                    "insert or replace into gap (event, noun, target) values (?, ?, ?)",
                    *(event_id, dump(gap), target),
                )

    def for_event(self, event_id: str) -> tuple[Gap, ...]:
        """An event's gaps, by source."""
        rows = self._database.rows("select noun from gap where event = ?", event_id)
        gaps = [load(Gap, str(noun)) for (noun,) in rows]
        return tuple(sorted(gaps, key=lambda g: (g.source, g.asked, g.why)))
