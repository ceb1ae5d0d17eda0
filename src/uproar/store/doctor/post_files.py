"""The files of the posts: whether each is whole; taking out of the table what is lost."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from uproar.errors import DamageError
from uproar.store.damage.errors import missing, reason
from uproar.store.desk_db.acknowledged import Acknowledged, Acknowledgements
from uproar.store.doctor.fault import Fault
from uproar.store.doctor.notes import notes
from uproar.store.layout import POSTS
from uproar.store.lost_posts import note_posts
from uproar.store.oplog.delta_files import OPS, OpLog
from uproar.store.oplog.index import Index
from uproar.store.oplog.intake import numbered
from uproar.store.oplog.ledger import Ledger
from uproar.store.oplog.reading import delete_derived, read_parquet
from uproar.store.posts import PostStore
from uproar.store.strays import post_strays

_REMEDY = "takes the file out of the table; gather again, and the posts come back"
_BY_HAND = (
    "put it back from a copy: it says which posts were erased and which accounts are hidden,"
    " and without it they would be shown again; with no copy, make a new desk, gather again, and"
    " run `uproar forget` again for who had asked"
)
_FIRST = "put the file of operations back first, which lies beside it"
_ERASURES = "; what was erased in it may come back: run `uproar forget` again for who had asked"


def file_faults(desk: Path) -> list[Fault]:
    """Files that are gone, cut short, garbled, or hold rows that cannot be read."""
    log = OpLog(desk / POSTS)
    with notes(desk) as noted:
        (version, listed), before = log.listing(), noted.load()
    wrong = {name: why for name in sorted(listed) if (why := _wrong(log, name)) is not None}
    if before is not None and before.version >= version:
        wrong |= {n: "it is missing" for n in sorted(before.files) if n not in listed}
    lost = [name for name in wrong if not name.startswith("operations")]
    mend = partial(take_out, desk, lost) if len(lost) == len(wrong) else None
    erasures = _ERASURES if _has_lost_erasures(log, wrong, before) else ""
    faults = []
    for name, why in wrong.items():
        path = desk / POSTS / name
        if name not in lost:
            faults.append(Fault(path, why, _BY_HAND, is_blocking=True))
            continue
        known = before.files.get(name) if before else None
        n_posts = known.n_posts if known else listed[name].n_rows
        loss = f"{n_posts:,} posts{erasures}"
        remedy = _REMEDY if mend is not None else _FIRST
        faults.append(Fault(path, why, remedy, loss, mend, is_blocking=True))
    return faults


def stray_faults(desk: Path) -> list[Fault]:
    """Files that no version lists: a killed writer left them, and they are full of text."""
    log = OpLog(desk / POSTS)
    strays = sorted(post_strays(desk, PostStore(desk)))
    what = "a killed command left it, and nothing reads it"
    return [Fault(p, what, "deletes it", mend=partial(_swept, log), is_stray=True) for p in strays]


def take_out(desk: Path, lost: Collection[str]) -> None:
    """Drop files from the table, so that the rest can be read and what they held gathered again.

    Pages of a lost file may have their cursors elsewhere, so all cursors go: what is still there
    counts as repeats then. The epoch rises, and no number of an operation is used twice: nothing
    that was computed before passes for computed on what is left.
    """
    with notes(desk) as noted:
        _take_out(desk, noted, lost)


def _take_out(desk: Path, noted: Acknowledgements, lost: Collection[str]) -> None:
    log, before = OpLog(desk / POSTS), noted.load()
    listed = log.listing().files
    gone = [name for name in lost if name in listed]
    if not gone and (before is None or not set(lost) & before.files.keys()):
        return  # another fault's mending has taken them out
    ledger = Ledger()
    added: list[tuple[str, pa.Table]] = []
    replaced: list[str] = []
    for name in sorted(set(listed) - set(gone)):
        if name.startswith("base"):
            continue
        rows = read_parquet(log.folder / name, OPS.names)
        ledger.add(rows, name)
        others = rows.filter(pc.invert(pc.equal(rows["op"], pa.scalar("cursor"))))
        if others.num_rows < rows.num_rows:
            replaced.append(name)
            if others.num_rows:
                added.append((log.save(name.partition("-")[0], others), others))
    mark = _higher_epoch(ledger, before)
    added.append((log.save("tail", mark), mark))
    log.commit(added, [*gone, *replaced])
    store = PostStore(desk)
    noted.replace(Acknowledged(store.listing().version, store.state(), {}))
    note_posts(store, noted)
    for path in (log.folder / name for name in (*lost, *replaced)):
        if not path.is_dir() or not any(path.iterdir()):
            delete_derived(path)


def _wrong(log: OpLog, name: str) -> str | None:
    """What is wrong with a listed file; None: nothing."""
    path = log.folder / name
    n_bytes, n_rows = log.listing().files[name]
    try:
        if not path.is_file():
            raise missing(path)
        rows = read_parquet(path, OPS.names)
        if rows.num_rows != n_rows:
            return f"it has {rows.num_rows:,} rows, and was written with {n_rows:,}"
        if path.stat().st_size != n_bytes:
            return f"it has {path.stat().st_size:,} bytes, and was written with {n_bytes:,}"
        files = log.files()._replace(base=(), operations=(), tail=(str(path),))
        Ledger().refresh(files)
        Index().refresh(files)
    except DamageError as error:
        return reason(error)
    return None


def _has_lost_erasures(log: OpLog, wrong: Collection[str], before: Acknowledged | None) -> bool:
    """Whether an epoch was acknowledged that no whole file knows of."""
    ledger = Ledger()
    for name in log.listing().files:
        if name not in wrong and not name.startswith("base"):
            ledger.add(read_parquet(log.folder / name, OPS.names), name)
    return before is not None and ledger.epoch < before.state.epoch


def _higher_epoch(ledger: Ledger, before: Acknowledged | None) -> pa.Table:
    """The operation that says so, numbered after all that was ever acknowledged."""
    pin = max(ledger.seq, before.state.pin if before else 0)
    epoch = max(ledger.epoch, before.state.epoch if before else 0) + 1
    note = {"epoch": epoch, "by": "", "at": "", "why": "files were lost", "posts": 0}
    row = {"seq": 0, "op": "erase", "note": json.dumps(note)}
    return numbered(pa.Table.from_pylist([row], schema=OPS), pin)


def _swept(log: OpLog) -> None:
    log.sweep()
