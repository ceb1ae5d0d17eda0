"""event.toml: what people react to, as a newsroom writes it down (docs/event.md)."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec import ValidationError, convert

from uproar.clock import to_us
from uproar.errors import ConfigError
from uproar.files import MAX_ERROR_CHARS, read_toml
from uproar.model import Entity, Event, Footage, SourceSpec
from uproar.sources.events.event_schema import KEYS, OPTIONS, EventFile
from uproar.sources.events.footage import load_footage
from uproar.sources.values.timestamps import EARLIEST_US, LATEST_US

log = logging.getLogger(__name__)

# Of event.toml. chosen on: judgement; the bundled one has 4,139
MAX_BYTES = 1 << 20
# Of any list in it: entities, sources, queries. chosen on: judgement; events name a few dozen
MAX_LISTED = 1000
MAX_UNKNOWN = 20  # keys that are told; chosen on: judgement; more are another kind of file
MAX_KEY_CHARS = 60  # chosen on: judgement; longer is no slip of the pen
# chosen on: judgement; difflib's ratio above which an unknown key is taken for a slip of the pen
_SLIP_RATIO = 0.75

# source: POSIX, NAME_MAX is 255 bytes, less room for a suffix. Of an id as it stands in a path.
MAX_ID_BYTES = 200
# source: Unicode, general categories: control, format, surrogate, private, line and paragraph ends
_UNFIT = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# source: Microsoft, "Naming Files, Paths, and Namespaces"
_RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL"] + [f"{device}{n}" for device in ("COM", "LPT") for n in range(10)]
)

# What to write: by the place in the file, else by the type that is expected there.
_EXAMPLES = {
    "event": "a section [event]",
    "event.published_at": 'published_at = "2025-05-18T11:00:00Z"',
    "entity": "[[entity]]",
    "entity.aliases": '[entity.aliases] and en = ["Name"]',
    "source": "[[source]]",
    "source.platform": "one short word; it begins every id",
    "str": "it in quotes",
    "array": 'a list: ["one", "two"]',
    "object": "a section, its name in brackets",
}


def load_event(path: Path) -> Event:
    """The event described in this file, or in the event.toml of this folder, with its footage.

    Raises ConfigError, with the value and what to write instead.
    """
    file, raw, checked = _checked(path)
    event = checked.event
    _refuse_bad_id(event.id, file)
    published_at = _utc(event.published_at, "event.published_at", file)
    start, end = checked.baseline.start, checked.window.end
    baseline_start = None if start is None else _utc(start, "baseline.start", file)
    window_end = None if end is None else _utc(end, "window.end", file)
    _refuse_disorder(baseline_start, published_at, window_end, file)
    footage = footage_folder(file)
    return Event(
        id=event.id,
        title=event.title,
        kind=event.kind,
        published_at=published_at,
        publisher=event.publisher,
        url=event.url,
        summary=event.summary,
        entities=_entities(checked, file),
        baseline_start=baseline_start,
        window_end=window_end,
        queries=checked.gather.queries,
        hashtags=tuple(tag.removeprefix("#") for tag in checked.gather.hashtags),
        sources=tuple(
            SourceSpec(s.platform, s.path, s.format, {k: table[k] for k in table if k in OPTIONS})
            for s, table in zip(checked.source, raw.get("source", ()), strict=True)
        ),
        footage=load_footage(footage) if footage else Footage(),
    )


def footage_folder(path: Path) -> Path | None:
    """The folder of the captions: what [footage] names, else `footage` beside the file if it is."""
    file, _, checked = _checked(path)
    return _folder(file, "footage", checked.footage.path)


def archive_folder(path: Path) -> Path | None:
    """The folder of earlier coverage: what [archive] names, else `archive` beside the file."""
    file, _, checked = _checked(path)
    return _folder(file, "archive", checked.archive.path)


def _folder(file: Path, name: str, stated: str | None) -> Path | None:
    folder = file.parent / (stated or name)
    if folder.is_dir():
        return folder
    if stated:
        raise ConfigError(f"{file}: {name}.path = {stated!r} is no folder", hint="check the path")
    return None


def _checked(path: Path) -> tuple[Path, dict[str, Any], EventFile]:
    """The file at this path or in this folder: as TOML has it, and with its values checked."""
    file = path / "event.toml" if path.is_dir() else path
    raw = read_toml(file, most_bytes=MAX_BYTES, hint="an event is a folder with event.toml")
    for section, table in _tables(raw):
        _refuse_slips(table, section, file)
        _refuse_long_lists(table, section, file)
    try:
        return file, raw, convert(raw, EventFile)
    except ValidationError as error:
        raise _refusal(str(error), raw, file) from error


def _tables(raw: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every section that is known, with its name; "" is the file itself."""
    yield "", raw
    for name, section in raw.items():
        for table in section if isinstance(section, list) else [section]:
            if name in KEYS and isinstance(table, Mapping):
                yield name, table


def _refuse_slips(table: Mapping[str, object], section: str, file: Path) -> None:
    """Refuse a key that looks like a slip of the pen; what is merely unknown is left to others."""
    unknown = sorted(set(table) - set(KEYS[section]))
    for key in unknown[:MAX_UNKNOWN]:
        short = key[:MAX_KEY_CHARS]
        place = f"{section}.{short}" if section else f"[{short}]"
        similar = get_close_matches(short, sorted(KEYS[section]), n=1, cutoff=_SLIP_RATIO)
        if similar:
            raise ConfigError(f"{file}: {place} is unknown", hint=f"did you mean {similar[0]}?")
        log.warning("%s: %s is unknown and not used", file, place)
    if len(unknown) > MAX_UNKNOWN:
        log.warning("%s: %d more are unknown and not used", file, len(unknown) - MAX_UNKNOWN)


def _refuse_long_lists(table: Mapping[str, object], section: str, file: Path) -> None:
    for key in KEYS[section]:
        value = table.get(key)
        by_language = value.values() if section and isinstance(value, Mapping) else [value]
        for listed in by_language:
            if isinstance(listed, list) and len(listed) > MAX_LISTED:
                raise ConfigError(
                    f"{file}: {section and section + '.'}{key} lists {len(listed):,}",
                    hint=f"at most {MAX_LISTED:,}; posts belong into files of their own",
                )


def _refusal(message: str, raw: Mapping[str, Any], file: Path) -> ConfigError:
    """msgspec's message, which names a type and a path, as an error that shows the value."""
    expected, path = re.search(r"`(\w+)`", message), re.search(r"at `\$([^`]*)`", message)
    word = expected[1] if expected else ""
    keys: list[str] = []
    value: Any = raw
    known_path = path[1].partition("[...]")[0] if path else ""  # "[...]" is a key not named
    for key, index in re.findall(r"\.(\w+)|\[(\d+)\]", known_path):
        value = value[key or int(index)]
        keys += [key] if key else []
    if "missing" in message:
        place = ".".join([*keys, word])
        example = _EXAMPLES.get(place, f'{word} = "…"')
        return ConfigError(f"{file}: {place} is missing", hint=f"add {example}; see docs/event.md")
    place = ".".join(keys)
    example = _EXAMPLES.get(place) or _EXAMPLES.get(word, word)
    shown = repr(value)[:MAX_ERROR_CHARS]
    return ConfigError(f"{file}: {place} = {shown}", hint=f"write {example}; see docs/event.md")


def _entities(checked: EventFile, file: Path) -> tuple[Entity, ...]:
    ids = [entity.id for entity in checked.entity]
    doubled = sorted(i for i, n in Counter(ids).items() if n > 1)
    if doubled:
        raise ConfigError(f"{file}: two entities are called {doubled[0]!r}", hint="rename one")
    return tuple(
        Entity(e.id, e.name, e.kind, e.aliases, frozenset(e.ambiguous)) for e in checked.entity
    )


def _utc(value: object, place: str, file: Path) -> datetime:
    """A time with its offset, in UTC; a day is its beginning in UTC."""
    if isinstance(value, str):
        value = _parsed_time(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time(), UTC)
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ConfigError(
            f"{file}: {place} = {str(value)!r} is no time with an offset",
            hint='e.g. "2025-05-18T11:00:00Z"',
        )
    if not EARLIEST_US <= to_us(value) < LATEST_US:
        raise ConfigError(
            f"{file}: {place} = {str(value)!r} is no time that posts can be of",
            hint="from 2004 to 2099",
        )
    return value.astimezone(UTC)


def _parsed_time(written: str) -> date | str:
    """A day or a time in ISO 8601; the string itself where it is neither."""
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(written)
        except ValueError:
            continue
    return written


def _refuse_bad_id(event_id: str, file: Path) -> None:
    """An event's id is the name of a folder and stands in lines of text: it must be fit for both.

    Raises ConfigError for separators, "..", control and direction characters, names that a file
    system reserves, and what is too long for a file's name.
    """
    categories = {unicodedata.category(c) for c in event_id}
    reasons = {
        "is empty or only dots": not event_id.strip(" ."),
        "begins or ends with a space or dot": event_id != event_id.strip(" ."),
        "holds a slash": "/" in event_id or "\\" in event_id,
        "holds a control, direction or line character": bool(categories & _UNFIT),
        "is a name that a system reserves": event_id.partition(".")[0].upper() in _RESERVED,
        f"is longer than {MAX_ID_BYTES} bytes": len(quote(event_id, safe="")) > MAX_ID_BYTES,
    }
    for reason, is_so in reasons.items():
        if is_so:
            raise ConfigError(
                f"{file}: event.id = {event_id[:MAX_ERROR_CHARS]!r} {reason}",
                hint='a short word: id = "lanterns"',
            )


def _refuse_disorder(
    baseline_start: datetime | None,
    published_at: datetime,
    window_end: datetime | None,
    file: Path,
) -> None:
    for earlier, later, message in (
        (baseline_start, published_at, "baseline.start is not before event.published_at"),
        (published_at, window_end, "window.end is not after event.published_at"),
    ):
        if earlier and later and earlier >= later:
            raise ConfigError(f"{file}: {message}", hint=f"{earlier} and {later}")
