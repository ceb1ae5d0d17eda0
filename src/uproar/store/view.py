"""The live posts at a pin, as SQL over the files."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from uproar.model import POSTS, State
from uproar.store.oplog import OPS, Files

MEMORY_LIMIT = "900MB"  # of DuckDB's own buffers; the Arrow table that comes out is not in it

_TAIL = """
create or replace temp table latest as
select * exclude (turn) from (
    select *, row_number() over (partition by event, id
                                 order by coalesce(revision, 0) desc, seq desc) as turn
    from tail where op in ('put', 'edit') and seq <= $pin) where turn = 1
"""
_GONE = """
create or replace temp table gone as
select distinct id from operations
where (op = 'delete' and seq <= $pin) or op = 'erase_post'
"""
# A deleted account is gone for good, an erased one at every pin; hiding ends when it is shown.
_HIDDEN = """
create or replace temp table hidden as
select author from operations
where (op in ('delete_account', 'hide_account', 'show_account') and seq <= $pin)
   or op = 'erase_account'
group by author
having bool_or(op in ('delete_account', 'erase_account')) or arg_max(op, seq) = 'hide_account'
"""
_LIVE = """
select {columns} from (
    select {columns}, {keys} from base b where op in ('put', 'edit') and seq <= $pin {where}
        and not exists (select 1 from latest l where l.event = b.event and l.id = b.id)
    union all
    select {columns}, {keys} from latest where true {where}
) p
where not exists (select 1 from gone g where g.id = p.key_id)
  and not exists (select 1 from hidden h where h.author = p.key_author)
order by {order}
"""


def read(
    files: Files,
    state: State,
    *,
    event: str | None = None,
    ids: Sequence[str] | None = None,
    columns: Sequence[str] = tuple(POSTS.names),
    threads: int = 1,
) -> pa.Table:
    """Rows of the live posts: of one event, or those with given ids, ordered by id (and event).

    Ties: of several operations on one post the one with the latest revision, then seq, counts.
    """
    with duckdb.connect(config={"threads": threads, "memory_limit": MEMORY_LIMIT}) as sql:
        sql.execute("set temp_directory = ''")  # nothing may spill: spilled text outlives erasure
        views(sql, files)
        for statement in (_TAIL, _GONE, _HIDDEN):
            sql.execute(statement, {"pin": state.pin})
        where = ""
        given: dict[str, int | str] = {"pin": state.pin}
        if event is not None:
            where, given = "and event = $event", given | {"event": event}
        if ids is not None:
            sql.register("wanted", pa.table({"id": pa.array(ids, pa.string())}))
            where += " and id in (select id from wanted)"
        statement = _LIVE.format(
            columns=", ".join(f'"{c}"' for c in columns),
            keys="id as key_id, author as key_author, event as key_event",
            where=where,
            order="key_id" if event is not None else "key_id, key_event",
        )
        found = sql.sql(statement, params=given).to_arrow_table()
    schema = pa.schema([POSTS.field(c) if c in POSTS.names else OPS.field(c) for c in columns])
    return found.cast(schema)


def views(sql: duckdb.DuckDBPyConnection, files: Files) -> None:
    for name, paths in (
        ("base", files.base),
        ("tail", files.tail),
        ("operations", (*files.settled, *files.tail)),
    ):
        if paths:
            listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
            sql.execute(f"create temp view {name} as select * from read_parquet([{listed}])")
        else:
            sql.register(name, OPS.empty_table())
