"""Articles found by a place or a correction, and dates that only end something."""

from datetime import UTC, date, datetime

import numpy as np

from uproar.model import Article, Entity, Event
from uproar.recall import recall
from uproar.recall.mentions import near

EVENT = Event(
    "e", "Ines Vole shows the making of 'Salt'", "film", datetime(2025, 5, 18, 11, tzinfo=UTC), "p", None, "",
    (
        Entity("ines", "Ines Vole", "person", {"en": ("Ines Vole",)}, frozenset()),
        Entity("mill", "Dunmere Water Mill", "organisation", {"en": ("Dunmere Water Mill",)}, frozenset()),
    ), None, None,
)  # fmt: skip


def article(name: str, on: str, headline: str, *sentences: str) -> Article:
    at = datetime.fromisoformat(on + "T08:00:00+00:00")
    return Article(name, None, None, None, at, headline, sentences, "en", "")


ARCHIVE = [
    article("road", "2025-04-02", "Night shoot in Dunmere closes road", "About thirty people worked at the mill shoot in Dunmere.", "The road opened again."),
    article("fix", "2025-04-09", "Correction: night shoot in Dunmere", "An article gave the number of people at the mill shoot as thirty.", "The district says fifty-one people worked there."),
    article("market", "2025-04-03", "Dunmere market opens", "The market of Dunmere sells cheese."),
    article("old", "2024-01-03", "Film club in Dunmere", "A film club opened in Dunmere."),
    article("pause", "2025-05-02", "Ines Vole rests", "Singer Ines Vole rests until the end of the year."),
    article("play", "2025-05-12", "Ines Vole on stage", "Singer Ines Vole returns in a play by Tom Reed on June 3."),
]  # fmt: skip


def test_corrected_value_is_told_from_the_correction() -> None:
    found = recall(ARCHIVE, EVENT, [], [], lambda texts: np.zeros((len(texts), 256), np.int8))
    told = {(p.article_id, p.sentence) for p in (*found.context, *found.timeline)}
    assert {("fix", 2), ("road", 2)} <= told
    assert not told & {("road", 1), ("fix", 1)}
    assert {p.article_id for p in found.related}.isdisjoint({"road", "fix"})


def test_a_place_alone_is_not_enough() -> None:
    assert sorted(near(ARCHIVE, EVENT)) == ["fix", "road"]


def test_an_end_is_not_upcoming() -> None:
    found = recall(ARCHIVE, EVENT, [], [], lambda texts: np.zeros((len(texts), 256), np.int8))
    on = [(p.article_id, p.happened_on and p.happened_on.date()) for p in found.upcoming]
    assert on == [("play", date(2025, 6, 3))]


def test_two_numbers_for_one_thing_are_both_withheld() -> None:
    clash = [
        article("x", "2025-05-02", "Ines Vole gala", "Singer Ines Vole sang.", "The gala of Ines Vole drew nine hundred guests."),
        article("y", "2025-05-03", "Guests of the gala", "Singer Ines Vole danced.", "The gala of Ines Vole drew four hundred guests."),
    ]  # fmt: skip
    found = recall(clash, EVENT, [], [], lambda texts: np.zeros((len(texts), 256), np.int8))
    assert {(p.article_id, p.sentence) for p in found.withheld} == {("x", 2), ("y", 2)}
    told = {(p.article_id, p.sentence) for p in (*found.context, *found.timeline)}
    assert told == {("x", 1), ("y", 1)}


def test_a_place_in_korean_may_carry_a_particle() -> None:
    at = datetime(2025, 5, 18, 11, tzinfo=UTC)
    mill = Entity(
        "mill", "강무 물레방앗간", "organisation", {"ko": ("강무 물레방앗간",)}, frozenset()
    )
    event = Event("e", "영상", "film", at, "p", None, "", (mill,), None, None)
    shot = article("a", "2025-04-02", "강무에서 밤샘 촬영", "강무에서 뮤직비디오를 촬영했다.")
    assert sorted(near([shot], event)) == ["a"]
