"""Bytes to JSON, and JSON values to what a column takes.

A value of another type than the column's is read as "the platform did not say", never converted
by guess.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeAlias

import orjson

from uproar.files import MAX_ERROR_CHARS
from uproar.sources.values.rejects import Unusable

REPLACEMENT = "\ufffd"
_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_ESCAPED_NUL = b"\\u0000"
_MOST = 2**63 - 1  # by definition: the largest int64
# Levels of lists and objects inside each other. source: RFC 8259, 9: a parser may set a limit;
# the deepest that platforms send, answers of X's own site, have about thirty
MAX_DEPTH = 100
# Values in one record or document: parsed they take some 100 bytes each, so 2 GB at the most.
MAX_VALUES = 16 << 20  # chosen on: judgement; a million comments with all their fields
_MAX_ID_CHARS = 1000  # chosen on: judgement; platforms' ids have fewer than 100 characters

JsonObject: TypeAlias = dict[str, Any]  # a platform's JSON enters here: its values are of any type
JsonArray: TypeAlias = list[Any]


class NotJson(ValueError):
    """Bytes that no reading makes JSON of."""


def loads(raw: bytes) -> object:
    """The JSON in these bytes; lone surrogates and NUL in strings become U+FFFD.

    Raises NotJson, also where there is more of it, or deeper, than any record is.

    >>> loads(b'{"text": "half \\\\ud83d ok"}')
    {'text': 'half \\ufffd ok'}
    """
    n_containers = raw.count(b"[") + raw.count(b"{")
    if n_containers + raw.count(b",") > MAX_VALUES:
        raise NotJson(f"more than {MAX_VALUES:,} values")
    value, has_unstorable = _parsed(raw)
    if n_containers > MAX_DEPTH and _is_deeper(value, MAX_DEPTH):
        raise NotJson(f"more than {MAX_DEPTH} levels inside each other")
    return clean_json(value) if has_unstorable else value


def _parsed(raw: bytes) -> tuple[object, bool]:
    """The JSON in these bytes, and whether a string in it may be one that no column holds."""
    try:
        return orjson.loads(raw), _ESCAPED_NUL in raw
    except orjson.JSONDecodeError as error:
        if not _ESCAPED_SURROGATE.search(raw):
            raise NotJson(str(error)[:MAX_ERROR_CHARS]) from error
    try:
        return json.loads(raw, parse_constant=_refuse_constant), True
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)[:MAX_ERROR_CHARS]) from error


def _refuse_constant(name: str) -> object:
    raise NotJson(f"{name} is no value of JSON")


def _is_deeper(value: object, levels: int) -> bool:
    """Whether lists and objects lie more than so many levels inside each other."""
    level = [value]
    for _ in range(levels + 1):
        level = [
            inner
            for outer in level
            if type(outer) is dict or type(outer) is list
            for inner in (outer.values() if type(outer) is dict else outer)
        ]
    return bool(level)


def decode(raw: bytes) -> object:
    """As `loads`, for one record: bytes that are not JSON make it unusable."""
    try:
        return loads(raw)
    except NotJson as error:
        reason = "not_json" if _is_utf8(raw) else "not_utf8"
        raise Unusable(reason, f"{len(raw)} bytes; {error}") from error


def clean(text: str) -> str:
    """The text with U+FFFD for characters that no column can hold: lone surrogates and NUL."""
    return _UNSTORABLE.sub(REPLACEMENT, text)


def clean_json(value: object) -> object:
    """The same JSON value with every string and key in it clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [clean_json(v) for v in value]
    if isinstance(value, dict):
        return {clean(k): clean_json(v) for k, v in value.items()}
    return value


def string(value: object) -> str | None:
    """A non-empty string, or None."""
    return value if type(value) is str and value else None


def count(value: object) -> int | None:
    """A whole number that a column can hold, or None; scores may be negative.

    >>> count(0), count("7"), count(True), count(2**70)
    (0, None, None, None)
    """
    return value if type(value) is int and -_MOST <= value <= _MOST else None


def fields(value: object) -> JsonObject:
    """A JSON object, or an empty one."""
    return value if type(value) is dict else {}


def items(value: object) -> JsonArray:
    """A JSON array, or an empty one."""
    return value if type(value) is list else []


def identifier(value: object) -> str | None:
    """A native id, given as a string or a number; None if it cannot name anything.

    >>> identifier(42), identifier(" "), identifier([])
    ('42', None, None)
    """
    if type(value) is int:
        return str(value) if abs(value) < _MOST else None
    if type(value) is not str or not value or len(value) > _MAX_ID_CHARS:
        return None
    return value if value.isprintable() and not value.isspace() else None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
