"""What the operations that are not posts add up to: cursors, counts, who is gone, the epoch."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import NamedTuple, TypedDict, cast

import pyarrow as pa
import pyarrow.compute as pc

from uproar.model import State
from uproar.store.damage.errors import damage, in_short
from uproar.store.oplog.delta_files import Files
from uproar.store.oplog.reading import read_parquet


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of records; the parts add up to `n_records`."""

    posts: int = 0  # records that became a post of their own
    edits: int = 0
    deletes: int = 0
    account_events: int = 0
    repeats: int = 0
    rejected: int = 0
    out_of_scope: int = 0

    @property
    def n_records(self) -> int:
        """The sum of all parts.

        >>> Counts(posts=2, repeats=1).n_records
        3
        """
        return sum(getattr(self, part.name) for part in fields(Counts))

    def __add__(self, other: Counts) -> Counts:
        parts = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(Counts)}
        return Counts(**parts)


class StreamCounts(NamedTuple):
    """One stream's records, over all its pages."""

    stream: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Erasure:
    """Who erased how many posts, when and why. It holds no ids and no words of them."""

    epoch: int
    by: str
    erased_at: str
    why: str
    posts: int
    request: str = ""  # names the request, so that one that was interrupted is logged once


def digest(*parts: str | bytes) -> bytes:
    """A 128-bit digest that stands for an id and tells nothing of it.

    >>> digest("x:1") == digest(b"x:1"), len(digest("x:1"))
    (True, 16)
    """
    raw = b"\x00".join(p.encode() if isinstance(p, str) else p for p in parts)
    return hashlib.blake2b(raw, digest_size=16).digest()


def gone_name(name: str) -> str:
    """The name that replaces the id of something that was erased.

    >>> gone_name("x:1")[:5]
    'gone:'
    """
    return f"gone:{digest(name).hex()}"


_COLUMNS = ["seq", "event", "op", "stream", "cursor", "note", "id", "author", "origin",
            "seen_at"]  # fmt: skip
ACCOUNT_OPS = (
    *("delete_account", "hide_account", "show_account", "profile"),
    *("refuse_reuse", "allow_reuse"),
)


# After these, words or names that nobody may see any more lie in the files until a compaction.
REPLACING = ("edit", "delete", "erase_post", "delete_account", "erase_account")


class LedgerRow(TypedDict):
    """The columns of an operation that the ledger reads."""

    seq: int
    event: str
    op: str
    stream: str
    cursor: str
    note: str
    id: str
    author: str
    origin: str
    seen_at: int | None


@dataclass(slots=True)
class Ledger:
    """What the rows of the operations and tail files add up to; newer files are added to it."""

    seq: int = 0
    epoch: int = 0
    cursors: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    counts: dict[tuple[str, str], Counts] = field(default_factory=lambda: defaultdict(Counts))
    gone: set[bytes] = field(default_factory=set)
    gone_accounts: set[bytes] = field(default_factory=set)
    account_events: set[bytes] = field(default_factory=set)
    refusing_accounts: set[bytes] = field(default_factory=set)  # for good: no time was witnessed
    refused: set[bytes] = field(default_factory=set)  # single posts
    erasures: list[Erasure] = field(default_factory=list)
    n_waiting: int = 0  # deletions, erasures and edits whose bytes still lie in the files
    n_tail: int = 0  # rows since the last compaction
    _seen: set[str] = field(default_factory=set)

    @property
    def state(self) -> State:
        return State(self.seq, self.epoch)

    def covers(self, files: Files) -> bool:
        """Whether every file that was read is still part of the table."""
        return self._seen <= {*files.operations, *files.tail}

    def rename(self, old: Iterable[str], new: str) -> None:
        """Note that the rows of the old files lie in the new one."""
        self._seen -= set(old)
        self._seen.add(new)

    def refresh(self, files: Files) -> None:
        """Read the files that were not read yet."""
        for path in (*files.operations, *files.tail):
            if path not in self._seen:
                rows = read_parquet(path, _COLUMNS)
                try:
                    self.add(rows, path)
                except (ValueError, TypeError, KeyError) as error:
                    why = f"an operation in it cannot be read: {in_short(error)}"
                    raise damage(Path(path), why) from error

    def add(self, rows: pa.Table, path: str) -> None:
        """Add the rows of one file."""
        self._seen.add(path)
        self.seq = max(self.seq, pc.max(rows["seq"]).as_py() or 0)
        others = rows.filter(pc.invert(pc.is_in(rows["op"], pa.array(["put", "edit"]))))
        if Path(path).name.startswith("tail"):
            self.n_tail += rows.num_rows
            replacing = rows.filter(pc.is_in(rows["op"], pa.array(REPLACING)))
            self.n_waiting += replacing.num_rows
        for row in others.select(_COLUMNS).to_pylist():
            self._add_row(cast("LedgerRow", row))

    def _add_row(self, row: LedgerRow) -> None:
        op = row["op"]
        if op == "cursor":
            self.cursors[row["stream"]][row["cursor"]] = None
            self.counts[row["event"], row["stream"]] += Counts(**_counted(row["note"]))
        elif op in ("delete", "erase_post"):
            self.gone.add(digest(row["id"]))
        elif op == "gone":
            self.gone.add(bytes.fromhex(row["note"]))
        elif op == "gone_account":
            self.gone_accounts.add(bytes.fromhex(row["note"]))
        elif op == "erase_account":
            self.gone_accounts.add(digest(row["author"]))
        elif op == "erase":
            note = json.loads(row["note"])
            self.epoch = max(self.epoch, note["epoch"])
            if note["by"]:
                erased_at = note.pop("at")
                self.erasures.append(Erasure(erased_at=erased_at, **note))
        elif op == "refuse_post":
            self.refused.add(digest(row["id"]))
        elif op in ACCOUNT_OPS:
            self.account_events.add(digest(op, row["author"], row["origin"]))
            if op == "refuse_reuse" and row["seen_at"] is None:
                self.refusing_accounts.add(digest(row["author"]))
            if op == "delete_account":
                self.gone_accounts.add(digest(row["author"]))

    def last_cursor(self, stream: str) -> str | None:
        """The cursor that a stream committed last; None where it committed none."""
        known = self.cursors.get(stream)
        return next(reversed(known)) if known else None


def _counted(note: str) -> dict[str, int]:
    """The counts of one commit; desks made before call the records that became posts `kept`."""
    parts: dict[str, int] = json.loads(note)
    if "kept" in parts:
        parts["posts"] = parts.pop("kept")
    return parts


def digests(ids: Iterable[bytes]) -> Sequence[bytes]:
    """The digests of many ids."""
    make = hashlib.blake2b
    return [make(i, digest_size=16).digest() for i in ids]
