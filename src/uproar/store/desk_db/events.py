"""Events of a desk, and where their files lie."""

from __future__ import annotations

from pathlib import Path

from uproar.errors import ConfigError
from uproar.model import Event
from uproar.store.desk_db.codec import dump, load
from uproar.store.desk_db.database import Database


class Events:
    """Event nouns, footage included."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, event: Event, folder: Path | None = None) -> None:
        """Keep an event, in place of an earlier one with its id."""
        self._database.write(
            "insert or replace into event values (?, ?, ?)",
            event.id,
            dump(event),
            str(folder) if folder else None,
        )

    def get(self, event_id: str) -> Event:
        """The event. Raises ConfigError when the desk has none with this id."""
        return load(Event, str(self._row(event_id)[0]))

    def folder(self, event_id: str) -> Path | None:
        """Where the event's files lie; None: not said."""
        folder = self._row(event_id)[1]
        return Path(str(folder)) if folder else None

    def ids(self) -> tuple[str, ...]:
        """The ids of all events, in order; also of one that cannot be read."""
        return tuple(str(i) for (i,) in self._database.rows("select id from event order by id"))

    def all(self) -> tuple[Event, ...]:
        """All events, by id."""
        rows = self._database.rows("select noun from event order by id")
        return tuple(load(Event, str(noun)) for (noun,) in rows)

    def _row(self, event_id: str) -> tuple[object, ...]:
        rows = self._database.rows("select noun, folder from event where id = ?", event_id)
        if not rows:
            known = self.ids()
            raise ConfigError(
                f"no event {event_id!r} on this desk",
                hint=f"known: {', '.join(known)}" if known else "add one with `uproar event`",
            )
        return rows[0]
