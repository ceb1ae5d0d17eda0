"""The connection to `desk.db`, its schema, and how an older one is brought up to it."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from uproar.errors import ConfigError, DiskError, UproarError
from uproar.store.damage.errors import damage, in_short, missing
from uproar.store.oplog.disk import disk_errors, sync

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
    # What was acknowledged, so that what vanishes is missed: files of posts and of marks, how many
    # findings a run has, and a digest of each memory.
    """
    create table post_version (
        id integer primary key check (id = 1), version integer not null, pin integer not null,
        epoch integer not null);
    create table post_file (
        name text primary key, n_posts integer not null, written_at text not null);
    create table mark_file (
        event text not null, pin integer not null, epoch integer not null, name text not null,
        primary key (event, pin, epoch, name)) without rowid;
    alter table run add column n_findings integer;
    alter table memory add column digest text;
    """,
    # What was read when a gap was seen: the next reading of it says anew what is missing.
    """
    alter table gap add column target text not null default '';
    update gap set target = json_extract(noun, '$.asked') where json_valid(noun);
    """,
)
VERSION = len(MIGRATIONS)
# Seconds to wait for another process's write.
# chosen on: judgement; writes of ours take milliseconds; not swept
WAIT_S = 30.0


class Database:
    """One connection; a thread needs its own.

    Raises DamageError for a file that is no desk's database, DiskError for one that is locked or
    cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise missing(path)
        if path.stat().st_size == 0:
            raise damage(path, "it is empty")
        with self._connecting():
            if self._version() == 0:
                raise damage(path, "it is another program's database")
            self._migrate()

    @classmethod
    def create(cls, path: Path) -> Database:
        """Make an empty database: under another name first, so that it is never half made."""
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.draft")
        made = cls.__new__(cls)
        made.path = draft
        with disk_errors(path):
            try:
                with made._connecting():
                    made._migrate()
                made.close()
                sync(draft)
                draft.replace(path)
                sync(path.parent)
            finally:
                draft.unlink(missing_ok=True)
        return cls(path)

    @classmethod
    def in_memory(cls) -> Database:
        """An empty database that is never written to a disk."""
        made = cls.__new__(cls)
        made.path = Path(":memory:")
        with made._connecting():
            made._migrate()
        return made

    @contextmanager
    def _connecting(self) -> Iterator[None]:
        """Connect, and close again where what follows fails."""
        with self._said():
            self._sql = sqlite3.connect(self.path, timeout=WAIT_S, isolation_level=None)
            self._sql.text_factory = as_text
            try:
                for pragma in ("journal_mode = wal", "synchronous = full", "secure_delete = on"):
                    self._sql.execute(f"pragma {pragma}").fetchall()
                yield
            except BaseException:
                self._sql.close()
                raise

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """All rows of a SELECT. A text that is not UTF-8 comes as bytes."""
        with self._said():
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

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several SELECTs on one state of the database."""
        if self._sql.in_transaction:
            yield
            return
        with self._said():
            self._sql.execute("begin")
            try:
                yield
            finally:
                self._sql.execute("rollback")

    def shred(self) -> None:
        """Leave no deleted bytes: empty the log, rewrite the file, empty the log again."""
        with self._said():
            for statement in ("pragma wal_checkpoint(truncate)", "vacuum"):
                self._sql.execute(statement).fetchall()
            busy, *_ = self._sql.execute("pragma wal_checkpoint(truncate)").fetchone()
        if busy:
            raise DiskError(
                f"{self.path} is being read, so erased bytes may still be in its log",
                hint="end the other programs that use this desk and run the same again",
            )

    def close(self) -> None:
        self._sql.close()

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Say in words when the disk is full, another program holds the file, or it is damaged."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            said = _in_words(self.path, error)
            if said is None:
                raise
            raise said from error

    def _version(self) -> int:
        return int(self._sql.execute("pragma user_version").fetchone()[0])

    def _migrate(self) -> None:
        version = self._version()
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


_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
_HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)
_HELD_HINT = "end the other program that holds the file, then run the same again"
_DISK = (
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN),
    *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOLFS),
)
_DISK_HINT = (
    "free some space or check the permissions of the file and its folder, then run the same again; "
    "what was acknowledged before is safe"
)


def _in_words(path: Path, error: sqlite3.DatabaseError) -> UproarError | None:
    """What an error of SQLite means; None: only a bug of ours can cause it."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    lacks_part = code == sqlite3.SQLITE_ERROR and "no such " in str(error)
    if code in _DAMAGED or lacks_part:
        return damage(path, in_short(error))
    if code in _HELD:
        return DiskError(f"cannot use {path}: {error}", hint=_HELD_HINT)
    if code in _DISK:
        return DiskError(f"cannot use {path}: {error}", hint=_DISK_HINT)
    return None


def as_text(raw: bytes) -> str | bytes:
    """A stored text; one that is not UTF-8 stays as it is, and whoever reads it says so."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw
