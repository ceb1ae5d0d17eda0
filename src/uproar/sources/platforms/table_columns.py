"""A table's columns as the parts of a post: what event.toml's [source.columns] means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from uproar.errors import ConfigError
from uproar.model import POST_KINDS
from uproar.sources.records.csv_rows import MAX_NAME_CHARS
from uproar.sources.records.file_format import Options
from uproar.sources.values.hidden_precision import MONTH_S
from uproar.sources.values.json_values import clean, identifier
from uproar.sources.values.timestamps import epoch, iso

COUNTS = ("likes", "reposts", "replies", "quotes", "views", "author_followers")
REFERENCES = ("parent", "repost_of", "quote_of", "thread")
TARGETS = (
    *("id", "author", "text", "created", "lang", "kind", "is_repost", "is_reply"),
    *("url", "links", "hashtags", "refused"),
    *COUNTS,
    *REFERENCES,
)
_JOINED_BY = {"text": "\n\n", "created": " "}  # all else by "/"
MAX_JOINED = 64  # columns that make one value; chosen on: judgement; docs/exports.md joins two
# chosen on: judgement; a time with the names of its day, month and zone has about fifty characters
MAX_TIME_CHARS = 200
# by definition: a year, the longest unit that a platform gives a time in
MAX_PRECISION_S = 366 * 86400
MAX_SHOWN = 30  # columns that a message lists; chosen on: judgement
# What a format is tried on: no two of its parts are equal.
_SAMPLE = datetime(2025, 5, 18, 23, 7, 9, 123456, UTC)

Get = Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Columns:
    """How one table's rows read. `names`: the columns that are read."""

    names: frozenset[str]
    get: Mapping[str, Get]
    created: Callable[[Any], int | None]
    precision_s: int | None
    kind: str
    empty_text_is_repost: bool


def column_mapping(options: Options, header: tuple[str, ...] | None = None) -> Columns:
    """The column mapping in a source's options.

    Raises ConfigError for an unknown target, a column the header lacks, or an unusable option.
    """
    columns = options.get("columns")
    if not isinstance(columns, Mapping) or not columns:
        seen = f"; its columns: {_shown(header)}" if header else ""
        raise ConfigError(
            f"a table needs a column mapping{seen}",
            hint='add [source.columns], e.g. text = "Message", created = "Date"; docs/exports.md',
        )
    unknown = sorted(set(columns) - set(TARGETS))
    if unknown:
        raise ConfigError(f"columns.{unknown[0]} is unknown", hint=f"one of {', '.join(TARGETS)}")
    if "text" not in columns:
        raise ConfigError("columns.text is missing", hint="say which column holds the text")
    getters = {target: _getter(target, column) for target, column in columns.items()}
    if header is not None:
        _check(columns, header)
    kind = str(options.get("kind") or ("comment" if "thread" in columns else "post"))
    if kind not in POST_KINDS:
        raise ConfigError(f"kind = {kind!r} is unknown", hint=f"one of {', '.join(POST_KINDS)}")
    created, precision_s = _created(options)
    empty_text = options.get("empty_text")
    if empty_text not in (None, "repost"):
        raise ConfigError(f"empty_text = {empty_text!r}", hint='"repost", or leave it out')
    mapped = {name for column in columns.values() for name in _listed(column)}
    return Columns(
        names=frozenset(mapped | {name.partition(".")[0] for name in mapped}),
        get=getters,
        created=created,
        precision_s=precision_s,
        kind=kind,
        empty_text_is_repost=empty_text == "repost",
    )


def _listed(column: Any) -> list[str]:
    return column if isinstance(column, list) else [column]


def _check(columns: Mapping[str, Any], header: tuple[str, ...]) -> None:
    known = frozenset(header)
    for target, column in columns.items():
        for name in _listed(column):
            if name not in known and name.partition(".")[0] not in known:
                raise ConfigError(
                    f"columns.{target} = {name!r}: the table has no such column",
                    hint=f"it has {_shown(header)}",
                )


def _shown(header: tuple[str, ...]) -> str:
    """The names of columns, as far as a message can hold them."""
    names = ", ".join(repr(name[:MAX_NAME_CHARS]) for name in header[:MAX_SHOWN])
    n_more = len(header) - MAX_SHOWN
    return f"{names} and {n_more:,} more" if n_more > 0 else names


def _getter(target: str, column: Any) -> Get:
    """How to get a value: one column, a path into nested JSON, or several columns joined."""
    if isinstance(column, list) and column and all(isinstance(c, str) for c in column):
        if len(column) > MAX_JOINED:
            raise ConfigError(
                f"columns.{target} names {len(column):,} columns", hint=f"at most {MAX_JOINED}"
            )
        parts, glue = [_getter(target, c) for c in column], _JOINED_BY.get(target, "/")
        return lambda row: _joined([part(row) for part in parts], glue)
    if not isinstance(column, str):
        raise ConfigError(f"columns.{target} = {column!r}", hint="a column's name, or several")
    head, *steps = column.split(".")

    def get(row: Mapping[str, Any]) -> Any:
        if column in row:
            return row[column]
        inner = row.get(head) if steps else None
        for step in steps:
            if not isinstance(inner, Mapping):
                return None
            inner = inner.get(step)
        return inner

    return get


def _joined(values: list[Any], glue: str) -> str | None:
    """Parts of an id all count; of a text, those that are there."""
    words = [None if v is None or v == "" else str(v) for v in values]
    if glue == "/" and None in words:
        return None
    return glue.join(word for word in words if word is not None) or None


def _created(options: Options) -> tuple[Callable[[Any], int | None], int | None]:
    """How to read a time, and how exact it is (None: as exact as it is written)."""
    zone, date_format = _zone(options), options.get("date_format")
    stated = options.get("time_precision_s")
    if stated is not None and (type(stated) is not int or not 0 <= stated <= MAX_PRECISION_S):
        raise ConfigError(
            f"time_precision_s = {stated!r}",
            hint=f"whole seconds, e.g. 60, and at most {MAX_PRECISION_S:,}",
        )
    if date_format is None:
        return (lambda value: _any_time(value, zone)), stated
    if not isinstance(date_format, str) or not _can_be_read(date_format):
        raise ConfigError(
            f"date_format = {str(date_format)[:MAX_TIME_CHARS]!r} reads no time",
            hint='e.g. "%d/%m/%Y %H:%M"; Python\'s format codes, each once',
        )
    return (lambda value: _formatted(value, date_format, zone)), (
        _exactness(date_format) if stated is None else stated
    )


def _can_be_read(date_format: str) -> bool:
    """Whether a time that is written in this format can be read in it."""
    if "%" not in date_format or len(date_format) > MAX_TIME_CHARS:
        return False
    try:
        datetime.strptime(_SAMPLE.strftime(date_format), date_format)  # noqa: DTZ007 - only tried
    except (ValueError, re.error):
        return False
    return True


def _zone(options: Options) -> tzinfo:
    """The zone of times that do not say theirs."""
    hours, name = options.get("utc_offset_hours"), options.get("timezone")
    try:
        if name is not None:
            return ZoneInfo(name)  # type: ignore[arg-type]  # another type raises TypeError
        return UTC if hours is None else timezone(timedelta(hours=float(str(hours))))
    except (ZoneInfoNotFoundError, OSError, ValueError, TypeError, OverflowError) as error:
        option = f"timezone = {name!r}" if name is not None else f"utc_offset_hours = {hours!r}"
        raise ConfigError(option, hint='e.g. timezone = "Asia/Bangkok"') from error


def _formatted(value: Any, date_format: str, zone: tzinfo) -> int | None:
    try:
        written = str(value).strip()[:MAX_TIME_CHARS]
        time = datetime.strptime(written, date_format)  # noqa: DTZ007 - zone set below
        return _us(time, zone)
    except (ValueError, OverflowError):
        return None


# A month and no day, in ISO 8601.
_MONTH = re.compile(r"\d{4}-\d{2}")


def _any_time(value: Any, zone: tzinfo) -> int | None:
    """ISO 8601, or a count of seconds, milli- or microseconds: its size says which."""
    if isinstance(value, datetime):
        return _us(value, zone)
    if isinstance(value, str) and not value.strip().lstrip("-").replace(".", "", 1).isdigit():
        first = "-01" if _MONTH.fullmatch(value.strip()) else ""
        try:
            return _us(datetime.fromisoformat(value.strip() + first), zone)
        except (ValueError, OverflowError):
            return None
    for per_second in (1, 1000, 1_000_000):
        us = epoch(value, per_second)
        if us is not None:
            return us
    return None


def _us(time: datetime, zone: tzinfo) -> int | None:
    return iso((time if time.tzinfo else time.replace(tzinfo=zone)).isoformat())


def _exactness(date_format: str) -> int:
    """How exact times in this format are, in seconds."""
    for marks, seconds in ((("%f", "%S", "%s", "%X", "%c", "%T"), 0), (("%M",), 60)):
        if any(mark in date_format for mark in marks):
            return seconds
    return 3600 if "%H" in date_format or "%I" in date_format else 86400


def exactness_of(value: Any) -> int:
    """How exact a time is as it is written, in seconds.

    >>> exactness_of("2025-05-18T18:24"), exactness_of("2025-05-18"), exactness_of(1747566000)
    (60, 86400, 0)
    >>> exactness_of("2025-05") // 86400
    31
    """
    if not isinstance(value, str):
        return 0
    if _MONTH.fullmatch(value.strip()):
        return MONTH_S
    return 86400 if ":" not in value and "-" in value else 60 if value.count(":") == 1 else 0


def number(value: Any) -> int | None:
    """A count as a table writes it: 1234, "1,234", "1234.0"; None where it says nothing.

    >>> number("1,234"), number(""), number("many"), number("0")
    (1234, None, None, 0)
    """
    if type(value) is int:
        return value if abs(value) < 2**63 else None
    try:
        amount = float(str(value).replace(",", "").replace(" ", ""))
        return int(amount) if abs(amount) < 2**53 else None
    except (ValueError, OverflowError):
        return None


def is_true(value: Any) -> bool:
    """Whether a cell says yes."""
    return value is True or str(value).strip().lower() in ("true", "yes", "y", "1", "t")


def listed_words(value: Any) -> list[str] | None:
    """The words in a cell: a JSON array, or words between spaces, commas or semicolons."""
    if value is None or value == "":
        return None
    words = (
        value if isinstance(value, list) else str(value).replace(";", " ").replace(",", " ").split()
    )
    return [clean(str(word)).removeprefix("#") for word in words if word]


def native_id(value: Any) -> str | None:
    """A cell that names a post, a thread or an author."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return identifier(str(value).strip()) if value is not None and value != "" else None


def content_id(*parts: Any) -> str:
    """An id for a row that has none: the same author, time, thread and text are the same post."""
    raw = "\x1f".join("" if p is None else str(p) for p in parts)
    return blake2b(raw.encode(), digest_size=12).hexdigest()
