"""What people react to: the event, its people and works, its footage, where its posts come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, group, work, show or organisation of the event, with its names per language."""

    id: str
    name: str
    kind: str
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """One place to gather from; `format` None means: detect it, and say which it was."""

    platform: str
    path: str
    format: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of the footage. `number` is 1-based within its track; times in seconds."""

    number: int
    start_s: float
    end_s: float
    speaker: str | None
    text: str
    is_auto: bool = False


@dataclass(frozen=True, slots=True)
class Footage:
    """What people react to, as captions: language → cues in time order. Empty: none given."""

    tracks: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    title: str | None = None
    duration_s: float | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What people react to. Read from `event.toml`; see docs/event.md."""

    id: str
    title: str
    kind: str
    published_at: datetime
    publisher: str
    url: str | None
    summary: str
    entities: tuple[Entity, ...]
    baseline_start: datetime | None
    window_end: datetime | None
    queries: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    sources: tuple[SourceSpec, ...] = ()
    footage: Footage = Footage()
