"""What editors decided, and what left the house: two logs that are only ever added to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from uproar.model import Decision
from uproar.store.desk_db.codec import load_time
from uproar.store.desk_db.database import Database
from uproar.store.guard import ErasureGuard
from uproar.store.oplog.gone_names import text_without


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

    def __init__(self, database: Database, guard: ErasureGuard) -> None:
        self._database = database
        self._guard = guard

    def add(self, event_id: str, decision: Decision) -> int:
        """Add a decision; gives its number in the log.

        Of several on one target the last counts; the others stay in the log. Of one on a post that
        was erased meanwhile neither the id nor the reason is kept.
        """
        with self._guard.writing() as gone:
            return self._database.write(
                "insert into decision (event, subject, decision, by, at, why)"
                " values (?, ?, ?, ?, ?, ?)",
                event_id,
                text_without(decision.target, gone),
                decision.action,
                decision.by,
                decision.decided_at.isoformat(),
                "" if decision.target in gone else text_without(decision.value, gone),
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
            Decision(str(action), str(subject), str(why), str(by), load_time(time))
            for action, subject, why, by, time in rows
        )


class Exports:
    """The ledger of exports."""

    def __init__(self, database: Database, guard: ErasureGuard) -> None:
        self._database = database
        self._guard = guard

    def add(
        self,
        story_id: str,
        *,
        format: str,  # the renderer's name
        target: str,
        by: str,
        exported_at: datetime,
        post_ids: Iterable[str] = (),
    ) -> int:
        """Write down that a story was exported, and whose words were in it; gives its number.

        To be called before the story leaves the house. A post that was erased meanwhile makes it an
        export to be recalled at once.
        """
        posts = sorted(set(post_ids))
        with self._guard.writing() as gone, self._database.transaction():
            names = {post: text_without(post, gone) for post in posts}
            is_recalled = any(post in gone for post in posts)
            export = self._database.write(
                "insert into export (story, format, target, by, at, is_recalled)"
                " values (?, ?, ?, ?, ?, ?)",
                story_id,
                format,
                target,
                by,
                exported_at.isoformat(),
                is_recalled,
            )
            self._database.write_many(
                "insert or ignore into export_post values (?, ?)",
                ((export, names[post]) for post in posts),
            )
            return export

    def remove(self, number: int) -> None:
        """Take off an export that was written down and then could not be written."""
        with self._database.transaction():
            self._database.write("delete from export_post where export = ?", number)
            self._database.write("delete from export where id = ?", number)

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
                load_time(time),
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
