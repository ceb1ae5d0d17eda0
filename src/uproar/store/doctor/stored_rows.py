"""The rows of `desk.db`: whether each holds what its table is for.

Events, articles, findings and what the archive said are looked at by the pipeline, which makes them
anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from uproar.errors import DamageError
from uproar.model import Gap, Story
from uproar.store.damage.errors import reason
from uproar.store.desk_db.codec import load, load_number, load_time
from uproar.store.desk_db.database import Database
from uproar.store.desk_db.erasures import NAMES
from uproar.store.desk_db.runs import Memories
from uproar.store.doctor.fault import Fault


class Cell(NamedTuple):
    """A column that holds more than a text, and what becomes of a row whose cell is damaged.

    `fix`: SQL with one place for the row's key; `{now}` in it is the time of the mending.
    """

    table: str
    key: str
    column: str
    check: Callable[[str], object]
    fix: str
    remedy: str
    loss: str = ""


def _as_json(kind: type) -> Callable[[str], object]:
    return lambda text: load(kind, text)


_NOW = "sets the time of the mending in its place"
_AGAIN = "draft it again with `uproar story`; the log of decisions is whole"
CELLS = (
    Cell("story", "id", "noun", _as_json(Story), "delete from story where id = ?",
         "takes the story off the desk", f"the story with its cuts and rewordings: {_AGAIN}"),
    Cell("gap", "rowid", "noun", _as_json(Gap), "delete from gap where rowid = ?",
         "takes it out", "what the source lacked: gather again, and it is named again"),
    Cell("run", "id", "settings", _as_json(dict), "update run set settings = '{}' where id = ?",
         "empties it", "which settings the run had"),
    Cell("run", "id", "versions", _as_json(dict), "update run set versions = '{}' where id = ?",
         "empties it", "which versions measured"),
    Cell("run", "id", "pin", load_number, "delete from run where id = ?",
         "takes the run out; it is measured anew"),
    Cell("run", "id", "epoch", load_number, "delete from run where id = ?",
         "takes the run out; it is measured anew"),
    Cell("run", "id", "started_at", load_time, "update run set started_at = '{now}' where id = ?",
         _NOW, "when the run was started"),
    Cell("run", "id", "finished_at", load_time, "update run set finished_at = '{now}' where id = ?",
         _NOW, "when the run was finished"),
    Cell("decision", "id", "at", load_time, "update decision set at = '{now}' where id = ?",
         _NOW, "when it was decided"),
    Cell("export", "id", "at", load_time, "update export set at = '{now}' where id = ?",
         _NOW, "when it was exported"),
    Cell("erasure", "id", "at", load_time, "update erasure set at = '{now}' where id = ?",
         _NOW, "when the erasure was asked for"),
    Cell("erasure", "id", "posts", _as_json(NAMES), "delete from erasure where id = ?",
         "takes it off the list", "whom an unfinished erasure was for: run `uproar forget` again"),
    Cell("erasure", "id", "accounts", _as_json(NAMES), "delete from erasure where id = ?",
         "takes it off the list", "whom an unfinished erasure was for: run `uproar forget` again"),
)  # fmt: skip


def row_faults(path: Path, database: Database, *, now: datetime) -> list[Fault]:
    """The rows that cannot be read, by table. `now` stands in for a time that is lost."""
    faults = [f for cell in CELLS for f in _cells(path, database, cell, now)]
    return [*faults, *_memories(path, database), *_answers(path, database)]


def _cells(path: Path, database: Database, cell: Cell, now: datetime) -> Iterator[Fault]:
    rows = database.rows(
        f'select {cell.key}, {cell.column} from "{cell.table}" where {cell.column} is not null'
    )
    for key, held in rows:
        try:
            cell.check(str(held))
        except DamageError as error:
            fix = cell.fix.format(now=now.isoformat()) if "{now}" in cell.fix else cell.fix
            yield Fault(
                path,
                f"{cell.table} {key}, {cell.column}: {reason(error)}",
                cell.remedy,
                cell.loss,
                partial(_fixed, path, fix, key),
            )


def _memories(path: Path, database: Database) -> Iterator[Fault]:
    """Measures' memories, all of an event at once: a measure without one begins anew."""
    memories = Memories(database)
    for (event,) in database.rows("select distinct event from memory order by event"):
        try:
            memories.load(str(event))
        except DamageError as error:
            yield Fault(
                path,
                f"{event}: {reason(error)}",
                "deletes the event's memories; its next measurement begins without",
                "which themes were which at the last measurement",
                partial(_fixed, path, "delete from memory where event = ?", event),
            )


def _answers(path: Path, database: Database) -> Iterator[Fault]:
    """Opened sentences that are kept: they are made again whenever one is asked for."""
    if database.rows("select 1 from answer where typeof(number) not in ('integer', 'null')"):
        sql, what = "delete from answer where ? is null", "answers that were kept are garbled"
        yield Fault(path, what, "deletes them all", mend=partial(_fixed, path, sql, None))


def _fixed(path: Path, sql: str, key: object) -> None:
    with closing(Database(path)) as database:
        database.write(sql, key)
