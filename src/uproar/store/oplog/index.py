"""Which posts are known already: per event a few sorted arrays of id digests.

It takes 32 bytes per post in memory and is built once per process, in about a second per million
posts. A look-up of 10,000 ids then takes milliseconds whatever the size of the store; a semi-join
would read the id column again at every append.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import ArrowColumn, Bools, Int64s, UInt64s
from uproar.store.oplog.delta_files import Files
from uproar.store.oplog.ledger import digests
from uproar.store.oplog.reading import read_row_groups

NO_TEXT = int(np.iinfo(np.int64).min)  # stands for a null text_id
_COLUMNS = ["event", "op", "id", "text_id", "revision"]
_MAX_RUNS = 6  # chosen on: judgement; not swept. Sorted arrays per event before they are merged.
_GROWTH = (
    4  # chosen on: judgement; not swept. A run is merged into one less than this times larger.
)
_ENTRY = np.dtype([("low", "<u8"), ("high", "<u8"), ("text_id", "<i8"), ("revision", "<i8")])
Entries: TypeAlias = npt.NDArray[np.void]  # of _ENTRY: digest in two halves, text, revision


class Hits(NamedTuple):
    """What is known of some posts. Where `is_known` is false, text_id and revision mean nothing."""

    is_known: Bools
    text_id: Int64s
    revision: Int64s


def id_keys(ids: pa.ChunkedArray[pa.StringScalar]) -> UInt64s:
    """The digests of ids, in two halves. Shape: (n, 2)."""
    raw = cast("list[bytes]", ids.cast(pa.binary()).to_pylist())
    return np.frombuffer(b"".join(digests(raw)), np.uint64).reshape(-1, 2)


def entries(rows: pa.Table, keys: UInt64s) -> Entries:
    """Index entries of put and edit rows, in their order; `keys`: the digests of their ids."""
    made = np.empty(rows.num_rows, _ENTRY)
    made["low"], made["high"] = keys[:, 0], keys[:, 1]
    made["text_id"] = _filled(rows["text_id"], NO_TEXT)
    made["revision"] = _filled(rows["revision"], 0)
    return made


def _filled(column: ArrowColumn, default: int) -> Int64s:
    """A column of integers with `default` in place of nulls."""
    return cast("ArrowColumn", pc.fill_null(column, pa.scalar(default))).to_numpy()


@dataclass(slots=True)
class Index:
    """The latest text and revision of every live post, by event."""

    _runs: dict[str, list[Entries]] = field(default_factory=lambda: defaultdict(list))
    _seen: set[str] = field(default_factory=set)

    def covers(self, files: Files) -> bool:
        """Whether every file that was read is still part of the table."""
        return self._seen <= {*files.base, *files.tail}

    def rename(self, old: Iterable[str], new: str) -> None:
        """Note that the rows of the old files lie in the new one."""
        self._seen -= set(old)
        self._seen.add(new)

    def refresh(self, files: Files) -> None:
        """Read the files that were not read yet."""
        for path in (*files.base, *files.tail):
            if path in self._seen:
                continue
            for rows in read_row_groups(path, _COLUMNS):
                self._take(rows)
            self._seen.add(path)

    def add(self, event: str, new: Entries, path: str) -> None:
        """Add the entries of a file that was just written."""
        self._seen.add(path)
        self._insert(event, new)

    def look_up(self, event: str, keys: UInt64s) -> Hits:
        """What is known of the posts with these digests; a later run stands over an earlier one."""
        n = len(keys)
        hits = Hits(np.zeros(n, bool), np.full(n, NO_TEXT), np.zeros(n, np.int64))
        for run in self._runs[event]:
            place = np.minimum(np.searchsorted(run["low"], keys[:, 0]), len(run) - 1)
            is_hit = (run["low"][place] == keys[:, 0]) & (run["high"][place] == keys[:, 1])
            hits.is_known[is_hit] = True
            hits.text_id[is_hit] = run["text_id"][place[is_hit]]
            hits.revision[is_hit] = run["revision"][place[is_hit]]
        return hits

    def _take(self, rows: pa.Table) -> None:
        rows = rows.filter(pc.is_in(rows["op"], pa.array(["put", "edit"])))
        for event in sorted(cast("list[str]", rows["event"].unique().to_pylist())):
            event_rows = rows.filter(pc.equal(rows["event"], pa.scalar(event)))
            self._insert(event, entries(event_rows, id_keys(event_rows["id"])))

    def _insert(self, event: str, new: Entries) -> None:
        if len(new) == 0:
            return
        runs = self._runs[event]
        runs.append(_latest(new))
        if len(runs) > _MAX_RUNS:
            # Merging the newest until they outgrow the older ones moves every entry rarely.
            while len(runs) > 1 and len(runs[-2]) < _GROWTH * len(runs[-1]):
                newest = runs.pop()
                runs[-1] = _latest(np.concatenate([runs[-1], newest]))


def _latest(entries_in_order: Entries) -> Entries:
    """The entries sorted by digest; of several with one digest only the last."""
    order = np.argsort(entries_in_order["low"], kind="stable")
    ordered = entries_in_order[order]
    is_last = np.ones(len(ordered), bool)
    is_last[:-1] = ordered["low"][:-1] != ordered["low"][1:]
    return ordered[is_last]
