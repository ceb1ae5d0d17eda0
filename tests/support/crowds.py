"""Made-up crowds for tests of spam, copies and coordination."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from uproar.annotate import annotate_texts
from uproar.annotate.embed import ANNOTATOR as EMBED
from uproar.annotate.language.language import ANNOTATOR as LANGUAGE
from uproar.annotate.normal import ANNOTATOR as NORMAL
from uproar.annotate.spam import ANNOTATOR as SPAM
from uproar.engines.local import LocalCorpus
from uproar.model import POSTS, TEXTS, Event, State, text_id

HOUR = 3_600_000_000
DAY = 24 * HOUR
START = 1_700_000_000_000_000
EVENT = Event(
    id="harbour",
    title="A harbour film",
    kind="film",
    published_at=datetime(2023, 11, 15, tzinfo=UTC),
    publisher="Harbour",
    url=None,
    summary="",
    entities=(),
    baseline_start=None,
    window_end=None,
)


def post(number: int, text: str | None, at: int, **given: Any) -> dict[str, Any]:
    """One post; author, platform and kind may be given."""
    row: dict[str, Any] = {field.name: None for field in POSTS}
    row |= {
        "id": f"x:{number:06d}",
        "platform": "x",
        "kind": "post",
        "author": f"x:a{number}",
        "text": text,
        "text_id": None if text is None else text_id(text),
        "created_at": at,
        "origin": "made#0",
    }
    return row | given


def corpus(posts: Iterable[Mapping[str, Any]], *, with_vectors: bool = False) -> LocalCorpus:
    """The posts, annotated, without marks; with the shipped embedder's vectors if asked."""
    table = pa.Table.from_pylist([dict(p) for p in posts], schema=POSTS)
    texts = {
        t: i
        for t, i in zip(table["text"].to_pylist(), table["text_id"].to_pylist(), strict=True)
        if t is not None
    }
    distinct = pa.table({"text_id": list(texts.values()), "text": list(texts)}, schema=TEXTS)
    annotators = (NORMAL, LANGUAGE, SPAM, *([EMBED] if with_vectors else []))
    annotated = annotate_texts(distinct, annotators)
    return LocalCorpus(table, annotated, state=State(1, 0))


_WHO = ("my sister", "our driver", "the nurse", "her uncle", "a baker", "that pilot", "my tailor")
_DID = ("laughed at", "slept through", "painted", "described", "forgot", "rewound", "copied out")
_WHAT = ("the harbour", "a lighthouse", "two anchors", "the fog horn", "every gull", "an old pier")
_WHEN = (
    "before tea",
    "on the tram",
    "since noon",
    "for an hour",
    "with mum",
    "after choir",
    "twice",
)


def crowd(n: int, *, seed: int = 1, burst: float = 0.7) -> list[dict[str, Any]]:
    """n unrelated posts over four days, most of them in one burst that decays over hours."""
    rng = random.Random(seed)
    rows = []
    for number in range(n):
        who, did, what, when = (rng.choice(words) for words in (_WHO, _DID, _WHAT, _WHEN))
        u, v = rng.randrange(1000), rng.randrange(997)
        late = int((1 - (u / 1000) ** 0.2) * 30 * HOUR) if v < burst * 997 else 0
        at = START + 2 * DAY + late if late else START + int(u) * 4 * DAY // 1000 + int(v) * 1000
        rows.append(
            post(
                number,
                f"{who} {did} {what} {when} {u} {v}",
                at,
                author_created_at=START - 900 * DAY,
            )
        )
    return rows
