"""What editors decided, and what left the house: two logs that are only ever added to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from uproar.model import Decision
from uproar.store.desk_db.database import Database


@dataclass(frozen=True, slots=True)
class Export:
    """A story that left the house. `is_recalled`: a post it quotes was erased since."""

    story_id: str
    format: str
    target: str
    by: str
    exported_at: datetime
    post_ids: tuple[str, ...]
    is_recalled: bool


class Decisions:
    """The editors' log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event_id: str, decision: Decision) -> None:
        """Add a decision. Of several on one target the last counts; the others stay in the log."""
        self._database.write(
            "insert into decision (event, subject, decision, by, at, why)"
            " values (?, ?, ?, ?, ?, ?)",
            event_id,
            decision.target,
            decision.action,
            decision.by,
            decision.decided_at.isoformat(),
            decision.value,
        )

    def for_event(self, event_id: str, target: str | None = None) -> tuple[Decision, ...]:
        """An event's decisions, or those on one target, oldest first."""
        rows = self._database.rows(
            "select decision, subject, why, by, at from decision"
            " where event = ? and (? is null or subject = ?) order by id",
            event_id,
            target,
            target,
        )
        return tuple(
            Decision(
                str(action), str(subject), str(why), str(by), datetime.fromisoformat(str(time))
            )
            for action, subject, why, by, time in rows
        )


class Exports:
    """The ledger of exports."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        story_id: str,
        *,
        format: str,  # the renderer's name
        target: str,
        by: str,
        exported_at: datetime,
        post_ids: Iterable[str] = (),
    ) -> None:
        """Write down that a story was exported, and whose words were in it."""
        with self._database.transaction():
            export = self._database.write(
                "insert into export (story, format, target, by, at) values (?, ?, ?, ?, ?)",
                story_id,
                format,
                target,
                by,
                exported_at.isoformat(),
            )
            posts = sorted(set(post_ids))
            self._database.write_many(
                "insert into export_post values (?, ?)", ((export, post) for post in posts)
            )

    def for_story(self, story_id: str) -> tuple[Export, ...]:
        """A story's exports, oldest first."""
        return tuple(export for export in self.all() if export.story_id == story_id)

    def all(self) -> tuple[Export, ...]:
        """All exports, oldest first."""
        rows = self._database.rows(
            "select id, story, format, target, by, at, is_recalled from export order by id"
        )
        return tuple(
            Export(
                str(story),
                str(form),
                str(target),
                str(by),
                datetime.fromisoformat(str(time)),
                self._posts(export),
                bool(recalled),
            )
            for export, story, form, target, by, time, recalled in rows
        )

    def _posts(self, export: object) -> tuple[str, ...]:
        rows = self._database.rows(
            "select post_id from export_post where export = ? order by post_id", export
        )
        return tuple(str(post) for (post,) in rows)
