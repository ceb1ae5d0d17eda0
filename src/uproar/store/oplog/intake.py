"""What of a batch is new: which records become rows, which repeat what is known."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import AnyArray
from uproar.errors import UproarError
from uproar.model import OPERATION_KINDS, OPERATIONS, POSTS, Batch
from uproar.store.oplog.delta_files import OPS
from uproar.store.oplog.index import Index, entries, keys
from uproar.store.oplog.ledger import ACCOUNT_OPS, Counts, Ledger, digest
from uproar.store.refusals import implied

NEW, EDIT, REPEAT = 0, 1, 2


class Intake(NamedTuple):
    """Rows to write, their counts, and the index entries of the posts among them."""

    rows: pa.Table  # OPS
    counts: Counts
    entries: AnyArray


class Prepared(NamedTuple):
    """A batch's work that needs no lock: checked, its ids digested."""

    batch: Batch
    candidates: pa.Table  # puts and edits: OPERATIONS
    keys: AnyArray
    refused: Counts  # rejected and out of scope


def prepare(batch: Batch) -> Prepared:
    """Check a batch against its promise.

    Raises UproarError when the columns are not POSTS and OPERATIONS, an operation is unknown, or
    the parts do not add up to n_records.
    """
    operations, posts = batch.operations, batch.posts
    if not posts.schema.equals(POSTS) or not operations.schema.equals(OPERATIONS):
        raise UproarError("a batch has other columns than model.POSTS and model.OPERATIONS")
    held = posts.num_rows + operations.num_rows + batch.rejects.num_rows
    if held != batch.n_records:
        raise UproarError(f"a batch of {batch.n_records} records holds {held}")
    unknown = sorted(set(pc.unique(operations["op"]).to_pylist()) - set(OPERATION_KINDS))
    if unknown:
        raise UproarError(f"unknown operation {unknown[0]!r}", hint=f"known: {OPERATION_KINDS}")
    edits = operations.filter(pc.equal(operations["op"], "edit"))
    puts = posts.add_column(0, OPERATIONS.field("op"), pa.repeat("put", posts.num_rows))
    candidates = pa.concat_tables([puts, edits]).combine_chunks()
    n_rejected = int(pc.sum(pc.equal(batch.rejects["outcome"], "rejected")).as_py() or 0)
    refused = Counts(rejected=n_rejected, out_of_scope=batch.rejects.num_rows - n_rejected)
    return Prepared(batch, candidates, keys(candidates["id"]), refused)


def all_repeats(prepared: Prepared) -> Counts:
    """The counts of a page that was committed before."""
    return Counts(repeats=prepared.batch.n_records)


def take_in(
    prepared: Prepared, known: Index, ledger: Ledger, event: str, *, stream: str, cursor: str
) -> Intake:
    """Sort a batch into rows and repeats, numbered after the ledger's last; cursor row last."""
    gone = _gone(prepared.candidates, prepared.keys, ledger)
    verdict = _judge(prepared, known, gone, event)
    posts = _posts(prepared.candidates, verdict)
    deletes = _deletes(prepared.batch.operations, ledger)
    accounts = _account_events(prepared.batch.operations, ledger)
    refusals = implied(prepared.candidates, verdict == REPEAT, gone, ledger)
    n_other = prepared.batch.operations.num_rows - _count(prepared.candidates["op"], "edit")
    counts = prepared.refused + Counts(
        kept=int((verdict == NEW).sum()) - _new_edits(prepared, verdict),
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
    """Rows with the next numbers, and the event where one is given."""
    seq = pa.array(np.arange(after + 1, after + 1 + rows.num_rows, dtype=np.int64))
    rows = rows.set_column(0, OPS.field("seq"), seq)
    if event is not None:
        rows = rows.set_column(1, OPS.field("event"), pa.repeat(event, rows.num_rows))
    return rows.combine_chunks()


def _judge(prepared: Prepared, known: Index, gone: AnyArray, event: str) -> AnyArray:
    """NEW, EDIT or REPEAT for every put and edit."""
    of, candidates = prepared.keys, prepared.candidates
    own = entries(candidates, of)
    hits = known.look_up(event, of)
    is_later = (own["text_id"] != hits.text_id) & (own["revision"] > hits.revision)
    verdict = np.where(hits.known, np.where(is_later, EDIT, REPEAT), NEW)
    verdict[gone] = REPEAT
    _, place, times = np.unique(of[:, 0], return_inverse=True, return_counts=True)
    if (times > 1).any():
        latest: dict[int, tuple[int, int]] = {}
        for i in np.flatnonzero(times[place] > 1).tolist():
            verdict[i] = _judge_again(latest, int(of[i, 0]), own[i], verdict[i])
    return verdict


def _judge_again(latest: dict[int, tuple[int, int]], key: int, own: AnyArray, alone: int) -> int:
    """The verdict on a record whose id is in the batch more than once, in the order given."""
    text, revision = int(own["text_id"]), int(own["revision"])
    before = latest.get(key)
    verdict = alone
    if before is not None and alone != REPEAT:
        verdict = EDIT if text != before[0] and revision > before[1] else REPEAT
    if verdict != REPEAT:
        latest[key] = (text, revision)
    return verdict


def _gone(candidates: pa.Table, of: AnyArray, ledger: Ledger) -> AnyArray:
    """Posts deleted or erased here before, and those of accounts that are: they stay away."""
    mask = np.zeros(len(of), bool)
    if ledger.gone:
        raw = of.tobytes()
        mask |= np.array(
            [raw[i : i + 16] in ledger.gone for i in range(0, len(raw), 16)], dtype=bool
        )
    if ledger.gone_accounts:
        coded = candidates["author"].combine_chunks().dictionary_encode()
        gone = [a is not None and digest(a) in ledger.gone_accounts
                for a in coded.dictionary.cast(pa.binary()).to_pylist()]  # fmt: skip
        codes = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)
        mask |= np.append(np.array(gone, bool), False)[codes]
    return mask


def _posts(candidates: pa.Table, verdict: AnyArray) -> pa.Table:
    kept = np.flatnonzero(verdict != REPEAT)
    op = np.where(verdict[kept] == EDIT, "edit", "put")
    chosen = candidates.take(pa.array(kept)).drop_columns(["op"])
    return _shaped(chosen.append_column("op", pa.array(op.tolist(), pa.string())))


def _new_entries(prepared: Prepared, verdict: AnyArray) -> AnyArray:
    kept = verdict != REPEAT
    made: AnyArray = entries(prepared.candidates, prepared.keys)[kept]
    return made


def _new_edits(prepared: Prepared, verdict: AnyArray) -> int:
    """Edits of posts never seen: they are kept as posts, but counted as what the source said."""
    is_edit = pc.equal(prepared.candidates["op"], "edit").to_numpy()
    return int((is_edit & (verdict == NEW)).sum())


def _deletes(operations: pa.Table, ledger: Ledger) -> pa.Table:
    chosen = operations.filter(pc.equal(operations["op"], "delete"))
    fresh: dict[str, str] = {}
    for post, origin in zip(chosen["id"].to_pylist(), chosen["origin"].to_pylist(), strict=True):
        if digest(post) not in ledger.gone:
            fresh.setdefault(post, origin)
    n = len(fresh)
    return _rows(op=["delete"] * n, id=list(fresh), origin=list(fresh.values()))


def _account_events(operations: pa.Table, ledger: Ledger) -> pa.Table:
    chosen = operations.filter(pc.is_in(operations["op"], pa.array(ACCOUNT_OPS)))
    author = pc.coalesce(chosen["author"], chosen["id"]).to_pylist()
    fresh: dict[tuple[str, str, str], int] = {}
    events = zip(chosen["op"].to_pylist(), author, chosen["origin"].to_pylist(), strict=True)
    for place, event in enumerate(events):
        is_over = event[0] == "delete_account" and digest(event[1]) in ledger.gone_accounts
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


def _count(column: pa.ChunkedArray, value: str) -> int:
    return int(pc.sum(pc.equal(column, value)).as_py() or 0)
