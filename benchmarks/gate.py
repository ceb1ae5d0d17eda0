"""What may be told: sentences that must be withheld and sentences that may be told; precedents.

Any folder with `*.sentences.tsv` (id, lang, sentence, label, subtype) and, if there is one,
`*.precedents.jsonl` (data/gate/README.md says what a case holds). A sentence is judged as the only
one of an article without a headline; an archive is recalled as the product recalls one.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from uproar.annotate.embed import vectors
from uproar.intervals import share
from uproar.model import Article, Entity, Event
from uproar.pipeline.recalling import meaning_reader
from uproar.recall import ThemeDigest, recall
from uproar.recall.credibility import doubts_of
from uproar.recall.gate import LABELS, Reading, read_texts
from uproar.sources.articles.sentences import sentences as sentences_of

AT = datetime(2026, 1, 1, tzinfo=UTC)
CHOSEN_ON = "our own sentences (training/gate.txt) and data/gate dev together"


class Judged(NamedTuple):
    """A labelled sentence, and whether the gate withheld it and the word lists alone would."""

    lang: str
    label: str
    subtype: str
    is_withheld: bool
    is_cued: bool


def run(data: Path) -> dict[str, Any]:
    """Shares with their intervals, of all, per label, per language and per hard negative."""
    rows = [row for path in sorted(data.glob("*.sentences.tsv")) for row in _table(path)]
    judged = _judged(rows)
    barred = [j for j in judged if j.label != LABELS[0]]
    free = [j for j in judged if j.label == LABELS[0]]
    withheld, *withheld_interval = share(sum(j.is_withheld for j in barred), len(barred))
    told, *told_interval = share(sum(not j.is_withheld for j in free), len(free))
    return {
        "benchmark": "gate",
        "data": data.name,
        "n": len(judged),
        "chosen_on": CHOSEN_ON,
        "reader": meaning_reader().name,
        "withheld": withheld,
        "interval": withheld_interval,
        "told": told,
        "interval_told": told_interval,
        "baseline": {
            "withheld": _mean(j.is_cued for j in barred),
            "told": _mean(not j.is_cued for j in free),
        },
        "withheld_by_label": _by(barred, lambda j: j.label),
        "withheld_by_language": _by(barred, lambda j: j.lang),
        "told_by_language": _by(free, lambda j: j.lang, is_withheld=False),
        "withheld_by_cue": _by(barred, lambda j: j.subtype.partition("/")[2] or "unmarked"),
        "told_by_hard_negative": _by(
            [j for j in free if j.subtype.startswith("hn_")], lambda j: j.subtype, is_withheld=False
        ),
        "told_others": _mean(not j.is_withheld for j in free if not j.subtype.startswith("hn_")),
        **_precedents(data),
    }


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stored:
        return list(csv.DictReader(stored, delimiter="\t", quoting=csv.QUOTE_NONE))


def _judged(rows: list[dict[str, str]]) -> list[Judged]:
    reading = read_texts([row["sentence"] for row in rows], meaning_reader())
    return [
        Judged(
            row["lang"],
            row["label"],
            row["subtype"],
            _is_withheld(row, reading),
            _is_withheld(row, None),
        )
        for row in rows
    ]


def _is_withheld(row: Mapping[str, str], reading: Reading | None) -> bool:
    alone = Article("a", None, None, None, AT, "", (row["sentence"],), row["lang"], "")
    return bool(doubts_of(alone, reading))


def _by(
    judged: Iterable[Judged], key: Callable[[Judged], str], *, is_withheld: bool = True
) -> dict[str, float]:
    groups: dict[str, list[bool]] = defaultdict(list)
    for j in judged:
        groups[key(j)].append(j.is_withheld == is_withheld)
    return {name: _mean(groups[name]) for name in sorted(groups)}


def _mean(hits: Iterable[bool]) -> float:
    listed = list(hits)
    return share(sum(listed), len(listed))[0]


def _precedents(data: Path) -> dict[str, Any]:
    """How often the first precedent is a right one, and how often there is none where none is."""
    cases = [
        json.loads(line)
        for path in sorted(data.glob("*.precedents.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    if not cases:
        return {}
    hits, silences = [], []
    named: dict[str, list[bool]] = defaultdict(list)
    errors: dict[str, int] = defaultdict(int)
    for case in cases:
        first, truth = _first_precedent(case), case["truth"]
        if not truth["precedent"]:
            silences.append(first is None)
        else:
            hits.append(first in truth["precedent"])
            named[str(bool(truth["posts_name_it"])).lower()].append(hits[-1])
        for distractor in truth["distractors"]:
            errors[distractor["kind"]] += distractor["id"] == first
    hit, *hit_interval = share(sum(hits), len(hits))
    silent, *silent_interval = share(sum(silences), len(silences))
    return {
        "precedent_n": len(cases),
        "precedent_hit1": hit,
        "precedent_hit1_interval": hit_interval,
        "precedent_silent": silent,
        "precedent_silent_interval": silent_interval,
        "precedent_hit1_by_named": {name: _mean(rows) for name, rows in sorted(named.items())},
        "precedent_errors_by_distractor": dict(sorted(errors.items())),
    }


def _first_precedent(case: Mapping[str, Any]) -> str | None:
    about = case["event"]
    people = [
        Entity(p["id"], p["name"], "person", {"und": tuple(p["aliases"])}) for p in about["people"]
    ]
    event = Event(
        case["id"], about["title"], "news", _at(about["published_at"]), "", None,
        about["summary"], tuple(people), None, None,
    )  # fmt: skip
    posts = tuple(post["text"] for post in case["theme"]["posts"])
    archive = [
        Article(
            a["id"], None, a["publisher"], None, _at(a["date"]), a["headline"],
            tuple(sentences_of(a["body"])), a["lang"], "",
        )
        for a in case["archive"]
    ]  # fmt: skip
    theme = ThemeDigest("theme", quotes=posts)
    background = recall(archive, event, [theme], [], vectors, reader=meaning_reader())
    return next((p.article_id for p in background.precedents), None)


def _at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)
