"""What of a batch is new: which records become rows, which repeat what is known."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import ArrowArray, ArrowColumn, Bools, Int64s, UInt64s
from uproar.errors import UproarError
from uproar.model import OPERATION_KINDS, OPERATIONS, POSTS, Batch
from uproar.store.oplog.delta_files import OPS
from uproar.store.oplog.gone_names import GoneNames
from uproar.store.oplog.index import Entries, Index, entries, id_keys
from uproar.store.oplog.ledger import ACCOUNT_OPS, Counts, Ledger, digest
from uproar.store.oplog.references import references_without
from uproar.store.oplog.refusals import implied

NEW, EDIT, REPEAT = 0, 1, 2  # by definition: verdicts on a record


class Intake(NamedTuple):
    """Rows to write, their counts, and the index entries of the posts among them."""

    rows: pa.Table  # OPS
    counts: Counts
    entries: Entries


class Prepared(NamedTuple):
    """A batch that was checked, and what can be worked out of it without holding the lock."""

    batch: Batch
    candidates: pa.Table  # puts and edits: OPERATIONS
    keys: UInt64s  # (n_candidates, 2): digests of their ids
    refused: Counts  # rejected and out of scope


def prepare(batch: Batch) -> Prepared:
    """Check a batch against its promise.

    Raises UproarError when the columns are not POSTS and OPERATIONS, an operation is unknown, or
    the parts do not add up to n_records.
    """
    operations, posts = batch.operations, batch.posts
    if not posts.schema.equals(POSTS) or not operations.schema.equals(OPERATIONS):
        raise UproarError("a batch has other columns than model.POSTS and model.OPERATIONS")
    n_parts = posts.num_rows + operations.num_rows + batch.rejects.num_rows
    if n_parts != batch.n_records:
        raise UproarError(f"a batch of {batch.n_records} records holds {n_parts}")
    unknown = sorted(set(_strings(operations["op"].unique())) - set(OPERATION_KINDS))
    if unknown:
        raise UproarError(f"unknown operation {unknown[0]!r}", hint=f"known: {OPERATION_KINDS}")
    edits = operations.filter(_equals(operations["op"], "edit"))
    puts = posts.add_column(0, OPERATIONS.field("op"), pa.repeat("put", posts.num_rows))
    candidates = pa.concat_tables([puts, edits]).combine_chunks()
    n_rejected = _count(batch.rejects["outcome"], "rejected")
    refused = Counts(rejected=n_rejected, out_of_scope=batch.rejects.num_rows - n_rejected)
    return Prepared(batch, candidates, id_keys(candidates["id"]), refused)


def all_repeats(prepared: Prepared) -> Counts:
    """The counts of a page that was committed before."""
    return Counts(repeats=prepared.batch.n_records)


def take_in(
    prepared: Prepared, known: Index, ledger: Ledger, event: str, *, stream: str, cursor: str
) -> Intake:
    """The rows that a batch adds, numbered after the ledger's last; the cursor's row comes last."""
    gone = _is_gone(prepared.candidates, prepared.keys, ledger)
    verdict = _judge(prepared, known, gone, event)
    posts = references_without(_posts(prepared.candidates, verdict), GoneNames(ledger))
    deletes = _deletes(prepared.batch.operations, ledger)
    accounts = _account_events(prepared.batch.operations, ledger)
    refusals = implied(prepared.candidates, verdict == REPEAT, gone, ledger)
    n_other = prepared.batch.operations.num_rows - _count(prepared.candidates["op"], "edit")
    counts = prepared.refused + Counts(
        posts=int((verdict == NEW).sum()) - _new_edits(prepared, verdict),
        edits=int((verdict == EDIT).sum()) + _new_edits(prepared, verdict),
        deletes=deletes.num_rows,
        account_events=accounts.num_rows,
        repeats=int((verdict == REPEAT).sum()) + n_other - deletes.num_rows - accounts.num_rows,
    )
    note = json.dumps(asdict(counts))
    mark = _rows(op=["cursor"], stream=[stream], cursor=[cursor], note=[note])
    rows = pa.concat_tables([posts, deletes, accounts, *map(_shaped, refusals), mark])
    return Intake(numbered(rows, ledger.seq, event=event), counts, _new_entries(prepared, verdict))


def numbered(rows: pa.Table, after: int, *, event: str | None = None) -> pa.Table:
    """The rows with the `seq` after + 1, after + 2 …, and with the event if it is not None."""
    seq = pa.array(np.arange(after + 1, after + 1 + rows.num_rows), pa.int64())
    rows = rows.set_column(0, OPS.field("seq"), seq)
    if event is not None:
        rows = rows.set_column(1, OPS.field("event"), pa.repeat(event, rows.num_rows))
    return rows.combine_chunks()


def _judge(prepared: Prepared, known: Index, is_gone: Bools, event: str) -> Int64s:
    """NEW, EDIT or REPEAT for every put and edit."""
    keys, candidates = prepared.keys, prepared.candidates
    offered = entries(candidates, keys)
    hits = known.look_up(event, keys)
    is_later = (offered["text_id"] != hits.text_id) & (offered["revision"] > hits.revision)
    verdict = np.where(hits.is_known, np.where(is_later, EDIT, REPEAT), NEW)
    verdict[is_gone] = REPEAT
    _, place, times = np.unique(keys[:, 0], return_inverse=True, return_counts=True)
    if (times > 1).any():
        latest: dict[int, tuple[int, int]] = {}
        for i in np.flatnonzero(times[place] > 1).tolist():
            version = int(offered["text_id"][i]), int(offered["revision"][i])
            verdict[i] = _verdict_in_batch(latest, int(keys[i, 0]), version, int(verdict[i]))
    return verdict


def _verdict_in_batch(
    latest: dict[int, tuple[int, int]], key: int, version: tuple[int, int], alone: int
) -> int:
    """The verdict on a record whose id is in the batch more than once, in the batch's order.

    `version` is its text and revision, `alone` the verdict that it would get by itself; `latest`
    holds the versions taken so far by id, and is updated.
    """
    before = latest.get(key)
    verdict = alone
    if before is not None and alone != REPEAT:
        verdict = EDIT if version[0] != before[0] and version[1] > before[1] else REPEAT
    if verdict != REPEAT:
        latest[key] = version
    return verdict


def _is_gone(candidates: pa.Table, keys: UInt64s, ledger: Ledger) -> Bools:
    """Which posts were deleted or erased here before, or belong to an account that was.

    A repost of one is gone too: it repeats its words.
    """
    mask = np.zeros(len(keys), bool)
    names = GoneNames(ledger)
    if ledger.gone:
        raw = keys.tobytes()
        mask |= np.array(
            [raw[i : i + 16] in ledger.gone for i in range(0, len(raw), 16)], dtype=bool
        )
        originals = cast("list[str | None]", candidates["repost_of"].to_pylist())
        mask |= np.array([o is not None and o in names for o in originals], dtype=bool)
    if ledger.gone_accounts:
        authors = cast("list[str | None]", candidates["author"].to_pylist())
        gone = {a for a in {*authors} if a is not None and digest(a) in ledger.gone_accounts}
        mask |= np.array([author in gone for author in authors], dtype=bool)
    return mask


def _posts(candidates: pa.Table, verdict: Int64s) -> pa.Table:
    """The puts and edits that are not repeats, as OPS."""
    fresh = np.flatnonzero(verdict != REPEAT)
    op = np.where(verdict[fresh] == EDIT, "edit", "put")
    chosen = candidates.take(pa.array(fresh, pa.int64())).drop_columns(["op"])
    return _shaped(chosen.append_column("op", pa.array(op.tolist(), pa.string())))


def _new_entries(prepared: Prepared, verdict: Int64s) -> Entries:
    every: Entries = entries(prepared.candidates, prepared.keys)
    fresh: Entries = every[verdict != REPEAT]
    return fresh


def _new_edits(prepared: Prepared, verdict: Int64s) -> int:
    """How many edits are of posts never seen: they become posts, but are counted as edits."""
    is_edit = _equals(prepared.candidates["op"], "edit").to_numpy(zero_copy_only=False)
    return int((is_edit & (verdict == NEW)).sum())


def _deletes(operations: pa.Table, ledger: Ledger) -> pa.Table:
    """The deletions of posts that are not gone already, as OPS."""
    chosen = operations.filter(_equals(operations["op"], "delete"))
    fresh: dict[str, str] = {}
    names = GoneNames(ledger)
    for post, origin in zip(_strings(chosen["id"]), _strings(chosen["origin"]), strict=True):
        if post not in names:
            fresh.setdefault(post, origin)
    n = len(fresh)
    return _rows(op=["delete"] * n, id=list(fresh), origin=list(fresh.values()))


def _account_events(operations: pa.Table, ledger: Ledger) -> pa.Table:
    """What is new about accounts, as OPS."""
    chosen = operations.filter(pc.is_in(operations["op"], pa.array(ACCOUNT_OPS)))
    author = _strings(pc.coalesce(chosen["author"], chosen["id"]))
    fresh: dict[tuple[str, str, str], int] = {}
    events = zip(_strings(chosen["op"]), author, _strings(chosen["origin"]), strict=True)
    for place, event in enumerate(events):
        is_over = digest(event[1]) in ledger.gone_accounts  # its name must not come back
        if not is_over and digest(*event) not in ledger.account_events:
            fresh.setdefault(event, place)
    ops, authors, origins = ([e[i] for e in fresh] for i in range(3))
    rows = pa.table({"op": ops, "author": authors, "origin": origins}, schema=_ACCOUNT_EVENT)
    first = chosen.take(pa.array(list(fresh.values()), pa.int64()))
    for name in ("seen_at", "reuse"):
        rows = rows.append_column(OPS.field(name), first[name])
    return _shaped(rows)


_ACCOUNT_EVENT = pa.schema([OPS.field(name) for name in ("op", "author", "origin")])


def _rows(**columns: list[str]) -> pa.Table:
    return _shaped(pa.table({name: pa.array(v, pa.string()) for name, v in columns.items()}))


def _shaped(table: pa.Table) -> pa.Table:
    """The table with all OPS columns, null where it has none."""
    n = table.num_rows
    have = set(table.column_names)
    columns = [table[f.name] if f.name in have else pa.nulls(n, f.type) for f in OPS]
    return pa.table(columns, schema=OPS)


def _equals(column: ArrowColumn, value: str) -> pa.BooleanArray:
    return pc.equal(column, pa.scalar(value))


def _count(column: ArrowColumn, value: str) -> int:
    return len(column.filter(_equals(column, value)))


def _strings(column: ArrowArray | ArrowColumn) -> list[str]:
    """The values of a string column without nulls."""
    return cast("list[str]", column.to_pylist())
