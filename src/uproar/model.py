"""The nouns, the columns and the seams. Everything the stages share, and nothing that does work.

Times in columns are int64 microseconds since 1970 UTC (`*_at`); in nouns they are aware UTC
datetimes. None means "the platform did not say"; 0 means it said zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import xxhash

# --- columns -----------------------------------------------------------------------------------


def text_id(text: str) -> int:
    """A stable 64-bit name of a text, so that work is done once per distinct text.

    >>> text_id("one one one") == text_id("one one one")
    True
    """
    return xxhash.xxh3_64_intdigest(text.encode()) - (1 << 63)


POST_KINDS = ("post", "comment", "reply", "repost", "quote")

POSTS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),  # "platform:native id"
        pa.field("platform", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),  # one of POST_KINDS
        pa.field("author", pa.string()),  # "platform:native author id", or its pseudonym
        pa.field("author_created_at", pa.int64()),
        pa.field("author_followers", pa.int64()),
        pa.field(
            "text", pa.string()
        ),  # valid UTF-8, as the platform gave it; null for a bare repost
        pa.field("text_id", pa.int64()),  # text_id(text); null where text is null
        pa.field("lang_declared", pa.string()),
        pa.field("created_at", pa.int64()),  # claimed by the author's client or the platform
        pa.field("seen_at", pa.int64()),  # witnessed by the stream or the capture
        pa.field("time_precision_s", pa.int64()),  # 0 exact, 60 to the minute, 604800 "weeks ago"
        pa.field("reply_to", pa.string()),  # post ids of the same platform
        pa.field("repost_of", pa.string()),
        pa.field("quote_of", pa.string()),
        pa.field("thread", pa.string()),  # conversation, submission or video
        pa.field("likes", pa.int64()),
        pa.field("reposts", pa.int64()),
        pa.field("replies", pa.int64()),
        pa.field("quotes", pa.int64()),
        pa.field("views", pa.int64()),
        pa.field("url", pa.string()),
        pa.field("links", pa.list_(pa.string())),  # expanded, as the platform resolved them
        pa.field("hashtags", pa.list_(pa.string())),  # without '#', as the platform tagged them
        pa.field("reuse", pa.string()),  # "refused: <platform's signal>"; null = no signal
        pa.field("revision", pa.int64()),  # time of the latest edit known, 0 = never edited
        pa.field("origin", pa.string(), nullable=False),  # "<file sha256[:12]>#<record>" or cursor
    ]
)

# What a source says happened to an earlier post or account. `edit` carries the whole new post.
OPERATION_KINDS = ("edit", "delete", "delete_account", "hide_account", "show_account", "profile")
OPERATIONS = pa.schema([pa.field("op", pa.string(), nullable=False), *POSTS])

# Records that did not become posts: `outcome` is "rejected" or "out_of_scope".
REJECTS = pa.schema(
    [
        pa.field("outcome", pa.string(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),  # a short code, the same for its kind
        pa.field("detail", pa.string(), nullable=False),  # shows the value, never post text
        pa.field("post_id", pa.string()),  # kept so that an erasure finds it
        pa.field("origin", pa.string(), nullable=False),
    ]
)

MARKS = pa.schema(
    [
        pa.field("post_id", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),  # one of MARK_KINDS
        pa.field("value", pa.string()),
        pa.field("score", pa.float64()),
        pa.field("reason", pa.string()),
    ]
)
# relevant: "yes" or "no", score = probability     spam: "yes", score = probability
# copy: the post id it copies                      coordinated: the group's id
# cue: a cue's number, score = how sure            theme: theme id; "" with the reason for none
# sensitive: the subject (health, minors, …); such a post is kept out of quotes, listed for the desk
MARK_KINDS = ("relevant", "spam", "copy", "coordinated", "cue", "theme", "sensitive")

VECTOR_SIZE = 256
# Annotations are one row per distinct text; `annotate/` modules add columns to these two.
TEXTS = pa.schema([pa.field("text_id", pa.int64(), nullable=False), pa.field("text", pa.string())])


# --- the event and what is known of it -----------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Article:
    """One item of the archive. Sentences count from 1 (`article:n05#3`); #0 is the headline."""

    id: str
    url: str | None
    publisher: str | None
    author: str | None
    published_at: datetime
    headline: str
    sentences: tuple[str, ...]
    lang: str | None
    origin: str


# --- state, batches, findings --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class State:
    """Which posts a number was counted on: operations up to `pin`, less what `epoch` erased."""

    pin: int
    epoch: int


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of a source, small enough for memory: raw records with the place they came from.

    `records` are bytes (one JSON line), parsed JSON or rows (dicts), as the format's parse()
    expects; `first` is the 0-based number of the first record within `origin`.
    """

    origin: str
    first: int
    records: Sequence[Any]
    cursor: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """What a page gave. n_records = posts + operations + rejects, always."""

    posts: pa.Table  # POSTS
    operations: pa.Table  # OPERATIONS
    rejects: pa.Table  # REJECTS (rejected and out_of_scope)
    n_records: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What could not be had. `expected` and `received` are counts of records, None = not known."""

    source: str
    asked: str
    expected: int | None
    received: int | None
    why: str


Value = int | float | str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One measured thing; docs/findings.md lists the ids.

    `rows` holds what one value cannot (peaks, bins, ranked lines), JSON-ready, in a fixed order.
    Evidence is post ids, or the SQL over the corpus that yields them.
    """

    id: str
    value: Value
    unit: str
    n: int | None = None
    counts: str = ""  # what n counts
    low: float | None = None
    high: float | None = None
    method: str = ""
    parameters: Mapping[str, Value] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    evidence_sql: str = ""
    rows: tuple[Mapping[str, Any], ...] = ()
    state: State | None = None  # filled in by the pipeline


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure gave: findings, marks on posts, and bytes it wants back on its next run."""

    findings: tuple[Finding, ...] = ()
    marks: pa.Table | None = None  # MARKS
    memory: bytes | None = None


class Vectors(NamedTuple):
    """Quantised embeddings of distinct texts, ordered by text_id. Shape: (n, VECTOR_SIZE)."""

    text_ids: np.ndarray[Any, np.dtype[np.int64]]
    int8: np.ndarray[Any, np.dtype[np.int8]]


class Corpus(Protocol):
    """An event's posts at one state, as SQL relations (DuckDB dialect).

    scope      every live post gathered for the event: POSTS columns, `posted_at` (int64 µs, the
               time a measure should use: witnessed on streams, else claimed; null if unreadable),
               and the annotators' columns
    about      the part of scope marked relevant
    originals  the part of about that speaks for one voice: no repost, copy, spam, coordinated
    marks      MARKS
    gathered   what became of the records of each source; no row: not known
    cue_vectors  embeddings of the captions' lines (lang, number, vector); no row: no captions
    """

    @property
    def state(self) -> State: ...

    def query(self, sql: str, params: Mapping[str, Any] | None = None) -> pa.Table:
        """Rows of the statement; parameters are named (`$name`)."""

    def one(self, sql: str, params: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        """The only row of the statement, column → value."""

    def vectors(self) -> Vectors:
        """Embeddings of every distinct text in scope."""

    def memory(self, measure: str) -> bytes | None:
        """What the named measure gave as `memory` when it last ran on this event."""


# --- background and story ------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence a measure offers: a message of its own file, with slots as strings `[[…]]`."""

    beat: str  # one of BEATS
    message: str  # Fluent message id
    slots: Mapping[str, str]
    salience: float  # 0-1 within its beat
    support: tuple[str, ...] = ()  # further references that back the sentence


BEATS = ("scene", "joke", "dissent", "moments", "change", "precedent", "next", "method")

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
    length: str  # "brief" | "story" | "update"
    headline: Sentence
    dek: Sentence
    paragraphs: tuple[tuple[Sentence, ...], ...]
    post_block: tuple[str, ...] = ()  # post ids, in running order
    refused: tuple[tuple[str, str], ...] = ()  # what was not told, and why
    writer: str = "plain"
    status: str = "draft"  # "draft" | "approved"
    approved_by: str | None = None


# --- seams ---------------------------------------------------------------------------------------


class Query(NamedTuple):
    """What to gather: a path or URL, and the queries of a live source."""

    target: str
    terms: tuple[str, ...] = ()


class Source(Protocol):
    """One platform's format. `terms`: the conditions its posts come under, in a sentence."""

    name: str  # the format's name, as in event.toml
    platform: str
    terms: str

    def detect(self, head: bytes, name: str) -> bool:
        """Whether a file that begins with these bytes (decompressed) is in this format."""

    def fetch(self, query: Query, cursor: str, settings: Any) -> Iterator[Page]: ...

    def parse(self, page: Page, settings: Any) -> Batch: ...


class Annotator(Protocol):
    """Says something about a text, whatever the event.

    annotate() gets a table with `text` and the columns in `needs`; it returns only its own
    `columns`, same rows, same order.
    """

    name: str
    version: str
    needs: tuple[str, ...]
    columns: pa.Schema

    def annotate(self, table: pa.Table) -> pa.Table: ...


@dataclass(frozen=True, slots=True)
class Selector:
    """Decides which posts are about the event; gives marks of kind `relevant` for all of scope."""

    name: str
    version: str
    select: Callable[[Corpus, Event, float], Measured]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure and the words that tell it; needs and gives: finding families, mark kinds."""

    name: str
    version: str
    measure: Callable[[Corpus, Event], Measured]
    needs: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    says: Callable[[Mapping[str, Finding], Event], Iterable[Saying]] = lambda findings, event: ()


@dataclass(frozen=True, slots=True)
class Renderer:
    """One output format of a filled story; `render` is pure."""

    name: str
    suffix: str
    render: Callable[[Any], str | bytes]


Embed = Callable[[Sequence[str]], "np.ndarray[Any, np.dtype[np.int8]]"]
