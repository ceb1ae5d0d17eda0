"""The seams: what a source, an annotator, a selector, a measure and a renderer must offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import pyarrow as pa

from uproar.arrays import Int8s
from uproar.config import Settings
from uproar.model.corpus import Corpus
from uproar.model.event import Event
from uproar.model.findings import Finding, Measured
from uproar.model.story import Saying

Filled = TypeVar("Filled")


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of a source, small enough for memory: raw records with the place they came from.

    `records` are bytes (one JSON line), parsed JSON or rows (dicts), as the format's parse()
    expects; `first` is the 0-based number of the first record within `origin`.
    """

    origin: str
    first: int
    records: Sequence[object]
    cursor: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """What a page gave. n_records = posts + operations + rejects, always."""

    posts: pa.Table  # POSTS
    operations: pa.Table  # OPERATIONS
    rejects: pa.Table  # REJECTS (rejected and out_of_scope)
    n_records: int


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

    def fetch(self, query: Query, cursor: str, settings: Settings) -> Iterator[Page]: ...

    def parse(self, page: Page, settings: Settings) -> Batch: ...


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
class Renderer(Generic[Filled]):
    """One output format of a filled story, of the type that the story has; `render` is pure."""

    name: str
    suffix: str
    render: Callable[[Filled], str | bytes]


# Texts → their quantised embeddings. Shape: (n texts, VECTOR_SIZE).
Embed = Callable[[Sequence[str]], Int8s]


@dataclass(frozen=True, slots=True)
class MeaningReader:
    """Reads whole texts: `read` gives vectors as wide as the weights shipped for `name`."""

    name: str
    read: Embed
