"""Relevance learns from history, or from the event's own posts, and marks every post."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.engines.local import LocalCorpus
from uproar.model import MARKS, POSTS, Entity, Event, State, text_id
from uproar.select import find
from uproar.select.relevance import SELECTOR

PUBLISHED = datetime(2031, 3, 4, 18, tzinfo=UTC)
EVENT = Event(
    "oriole",
    "Vale posts a rehearsal film",
    "rehearsal",
    PUBLISHED,
    "Vale",
    "https://video.example.org/watch?v=orioleFilm7",
    "",
    (Entity("vale", "Vale Oriole", "person", {"en": ("Vale", "Oriole")}, frozenset({"Vale"})),),
    PUBLISHED - timedelta(days=6),
    PUBLISHED + timedelta(days=2),
)
OLD = ("vale la pena el viaje {n}", "walking down the vale trail {n}", "Oriole season match {n}")
NEW = (
    "the ladder fell behind her vale {n}",
    "she sang on that ladder, vale {n}",
    "ladder scene {n}",
)


def post(n: int, at: datetime, text: str | None, **columns: object) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(POSTS.names)
    row |= {"id": f"x:{n:06}", "platform": "x", "kind": "post", "author": f"x:a{n}", "text": text}
    row |= {"created_at": int(at.timestamp()) * 1_000_000, "origin": "made#0"}
    row |= {"text_id": None if text is None else text_id(text)}
    return row | columns


def corpus(rows: list[dict[str, object]]) -> LocalCorpus:
    distinct = sorted({(r["text_id"], r["text"]) for r in rows if r["text"] is not None})
    norms = [text.casefold() for _, text in distinct]
    texts = pa.table(
        {
            "text_id": pa.array([i for i, _ in distinct], pa.int64()),
            "norm": pa.array(norms, pa.string()),
            "norm_id": pa.array([text_id(n) for n in norms], pa.int64()),
            "lang": pa.repeat("en", len(norms)),
            "lang_trust": pa.repeat(0.9, len(norms)),
        }
    )
    posts = pa.Table.from_pylist(rows, schema=POSTS)
    return LocalCorpus(posts, texts, state=State(1, 0))


def days(n_old: int = 300, n_new: int = 300, n_old_after: int = 100) -> list[dict[str, object]]:
    """Six days of other talk, then two days of it and of a reaction that fades."""
    chance = random.Random(7)
    rows = []
    for n in range(n_old):
        at = PUBLISHED - timedelta(days=6) * chance.random()
        rows.append(post(n, at, chance.choice(OLD).format(n=n * 7919 % 997)))
    for n in range(n_old, n_old + n_old_after):
        at = PUBLISHED + timedelta(days=2) * chance.random()
        rows.append(post(n, at, chance.choice(OLD).format(n=n * 7919 % 997)))
    for n in range(n_old + n_old_after, n_old + n_old_after + n_new):
        at = PUBLISHED + timedelta(hours=min(chance.expovariate(1 / 3), 40))
        rows.append(post(n, at, chance.choice(NEW).format(n=n * 7919 % 997)))
    return rows


def told(rows: list[dict[str, object]], event: Event = EVENT) -> dict[str, tuple[str, float, str]]:
    marks = SELECTOR.select(corpus(rows), event, 0.5).marks
    assert marks is not None and marks.schema == MARKS
    return {m["post_id"]: (m["value"], m["score"], m["reason"]) for m in marks.to_pylist()}


def accuracy(rows: list[dict[str, object]], marks: dict[str, tuple[str, float, str]]) -> float:
    after = [r for r in rows if r["created_at"] >= PUBLISHED.timestamp() * 1e6]
    right = [("ladder" in r["text"]) == (marks[r["id"]][0] == "yes") for r in after]
    return sum(right) / len(right)


def test_every_post_of_scope_gets_one_mark() -> None:
    rows = days()
    assert sorted(told(rows)) == sorted(str(r["id"]) for r in rows)


def test_nothing_before_publication_is_a_reaction() -> None:
    rows = [*days(), post(900_000, PUBLISHED - timedelta(seconds=1), "the ladder fell, vale")]
    value, score, reason = told(rows)["x:900000"]
    assert (value, score, reason) == ("no", 0.0, "before publication")


SHOW = replace(
    EVENT,
    entities=(*EVENT.entities, Entity("night", "Harbour Night", "show", {"en": ("HarbourNight",)})),
)


def test_what_names_the_event_itself_on_its_eve_awaits_it() -> None:
    eve, long_before = PUBLISHED - timedelta(hours=3), PUBLISHED - timedelta(days=3)
    texts = ("counting the minutes #HarbourNight", "walking down the vale trail")
    rows = [*days(), *(post(900_010 + n, eve, text) for n, text in enumerate(texts))]
    marks = told(rows, SHOW)
    assert marks["x:900010"][::2] == ("yes", "awaits the event by its name")
    assert marks["x:900011"][::2] == ("no", "before publication")
    standing = [post(900_100 + n, long_before, f"old #HarbourNight {n}") for n in range(50)]
    assert told([*rows, *standing], SHOW)["x:900010"][0] == "no"  # a name in use all the time


def test_a_name_of_the_event_itself_stands_against_quiet_hours() -> None:
    rows = days(n_old=0, n_new=2400, n_old_after=600)
    late = [
        post(900_200 + n, PUBLISHED + timedelta(hours=46), f"walking down the vale trail {n}")
        for n in range(3)
    ]
    named = post(
        900_300, PUBLISHED + timedelta(hours=46), "walking down the vale trail #HarbourNight"
    )
    marks = told([*rows, *late, named], replace(SHOW, baseline_start=None))
    assert marks["x:900200"][0] == "no" and marks["x:900300"][0] == "yes"


def test_quiet_hours_say_nothing_of_posts_that_were_not_gathered_by_name() -> None:
    rows = days(n_old=0, n_new=2400, n_old_after=600)
    for row in rows:
        row["text"] = str(row["text"]).replace("vale", "").replace("Oriole", "")
        row["text_id"] = text_id(row["text"])
    assert {m[0] for m in told(rows, replace(EVENT, baseline_start=None)).values()} == {"yes"}


def test_names_teach_where_neither_history_nor_place_does() -> None:
    at = PUBLISHED + timedelta(hours=1)
    named = [post(n, at, f"Oriole fell from the ladder in scene {n % 7} {n}") for n in range(60)]
    alike = [post(n, at, f"fell from the ladder in scene {n % 7} {n}") for n in range(60, 80)]
    other = [post(n, at, f"new phone offer, best price in town {n}") for n in range(80, 140)]
    marks = told([*named, *alike, *other])
    assert all(marks[str(r["id"])][0] == "yes" for r in named)
    assert sum(marks[str(r["id"])][0] == "yes" for r in alike) >= 18
    assert sum(marks[str(r["id"])][0] == "yes" for r in other) <= 2
    assert marks["x:000000"][2] == "alias 'oriole' unambiguous + context of posts that name it"


def test_an_offer_is_no_reaction_wherever_it_stands() -> None:
    at = PUBLISHED + timedelta(hours=1)
    rows = [
        post(1, at, "wts oriole photocards, dm me", thread="x:orioleFilm7"),
        post(2, at, "Oriole!"),
    ]
    texts = corpus(rows)
    table = texts.query("select distinct text_id, text, norm, norm_id, lang, lang_trust from scope")
    p = [0.9 if "wts" in text else 0.0 for text in table["text"].to_pylist()]
    judged = LocalCorpus(
        pa.Table.from_pylist(rows, schema=POSTS),
        table.append_column("spam_p", pa.array(p)),
        state=State(1, 0),
    )
    marks = SELECTOR.select(judged, EVENT, 0.5).marks
    assert marks is not None
    assert marks["value"].to_pylist() == ["no", "yes"]
    assert marks["reason"][0].as_py() == "promotes something else"


def test_history_tells_an_ambiguous_name_apart() -> None:
    rows = days()
    marks = told(rows)
    assert accuracy(rows, marks) > 0.95
    reasons = {reason for _, _, reason in marks.values()}
    assert "ambiguous alias 'vale' + context" in reasons


def test_without_history_the_quiet_hours_teach() -> None:
    rows = days(n_old=0, n_new=2400, n_old_after=600)
    marks = told(rows, replace(EVENT, baseline_start=None))
    assert accuracy(rows, marks) > 0.9
    assert any("quiet hours" in reason for _, _, reason in marks.values())


def test_without_history_or_contrast_its_own_posts_teach() -> None:
    at = PUBLISHED + timedelta(hours=1)
    own = [
        post(n, at, NEW[n % 3].format(n=n * 7919 % 997), thread="x:orioleFilm7") for n in range(60)
    ]
    others = [post(n, at, NEW[n % 3].format(n=n * 7919 % 997)) for n in range(60, 100)]
    noise = [post(n, at, OLD[n % 2].format(n=n * 7919 % 997)) for n in range(100, 160)]
    marks = told([*own, *others, *noise])
    assert all(marks[str(r["id"])][0] == "yes" for r in own)
    assert sum(marks[str(r["id"])][0] == "yes" for r in others) > 35
    assert sum(marks[str(r["id"])][0] == "yes" for r in noise) < 3


def test_place_and_links_speak_for_a_post() -> None:
    at = PUBLISHED + timedelta(hours=1)
    rows = [
        *days(),
        post(900_001, at, "😭", thread="x:orioleFilm7"),
        post(900_002, at, "look", links=["https://video.example.org/watch?v=orioleFilm7&t=3"]),
        post(900_003, at, "yes", reply_to="x:900001"),
    ]
    marks = told(rows)
    assert marks["x:900001"][0] == "yes"
    assert marks["x:900001"][2] == "under the event's own post"
    assert marks["x:900002"][::2] == ("yes", "links to the event's own post")


def test_a_cut_repost_speaks_with_the_words_of_its_original() -> None:
    rows = days()
    original = next(r for r in rows if "ladder fell" in str(r["text"]))
    at = PUBLISHED + timedelta(hours=5)
    cut = post(900_004, at, "RT: the", kind="repost", repost_of=original["id"])
    bare = post(900_005, at, None, kind="repost", repost_of=original["id"])
    marks = told([*rows, cut, bare])
    assert marks["x:900004"][0] == marks["x:900005"][0] == marks[str(original["id"])][0] == "yes"


@pytest.mark.parametrize("n", [0, 1])
def test_an_event_with_hardly_a_post_is_judged_by_name(n: int) -> None:
    rows = [post(1, PUBLISHED + timedelta(hours=1), "Oriole sang")][:n]
    assert [m[0] for m in told(rows).values()] == ["yes"] * n
    shared = [post(1, PUBLISHED + timedelta(hours=1), "vale")][:n]
    assert [m[0] for m in told(shared).values()] == ["no"] * n


def test_a_post_without_time_is_judged_by_its_words() -> None:
    rows = [*days(), post(900_006, PUBLISHED, "that ladder scene, vale", created_at=None)]
    assert told(rows)["x:900006"][0] == "yes"


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_posts_changes_nothing(chance: random.Random) -> None:
    rows = days(80, 80, 30)
    expected = told(rows)
    chance.shuffle(rows)
    assert told(rows) == expected


def test_the_package_finds_it() -> None:
    assert SELECTOR in find()


def test_a_day_that_may_hold_the_publication_is_not_before_it() -> None:
    midnight = PUBLISHED.replace(hour=0)
    for at, precision_s, is_before in (
        (midnight, 86_400, False),
        (midnight, None, True),
        (midnight - timedelta(days=1), 86_400, True),
        (midnight - timedelta(days=1), 7 * 86_400, False),
        (PUBLISHED - timedelta(days=20), 31 * 86_400, False),
    ):
        marks = told([*days(), post(9_000, at, NEW[1].format(n=1), time_precision_s=precision_s)])
        reason = marks["x:009000"][2]
        assert (reason == "before publication") == is_before, (at, precision_s)


def test_what_stands_under_the_events_own_post_is_never_before_it() -> None:
    early = PUBLISHED - timedelta(days=3)
    own = [post(9_000 + n, early, f"ladder, vale {n}", thread="x:orioleFilm7") for n in range(5)]
    rows = [
        *days(),
        *own,
        post(9_100, PUBLISHED + timedelta(hours=1), "ladder vale", thread="x:orioleFilm7"),
    ]
    marks = SELECTOR.select(corpus(rows), EVENT, 0.5).marks
    assert marks is not None
    by_kind = {
        kind: {m["post_id"]: m for m in marks.to_pylist() if m["kind"] == kind}
        for kind in ("relevant", "own_place")
    }
    assert set(by_kind["own_place"]) == {row["id"] for row in own}
    for row in own:
        assert by_kind["relevant"][str(row["id"])]["value"] == "yes"
