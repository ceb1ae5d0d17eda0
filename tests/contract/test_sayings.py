"""Every sentence that a measure offers can be printed: made events, measured and told by our code.

Each message has an event below to which it applies; a new message fails here until it has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pyarrow as pa
import pytest
from tests.support.crowds import DAY, EVENT, HOUR, START, crowd, post

from uproar import annotate, code, measure, plugins
from uproar.annotate import annotate_texts
from uproar.engines.local import LocalCorpus
from uproar.model import CODES, MARKS, POSTS, TEXTS, Finding, Saying, State
from uproar.pipeline.measuring import CUE_VECTORS, GATHERED
from uproar.tell import Evidence, check_story, draft
from uproar.tell.slots.kind_of_reaction import SMALL, pattern

BURST = START + 2 * DAY + HOUR
MINUTE = 60_000_000
WORDS = plugins.messages("uproar.measure", "en")
MESSAGES = sorted(m for text in WORDS.values() for m in re.findall(r"^([\w-]+) =", text, re.M))


@dataclass(frozen=True)
class Made:
    """A made event: its posts, what was gathered, and what readers coded."""

    posts: Iterable[Mapping[str, Any]]
    gathered: tuple[Mapping[str, Any], ...] = field(default=())
    codes: tuple[Mapping[str, Any], ...] = field(default=())


def spammed(n: int) -> list[dict[str, Any]]:
    return [post(8000 + i, f"tickets {i} off https://sell.example/{i}", BURST) for i in range(n)]


def slogan(n: int) -> list[dict[str, Any]]:
    towns = ("Arno", "Bram", "Cord", "Dune", "Elba", "Fenn", "Gorse", "Holm", "Isle", "Jura")
    return [
        post(
            5000 + i,
            f"People of {towns[i % 10]} and {towns[i // 10 % 10]} kindly ask for a harbour concert",
            BURST + i * MINUTE // 2,
        )
        for i in range(n)
    ]


def calls(n: int) -> list[dict[str, Any]]:
    """Fans of the crowd ask for votes, each with a word of its own, on one evening."""
    return [
        post(
            6500 + i,
            f"please vote for the harbour song before midnight, round {i * i} of the award",
            START + 21 * HOUR + i * MINUTE,
            author=f"x:a{i}",
        )
        for i in range(n)
    ]


def pushed(n: int) -> list[dict[str, Any]]:
    nouns = (
        "tide",
        "gulls",
        "rope",
        "salt",
        "deck",
        "mist",
        "buoy",
        "kelp",
        "mast",
        "reef",
        "cove",
    )
    tags = "#OpenTheHarbour #FreeTheGulls #SaltNow"
    return [
        post(
            6000 + i,
            f"{nouns[i % 11]} {nouns[i * 7 % 11]} number {i * i} {tags}",
            BURST + i * MINUTE,
            author_created_at=START - 800 * DAY,
        )
        for i in range(n)
    ]


def record(**counts: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(GATHERED.names, 0)
    return row | {"source": "a.jsonl", "why": None, "received": None, "expected": None} | counts


def reposted() -> list[dict[str, Any]]:
    rows = crowd(120)
    again = [post(7000 + i, None, BURST, kind="repost", repost_of=rows[i]["id"]) for i in range(60)]
    return [*rows, *again]


def few_talk() -> list[dict[str, Any]]:
    return [p | {"author": "x:a0" if n % 4 else p["author"]} for n, p in enumerate(crowd(120))]


def wordless() -> list[dict[str, Any]]:
    return [*crowd(120), *(post(7000 + i, f"hm{i} 😀", BURST) for i in range(60))]


def in_tagalog() -> list[dict[str, Any]]:
    """A third of the posts in a language that is read less well."""
    who = ("kapatid", "nanay", "tatay", "kaibigan", "kuya", "lola", "guro", "pinsan")
    does = ("umiyak", "tumawa", "sumayaw", "kumanta", "nanood", "naghintay", "umuwi")
    where = ("bahay", "palengke", "paaralan", "kusina", "tindahan", "simbahan", "bukid")
    return [
        *crowd(120),
        *(
            post(7000 + i, f"{does[i % 7]} ang {who[i % 8]} ko sa {where[i // 8 % 7]} kasi", BURST)
            for i in range(56)
        ),
    ]


def on_forum(at: Iterable[int]) -> list[dict[str, Any]]:
    """Posts in other words on another platform, one at each of these minutes after the burst."""
    minutes = list(at)
    return [
        post(9000 + i, row["text"], BURST + minute * MINUTE) | {"platform": "forum"}
        for i, (minute, row) in enumerate(zip(minutes, crowd(len(minutes), seed=5), strict=True))
    ]


def capped() -> list[dict[str, Any]]:
    """A quarter of an hour in which every minute has twenty posts, and others with fewer."""
    n_posts = [20 if 30 <= minute < 45 else 3 + minute % 12 for minute in range(80)]
    return [*crowd(120), *on_forum(m for m, n in enumerate(n_posts) for _ in range(n))]


def polled() -> list[dict[str, Any]]:
    """Posts that all stand at a quarter of an hour."""
    return [*crowd(120), *on_forum(15 * (i // 5) for i in range(150))]


def vague(every: int) -> list[dict[str, Any]]:
    """Posts of which one in so many is known to the day alone."""
    return [
        p | ({"time_precision_s": 86_400} if n % every == 0 else {})
        for n, p in enumerate(crowd(120))
    ]


def two_platforms() -> list[dict[str, Any]]:
    usual = [post(3000 + i, f"a quiet hour {i}", START - i * HOUR) for i in range(24 * 9)]
    later = [
        post(4000 + i, p["text"], int(EVENT.published_at.timestamp() * 1e6) + i * MINUTE)
        | {"platform": ("x", "forum")[i % 2]}
        for i, p in enumerate(crowd(120))
    ]
    return [*usual, *later]


def passed_on() -> list[dict[str, Any]]:
    """One post that a third of the others repost, before any captions."""
    again = [post(7000 + i, None, BURST, kind="repost", repost_of="x:000003") for i in range(60)]
    return [*crowd(120), *again]


def answered() -> list[dict[str, Any]]:
    """One post that a third of the others answer."""
    return [
        p | ({"kind": "reply", "reply_to": "x:000003"} if n > 80 else {})
        for n, p in enumerate(crowd(120))
    ]


def harsh_replies() -> list[dict[str, Any]]:
    """Warm posts, and replies that object, each in words of its own."""
    angry = ("this makes me furious", "disgusting, I hate it", "what an outrage, shame on you")
    replies = [
        post(
            7000 + i,
            f"{p['text'].split(' ', 4)[3]} {angry[i % 3]} {i * i * 7919 % 100_003}",
            BURST + i * 37 * MINUTE,
            kind="reply",
            reply_to=f"x:{i:06d}",
        )
        for i, p in enumerate(crowd(60, seed=2))
    ]
    return [*crowd(120), *replies]


def coded(n_by_model: int) -> Made:
    """Posts of which the first 60 are coded, some of them by a model."""
    codes = tuple(
        {
            "post_id": f"x:{n:06d}",
            "draw": "uniform",
            "is_by_model": n < n_by_model,
            "is_banned": False,
            "about": "yes",
            "stance": "neutral",
            "emotion": "none",
            "theme": ("harbour", "pier")[n % 2],
        }
        for n in range(60)
    )
    return Made(crowd(120), codes=codes)


EVENTS: Mapping[str, Callable[[], Made]] = {
    "coded-by-people": lambda: coded(0),
    "coded-by-people-and-model": lambda: coded(20),
    "coordination-calls": lambda: Made([*crowd(120), *calls(16)]),
    "coordination-left-out": lambda: Made([*crowd(25), *slogan(16)]),
    "copies-left-out": lambda: Made(reposted()),
    "coverage-missing": lambda: Made(crowd(120), (record(n_records=120, expected=150),)),
    "coverage-rejected": lambda: Made(crowd(120), (record(n_records=125, rejected=5),)),
    "languages-unknown": lambda: Made(wordless()),
    "languages-weak": lambda: Made(in_tagalog()),
    "pushes-left-out": lambda: Made([*crowd(600), *pushed(30)]),
    "shared-post": lambda: Made(passed_on()),
    "shared-replies-critical": lambda: Made(harsh_replies()),
    "shared-thread": lambda: Made(answered()),
    "spam-left-out": lambda: Made([*crowd(30), *spammed(5)]),
    "voices-busiest": lambda: Made(few_talk()),
    "volume-silent": lambda: Made(two_platforms()),
    "volume-vague": lambda: Made(vague(3)),
    "volume-vague-all": lambda: Made(vague(1)),
    "volume-capped": lambda: Made(capped()),
    "volume-polled": lambda: Made(polled()),
}


def measured(made: Made) -> Evidence:
    """What a story may speak from: every post relevant, every measure run in its order."""
    table = pa.Table.from_pylist([dict(p) for p in made.posts], schema=POSTS)
    texts = {p["text_id"]: p["text"] for p in made.posts if p["text"] is not None}
    distinct = pa.table({"text_id": list(texts), "text": list(texts.values())}, schema=TEXTS)
    relations = {
        "gathered": pa.Table.from_pylist(list(made.gathered), schema=GATHERED),
        "cue_vectors": CUE_VECTORS.empty_table(),
        "codes": pa.Table.from_pylist(list(made.codes), schema=CODES),
    }
    annotated = annotate_texts(distinct, annotate.find())
    corpus = LocalCorpus(table, annotated, state=State(1, 0), relations=relations)
    yes = [{"post_id": p["id"], "kind": "relevant", "value": "yes"} for p in made.posts]
    corpus.add_marks(pa.Table.from_pylist(yes, schema=MARKS))
    findings: dict[str, Finding] = {}
    steps = (code.MEASURE, *measure.find())
    for step in plugins.in_order(steps, lambda m: m.needs, lambda m: m.gives):
        result = step.measure(corpus, EVENT)
        if result.marks is not None:
            corpus.add_marks(result.marks)
        for name, rows in result.relations.items():
            corpus.add_relation(name, rows)
        findings |= {f.id: f for f in result.findings}
    said = tuple(s for m in measure.find() for s in m.says(findings, EVENT))
    return Evidence(EVENT, State(1, 0), findings, sayings=said, messages=WORDS)


@cache
def evidence_for(message: str) -> Evidence:
    return measured(EVENTS[message]())


def label(saying: Saying) -> str:
    return f"{saying.beat}: {saying.message}"


def test_every_message_has_an_event_it_applies_to() -> None:
    assert sorted(EVENTS) == MESSAGES


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_of_a_measure_is_printed_where_it_applies(message: str) -> None:
    evidence = evidence_for(message)
    assert message in {s.message for s in evidence.sayings}, "its measure does not offer it"
    story = draft(evidence)
    assert message in {s.message for p in story.paragraphs for s in p}, story.refused
    assert check_story(story, evidence) == ()


@pytest.mark.parametrize("length", ["story", "brief"])
@pytest.mark.parametrize("message", MESSAGES)
def test_what_is_offered_is_told_or_refused_with_a_reason(message: str, length: str) -> None:
    evidence = evidence_for(message)
    story = draft(evidence, length=length)
    printed = {s.message for p in story.paragraphs for s in p}
    reasons = dict(story.refused)
    for saying in evidence.sayings:
        is_refused = bool(reasons.get(label(saying)))
        assert (saying.message in printed) != is_refused, saying


def test_spam_and_near_identical_sets_are_told_in_small_events_and_by_the_beat_in_others() -> None:
    assert pattern(evidence_for("spam-left-out")) in SMALL
    assert pattern(evidence_for("pushes-left-out")) not in SMALL
    assert pattern(evidence_for("coordination-left-out")) in SMALL
