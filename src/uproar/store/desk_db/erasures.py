"""Erasures that were begun: written down first, so that one that was killed can be finished."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from uproar.store.desk_db.codec import load, load_time
from uproar.store.desk_db.database import Database

NAMES = tuple[str, ...]
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # nobody asked for it at any time


@dataclass(frozen=True, slots=True)
class BegunErasure:
    """What is to be erased. `is_redacted`: only its bytes are left to be taken off the disk."""

    request: str  # a name of its own, so that it is logged once
    posts: tuple[str, ...]
    accounts: tuple[str, ...]
    by: str
    why: str
    erased_at: datetime
    is_now: bool  # its bytes go at once
    is_redacted: bool = False

    @classmethod
    def of_bytes(cls, request: str) -> BegunErasure:
        """One of bytes alone, of what was deleted, erased or edited before; it names nobody."""
        return cls(request, (), (), "", "", _NEVER, is_now=True, is_redacted=True)


class BegunErasures:
    """Empty but while an erasure runs, or after one was killed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, erasure: BegunErasure) -> None:
        """Write an erasure down before anything is erased."""
        self._database.write(
            "insert into erasure (request, posts, accounts, by, why, at, is_now, is_redacted)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            erasure.request,
            json.dumps(erasure.posts),
            json.dumps(erasure.accounts),
            erasure.by,
            erasure.why,
            erasure.erased_at.isoformat(),
            erasure.is_now,
            erasure.is_redacted,
        )

    def all(self) -> Sequence[BegunErasure]:
        """Those that are not finished, in the order they were begun."""
        rows = self._database.rows(
            "select request, posts, accounts, by, why, at, is_now, is_redacted from erasure"
            " order by id"
        )
        return [
            BegunErasure(
                str(request),
                load(NAMES, str(posts)),
                load(NAMES, str(accounts)),
                str(by),
                str(why),
                load_time(erased_at),
                bool(now),
                bool(redacted),
            )
            for request, posts, accounts, by, why, erased_at, now, redacted in rows
        ]

    def note_redacted(self, request: str) -> None:
        """Forget the names: everything that names them is clean, only bytes are left."""
        self._database.write(
            "update erasure set posts = '[]', accounts = '[]', is_redacted = 1 where request = ?",
            request,
        )

    def finish(self, request: str) -> None:
        """Take an erasure off the list."""
        self._database.write("delete from erasure where request = ?", request)
