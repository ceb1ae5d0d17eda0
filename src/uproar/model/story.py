"""The story: sentences with slots, and what a measure offers to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from uproar.model.findings import State


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence a measure offers: a message of its own file, with slots as strings `[[…]]`."""

    beat: str  # one of BEATS
    message: str  # Fluent message id
    slots: Mapping[str, str]
    salience: float  # 0-1 within its beat
    support: tuple[str, ...] = ()  # further references that back the sentence


BEATS = ("scene", "lead_theme", "dissent", "moments", "change", "precedent", "next", "method")

CLEARANCES = ("ok", "ask", "paraphrase", "blocked")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Prose with slots.

    References: finding:ID, quote:POST, cue:N, article:ID#S, name:ENTITY, title:ENTITY, event:FIELD.
    """

    id: str
    beat: str
    text: str
    message: str = ""  # the message it came from; "" = a person's or a model's words
    support: tuple[str, ...] = ()  # references beyond those in its slots


@dataclass(frozen=True, slots=True)
class Story:
    """A draft or a signed-off story. Holds references, never the words of a post."""

    id: str
    event_id: str
    state: State
    length: str  # "alert" | "brief" | "story" | "update"
    headline: Sentence
    dek: Sentence
    paragraphs: tuple[tuple[Sentence, ...], ...]
    post_block: tuple[str, ...] = ()  # post ids, in running order
    refused: tuple[tuple[str, str], ...] = ()  # what was not told, and why
    writer: str = "plain"
    status: str = "draft"  # "draft" | "approved"
    approved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the editors' log: who did what to what, when, and in which words."""

    action: str  # "keep", "cut", "clear", "listened" …
    target: str  # the id of a sentence, a post or the story, or the number of a line
    value: str
    by: str
    decided_at: datetime
