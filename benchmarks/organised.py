"""Campaigns told from what a crowd does alike: made-up events with both (`_organised_shapes.py`).

Counted are accounts, as METRICS of whole events count them: marked as part of a coordinated group
against those that took part in a campaign.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from benchmarks._organised_shapes import CHOSEN, START, Made, Shape, drawn, make
from uproar.annotate import annotate_texts
from uproar.annotate.embed import ANNOTATOR as EMBED
from uproar.annotate.language.language import ANNOTATOR as LANGUAGE
from uproar.annotate.normal import ANNOTATOR as NORMAL
from uproar.annotate.spam import ANNOTATOR as SPAM
from uproar.engines.local import LocalCorpus
from uproar.measure.coordination.coordination import coordination
from uproar.measure.copies import copies
from uproar.measure.hashtag_campaigns import hashtag_campaigns
from uproar.measure.spam import spam
from uproar.model import POSTS, TEXTS, Event, State, text_id

# The shapes that constants are chosen on, two events of each; and as many drawn by lot.
CHOOSING = [(shape, seed) for shape in CHOSEN for seed in (1, 2)]
REPORTING = [(drawn(seed), seed) for seed in range(1000, 1020)]
MEASURES = (spam, copies, coordination, hashtag_campaigns)
EVENT = Event(
    id="made",
    title="Glass Harbour",
    kind="film",
    published_at=datetime.fromtimestamp(START / 1e6, UTC),
    publisher="Harbour",
    url=None,
    summary="",
    entities=(),
    baseline_start=None,
    window_end=None,
)


def run(synthetic: int = 0) -> dict[str, Any]:
    """Precision and recall over events of shapes that were drawn; beside it those chosen on."""
    del synthetic
    return figures(REPORTING) | {"chosen": figures(CHOOSING)}


def figures(events: Sequence[tuple[Shape, int]]) -> dict[str, Any]:
    """Over all events: accounts that are in campaigns, and those that were marked."""
    started = time.process_time()
    results = [_one(shape, seed) for shape, seed in events]
    total = Counter[str]()
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        total.update(result["counts"])
        for name, counts in result["by"].items():
            by[name].update(counts)
    return {
        "benchmark": "organised",
        "data": f"made-up events {len(results)}",
        "n": total["posts"],
        "precision": round(total["hit"] / max(1, total["marked"]), 4),
        "recall": round(total["hit"] / max(1, total["true"]), 4),
        "by": {k: round(c["marked"] / max(1, c["accounts"]), 3) for k, c in sorted(by.items())},
        "baseline": {
            "precision": round(total["same_hit"] / max(1, total["same"]), 4),
            "recall": round(total["same_hit"] / max(1, total["true"]), 4),
        },
        "cpu_s": round(time.process_time() - started, 1),
    }


def _one(shape: Shape, seed: int) -> dict[str, Any]:
    made = make(shape, seed)
    corpus = corpus_of(made.rows)
    for measure in MEASURES:
        marks = measure(corpus, EVENT).marks
        if marks is not None:
            corpus.add_marks(marks)
    marked = set(
        corpus.query("select distinct post_id as id from marks where kind = 'coordinated'")[
            "id"
        ].to_pylist()
    )
    return scored(made, marked)


def scored(made: Made, marked: set[str]) -> dict[str, Any]:
    """Accounts marked, and those of campaigns; for each kind of group the share marked."""
    author = {row["id"]: row["author"] for row in made.rows}
    groups: dict[str, set[str]] = defaultdict(set)
    for name, label in made.labels.items():
        groups[label].add(author[name])
    true = set().union(*(a for label, a in groups.items() if label.startswith("campaign")))
    ours = {author[name] for name in marked}
    texts = Counter(row["text"] for row in made.rows if len(row["text"]) >= 20)
    same = {row["author"] for row in made.rows if texts[row["text"]] >= 2}
    by = {
        label: Counter(
            accounts=len(accounts),
            marked=len({author[n] for n in marked if made.labels.get(n) == label}),
        )
        for label, accounts in groups.items()
    }
    plain = {author[name] for name in marked if name not in made.labels} - true
    by["crowd:plain"] = Counter(accounts=made.n_accounts, marked=len(plain))
    return {
        "counts": Counter(
            posts=len(made.rows),
            true=len(true),
            marked=len(ours),
            hit=len(true & ours),
            same=len(same),
            same_hit=len(same & true),
        ),
        "by": by,
    }


def corpus_of(rows: list[dict[str, Any]]) -> LocalCorpus:
    """Posts as a corpus, annotated, without marks."""
    blank = {field.name: None for field in POSTS}
    table = pa.Table.from_pylist(
        [blank | row | {"text_id": text_id(row["text"])} for row in rows], schema=POSTS
    )
    texts = dict(zip(table["text_id"].to_pylist(), table["text"].to_pylist(), strict=True))
    distinct = pa.table({"text_id": list(texts), "text": list(texts.values())}, schema=TEXTS)
    annotated = annotate_texts(distinct, (NORMAL, LANGUAGE, SPAM, EMBED))
    return LocalCorpus(table, annotated, state=State(1, 0))
