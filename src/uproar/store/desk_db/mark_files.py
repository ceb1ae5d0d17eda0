"""Which files of marks there are at a state, so that one that vanishes is missed."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.model import State
from uproar.store.desk_db.database import Database


class MarkFiles:
    """Names of files by event and state; none for what an older uproar marked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self, event_id: str, state: State) -> tuple[str, ...]:
        """The names that were noted, in order; empty: none were."""
        rows = self._database.rows(
            "select name from mark_file where event = ? and pin = ? and epoch = ? order by name",
            event_id,
            state.pin,
            state.epoch,
        )
        return tuple(str(name) for (name,) in rows)

    def note(self, event_id: str, state: State, names: Sequence[str]) -> None:
        """Note the names of all files at a state, in place of those noted before."""
        with self._database.transaction():
            self._database.write(
                "delete from mark_file where event = ? and pin = ? and epoch = ?",
                event_id,
                state.pin,
                state.epoch,
            )
            self._database.write_many(
                "insert into mark_file values (?, ?, ?, ?)",
                ((event_id, state.pin, state.epoch, name) for name in sorted(set(names))),
            )
