"""Rows of the files by their `seq`, one column at a time.

SQL decides on narrow columns which rows are wanted, and in which order; the wide ones are then
read once each, so that memory holds the result and little more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from uproar.store.index import Array
from uproar.store.oplog import OPS


class Rows:
    """The rows of some files. Two files never hold the same `seq`."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        seq = np.concatenate([np.empty(0, np.int64), *(self._seq(path) for path in paths)])
        self._place = np.argsort(seq, kind="stable")
        self._seq_sorted = seq[self._place]

    def take(self, seqs: Array, columns: Sequence[str]) -> pa.Table:
        """The columns of the rows with these seqs, in the order given."""
        at = pa.array(self._place[np.searchsorted(self._seq_sorted, seqs)])
        return pa.table(
            [self._column(name).take(at) for name in columns],
            schema=pa.schema([OPS.field(name) for name in columns]),
        )

    def _column(self, name: str) -> pa.ChunkedArray:
        chunks = [chunk for path in self._paths for chunk in _read(path, name).chunks]
        return pa.chunked_array(chunks, OPS.field(name).type).combine_chunks()

    def _seq(self, path: str) -> Array:
        seq: Array = _read(path, "seq").to_numpy()
        return seq


def _read(path: str, name: str) -> pa.ChunkedArray:
    with pq.ParquetFile(path) as file:
        return file.read(columns=[name], use_threads=False)[name]
