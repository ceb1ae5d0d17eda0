"""Compaction: one put per live post, in order of id; words that nobody may see again are left out.

Texts that were deleted, erased or replaced by an edit do not get into the new files. A post keeps
the `seq` of its first put, so a pin means the same posts as before; where a pin would now show
less, or newer words, the epoch is raised. What is deleted leaves only the digest of its id behind,
so that it is not taken in again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from uproar.store.intake import numbered
from uproar.store.ledger import ACCOUNT_OPS, Ledger, digest
from uproar.store.oplog import OPS, Files, OpLog
from uproar.store.view import MEMORY_LIMIT, views

ROWS_PER_FILE = 400_000  # bounds the memory of one sort
SMALL_ROWS = 100_000  # a tail file below this is worth merging with its neighbours

_DEAD = """
create temp table dead as
select distinct id from operations where op in ('delete', 'erase_post');
create temp table dead_accounts as
select distinct author from operations where op in ('delete_account', 'erase_account');
create temp view rows as
select * from base union all select * from tail where op in ('put', 'edit');
create temp view living as
select * from rows r
where not exists (select 1 from dead d where d.id = r.id)
  and not exists (select 1 from dead_accounts a where a.author = r.author);
"""
_BOUNDS = """
select id from (select distinct id from living where event = $event
                using sample reservoir(20000 rows) repeatable (1)) order by id
"""
_SETTLED = """
select first_seq as seq, event, 'put' as op, * exclude (seq, event, op, turn, first_seq) from (
    select *, min(seq) over (partition by id) as first_seq,
           row_number() over (partition by id
                              order by coalesce(revision, 0) desc, seq desc) as turn
    from living where event = $event and id >= $low and ($high is null or id < $high))
where turn = 1 order by id
"""
_CHANGED = """
select count(*) from rows r
where not exists (select 1 from operations o where o.op = 'erase_post' and o.id = r.id)
  and not exists (select 1 from operations o where o.op = 'erase_account' and o.author = r.author)
"""
_MENTIONED = """
select distinct id from (select * from base union all select * from tail) r
where op in ('put', 'edit') and (id in (select id from wanted)
      or author in (select author from wanted_accounts))
"""


class Base(NamedTuple):
    """New base files with their seqs, and whether a pin now shows other than it did."""

    files: list[tuple[str, pa.Table]]
    is_changed: bool


def rewrite(log: OpLog, files: Files) -> Base:
    """Write the base files that replace all put and edit rows of `files`."""
    made: list[tuple[str, pa.Table]] = []
    with _opened(files) as sql:
        sql.execute(_DEAD)
        events = sql.execute("select distinct event from living order by event").fetchall()
        for (event,) in events:
            for low, high in _ranges(sql, event):
                given = {"event": event, "low": low, "high": high}
                rows = sql.sql(_SETTLED, params=given).to_arrow_table().cast(OPS)
                if rows.num_rows:
                    made.append((log.save("base", rows), rows.select(["seq"])))
        (n_before,) = sql.execute(_CHANGED).fetchall()[0]
    return Base(made, n_before != sum(rows.num_rows for _, rows in made))


def others(files: Files) -> pa.Table:
    """The rows of `files` that are not posts, with digests in place of the ids that are gone."""
    tables = [OPS.empty_table()]
    for path in (*files.settled, *files.tail):
        with pq.ParquetFile(path) as file:
            rows = file.read(use_threads=False)
        tables.append(rows.filter(pc.invert(pc.is_in(rows["op"], pa.array(["put", "edit"])))))
    rows = pa.concat_tables(tables).sort_by("seq")
    of_gone = ("erase_account", "delete_account")
    gone = set(rows.filter(pc.is_in(rows["op"], pa.array(of_gone)))["author"].to_pylist())
    kept: dict[tuple[str, str], dict[str, object]] = {}
    for row in rows.select(["seq", "event", "op", "stream", "cursor", "note", "id", "author",
                            "origin"]).to_pylist():  # fmt: skip
        if row["op"] in ("delete", "erase_post"):
            row = _forgotten(row, "gone", row["id"])
        elif row["op"] in of_gone:
            row = _forgotten(row, "gone_account", row["author"])
        elif row["op"] in ACCOUNT_OPS and row["author"] in gone:
            continue
        name = row["note"] if row["op"].startswith("gone") else str(row["seq"])
        kept.setdefault((row["op"], name), row)
    return pa.Table.from_pylist(list(kept.values()), schema=OPS)


def _forgotten(row: dict[str, object], op: str, name: str) -> dict[str, object]:
    return {"seq": row["seq"], "op": op, "note": digest(name).hex()}


def erase_row(
    ledger: Ledger, *, by: str = "", at: str = "", why: str = "", posts: int = 0
) -> pa.Table:
    """The row that raises the epoch; without `by` it is compaction's own."""
    note = {"epoch": ledger.epoch + 1, "by": by, "at": at, "why": why, "posts": posts}
    row = {"seq": 0, "op": "erase", "note": json.dumps(note)}
    return numbered(pa.Table.from_pylist([row], schema=OPS), ledger.seq)


def belonging(files: Files, ids: list[str], accounts: list[str]) -> list[str]:
    """Ids of these posts, all posts of these accounts, and the reposts that repeat their words."""
    with _opened(files) as sql:
        sql.register("wanted", pa.table({"id": pa.array(ids, pa.string())}))
        sql.register("wanted_accounts", pa.table({"author": pa.array(accounts, pa.string())}))
        found = [row[0] for row in sql.execute(_MENTIONED).fetchall()]
        sql.register("originals", pa.table({"id": pa.array([*ids, *found], pa.string())}))
        reposts = sql.execute(
            "select distinct id from (select * from base union all select * from tail) "
            "where op in ('put', 'edit') and repost_of in (select id from originals)"
        ).fetchall()
    return sorted({*found, *(row[0] for row in reposts)})


def merged_tail(log: OpLog, files: Files) -> tuple[str, pa.Table, tuple[str, ...]] | None:
    """One file in place of the small tail files: its name, its rows, those it replaces."""
    small, tables = [], []
    for path in files.tail:
        with pq.ParquetFile(path) as file:
            if file.metadata.num_rows < SMALL_ROWS:
                small.append(path)
                tables.append(file.read(use_threads=False))
    if len(small) < 2:
        return None
    rows = pa.concat_tables(tables).sort_by("seq")
    return log.save("tail", rows), rows.select(["seq"]), tuple(small)


def _ranges(sql: duckdb.DuckDBPyConnection, event: str) -> Iterator[tuple[str, str | None]]:
    (n,) = sql.execute("select count(*) from living where event = $e", {"e": event}).fetchall()[0]
    n_files = -(-n // ROWS_PER_FILE)
    sample = (
        [r[0] for r in sql.execute(_BOUNDS, {"event": event}).fetchall()] if n_files > 1 else []
    )
    cuts = sorted({sample[len(sample) * i // n_files] for i in range(1, n_files)})
    yield from zip(["", *cuts], [*cuts, None], strict=True)


@contextmanager
def _opened(files: Files) -> Iterator[duckdb.DuckDBPyConnection]:
    config = {"threads": 1, "memory_limit": MEMORY_LIMIT}
    with duckdb.connect(config=config) as sql:
        sql.execute("set temp_directory = ''")
        views(sql, files)
        yield sql
