"""What `uproar why` answered, kept until anything that it rests on changes.

Answers hold words of posts. An erasure therefore empties the table, and so does a page that brings
a platform's deletions; `compact()` takes the bytes away with all else. Reading one needs SQLite
alone: Arrow, DuckDB and Delta take longer to import than an answer takes to print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from uproar import __version__
from uproar.store.desk_db.database import Database

# Every table that a story's evidence is read from.
_TABLES = ("event", "run", "finding", "article", "story", "decision", "gap")


@dataclass(frozen=True, slots=True)
class Answer:
    """One sentence opened: as lines for a person and as JSON for a program."""

    sentence: str
    number: int | None  # in reading order, 0 the headline; None: it has none
    lines: str
    json: str


class Answers:
    """Answers by story, sentence and the number of posts that each shows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def basis(self, settings: Mapping[str, Any]) -> str:
        """A digest of all that an answer rests on: the desk's nouns, posts, marks, the settings.

        It changes with every commit to the posts, so with the pin and with the epoch.
        """
        digest = blake2b(digest_size=16)
        digest.update(orjson.dumps([__version__, settings], option=orjson.OPT_SORT_KEYS))
        for table in _TABLES:
            for row in sorted(self._database.rows(f"select * from {table}"), key=repr):
                digest.update(repr(row).encode())
        desk = self._database.path.parent
        for pattern in ("posts/_delta_log/*", "marks/*/*/*"):
            digest.update(repr(_listing(desk, pattern)).encode())
        return digest.hexdigest()

    def load(self, story: str | None, sentence: str, n_posts: int, basis: str) -> Answer | None:
        """An answer of the story (the only one, where none is named); None: none is kept."""
        if self._database.rows("select 1 from erasure limit 1"):
            return None  # an erasure is under way, or one was killed and is to be finished first
        if story is None:
            stories = self._database.rows("select id from story")
            if len(stories) != 1:
                return None
            story = str(stories[0][0])
        number = int(sentence) if sentence.isdecimal() else None
        rows = self._database.rows(
            "select sentence, number, lines, json from answer"
            " where story = ? and n_posts = ? and basis = ? and (number = ? or sentence = ?)"
            " order by number is null, number = ? desc",
            *(story, n_posts, basis, number, sentence, number),
        )
        if not rows:
            return None
        name, place, lines, json = rows[0]
        if not isinstance(place, int | None):
            return None  # a damaged row: the sentence is opened anew
        return Answer(str(name), place, str(lines), str(json))

    def save(
        self,
        story: str,
        answers: Iterable[Answer],
        n_posts: int,
        basis: str,
        settings: Mapping[str, Any],
    ) -> None:
        """Keep a story's answers in place of earlier ones, unless the desk has changed since."""
        with self._database.transaction():
            if self.basis(settings) != basis:
                return
            self._database.write("delete from answer where story = ?", story)
            self._database.write_many(
                "insert or ignore into answer values (?, ?, ?, ?, ?, ?, ?)",
                ((story, a.sentence, a.number, n_posts, basis, a.lines, a.json) for a in answers),
            )

    def clear(self) -> None:
        """Drop them all."""
        self._database.write("delete from answer")


def _listing(desk: Path, pattern: str) -> list[tuple[str, int]]:
    return sorted((str(p.relative_to(desk)), p.stat().st_size) for p in desk.glob(pattern))
