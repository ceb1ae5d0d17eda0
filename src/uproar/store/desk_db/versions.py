"""The versions of stories: whatever changes what one says makes one, and none is made twice.

A person decides on what they have read. The number of the version that they read says what that
was, so a decision on an older one can be refused instead of being laid over what others decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from uproar.model import Decision, State, Story
from uproar.store.desk_db.database import Database
from uproar.store.desk_db.decisions import Decisions
from uproar.store.desk_db.stories import Stories
from uproar.store.guard import ErasureGuard

DECISION, DRAFT, ERASURE, MEASUREMENT = "decision", "draft", "erasure", "measurement"


@dataclass(frozen=True, slots=True)
class StoryVersion:
    """One version of a story and what made it. `decision` is None unless the cause is one."""

    number: int
    cause: str  # "decision" | "draft" | "erasure" | "measurement"
    decision: Decision | None
    made_at: datetime | None  # None where nobody wrote down when


class VersionConflict(Exception):
    """A story has another version by now than the one that was read; nothing was written."""


class Versions:
    """The versions of the desk's stories, and the one way to write a new one."""

    def __init__(
        self, database: Database, guard: ErasureGuard, stories: Stories, decisions: Decisions
    ) -> None:
        self._database = database
        self._guard = guard
        self._stories = stories
        self._decisions = decisions

    def current(self, story_id: str) -> int:
        """The number of the story's version: 1 is the first draft, 0 means there is none."""
        return newest_version(self._database, story_id)

    def after(self, story_id: str, number: int) -> tuple[StoryVersion, ...]:
        """The versions that were made after this one, oldest first."""
        rows = self._database.rows(
            "select v.version, v.cause, v.at, d.decision, d.subject, d.why, d.by, d.at"
            " from story_version v left join decision d on d.id = v.decision"
            " where v.story = ? and v.version > ? order by v.version",
            story_id,
            number,
        )
        return tuple(_version(*row) for row in rows)

    def add_draft(self, story: Story, *, read: int, drafted_at: datetime | None = None) -> int:
        """Save a draft over the version that was read; gives the new version's number.

        Raises VersionConflict where the story has another version by now.
        """
        with self._writing({story.id: read}):
            self._stories.save(story)
            return add_version(self._database, story.id, DRAFT, made_at=drafted_at)

    def add_decision(
        self,
        event_id: str,
        decision: Decision,
        changed: Iterable[Story],
        *,
        read: Mapping[str, int],
    ) -> dict[str, int]:
        """Log a decision and save the stories that it changed: all of it or nothing.

        `read`: the version of every story that it concerns. Each of these gets a new one, also
        where its sentences stay and only what may be quoted in it is another. Gives the new
        numbers. Raises VersionConflict where one of them has another version by now.
        """
        with self._writing(read):
            row = self._decisions.add(event_id, decision)
            for story in changed:
                self._stories.save(story)
            return {
                story_id: add_version(
                    self._database, story_id, DECISION, row, made_at=decision.decided_at
                )
                for story_id in sorted(read)
            }

    def add_measurement(self, event_id: str, state: State, *, measured_at: datetime) -> None:
        """Note that the figures of a state are others now: its stories read differently."""
        with self._guard.writing(), self._database.transaction():
            for story in self._stories.for_event(event_id):
                if story.state == state:
                    add_version(self._database, story.id, MEASUREMENT, made_at=measured_at)

    @contextmanager
    def _writing(self, read: Mapping[str, int]) -> Iterator[None]:
        with self._guard.writing(), self._database.transaction():
            if any(self.current(story_id) != number for story_id, number in read.items()):
                raise VersionConflict
            yield


def newest_version(database: Database, story_id: str) -> int:
    """The number of a story's version; 0: there is none."""
    rows = database.rows("select max(version) from story_version where story = ?", story_id)
    return int(str(rows[0][0] or 0))


def add_version(
    database: Database,
    story_id: str,
    cause: str,
    decision: int | None = None,
    *,
    made_at: datetime | None = None,
) -> int:
    """Give a story its next version, in the transaction that changes it; returns its number."""
    number = newest_version(database, story_id) + 1
    database.write(
        "insert into story_version values (?, ?, ?, ?, ?)",
        story_id,
        number,
        cause,
        decision,
        made_at.isoformat() if made_at else None,
    )
    return number


def _version(
    number: object, cause: object, made_at: object, action: object, *decided: object
) -> StoryVersion:
    target, value, by, decided_at = map(str, decided)
    decision = (
        None
        if action is None
        else Decision(str(action), target, value, by, datetime.fromisoformat(decided_at))
    )
    when = datetime.fromisoformat(str(made_at)) if made_at else None
    return StoryVersion(int(str(number)), str(cause), decision, when)
