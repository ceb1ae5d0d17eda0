"""Nouns to JSON and back: one codec for everything that `desk.db` keeps as text."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from uproar.model.rows import ROW_KINDS, Row
from uproar.store.damage.errors import damage, in_short

T = TypeVar("T")
PLACE = Path("desk.db")  # where everything lies that is read here

_KIND_BY_FIELDS = {frozenset(field.name for field in fields(kind)): kind for kind in ROW_KINDS}


def dump(noun: object) -> str:
    """A noun of `model.py`, or JSON, as JSON text; the same noun always gives the same text.

    Keys and sets are sorted. Times keep the offset that they came with.

    >>> from uproar.model import State
    >>> dump(State(pin=7, epoch=1))
    '{"epoch":1,"pin":7}'
    """
    return msgspec.json.encode(noun, order="sorted").decode()


def load(kind: type[T], text: str | bytes) -> T:
    """The noun that dump() was given.

    Raises DamageError when the text is not such a noun.

    >>> from uproar.model import State
    >>> load(State, '{"epoch":1,"pin":7}')
    State(pin=7, epoch=1)
    """
    try:
        return msgspec.json.decode(text, type=kind, dec_hook=_row)
    except (msgspec.MsgspecError, RecursionError) as error:
        name = getattr(kind, "__name__", str(kind))
        raise damage(PLACE, f"this is not a stored {name}: {in_short(error)}") from error


def load_time(cell: object) -> datetime:
    """A stored time. Raises DamageError when the cell holds none.

    >>> load_time("2026-01-01T00:00:00+00:00").year
    2026
    """
    try:
        return datetime.fromisoformat(str(cell))
    except ValueError as error:
        raise damage(PLACE, "this is not a stored time") from error


def load_number(cell: object) -> int:
    """A stored whole number. Raises DamageError when the cell holds none.

    >>> load_number("7"), load_number(7)
    (7, 7)
    """
    try:
        return int(str(cell))
    except ValueError as error:
        raise damage(PLACE, "this is not a stored number") from error


def _row(kind: type, value: object) -> object:
    """A row of the kind that has its fields; see `model.rows`."""
    names = frozenset(value) if kind is Row and isinstance(value, dict) else frozenset()
    if names not in _KIND_BY_FIELDS:
        raise msgspec.ValidationError(f"no kind of row has the fields {sorted(names)}")
    return msgspec.convert(value, _KIND_BY_FIELDS[names])
