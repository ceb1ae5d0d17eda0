"""A small invented event with something for every measure, through the product's own stages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from tests.support.event_folders import PUBLISHED, SOURCE, event_folder, varied

from uproar import pipeline, select
from uproar.config import Settings
from uproar.engines.local import LocalCorpus
from uproar.model import POSTS, Event, State
from uproar.pipeline.annotating import annotate, distinct_texts
from uproar.pipeline.closer_reading import close_reader
from uproar.pipeline.measuring import corpus_of
from uproar.store import Desk

TWEETS = '[[source]]\nplatform = "x"\npath = "tweets.jsonl"\nformat = "x-api-v2"\n'
SLOGAN = "Ansel Moreau deserves the biggest harbour stage of the year, vote for Glass Harbour now"
RELATIONS = ("gathered", "cue_vectors")


def tweets() -> list[dict[str, Any]]:
    """Spam with links, one slogan of many accounts at once, a pushed set of hashtags, reposts."""
    rows = [
        tweet(n, f"win a free phone now, claim it at https://prize{n % 4}.example/{n}", 600 + n)
        for n in range(12)
    ]
    rows += [tweet(100 + n, f"{SLOGAN} {'💙' * (n % 3)}", 9400 + 4 * n) for n in range(30)]
    rows += [
        tweet(200 + n, f"{WORDS[n % 6]} and {WORDS[(n + 2) % 6]} for Ansel {n}",
              20000 + 60 * n, tags=("lampset", "quaylight", "saltglass"))
        for n in range(12)
    ]  # fmt: skip
    languages = ("a mi madre le encantó la tetera de Ansel", "안셀 주전자 장면 정말 웃겼어요",
                 "o barco do Ansel me fez chorar de rir")  # fmt: skip
    rows += [tweet(300 + n, f"{languages[n % 3]} {n}", 30000 + 500 * n) for n in range(18)]
    rows += [
        tweet(400 + n, f"RT @a: {rows[60 + n % 8]['text']}", 50000 + 300 * n,
              referenced_tweets=[{"type": "retweeted", "id": rows[60 + n % 8]["id"]}])
        for n in range(12)
    ]  # fmt: skip
    return rows


WORDS = ("lanterns", "a slow tide", "wet rope", "brass bells", "the night ferry", "cold tea")


def tweet(
    n: int, text: str, after_s: int, *, tags: Sequence[str] = (), **more: Any
) -> dict[str, Any]:
    """One post of an account of its own, so many seconds after the publication."""
    at = PUBLISHED + timedelta(seconds=after_s)
    born = at - timedelta(days=3 if n < 20 else 900)
    words = " ".join((text, *(f"#{tag}" for tag in tags)))
    return {
        "id": str(1924000000000000000 + n),
        "text": words,
        "author_id": str(70000 + n),
        "created_at": at.isoformat(),
        "conversation_id": str(1924000000000000000 + n),
        "public_metrics": {"like_count": n % 7},
        "entities": {"hashtags": [{"tag": tag} for tag in tags]},
        "author": {"id": str(70000 + n), "created_at": born.isoformat()},
        **more,
    }


def gathered(folder: Path) -> tuple[Event, LocalCorpus]:
    """The event, and its corpus annotated and selected, without a measure's marks."""
    event_dir = event_folder(folder / "event", varied(), source=SOURCE + TWEETS)
    lines = "".join(json.dumps(row) + "\n" for row in tweets())
    (event_dir / "tweets.jsonl").write_text(lines, encoding="utf-8")
    with Desk.create(folder / "desk") as desk:
        event = pipeline.add_event(desk, event_dir)
        pipeline.gather(desk, event, event_dir, Settings())
        corpus = corpus_of(desk, event, Settings(), memories={})
    selected(corpus, event)
    return event, corpus


def selected(corpus: LocalCorpus, event: Event) -> LocalCorpus:
    """The corpus with the selectors' marks."""
    for selector in select.find():
        marks = selector.select(corpus, event, Settings().relevance_threshold).marks
        if marks is not None:
            corpus.add_marks(marks)
    return corpus


def copy_of(
    corpus: LocalCorpus, folder: Path, event: Event, blank: Mapping[str, Any] | None = None
) -> LocalCorpus:
    """The same posts as a corpus of its own, some columns emptied; annotated and selected anew."""
    posts = corpus.query(f"select {', '.join(POSTS.names)} from scope order by id").cast(POSTS)
    for name in blank or ():
        field = POSTS.field(name)
        posts = posts.set_column(
            POSTS.get_field_index(name), field, pa.nulls(posts.num_rows, field.type)
        )
    with Desk.create(folder / "desk") as desk:
        epoch = desk.guard.epoch()
        texts = annotate(desk, distinct_texts(posts), Settings(), read_epoch=epoch)
        closer = close_reader(desk, Settings(), read_epoch=epoch)
    relations = {name: corpus.query(f"select * from {name}") for name in RELATIONS}
    made = LocalCorpus(posts, texts, state=State(1, 0), relations=relations, closer=closer)
    return selected(made, event)
