"""The nouns, the columns and the seams: what the stages share, and nothing that does work.

Times in columns are int64 microseconds since 1970 UTC; in nouns they are aware UTC datetimes.
None means "the platform did not say"; 0 means it said zero.
"""

from uproar.model.archive import Article, Background, Passage
from uproar.model.coding import Code, CodedTheme
from uproar.model.corpus import Corpus, Parameter, Vectors
from uproar.model.emotions import FEELINGS, SIDES
from uproar.model.event import Cue, Entity, Event, Footage, SourceSpec
from uproar.model.findings import Finding, Gap, Measured, State, Value, rows_of
from uproar.model.posts import (
    CODEBOOK,
    CODED_SHARES,
    CODERS,
    CODES,
    MARK_KINDS,
    MARKS,
    OPERATION_KINDS,
    OPERATIONS,
    POST_KINDS,
    POSTS,
    REFUSED_BY_AUTHOR,
    REJECTS,
    TEXTS,
    VECTOR_SIZE,
    text_id,
)
from uproar.model.seams import (
    Annotator,
    Batch,
    Embed,
    MeaningReader,
    Measure,
    Page,
    Query,
    Renderer,
    Selector,
    Source,
)
from uproar.model.story import BEATS, CLEARANCES, Decision, Saying, Sentence, Story

__all__ = [
    "BEATS",
    "CLEARANCES",
    "CODEBOOK",
    "CODED_SHARES",
    "CODERS",
    "CODES",
    "FEELINGS",
    "MARKS",
    "MARK_KINDS",
    "OPERATIONS",
    "OPERATION_KINDS",
    "POSTS",
    "POST_KINDS",
    "REFUSED_BY_AUTHOR",
    "REJECTS",
    "SIDES",
    "TEXTS",
    "VECTOR_SIZE",
    "Annotator",
    "Article",
    "Background",
    "Batch",
    "Code",
    "CodedTheme",
    "Corpus",
    "Cue",
    "Decision",
    "Embed",
    "Entity",
    "Event",
    "Finding",
    "Footage",
    "Gap",
    "MeaningReader",
    "Measure",
    "Measured",
    "Page",
    "Parameter",
    "Passage",
    "Query",
    "Renderer",
    "Saying",
    "Selector",
    "Sentence",
    "Source",
    "SourceSpec",
    "State",
    "Story",
    "Value",
    "Vectors",
    "rows_of",
    "text_id",
]
