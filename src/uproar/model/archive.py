"""Earlier coverage: articles, and the passages of them that a story may cite."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Article:
    """One item of the archive. Sentences count from 1 (`article:n05#3`); #0 is the headline.

    The last three fields are what the paper's markup says of later changes; None: it does not say.
    """

    id: str
    url: str | None
    publisher: str | None
    author: str | None
    published_at: datetime
    headline: str
    sentences: tuple[str, ...]
    lang: str | None
    origin: str
    modified_at: datetime | None = None  # when this version was made
    correction: str | None = None  # what this version corrects, in the paper's own words
    is_withdrawn: bool = False  # the paper withholds it, or has cancelled it


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article that the story may cite, and why it was found."""

    article_id: str
    sentence: int
    why: str
    score: float = 0.0
    happened_on: datetime | None = None  # resolved against the article's own date
    theme: str | None = None  # the theme it is a precedent for, or gives context to
    terms: tuple[str, ...] = ()  # the words that matched
    posts: tuple[str, ...] = ()  # that bring the article up: the comparison is theirs


@dataclass(frozen=True, slots=True)
class Background:
    """What the archive knows. `withheld`: what is not told and why (superseded, unconfirmed …)."""

    timeline: tuple[Passage, ...] = ()
    precedents: tuple[Passage, ...] = ()
    context: tuple[Passage, ...] = ()  # of the event itself: how it was made, what was said before
    triggers: tuple[Passage, ...] = ()  # published in the window, before a later peak or theme rise
    upcoming: tuple[Passage, ...] = ()  # dated after the event
    related: tuple[Passage, ...] = ()
    withheld: tuple[Passage, ...] = ()
