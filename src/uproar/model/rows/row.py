"""What every kind of row is, and its fields."""

from __future__ import annotations

from dataclasses import Field, fields
from typing import Any, ClassVar, Protocol, TypeVar, runtime_checkable


@runtime_checkable
class Row(Protocol):
    """One row of a finding: a frozen dataclass, one of `ROW_KINDS`."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


RowKind = TypeVar("RowKind")


def row_fields(row: Row) -> dict[str, Any]:
    """A row's fields by name, nested rows as they are.

    >>> from uproar.model.rows import ReasonRow
    >>> row_fields(ReasonRow("repost", 3))
    {'reason': 'repost', 'n': 3}
    """
    return {field.name: getattr(row, field.name) for field in fields(row)}
