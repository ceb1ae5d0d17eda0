"""Arrow columns as the numpy arrays that themes are counted on."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import ArrowArray, Bools, Int64s


def flags(table: pa.Table, name: str) -> Bools:
    """A boolean column; null counts as false. Shape: (n rows,)."""
    return np.asarray(pc.coalesce(table[name], pa.scalar(False))).astype(np.bool_)


def has_value(table: pa.Table, name: str) -> Bools:
    """Which rows have a value in the column. Shape: (n rows,)."""
    return np.asarray(table[name].is_valid()).astype(np.bool_)


def integers(table: pa.Table, name: str, *, missing: int) -> Int64s:
    """A column of whole numbers, `missing` where it is null. Shape: (n rows,)."""
    return np.asarray(pc.coalesce(table[name], pa.scalar(missing))).astype(np.int64)


def codes(table: pa.Table, name: str) -> tuple[Int64s, tuple[str, ...]]:
    """A text column as small numbers, -1 for null, and the value that each number stands for."""
    encoded = table[name].combine_chunks().dictionary_encode()
    numbers = np.asarray(encoded.indices.fill_null(-1), np.int64)
    return numbers, tuple(map(str, encoded.dictionary.to_pylist()))


def list_values(table: pa.Table, name: str) -> tuple[Int64s, ArrowArray]:
    """Every value of a list column, with the row that holds it, in the order of rows."""
    column = table[name].combine_chunks()
    assert isinstance(column, pa.ListArray), f"{name} is no list column"
    n_values = np.asarray(column.value_lengths().fill_null(0)).astype(np.int64)
    return np.repeat(np.arange(len(column)), n_values), column.flatten()
