"""Columns of a batch of texts as lists, and lists as the columns that an annotator gives."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pyarrow as pa

from uproar.arrays import ArrowArray


def strings(table: pa.Table, name: str) -> list[str]:
    """A column of strings; a null reads as an empty one."""
    return [value or "" for value in table[name].to_pylist()]


def string_lists(table: pa.Table, name: str) -> list[list[str]]:
    """A column of lists of strings; a null reads as an empty one."""
    return [value or [] for value in table[name].to_pylist()]


def as_table(schema: pa.Schema, columns: Sequence[Collection[Any] | ArrowArray]) -> pa.Table:
    """The columns of a schema, from values in the schema's order; one row per text.

    A column that is an Arrow array of the right type stays as it is.

    >>> as_table(pa.schema([("n", pa.int32())]), [[1, 2]]).num_rows
    2
    """
    arrays = [
        values if isinstance(values, pa.Array) else pa.array(values, type=field.type)
        for field, values in zip(schema, columns, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
