"""Nouns to JSON and back, the same for all of them: dataclasses, tuples, times, mappings."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import orjson

from uproar.errors import UproarError

T = TypeVar("T")


def dump(noun: Any) -> str:
    """A noun of `model.py` as JSON text; the same noun always gives the same text.

    >>> from uproar.model import State
    >>> dump(State(pin=7, epoch=1))
    '{"epoch":1,"pin":7}'
    """
    return orjson.dumps(plain(noun), option=orjson.OPT_SORT_KEYS).decode()


def load(kind: type[T], text: str | bytes) -> T:
    """The noun that dump() was given.

    Raises UproarError when the text is not such a noun.

    >>> from uproar.model import State
    >>> load(State, '{"epoch":1,"pin":7}')
    State(pin=7, epoch=1)
    """
    try:
        made: T = _make(kind, orjson.loads(text))
    except (TypeError, ValueError, KeyError) as error:
        raise UproarError(f"this is not a stored {kind.__name__}: {error}") from error
    return made


def plain(value: Any) -> Any:
    """Dicts, lists, strings and numbers in place of dataclasses, tuples, sets and times."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(v) for v in value)
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value


def _make(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _make_union(kind, value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{f.name: _make(hints[f.name], value[f.name]) for f in fields(kind)})
    if kind is datetime:
        return datetime.fromisoformat(value)
    if origin is tuple:
        inner = get_args(kind)
        of = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_make(k, v) for k, v in zip(of, value, strict=True))
    if origin is frozenset:
        return frozenset(_make(get_args(kind)[0], v) for v in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {k: _make(get_args(kind)[1], v) for k, v in value.items()}
    return value


def _make_union(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    inner = [k for k in get_args(kind) if k is not NoneType]
    return _make(inner[0], value) if len(inner) == 1 else value


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
