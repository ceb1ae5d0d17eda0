"""Stories and what they rest on: articles, the background in them, flags of erasures."""

from __future__ import annotations

from collections.abc import Iterable

from uproar.errors import ConfigError
from uproar.model import Article, Background, Story
from uproar.store.desk_db.codec import dump, load
from uproar.store.desk_db.database import Database
from uproar.store.guard import ErasureGuard
from uproar.store.oplog.gone_names import without

FLAG = "cites a post that was erased or deleted"
GONE_MARK = "quote:gone:"  # by definition: how a reference to an erased post is spelled


class Stories:
    """Drafts and signed-off stories: references, never words of a post."""

    def __init__(self, database: Database, guard: ErasureGuard) -> None:
        self._database = database
        self._guard = guard

    def save(self, story: Story) -> None:
        """Save a story in place of an earlier one with its id, whose flags are deleted.

        Where a post that it names was erased meanwhile, the digest is saved and the story flagged.
        """
        noun = dump(story)
        with self._guard.writing() as gone, self._database.transaction():
            cleaned = dump(without(load(dict, noun), gone)) if gone else noun
            self._database.write(
                "insert into story (id, event, noun) values (?, ?, ?)"
                " on conflict (id) do update set event = excluded.event, noun = excluded.noun",
                story.id,
                story.event_id,
                cleaned,
            )
            self._database.write("delete from story_flag where story = ?", story.id)
            if gone and GONE_MARK in cleaned:
                self._database.write("insert into story_flag values (?, ?)", story.id, FLAG)

    def get(self, story_id: str) -> Story:
        """The story. Raises ConfigError when the desk has none with this id."""
        return load(Story, str(self._row(story_id)[0]))

    def for_event(self, event_id: str) -> tuple[Story, ...]:
        """An event's stories, by id."""
        rows = self._database.rows("select noun from story where event = ? order by id", event_id)
        return tuple(load(Story, str(noun)) for (noun,) in rows)

    def flags(self, story_id: str) -> tuple[str, ...]:
        """What happened to the story's evidence since it was saved."""
        rows = self._database.rows(
            "select flag from story_flag where story = ? order by flag", story_id
        )
        return tuple(str(flag) for (flag,) in rows)

    def save_background(self, story_id: str, background: Background) -> None:
        """Keep what the archive said when the story was told."""
        self._row(story_id)
        noun = dump(background)
        with self._guard.writing() as gone:
            cleaned = dump(without(load(dict, noun), gone)) if gone else noun
            self._database.write("update story set background = ? where id = ?", cleaned, story_id)

    def background(self, story_id: str) -> Background:
        """What the archive said; empty when nothing was kept."""
        background = self._row(story_id)[1]
        return load(Background, str(background)) if background else Background()

    def _row(self, story_id: str) -> tuple[object, ...]:
        rows = self._database.rows("select noun, background from story where id = ?", story_id)
        if not rows:
            raise ConfigError(f"no story {story_id!r} on this desk")
        return rows[0]


class Articles:
    """The archive, per event."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, event_id: str, articles: Iterable[Article]) -> None:
        """Keep articles, in place of earlier ones with their ids."""
        self._database.write_many(
            "insert or replace into article values (?, ?, ?, ?)",
            ((event_id, a.id, a.published_at.isoformat(), dump(a)) for a in articles),
        )

    def clear(self, event_id: str) -> None:
        """Drop an event's articles."""
        self._database.write("delete from article where event = ?", event_id)

    def load(self, event_id: str) -> tuple[Article, ...]:
        """An event's articles, oldest first, then by id; times at the offset they came with."""
        rows = self._database.rows("select noun from article where event = ?", event_id)
        articles = [load(Article, str(noun)) for (noun,) in rows]
        return tuple(sorted(articles, key=lambda a: (a.published_at, a.id)))
