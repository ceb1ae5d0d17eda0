"""`desk.db` as a file: whether it can be read at all, and what can be saved of it where not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from uproar.errors import DamageError
from uproar.store.damage.errors import reason
from uproar.store.desk_db.database import Database, as_text
from uproar.store.doctor.fault import Fault
from uproar.store.doctor.places import BY_HAND
from uproar.store.layout import DATABASE, SET_ASIDE
from uproar.store.oplog.disk import disk_errors

_REMEDY = f"saves what can be read into a new one; the old file is set aside as {SET_ASIDE}"
_ALL = "events, stories, decisions, the ledger of exports, findings, rejects and gaps: all of it"


def database_faults(desk: Path) -> list[Fault]:
    """Whether the file is there, is a database of ours, and every page of it is whole.

    Raises ConfigError where a newer uproar made it, DiskError where it is locked or unreadable.
    """
    path = desk / DATABASE
    mend = partial(_salvage, path)
    if path.is_dir() and any(path.iterdir()):
        return [Fault(path, "a folder lies in its place", BY_HAND, is_blocking=True)]
    if path.is_dir() or not path.exists():
        what = "a folder lies in its place" if path.is_dir() else "it is missing"
        return [Fault(path, what, "makes an empty one", _ALL, mend, is_blocking=True)]
    try:
        what = next(_wrong(path), "")
    except DamageError as error:
        what = reason(error)
    if not what:
        return []
    rows = {table: sum(1 for _ in _readable(path, table)) for table in _all_tables()}
    saved = ", ".join(f"{table} {n:,}" for table, n in rows.items() if n) or "nothing"
    loss = f"what is not among these rows, which can be read: {saved}"
    return [Fault(path, what, _REMEDY, loss, mend, is_blocking=True)]


def _wrong(path: Path) -> Iterator[str]:
    with closing(Database(path)) as database:
        lines = [str(line) for (line,) in database.rows("pragma quick_check(5)")]
        # Where a column was added later, older SQLite takes its missing values for a fault.
        for line in (part for each in lines for part in each.splitlines()):
            if line != "ok" and not line.startswith(("NULL value in", "***")):
                yield line
        have = set(_tables(database))
    yield from (f"its table {name} is missing" for name in _all_tables() if name not in have)


def _tables(database: Database) -> list[str]:
    rows = database.rows("select name from sqlite_master where type = 'table' order by name")
    return [str(name) for (name,) in rows]


def _all_tables() -> list[str]:
    """The tables that a new database has."""
    with closing(Database.in_memory()) as empty:
        return _tables(empty)


def _salvage(path: Path) -> None:
    """Put a new database in the place of the file, with all rows of it that can be read."""
    aside = path.with_name(SET_ASIDE)
    with disk_errors(path):
        if path.is_dir():
            path.rmdir()
        for file in (path, *(path.with_name(f"{DATABASE}{end}") for end in ("-wal", "-shm"))):
            if file.exists():
                file.replace(file.with_name(file.name.replace(DATABASE, SET_ASIDE)))
    saved = {table: list(_readable(aside, table)) for table in _all_tables()}
    with closing(Database.create(path)) as new, new.transaction():
        for table, rows in saved.items():
            _insert(new, table, rows)


def _readable(path: Path, table: str) -> Iterator[dict[str, object]]:
    """The rows of a table that can be read: from its start, and from its end where that stops."""
    for order in ("", " order by rowid desc"):
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as sql:
                sql.text_factory = as_text
                rows = sql.execute(f'select * from "{table}"{order}')
                names = [str(column[0]) for column in rows.description]
                for row in rows:
                    yield dict(zip(names, row, strict=True))
                return
        except sqlite3.Error:
            continue


def _insert(database: Database, table: str, rows: list[dict[str, object]]) -> None:
    known = {str(column[1]) for column in database.rows(f'pragma table_info("{table}")')}
    for row in rows:
        names = [name for name in row if name in known]
        places = ", ".join("?" for _ in names)
        database.write(
            f'insert or ignore into "{table}" ({", ".join(names)}) values ({places})',
            *(row[name] for name in names),
        )
