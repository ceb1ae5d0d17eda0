"""The posts that are live at a pin: SQL over the files decides which rows, `Rows` reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from uproar.arrays import Int64s
from uproar.model import POSTS, State
from uproar.store.oplog.delta_files import OPS, Files
from uproar.store.oplog.refusals import NEEDS, at_pin
from uproar.store.oplog.rows import Rows

# chosen on: judgement; not swept. Of DuckDB's own buffers; only narrow columns get into them.
MEMORY_LIMIT = "900MB"

# A repost repeats the words of its original, so it is gone with it.
_GONE = """
create temp table gone as
select distinct id from operations
where (op = 'delete' and seq <= $pin) or op = 'erase_post'
union
select id from (select * from base union all select * from tail where op in ('put', 'edit'))
where author in (select author from operations
                 where (op = 'delete_account' and seq <= $pin) or op = 'erase_account')
"""
# A deleted account is gone for good, an erased one at every pin; hiding ends when it is shown.
_HIDDEN = """
create temp table hidden as
select author from operations
where (op in ('delete_account', 'hide_account', 'show_account') and seq <= $pin)
   or op = 'erase_account'
group by author
having bool_or(op in ('delete_account', 'erase_account')) or arg_max(op, seq) = 'hide_account'
"""
# Of several operations on one post the one with the latest revision counts, then the later one.
_LATEST = """
create temp table latest as
select event, id, author, repost_of, seq from (
    select event, id, author, repost_of, seq,
           row_number() over (partition by event, id
                              order by coalesce(revision, 0) desc, seq desc) as turn
    from tail where op in ('put', 'edit') and seq <= $pin {where})
where turn = 1
"""
# The base holds one row per post, so it is joined to the tail's posts only.
_LIVE = """
select seq from (
    select event, id, author, repost_of, seq from base b where op = 'put' and seq <= $pin {where}
        and not exists (select 1 from latest l where l.event = b.event and l.id = b.id)
    union all
    select event, id, author, repost_of, seq from latest) p
where not exists (select 1 from gone g where g.id = p.id)
  and not exists (select 1 from gone g where g.id = p.repost_of)
  and not exists (select 1 from hidden h where h.author = p.author)
order by id, event
"""


def live_posts(
    files: Files,
    state: State,
    *,
    event: str | None = None,
    ids: Sequence[str] | None = None,
    columns: Sequence[str] = tuple(POSTS.names),
) -> pa.Table:
    """Rows of the live posts, of one event or with these ids, ordered by id, then event.

    Shape: the columns asked for, in their order. `reuse` holds every refusal that is known at the
    state's pin, of the post or of its author.
    """
    where = ""
    parameters: dict[str, int | str] = {"pin": state.pin}
    if event is not None:
        where = "and event = $event"
        parameters["event"] = event
    if ids is not None:
        where += " and id in (select id from wanted)"
    with opened(files) as sql:
        sql.register("wanted", pa.table({"id": pa.array(ids or [], pa.string())}))
        for statement in (_GONE, _HIDDEN):
            sql.execute(statement, {"pin": state.pin})
        sql.execute(_LATEST.format(where=where), parameters)
        seqs: Int64s = sql.execute(_LIVE.format(where=where), parameters).fetchnumpy()["seq"]
        refusals = at_pin(sql, state.pin) if "reuse" in columns else None
    needed = columns if refusals is None else tuple(dict.fromkeys((*columns, *NEEDS)))
    rows = Rows((*files.base, *files.tail), needed).take(seqs)
    if refusals is not None:
        rows = refusals.over(rows).select(list(columns))
    return rows.cast(pa.schema([POSTS.field(c) for c in columns]))


@contextmanager
def opened(files: Files) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the views base, tail, and operations (all rows but those of the base)."""
    with duckdb.connect(config={"threads": 1, "memory_limit": MEMORY_LIMIT}) as sql:
        sql.execute("set temp_directory = ''")  # nothing may spill: spilled ids outlive erasure
        for name, paths in (
            ("base", files.base),
            ("tail", files.tail),
            ("operations", (*files.operations, *files.tail)),
        ):
            if paths:
                listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
                sql.execute(f"create temp view {name} as select * from read_parquet([{listed}])")
            else:
                sql.register(name, OPS.empty_table())
        yield sql
