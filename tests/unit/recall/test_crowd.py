"""What posts bring up: linked by words, names in another script and years; else silence."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.archives import article as item
from tests.support.archives import by_words

from uproar.model import Article, Entity, Event
from uproar.recall import ThemeDigest, Voice, recall
from uproar.recall.crowd.brought_up import brought_up
from uproar.recall.crowd.comparing import is_comparing
from uproar.recall.crowd.sounds import sound
from uproar.sources.articles.sentences import sentences

HERE = Path(__file__).parent
OTHERS = [
    item(name, "2025-01-01", lang, headline, *sentences(body))
    for name, lang, headline, body in (
        line.split("\t") for line in (HERE / "archive.tsv").read_text(encoding="utf-8").splitlines()
    )
]


def cases(name: str) -> list[dict[str, Any]]:
    lines = (HERE / f"{name}.precedents.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def event_of(case: dict[str, Any]) -> Event:
    about = case["event"]
    people = tuple(
        Entity(p["id"], p["name"], p["kind"], {"und": tuple(p["aliases"])}) for p in about["people"]
    )
    day = at(about["published_at"])
    return Event(case["id"], about["title"], "news", day, "", None, about["summary"], people, None, None)  # fmt: skip


def archive_of(case: dict[str, Any]) -> list[Article]:
    return [
        *OTHERS,
        *(
            Article(a["id"], None, a["publisher"], None, at(a["date"]), a["headline"], tuple(sentences(a["body"])), a["lang"], "")
            for a in case["archive"]
        ),
    ]  # fmt: skip


def voices_of(case: dict[str, Any]) -> list[Voice]:
    return [Voice(f"x:{n}", post["text"]) for n, post in enumerate(case["theme"]["posts"])]


def first(case: dict[str, Any]) -> str | None:
    found = recall(archive_of(case), event_of(case), [], [], by_words, voices=voices_of(case))
    return next((p.article_id for p in found.precedents), None)


NAMED = [c for n in ("tuned", "reported") for c in cases(n) if c["truth"]["posts_name_it"]]
# "the same as in Lanxi", written in Han characters only, in an archive that has it in Latin letters
UNREACHED = {"t09"}


@pytest.mark.parametrize(
    "case", [c for c in NAMED if c["id"] not in UNREACHED], ids=lambda c: c["id"]
)
def test_what_posts_name_is_the_first_precedent(case: dict[str, Any]) -> None:
    assert first(case) in case["truth"]["precedent"]


@pytest.mark.parametrize(
    "case",
    [c for n in ("tuned", "reported") for c in cases(n) if not c["truth"]["posts_name_it"]],
    ids=lambda c: c["id"],
)
def test_silence_where_posts_name_none(case: dict[str, Any]) -> None:
    assert first(case) is None


LANTERN = next(c for c in NAMED if c["id"] == "r04")


def test_a_passage_says_which_posts_bring_it_up() -> None:
    case = LANTERN
    background = recall(archive_of(case), event_of(case), [], [], by_words, voices=voices_of(case))
    (passage,) = background.precedents
    assert passage.posts == ("x:4",)
    assert passage.why == "1 of 6 posts brings it up: 2027, lantern"
    assert passage.sentence == 1


def test_without_posts_the_quotes_of_the_themes_are_read() -> None:
    case = LANTERN
    theme = ThemeDigest("walk", quotes=tuple(voice.text for voice in voices_of(case)))
    background = recall(archive_of(case), event_of(case), [theme], [], by_words)
    (passage,) = background.precedents
    assert (passage.theme, passage.posts) == ("walk", ())


def test_one_author_counts_once() -> None:
    case = LANTERN
    voices = [voice._replace(author="a") for voice in voices_of(case)]
    again = [*voices, Voice("x:9", voices[4].text, "a"), Voice("x:8", voices[4].text, "b")]
    archive, event = archive_of(case), event_of(case)
    theirs = {a.id for a in archive if "Dorae" in " ".join(a.sentences)}
    once = brought_up(voices, archive, theirs, event)["r04-01"]
    twice = brought_up(again, archive, theirs, event)["r04-01"]
    assert len(twice.posts) == 3
    assert twice.score == pytest.approx(2 * once.score)


def test_what_posts_share_as_much_with_other_news_is_chance() -> None:
    case = LANTERN
    archive, event = archive_of(case), event_of(case)
    copy = replace(next(a for a in archive if a.id == "r04-01"), id="other")
    theirs = {a.id for a in archive if "Dorae" in " ".join(a.sentences)}
    assert "r04-01" in brought_up(voices_of(case), archive, theirs, event)
    assert brought_up(voices_of(case), [*archive, copy], theirs, event) == {}


KITCHEN = item("k", "2024-03-01", "en", "“Nina's Kitchen” ends early", "The show Nina's Kitchen of Dorae City ends after three evenings.")  # fmt: skip
TRIP = item("t", "2024-09-01", "en", "A tour of Peru is cut short", "Dorae City cut its tour of Peru short in Cusco.")  # fmt: skip


def test_a_list_in_a_post_brings_up_all_that_it_names() -> None:
    posts = [Voice("x:1", "the scam list so far: nina's kitchen, the peru trip, now this")]
    archive, event = [*archive_of(LANTERN), KITCHEN, TRIP], event_of(LANTERN)
    found = recall(archive, event, [], [], by_words, voices=posts).precedents
    assert {p.article_id for p in found} == {"k", "t"}
    assert all(p.posts == ("x:1",) for p in found)


def test_of_two_reports_that_the_same_words_bring_up_one_is_told() -> None:
    other = replace(TRIP, id="u", headline="Peru, day one", sentences=("Dorae City is in Peru.",))
    posts = [Voice("x:1", "like in Peru, all over again")]
    archive, event = [*archive_of(LANTERN), TRIP, other], event_of(LANTERN)
    found = recall(archive, event, [], [], by_words, voices=posts).precedents
    assert [p.article_id for p in found] == ["t"]


def test_what_the_desk_may_not_tell_is_listed() -> None:
    case = LANTERN
    archive = [
        replace(a, sentences=("Reportedly " + a.sentences[0], *a.sentences[1:])) if a.id == "r04-01" else a
        for a in archive_of(case)
    ]  # fmt: skip
    background = recall(archive, event_of(case), [], [], by_words, voices=voices_of(case))
    assert background.precedents == ()
    assert [(p.article_id, p.why) for p in background.withheld] == [("r04-01", "unconfirmed")]


@given(st.permutations(voices_of(LANTERN)))
def test_the_order_of_posts_does_not_matter(voices: list[Voice]) -> None:
    archive, event = archive_of(LANTERN), event_of(LANTERN)
    theirs = {a.id for a in archive if "Dorae" in " ".join(a.sentences)}
    expected = brought_up(voices_of(LANTERN), archive, theirs, event)
    assert brought_up(voices, archive, theirs, event) == expected


@pytest.mark.parametrize(
    ("text", "compares"),
    [
        ("it's the harbour gig all over again", True),
        ("¿Se acuerdan de lo de Lugo?", True),
        ("Das hatten wir schon mal", True),
        ("지난번에도 이랬지", True),
        ("又来了", True),
        ("bardzo ładne", False),
        ("the againstness of it", False),
        ("", False),
    ],
)
def test_comparing(text: str, compares: bool) -> None:
    assert is_comparing(text) is compares


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kedrovsk", "Кедровск"),
        ("Hirosima", "ひろしま"),
        ("Gunsan", "군산"),
        ("Marrakesh", "مراكش"),
        ("Haifa", "חיפה"),
        ("Lampang", "ลำปาง"),
    ],
)
def test_a_name_sounds_alike_in_another_script(one: str, other: str) -> None:
    assert sound(one) == sound(other) != ""


@given(st.text(max_size=40))
def test_any_text_has_a_sound(text: str) -> None:
    assert set(sound(text)) <= set("bcdfghjklmnpqrstvwxyz")
