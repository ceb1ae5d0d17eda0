"""Bytes to JSON, and JSON values to what a column takes.

A value of another type than the column's is read as "the platform did not say", never converted
by guess.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeAlias

import orjson

from uproar.sources.values.rejects import Unusable

REPLACEMENT = "\ufffd"
_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_ESCAPED_NUL = b"\\u0000"
_MOST = 2**63 - 1  # by definition: the largest int64
_MAX_ID_CHARS = 1000  # chosen on: judgement; platforms' ids have fewer than 100 characters

JsonObject: TypeAlias = dict[str, Any]  # a platform's JSON enters here: its values are of any type
JsonArray: TypeAlias = list[Any]


class NotJson(ValueError):
    """Bytes that no reading makes JSON of."""


def loads(raw: bytes) -> object:
    """The JSON in these bytes; lone surrogates and NUL in strings become U+FFFD.

    Raises NotJson.

    >>> loads(b'{"text": "half \\\\ud83d ok"}')
    {'text': 'half \\ufffd ok'}
    """
    try:
        value: object = orjson.loads(raw)
        return clean_json(value) if _ESCAPED_NUL in raw else value
    except orjson.JSONDecodeError as error:
        if not _ESCAPED_SURROGATE.search(raw):
            raise NotJson(str(error)) from error
    try:
        return clean_json(json.loads(raw))
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)[:200]) from error


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
