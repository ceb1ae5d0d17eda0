"""The plan of a story: points in order, each with the wordings that can tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from uproar.model import Sentence, State, Story

LENGTHS = ("brief", "story", "update")


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence to be written: messages that can tell it, best first, and their slots."""

    id: str
    beat: str
    wordings: tuple[str, ...]
    slots: Mapping[str, str] = field(default_factory=dict)
    support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The points of a story in order. `shown`: each slot and what it will read as."""

    event_id: str
    state: State
    length: str
    pattern: str
    headline: Point
    dek: Point
    paragraphs: tuple[tuple[Point, ...], ...]
    post_block: tuple[str, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()  # what is not told, and why
    shown: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    messages: Mapping[str, str] = field(default_factory=dict)

    def points(self) -> tuple[Point, ...]:
        """Headline, dek and every point of the body."""
        return (self.headline, self.dek, *(p for paragraph in self.paragraphs for p in paragraph))


def sentences_of(story: Story) -> tuple[Sentence, ...]:
    """Headline, dek and body of a story, in order."""
    return (story.headline, story.dek, *(s for p in story.paragraphs for s in p))
