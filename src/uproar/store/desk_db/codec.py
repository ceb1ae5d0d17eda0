"""Nouns to JSON and back: one codec for everything that `desk.db` keeps as text."""

from __future__ import annotations

from dataclasses import fields
from typing import TypeVar

import msgspec

from uproar.errors import UproarError
from uproar.model.rows import ROW_KINDS, Row

T = TypeVar("T")

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

    Raises UproarError when the text is not such a noun.

    >>> from uproar.model import State
    >>> load(State, '{"epoch":1,"pin":7}')
    State(pin=7, epoch=1)
    """
    try:
        return msgspec.json.decode(text, type=kind, dec_hook=_row)
    except msgspec.MsgspecError as error:
        raise UproarError(f"this is not a stored {kind.__name__}: {error}") from error


def _row(kind: type, value: object) -> object:
    """A row of the kind that has its fields; see `model.rows`."""
    names = frozenset(value) if kind is Row and isinstance(value, dict) else frozenset()
    if names not in _KIND_BY_FIELDS:
        raise msgspec.ValidationError(f"no kind of row has the fields {sorted(names)}")
    return msgspec.convert(value, _KIND_BY_FIELDS[names])
