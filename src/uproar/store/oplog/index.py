"""Which posts are known already: per event a few sorted arrays of id digests.

Chosen over a semi-join that reads the id column again at every append: 32 bytes a post in memory,
built once per process (about a second per million posts), and a look-up of 10,000 ids takes
milliseconds whatever the size of the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from uproar.arrays import AnyArray
from uproar.store.oplog.delta_files import Files
from uproar.store.oplog.ledger import digests

NO_TEXT = np.iinfo(np.int64).min  # stands for a null text_id
_COLUMNS = ["event", "op", "id", "text_id", "revision"]
_RUNS = 6  # sorted arrays per event before they are merged
_ENTRY = np.dtype([("low", "<u8"), ("high", "<u8"), ("text_id", "<i8"), ("revision", "<i8")])


class Hits(NamedTuple):
    """What is known of some posts: text_id and revision hold where `known` is true."""

    known: AnyArray
    text_id: AnyArray
    revision: AnyArray


def keys(ids: pa.Array | pa.ChunkedArray) -> AnyArray:
    """Digests of ids as two numbers each. Shape: (n, 2), uint64."""
    raw = b"".join(digests(ids.cast(pa.binary()).to_pylist()))
    return np.frombuffer(raw, "<u8").reshape(-1, 2)


def entries(rows: pa.Table, of: AnyArray) -> AnyArray:
    """Index entries of put and edit rows, whose digests are `of`."""
    made = np.empty(rows.num_rows, _ENTRY)
    made["low"], made["high"] = of[:, 0], of[:, 1]
    made["text_id"] = pc.fill_null(rows["text_id"], int(NO_TEXT)).to_numpy()
    made["revision"] = pc.fill_null(rows["revision"], 0).to_numpy()
    return made


@dataclass(slots=True)
class Index:
    """The latest text and revision of every live post, by event."""

    _runs: dict[str, list[AnyArray]] = field(default_factory=lambda: defaultdict(list))
    _seen: set[str] = field(default_factory=set)

    def covers(self, files: Files) -> bool:
        """Whether nothing that was read has been replaced since."""
        return self._seen <= {*files.base, *files.tail}

    def renamed(self, old: Iterable[str], new: str) -> None:
        """Know the same rows by the file they were merged into."""
        self._seen -= set(old)
        self._seen.add(new)

    def refresh(self, files: Files) -> None:
        """Take in the files not read yet."""
        for path in (*files.base, *files.tail):
            if path in self._seen:
                continue
            with pq.ParquetFile(path) as file:
                for group in range(file.num_row_groups):
                    self._take(file.read_row_group(group, columns=_COLUMNS, use_threads=False))
            self._seen.add(path)

    def add(self, event: str, new: AnyArray, path: str) -> None:
        """Take in the entries of a file just written."""
        self._seen.add(path)
        self._insert(event, new)

    def look_up(self, event: str, of: AnyArray) -> Hits:
        """What is known of the posts with these digests; a later run speaks over an earlier one."""
        hits = Hits(np.zeros(len(of), bool), np.full(len(of), NO_TEXT), np.zeros(len(of), np.int64))
        for run in self._runs[event]:
            at = np.minimum(np.searchsorted(run["low"], of[:, 0]), len(run) - 1)
            found = (run["low"][at] == of[:, 0]) & (run["high"][at] == of[:, 1])
            hits.known[found] = True
            hits.text_id[found] = run["text_id"][at[found]]
            hits.revision[found] = run["revision"][at[found]]
        return hits

    def _take(self, rows: pa.Table) -> None:
        rows = rows.filter(pc.is_in(rows["op"], pa.array(["put", "edit"])))
        for event in sorted(pc.unique(rows["event"]).to_pylist()):
            of_event = rows.filter(pc.equal(rows["event"], event))
            self._insert(event, entries(of_event, keys(of_event["id"])))

    def _insert(self, event: str, new: AnyArray) -> None:
        if len(new) == 0:
            return
        runs = self._runs[event]
        runs.append(_latest(new))
        if len(runs) > _RUNS:
            # Merge the newest ones until they outgrow what lies below: every entry moves rarely.
            while len(runs) > 1 and len(runs[-2]) < 4 * len(runs[-1]):
                newest = runs.pop()
                runs[-1] = _latest(np.concatenate([runs[-1], newest]))


def _latest(entries_in_order: AnyArray) -> AnyArray:
    """Sorted by digest, the last of equal ones kept."""
    order = np.argsort(entries_in_order["low"], kind="stable")
    ordered = entries_in_order[order]
    is_last = np.ones(len(ordered), bool)
    is_last[:-1] = ordered["low"][:-1] != ordered["low"][1:]
    kept: AnyArray = ordered[is_last]
    return kept
