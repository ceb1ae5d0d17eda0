"""Compaction: all files become one put per live post, in order of id, and the other operations.

Texts that were deleted, erased or replaced by an edit are not copied into the new files. A post
keeps the `seq` of its first put, so a pin means the same posts as before; where a pin would now
show less, or newer words, the epoch is raised. Of a deleted post only the digest of its id is left,
so that the post is not taken in again.
"""

from __future__ import annotations

import json
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Int64s
from uproar.store.oplog.delta_files import OPS, Files, OpLog
from uproar.store.oplog.gone_names import GoneNames
from uproar.store.oplog.intake import numbered
from uproar.store.oplog.ledger import ACCOUNT_OPS, Ledger, digest
from uproar.store.oplog.live_posts import opened
from uproar.store.oplog.reading import count_rows, read_parquet
from uproar.store.oplog.references import references_without
from uproar.store.oplog.rows import Rows

# chosen on: judgement; not swept. Bounds the memory of one compaction.
ROWS_PER_FILE = 400_000
# chosen on: judgement; not swept. A tail file below this is merged with other small ones.
SMALL_ROWS = 100_000

_DEAD = """
create temp table dead_accounts as
select distinct author from operations where op in ('delete_account', 'erase_account');
create temp view rows as
select event, id, author, repost_of, seq, revision from base
union all
select event, id, author, repost_of, seq, revision from tail where op in ('put', 'edit');
create temp table named as
select distinct id from operations where op in ('delete', 'erase_post')
union
select id from rows where author in (select author from dead_accounts);
create temp table dead as
select id from named
union
select id from rows where repost_of in (select id from named);
create temp table closed as
select event, id from (
    select event, id, author, row_number() over (partition by event, id
               order by coalesce(revision, 0) desc, seq desc) as turn from rows)
where turn = 1 and author in (select author from dead_accounts);
create temp view living as
select * from rows r
where not exists (select 1 from dead d where d.id = r.id)
  and not exists (select 1 from dead_accounts a where a.author = r.author)
  and not exists (select 1 from closed c where c.event = r.event and c.id = r.id);
"""
_COMPACTED = """
select event, first_seq, seq from (
    select event, id, seq, min(seq) over (partition by event, id) as first_seq,
           row_number() over (partition by event, id
                              order by coalesce(revision, 0) desc, seq desc) as turn
    from living)
where turn = 1 order by event, id
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


class Plan(NamedTuple):
    """What a compaction of some files does: which rows stay, under which seq, who vanishes."""

    seqs: Int64s  # of the rows that stay, in the order of the base
    first_seqs: Int64s  # the seq of each one's first put
    is_changed: bool  # whether a pin will show other than it does
    gone_posts: list[str]  # ids of posts that are removed for good, reposts of them too
    gone_accounts: list[str]


def planned(files: Files) -> Plan:
    """What a compaction of these files will do; nothing is written."""
    with opened(files) as sql:
        sql.execute(_DEAD)
        compacted = sql.execute(_COMPACTED).fetchnumpy()
        (n_before,) = sql.execute(_CHANGED).fetchall()[0]
        posts = sql.execute("select id from dead order by id").fetchall()
        accounts = sql.execute("select author from dead_accounts order by author").fetchall()
    seqs, first_seqs = compacted["seq"], compacted["first_seq"]
    return Plan(
        seqs,
        first_seqs,
        n_before != len(seqs),
        [post for (post,) in posts],
        [account for (account,) in accounts],
    )


def rewrite(log: OpLog, files: Files, plan: Plan, gone: GoneNames) -> list[tuple[str, pa.Table]]:
    """Write the base files that replace all put and edit rows of `files`: names and seqs.

    References to posts that are gone become digests.
    """
    rows = Rows((*files.base, *files.tail), OPS.names)
    made: list[tuple[str, pa.Table]] = []
    for start in range(0, len(plan.seqs), ROWS_PER_FILE):
        part = slice(start, start + ROWS_PER_FILE)
        table = references_without(rows.take(plan.seqs[part]), gone)
        table = table.set_column(0, OPS.field("seq"), pa.array(plan.first_seqs[part], pa.int64()))
        table = table.set_column(2, OPS.field("op"), pa.repeat("put", table.num_rows))
        made.append((log.save("base", table), table.select(["seq"])))
    return made


def events_with(files: Files, ids: list[str]) -> list[str]:
    """The events that have any of these posts."""
    with opened(files) as sql:
        sql.register("wanted", pa.table({"id": pa.array(ids, pa.string())}))
        events = sql.execute(
            "select distinct event from (select * from base union all select * from tail) "
            "where op in ('put', 'edit') and id in (select id from wanted) order by event"
        ).fetchall()
    return [event for (event,) in events]


def text_ids(files: Files) -> Int64s:
    """Ids of the texts in these files. Shape: sorted, distinct."""
    parts = [np.empty(0, np.int64)]
    for path in (*files.base, *files.tail):
        column = read_parquet(path, ["text_id"])["text_id"]
        parts.append(column.unique().drop_null().to_numpy())
    return np.unique(np.concatenate(parts))


_POST_GONE = ("delete", "erase_post")
_ACCOUNT_GONE = ("erase_account", "delete_account")


def other_operations(files: Files, vanishing: list[str]) -> pa.Table:
    """The rows of `files` that are not posts, with digests in place of the ids that are gone.

    The `vanishing` posts leave a digest too: no repost of a deleted account's post comes in later.
    """
    tables = [OPS.empty_table()]
    for path in (*files.operations, *files.tail):
        rows = read_parquet(path, OPS.names)
        tables.append(rows.filter(pc.invert(pc.is_in(rows["op"], pa.array(["put", "edit"])))))
    rows = pa.concat_tables(tables).sort_by("seq")
    gone = set(rows.filter(pc.is_in(rows["op"], pa.array(_ACCOUNT_GONE)))["author"].to_pylist())
    gone_posts = set(rows.filter(pc.is_in(rows["op"], pa.array(_POST_GONE)))["id"].to_pylist())
    remaining: dict[tuple[str, str], dict[str, object]] = {}
    for row in rows.select(["seq", "event", "op", "stream", "cursor", "note", "id", "author",
                            "origin", "seen_at", "reuse"]).to_pylist():  # fmt: skip
        if row["op"] in _POST_GONE:
            row = _forgotten(row, "gone", row["id"])
        elif row["op"] in _ACCOUNT_GONE:
            row = _forgotten(row, "gone_account", row["author"])
        elif row["op"] in (*ACCOUNT_OPS, "refuse_post") and (
            row["author"] in gone or row["id"] in gone_posts
        ):
            continue
        name = row["note"] if row["op"].startswith("gone") else str(row["seq"])
        remaining.setdefault((row["op"], name), row)
    for post in vanishing:
        row = _forgotten({"seq": 0}, "gone", post)
        remaining.setdefault(("gone", str(row["note"])), row)
    return pa.Table.from_pylist(list(remaining.values()), schema=OPS)


def _forgotten(row: dict[str, object], op: str, name: str) -> dict[str, object]:
    """A row that holds the digest of a name in place of the name."""
    return {"seq": row["seq"], "op": op, "note": digest(name).hex()}


def erase_row(
    ledger: Ledger,
    *,
    by: str = "",
    erased_at: str = "",
    why: str = "",
    posts: int = 0,
    request: str = "",
) -> pa.Table:
    """The row that raises the epoch; without `by` a compaction raised it, not an erasure."""
    note = {"epoch": ledger.epoch + 1, "by": by, "at": erased_at, "why": why, "posts": posts}
    if request:
        note["request"] = request
    row = {"seq": 0, "op": "erase", "note": json.dumps(note)}
    return numbered(pa.Table.from_pylist([row], schema=OPS), ledger.seq)


def belonging(files: Files, ids: list[str], accounts: list[str]) -> list[str]:
    """Ids of these posts, all posts of these accounts, and the reposts that repeat their words.

    Only ids of posts that are in the files.
    """
    with opened(files) as sql:
        sql.register("wanted", pa.table({"id": pa.array(ids, pa.string())}))
        sql.register("wanted_accounts", pa.table({"author": pa.array(accounts, pa.string())}))
        posts = [row[0] for row in sql.execute(_MENTIONED).fetchall()]
        sql.register("originals", pa.table({"id": pa.array([*ids, *posts], pa.string())}))
        reposts = sql.execute(
            "select distinct id from (select * from base union all select * from tail) "
            "where op in ('put', 'edit') and repost_of in (select id from originals)"
        ).fetchall()
    return sorted({*posts, *(row[0] for row in reposts)})


def merged_tail(log: OpLog, files: Files) -> tuple[str, pa.Table, tuple[str, ...]] | None:
    """One file in place of the small tail files: its name, its rows' seqs, the files it replaces.

    None where there are fewer than two small files.
    """
    small, tables = [], []
    for path in files.tail:
        if count_rows(path) < SMALL_ROWS:
            small.append(path)
            tables.append(read_parquet(path, OPS.names))
    if len(small) < 2:
        return None
    rows = pa.concat_tables(tables).sort_by("seq")
    return log.save("tail", rows), rows.select(["seq"]), tuple(small)
