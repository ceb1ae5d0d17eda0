"""Rows of the files by their `seq`, one column at a time.

SQL decides on narrow columns which rows are wanted, and in which order. The wide columns are then
read one after the other, so that memory holds the rows asked for and little more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from uproar.arrays import ArrowArray, ArrowColumn, Int64s
from uproar.store.oplog.delta_files import OPS
from uproar.store.oplog.reading import count_rows, read_parquet

# chosen on: judgement; not swept. Rows of small files, which are opened once for all columns.
HELD_ROWS = 200_000


class Rows:
    """The columns of some files. Two files never hold the same `seq`."""

    def __init__(self, paths: Sequence[str], columns: Sequence[str]) -> None:
        self._paths = paths
        self._columns = columns
        self._held: dict[str, pa.Table] = {}
        parts = [np.empty(0, np.int64)]
        room = HELD_ROWS
        for path in paths:
            room -= count_rows(path)
            names = {"seq", *columns} if room >= 0 else ["seq"]
            rows = read_parquet(path, sorted(names))
            parts.append(rows["seq"].to_numpy())
            if room >= 0:
                self._held[path] = rows
        seq = np.concatenate(parts)
        self._place = np.argsort(seq, kind="stable")
        self._seq_sorted = seq[self._place]

    def take(self, seqs: Int64s) -> pa.Table:
        """The rows with these seqs, in the order given."""
        places = pa.array(self._place[np.searchsorted(self._seq_sorted, seqs)], pa.int64())
        return pa.table(
            [self._column(name).take(places) for name in self._columns],
            schema=pa.schema([OPS.field(name) for name in self._columns]),
        )

    def _column(self, name: str) -> ArrowArray | ArrowColumn:
        chunks = [chunk for path in self._paths for chunk in self._file_column(path, name).chunks]
        return pa.chunked_array(chunks, OPS.field(name).type).combine_chunks()

    def _file_column(self, path: str, name: str) -> ArrowColumn:
        if path in self._held:
            return self._held[path][name]
        return read_parquet(path, [name])[name]
