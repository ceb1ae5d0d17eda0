"""event.toml: what people react to, as a newsroom writes it down (docs/event.md)."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from uproar.errors import ConfigError
from uproar.model import Entity, Event, Footage, SourceSpec
from uproar.sources.events.footage import load_footage

log = logging.getLogger(__name__)

_SOURCE_OPTIONS = frozenset(
    {
        *("columns", "encoding", "delimiter", "quotechar", "quoting", "date_format", "timezone"),
        *("utc_offset_hours", "time_precision_s", "kind", "empty_text"),
    }
)
_KNOWN = {
    "": {"event", "entity", "baseline", "window", "gather", "source", "footage", "archive"},
    "event": {"id", "title", "kind", "published_at", "publisher", "url", "summary"},
    "entity": {"id", "name", "kind", "aliases", "ambiguous"},
    "baseline": {"start"},
    "window": {"end"},
    "gather": {"queries", "hashtags"},
    "footage": {"path"},
    "archive": {"path"},
    "source": {"platform", "path", "format", *_SOURCE_OPTIONS},
}


def load_event(path: Path) -> Event:
    """The event described in this file, or in the event.toml of this folder, with its footage.

    Raises ConfigError, with the value and what to write instead.
    """
    file = path / "event.toml" if path.is_dir() else path
    raw = _toml(file)
    _only(raw, "", file)
    event = _section(raw, "event", file)
    published_at = _moment(event, "published_at", "event", file)
    if published_at is None:
        raise _missing("event.published_at", file, 'published_at = "2025-05-18T11:00:00Z"')
    baseline_start = _moment(_section(raw, "baseline", file), "start", "baseline", file)
    window_end = _moment(_section(raw, "window", file), "end", "window", file)
    for earlier, later, what in (
        (baseline_start, published_at, "baseline.start is not before event.published_at"),
        (published_at, window_end, "window.end is not after event.published_at"),
    ):
        if earlier and later and earlier >= later:
            raise ConfigError(f"{file}: {what}", hint=f"{earlier} and {later}")
    gather = _section(raw, "gather", file)
    footage = footage_folder(file)
    return Event(
        id=_needed(event, "id", "event", file),
        title=_needed(event, "title", "event", file),
        kind=_text(event, "kind", "event", file) or "",
        published_at=published_at,
        publisher=_text(event, "publisher", "event", file) or "",
        url=_text(event, "url", "event", file),
        summary=_text(event, "summary", "event", file) or "",
        entities=_entities(raw, file),
        baseline_start=baseline_start,
        window_end=window_end,
        queries=_texts(gather, "queries", "gather", file),
        hashtags=tuple(t.removeprefix("#") for t in _texts(gather, "hashtags", "gather", file)),
        sources=tuple(_source(each, file) for each in _tables(raw, "source", file)),
        footage=load_footage(footage) if footage else Footage(),
    )


def footage_folder(path: Path) -> Path | None:
    """Where the event's captions lie: as told, else `footage` beside the file; None without."""
    return _folder(path, "footage")


def archive_folder(path: Path) -> Path | None:
    """Where the event's earlier coverage lies: as told, else `archive` beside the file."""
    return _folder(path, "archive")


def _folder(path: Path, name: str) -> Path | None:
    file = path / "event.toml" if path.is_dir() else path
    section = _section(_toml(file), name, file)
    told = _text(section, "path", name, file)
    folder = file.parent / (told or name)
    if folder.is_dir():
        return folder
    if told:
        raise ConfigError(f"{file}: {name}.path = {told!r} is no folder", hint="check the path")
    return None


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(
            f"cannot read {file}: {error.strerror}", hint="an event is a folder with event.toml"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is not UTF-8", hint="save it as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{file} is not valid TOML: {error}", hint="see docs/event.md") from error


def _entities(raw: Mapping[str, Any], file: Path) -> tuple[Entity, ...]:
    entities = tuple(_entity(each, file) for each in _tables(raw, "entity", file))
    ids = [entity.id for entity in entities]
    doubled = sorted({i for i in ids if ids.count(i) > 1})
    if doubled:
        raise ConfigError(f"{file}: two entities are called {doubled[0]!r}", hint="rename one")
    return entities


def _entity(raw: Mapping[str, Any], file: Path) -> Entity:
    _only(raw, "entity", file)
    aliases = raw.get("aliases", {})
    if not isinstance(aliases, Mapping):
        raise ConfigError(
            f"{file}: entity.aliases = {aliases!r}", hint='[entity.aliases], en = ["Name"]'
        )
    return Entity(
        id=_needed(raw, "id", "entity", file),
        name=_needed(raw, "name", "entity", file),
        kind=_text(raw, "kind", "entity", file) or "person",
        aliases={lang: _texts(aliases, lang, "entity.aliases", file) for lang in aliases},
        ambiguous=frozenset(_texts(raw, "ambiguous", "entity", file)),
    )


def _source(raw: Mapping[str, Any], file: Path) -> SourceSpec:
    _only(raw, "source", file)
    platform = _needed(raw, "platform", "source", file)
    if not platform.isprintable() or ":" in platform or " " in platform:
        raise ConfigError(
            f"{file}: source.platform = {platform!r}", hint="one short word, it begins every id"
        )
    return SourceSpec(
        platform=platform,
        path=_needed(raw, "path", "source", file),
        format=_text(raw, "format", "source", file),
        options={k: v for k, v in raw.items() if k in _SOURCE_OPTIONS},
    )


def _only(raw: Mapping[str, Any], section: str, file: Path) -> None:
    """Refuse what looks like a slip of the pen; what is merely unknown is left to others."""
    known = sorted(_KNOWN[section])
    for key in sorted(set(raw) - set(known)):
        name = f"{section}.{key}" if section else f"[{key}]"
        meant = get_close_matches(key, known, n=1, cutoff=0.75)
        if meant:
            raise ConfigError(f"{file}: {name} is unknown", hint=f"did you mean {meant[0]}?")
        log.warning("%s: %s is unknown and not used", file, name)


def _section(raw: Mapping[str, Any], name: str, file: Path) -> Mapping[str, Any]:
    section = raw.get(name, {})
    if not isinstance(section, Mapping):
        raise ConfigError(f"{file}: {name} = {section!r}", hint=f"write a section [{name}]")
    _only(section, name, file)
    return section


def _tables(raw: Mapping[str, Any], name: str, file: Path) -> list[Mapping[str, Any]]:
    tables = raw.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(t, Mapping) for t in tables):
        raise ConfigError(f"{file}: {name} is not a list of sections", hint=f"write [[{name}]]")
    return tables


def _text(raw: Mapping[str, Any], key: str, section: str, file: Path) -> str | None:
    value = raw.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise ConfigError(
            f"{file}: {section}.{key} = {value!r} is no text", hint="put it in quotes"
        )
    return value


def _needed(raw: Mapping[str, Any], key: str, section: str, file: Path) -> str:
    value = _text(raw, key, section, file)
    if value is None:
        raise _missing(f"{section}.{key}", file, f'{key} = "…"')
    return value


def _missing(name: str, file: Path, example: str) -> ConfigError:
    return ConfigError(f"{file}: {name} is missing", hint=f"add {example}; see docs/event.md")


def _texts(raw: Mapping[str, Any], key: str, section: str, file: Path) -> tuple[str, ...]:
    values = raw.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        raise ConfigError(f"{file}: {section}.{key} = {values!r}", hint='a list: ["one", "two"]')
    return tuple(values)


def _moment(raw: Mapping[str, Any], key: str, section: str, file: Path) -> datetime | None:
    """A time with its offset; a day is its beginning in UTC."""
    value = raw.get(key)
    if value is None:
        return None
    at = value
    if isinstance(value, str):
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            at = None
    if isinstance(at, date) and not isinstance(at, datetime):
        at = datetime.combine(at, time(), UTC)
    if not isinstance(at, datetime) or (at.tzinfo is None and "T" in str(value)):
        raise ConfigError(
            f"{file}: {section}.{key} = {value!r} is no time with an offset",
            hint='e.g. "2025-05-18T11:00:00Z"',
        )
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
