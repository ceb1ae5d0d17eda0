"""What readers said of posts, and the codebook that they code by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from uproar.model import Code, CodedTheme
from uproar.store.desk_db.database import Database
from uproar.store.guard import ErasureGuard

_COLUMNS = (
    "post_id", "coder", "at", "is_model", "draw", "about", "stance", "emotion", "theme", "is_banned"
)  # fmt: skip


class Codes:
    """One code per post and coder: coding a post again replaces what the coder said before."""

    def __init__(self, database: Database, guard: ErasureGuard) -> None:
        self._database = database
        self._guard = guard

    def add(self, event_id: str, codes: Iterable[Code]) -> int:
        """Keep codes; those of posts that were erased meanwhile are not. Returns how many."""
        with self._guard.writing() as gone:
            rows = [_row(event_id, code) for code in codes if code.post_id not in gone]
            self._database.write_many(
                f"insert or replace into code (event, {', '.join(_COLUMNS)})"
                f" values ({', '.join('?' * (len(_COLUMNS) + 1))})",
                iter(rows),
            )
        return len(rows)

    def for_event(self, event_id: str) -> tuple[Code, ...]:
        """All codes of an event, by post and coder."""
        rows = self._database.rows(
            f"select {', '.join(_COLUMNS)} from code where event = ? order by post_id, coder",
            event_id,
        )
        return tuple(_code(row) for row in rows)

    def rename_theme(self, event_id: str, old: str, new: str) -> int:
        """Give a theme another id in every code; returns how many codes have it."""
        with self._guard.writing():
            return self._database.write_many(
                "update code set theme = ? where event = ? and theme = ?",
                iter([(new, event_id, old)]),
            )


class Codebook:
    """The themes that an event is coded by."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, event_id: str, theme: CodedTheme) -> None:
        """Keep a theme, in place of the earlier one with its id."""
        self._database.write(
            "insert or replace into coded_theme (event, id, statement, by, merged_into, is_pinned)"
            " values (?, ?, ?, ?, ?, ?)",
            event_id,
            theme.id,
            theme.statement,
            theme.by,
            theme.merged_into,
            theme.is_pinned,
        )

    def delete(self, event_id: str, theme_id: str) -> None:
        """Take a theme off the list."""
        self._database.write(
            "delete from coded_theme where event = ? and id = ?", event_id, theme_id
        )

    def for_event(self, event_id: str) -> tuple[CodedTheme, ...]:
        """The themes, by id."""
        rows = self._database.rows(
            "select id, statement, by, merged_into, is_pinned from coded_theme"
            " where event = ? order by id",
            event_id,
        )
        return tuple(
            CodedTheme(str(theme), str(statement), str(by), str(merged), bool(pinned))
            for theme, statement, by, merged, pinned in rows
        )


def _row(event_id: str, code: Code) -> tuple[object, ...]:
    return (
        event_id,
        code.post_id,
        code.coder,
        code.coded_at.isoformat(),
        code.is_model,
        code.draw,
        code.about,
        code.stance,
        code.emotion,
        code.theme,
        code.is_banned,
    )


def _code(row: tuple[object, ...]) -> Code:
    post_id, coder, time, is_model, draw, about, stance, emotion, theme, is_banned = row
    return Code(
        str(post_id),
        str(coder),
        datetime.fromisoformat(str(time)),
        is_model=bool(is_model),
        draw=str(draw),
        about=str(about),
        stance=str(stance),
        emotion=str(emotion),
        theme=str(theme),
        is_banned=bool(is_banned),
    )
