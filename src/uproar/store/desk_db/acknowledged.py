"""Which posts were acknowledged: the version of their log and its files, to miss what vanishes.

It is noted after the posts are on the disk. So the log may be ahead of it, after a kill, and never
behind it, unless something was lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from uproar.model import State
from uproar.store.desk_db.codec import load_number, load_time
from uproar.store.desk_db.database import Database


@dataclass(frozen=True, slots=True)
class AcknowledgedFile:
    """A file of posts: how many it brought or holds, and when it was written."""

    n_posts: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The newest version that was acknowledged, the state it showed, and its files by name."""

    version: int
    state: State
    files: Mapping[str, AcknowledgedFile]


class Acknowledgements:
    """What was acknowledged last; nothing on a desk that an older uproar left."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self) -> Acknowledged | None:
        """What was acknowledged last; None: nothing was noted yet."""
        with self._database.reading():
            rows = self._database.rows("select version, pin, epoch from post_version")
            files = self._database.rows("select name, n_posts, written_at from post_file")
        if not rows:
            return None
        version, pin, epoch = map(load_number, rows[0])
        return Acknowledged(
            version,
            State(pin, epoch),
            {
                str(name): AcknowledgedFile(load_number(n_posts), load_time(written_at))
                for name, n_posts, written_at in files
            },
        )

    def note(self, acknowledged: Acknowledged) -> None:
        """Note what is acknowledged, unless a later version was noted meanwhile."""
        with self._database.transaction():
            newest = self._database.rows("select max(version) from post_version")[0][0]
            if newest is None or load_number(newest) <= acknowledged.version:
                self.replace(acknowledged)

    def replace(self, acknowledged: Acknowledged) -> None:
        """Note this in place of what was noted, whatever that was."""
        files = sorted(acknowledged.files.items())
        with self._database.transaction():
            self._database.write(
                "insert or replace into post_version values (1, ?, ?, ?)",
                acknowledged.version,
                acknowledged.state.pin,
                acknowledged.state.epoch,
            )
            self._database.write("delete from post_file")
            self._database.write_many(
                "insert into post_file values (?, ?, ?)",
                ((name, file.n_posts, file.written_at.isoformat()) for name, file in files),
            )
