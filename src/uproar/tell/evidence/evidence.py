"""What a story may speak from: everything a slot can resolve to, gathered by the pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from uproar.model import (
    Article,
    Background,
    Cue,
    Entity,
    Event,
    Finding,
    Gap,
    Saying,
    State,
)


@dataclass(frozen=True, slots=True)
class Quotable:
    """A post that the story might quote, read from the store at the story's state.

    `text` is byte-equal to the stored post. `author_key` tells people apart and is never shown.
    `clearance` is one of model.CLEARANCES and `why` its reason; see docs/quotes.md. `gloss` is the
    text in the story's language, `translated_by` the person or endpoint that wrote it.
    """

    post_id: str
    text: str
    lang: str
    platform: str
    url: str | None
    author_key: str
    themes: tuple[str, ...] = ()
    clearance: str = "ask"
    why: str = ""
    gloss: str | None = None
    translated_by: str | None = None
    posted_at: datetime | None = None
    cue: int | None = None  # the line of the footage that the post quotes
    kind: str = "post"
    emotions: tuple[str, ...] = ()  # as read from its words; empty: not read
    stance: str = ""  # one of model.emotions.SIDES, as read; "": not read


@dataclass(frozen=True, slots=True)
class House:
    """The settings of the desk that change a story's words."""

    timezone: str = "UTC"
    language: str = "en"
    policy: str = "ask"  # one of config.QUOTE_POLICIES
    disclosure: str = ""
    optin: Mapping[str, str] = field(default_factory=dict)  # sensitive subject → named source
    listened: frozenset[int] = frozenset()  # auto-captioned cues that somebody has listened to


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the sentences of one event may cite, at one state.

    `cues` maps a cue's number to its wording per language. `messages` is the Fluent source of the
    measures' own words, file stem → source (`plugins.messages("uproar.measure", language)`).
    """

    event: Event
    state: State
    findings: Mapping[str, Finding]
    sayings: tuple[Saying, ...] = ()
    background: Background = field(default_factory=Background)
    articles: Mapping[str, Article] = field(default_factory=dict)
    quotes: Mapping[str, Quotable] = field(default_factory=dict)
    cues: Mapping[int, Mapping[str, Cue]] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    messages: Mapping[str, str] = field(default_factory=dict)
    house: House = field(default_factory=House)

    def entity(self, entity_id: str) -> Entity | None:
        """The event's entity of that id."""
        return next((e for e in self.event.entities if e.id == entity_id), None)

    def cue(self, number: int) -> Cue | None:
        """A cue in the story's language, else in English, else in the first track by name."""
        tracks = self.cues.get(number)
        if not tracks:
            return None
        for language in (self.house.language, "en", *sorted(tracks)):
            if language in tracks:
                return tracks[language]
        return None


def withheld(ref: str, evidence: Evidence) -> str | None:
    """Why a story may not use a sentence ("article#3") or its whole article; None if it may."""
    article_id, _, n = ref.rpartition("#")
    article_id, n = (article_id, n) if article_id else (ref, "0")
    passages = [p for p in evidence.background.withheld if p.article_id == article_id]
    return next((p.why for p in passages if p.sentence == 0 or str(p.sentence) == n), None)
