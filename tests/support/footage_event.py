"""A small invented event for the tests of themes and moments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from uproar.annotate import find
from uproar.annotate.batch import annotate_texts
from uproar.engines.local import LocalCorpus
from uproar.model import MARKS, POSTS, TEXTS, Cue, Event, Footage, State, text_id
from uproar.pipeline.measuring import CUE_VECTORS, GATHERED

PUBLISHED = datetime(2031, 3, 1, 12, tzinfo=UTC)
HOUR_US = 3_600_000_000
NO_RELATIONS = {"gathered": GATHERED.empty_table(), "cue_vectors": CUE_VECTORS.empty_table()}
READ = ("normal", "language", "timecodes", "embed", "sensitive")
CUES = (
    Cue(1, 2.0, 5.0, "Ada", "Nobody told me the goat would sing."),
    Cue(2, 10.0, 13.0, "Ben", "That is the loudest umbrella I own."),
    Cue(3, 40.0, 43.0, "Ada", "We only have soup until Thursday."),
)
# Three things to say, in two languages, each with the emoji people use for it.
SAYINGS = (
    ("🐐", ("the goat can really sing", "that singing goat is a star", "give the goat an album",
            "la cabra canta de verdad", "esa cabra cantante es una estrella",
            "denle un disco a la cabra")),
    ("☂️", ("so loud an umbrella wow", "the umbrella is far too loud", "who made that loud umbrella",
            "qué paraguas tan ruidoso", "ese paraguas es demasiado ruidoso",
            "quién hizo ese paraguas ruidoso")),
    ("🍲", ("soup until thursday is not a plan", "they eat only soup this week",
            "soup again every single day", "sopa hasta el jueves no es un plan",
            "solo comen sopa esta semana", "sopa otra vez todos los días")),
)  # fmt: skip
ADDED = ("", " today", " again", " honestly", " my friends", " i saw it twice", " at home", " wow")


def event(**changes: Any) -> Event:
    told: dict[str, Any] = {
        "id": "goat",
        "title": "A goat sings",
        "kind": "film",
        "published_at": PUBLISHED,
        "publisher": "Nobody",
        "url": None,
        "summary": "",
        "entities": (),
        "baseline_start": None,
        "window_end": None,
        "footage": Footage(tracks={"en": CUES}),
    }
    return Event(**{**told, **changes})


def post(number: int, text: str | None, **columns: Any) -> dict[str, Any]:
    at = int(PUBLISHED.timestamp() * 1_000_000) + HOUR_US + number * 60_000_000
    return {
        "id": f"x:{number:06d}",
        "platform": "x",
        "kind": "post",
        "author": f"x:a{number}",
        "text": text,
        "text_id": None if text is None else text_id(text),
        "created_at": at,
        "origin": f"made#{number}",
        **columns,
    }


def chatter(per_saying: int = 8) -> list[dict[str, Any]]:
    """Posts on three themes, alternately, no two alike."""
    made = []
    for turn in range(per_saying):
        for emoji, sayings in SAYINGS:
            for saying in sayings:
                made.append(f"{saying}{ADDED[turn % len(ADDED)]} {emoji * (1 + turn % 2)}")
    return [post(i, text) for i, text in enumerate(made)]


def corpus(
    posts: Iterable[Mapping[str, Any]],
    marks: Iterable[Mapping[str, Any]] = (),
    *,
    memories: Mapping[str, bytes] | None = None,
    epoch: int = 0,
    relations: Mapping[str, pa.Table] | None = None,
) -> LocalCorpus:
    """These posts, all of them relevant, with these further marks."""
    table = pa.Table.from_pylist([dict(p) for p in posts], schema=POSTS)
    distinct = {p["text_id"]: p["text"] for p in table.to_pylist() if p["text_id"] is not None}
    texts = pa.table(
        {"text_id": sorted(distinct), "text": [distinct[t] for t in sorted(distinct)]},
        schema=TEXTS,
    )
    annotators = [a for a in find() if a.name in READ]
    made = LocalCorpus(
        table,
        annotate_texts(texts, annotators),
        state=State(1, epoch),
        memories=memories,
        relations=NO_RELATIONS | dict(relations or {}),
    )
    relevant = [{"post_id": i, "kind": "relevant", "value": "yes"} for i in table["id"].to_pylist()]
    made.add_marks(pa.Table.from_pylist([*relevant, *map(dict, marks)], schema=MARKS))
    return made
