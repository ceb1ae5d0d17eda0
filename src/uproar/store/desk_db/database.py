"""The connection to `desk.db`, its schema, and how an older one is brought up to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from uproar.errors import ConfigError, UproarError

# One entry per version, applied in order; never changed once released.
MIGRATIONS = (
    """
    create table event (id text primary key, noun text not null, folder text);
    create table run (
        id integer primary key, event text not null, pin integer not null, epoch integer not null,
        settings text not null, versions text not null, started_at text not null, finished_at text);
    create index run_event on run (event);
    create table finding (
        run integer not null, place integer not null, id text not null, noun text not null,
        primary key (run, place)) without rowid;
    create table memory (
        event text not null, measure text not null, pin integer not null, epoch integer not null,
        bytes blob not null, primary key (event, measure));
    create table article (
        event text not null, id text not null, published_at text not null, noun text not null,
        primary key (event, id));
    create table story (id text primary key, event text not null, noun text not null,
        background text);
    create table story_flag (story text not null, flag text not null, primary key (story, flag));
    create table decision (
        id integer primary key, event text not null, subject text not null, decision text not null,
        by text not null, at text not null, why text not null);
    create table reject (
        event text not null, stream text not null, outcome text not null, reason text not null,
        detail text not null, post_id text, origin text not null,
        primary key (event, stream, origin, outcome, reason)) without rowid;
    create index reject_post on reject (post_id);
    create table expectation (event text not null, stream text not null, expected integer,
        why text not null, primary key (event, stream));
    create table gap (event text not null, noun text not null, primary key (event, noun));
    create table export (
        id integer primary key, story text not null, format text not null, target text not null,
        by text not null, at text not null, is_recalled integer not null default 0);
    create table export_post (export integer not null, post_id text not null,
        primary key (export, post_id)) without rowid;
    """,
    "drop table expectation",
    # Rows of findings have typed fields since: what was measured before has to be measured again.
    """
    delete from finding;
    update run set finished_at = null;
    update story set noun = replace(noun, 'field=hour_start', 'field=start_at');
    update article set noun = json_set(noun, '$.published_at', published_at);
    """,
    # Opened sentences, kept so that `uproar why` answers at once.
    """
    create table answer (
        story text not null, sentence text not null, number integer, n_posts integer not null,
        basis text not null, lines text not null, json text not null,
        primary key (story, sentence));
    """,
    # Erasures that were begun, so that a killed one is finished.
    """
    create table erasure (
        id integer primary key, request text not null unique, posts text not null,
        accounts text not null, by text not null, why text not null, at text not null,
        is_now integer not null, is_redacted integer not null default 0);
    """,
    # What readers say of posts, and the themes that they code by.
    """
    create table code (
        event text not null, post_id text not null, coder text not null, at text not null,
        is_model integer not null, draw text not null, about text not null, stance text not null,
        emotion text not null, theme text not null, is_banned integer not null,
        primary key (event, post_id, coder)) without rowid;
    create table coded_theme (
        event text not null, id text not null, statement text not null, by text not null,
        merged_into text not null, is_pinned integer not null, primary key (event, id));
    """,
    # Which decision made which version of a story; what is there already is its first version.
    """
    create table story_version (
        story text not null, version integer not null, cause text not null, decision integer,
        at text, primary key (story, version)) without rowid;
    insert into story_version select id, 1, 'draft', null, null from story;
    """,
)
VERSION = len(MIGRATIONS)
# Seconds to wait for another process's write.
# chosen on: judgement; writes of ours take milliseconds; not swept
WAIT_S = 30.0


class Database:
    """One connection; a thread needs its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._said():
            self._sql = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
            try:
                for pragma in ("journal_mode = wal", "synchronous = full", "secure_delete = on"):
                    self._sql.execute(f"pragma {pragma}").fetchall()
                self._migrate()
            except BaseException:
                self._sql.close()
                raise

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """All rows of a SELECT."""
        return self._sql.execute(sql, values).fetchall()

    def write(self, sql: str, *values: object) -> int:
        """Run one statement; gives the id of the row it added."""
        with self.transaction():
            return int(self._sql.execute(sql, values).lastrowid or 0)

    def write_many(self, sql: str, rows: Iterator[tuple[object, ...]]) -> int:
        """Run one statement for many rows; gives how many it changed."""
        with self.transaction():
            return self._sql.executemany(sql, rows).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing. May be nested; the outermost one decides."""
        if self._sql.in_transaction:
            yield
            return
        with self._said():
            self._sql.execute("begin immediate")
            try:
                yield
                self._sql.execute("commit")
            except BaseException:
                if self._sql.in_transaction:
                    self._sql.execute("rollback")
                raise

    def shred(self) -> None:
        """Leave no deleted bytes: empty the log, rewrite the file, empty the log again."""
        with self._said():
            for statement in ("pragma wal_checkpoint(truncate)", "vacuum"):
                self._sql.execute(statement).fetchall()
            busy, *_ = self._sql.execute("pragma wal_checkpoint(truncate)").fetchone()
        if busy:
            raise UproarError(
                f"{self.path} is being read, so erased bytes may still be in its log",
                hint="end the other programs that use this desk and run the same again",
            )

    def close(self) -> None:
        self._sql.close()

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Say in words when the disk is full, or another program holds the file."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise UproarError(
                f"cannot use {self.path}: {error}",
                hint="free some space, or end the other program that holds the file",
            ) from error
        except sqlite3.DatabaseError as error:
            raise ConfigError(
                f"{self.path} is not a desk's database: {error}", hint="restore it from a copy"
            ) from error

    def _migrate(self) -> None:
        (version,) = self._sql.execute("pragma user_version").fetchone()
        if version > VERSION:
            raise ConfigError(
                f"{self.path} has schema {version}; this uproar knows {VERSION}",
                hint="upgrade uproar",
            )
        for number in range(version, VERSION):
            with self.transaction():
                for statement in MIGRATIONS[number].split(";"):
                    self._sql.execute(statement)
                self._sql.execute(f"pragma user_version = {number + 1}")
