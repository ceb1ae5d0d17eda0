"""A date that was moved is told once, the last; other dates of the same people stay."""

import pytest
from tests.support.archives import DELAY, article, by_words

from uproar.model import Article
from uproar.recall import DeskPolicy, recall

# DELAY: Kestrel Forge delays Hollow Orchard; archives.py has its date
FIRST = article(
    "a",
    "2034-01-05",
    "en",
    "Hollow Orchard opens its doors on 4 November",
    "Kestrel Forge opens the Hollow Orchard exhibition in Bremen on 4 November 2034.",
)
NEXT = article(
    "b",
    "2034-01-20",
    "en",
    "New date for Hollow Orchard exhibition",
    "Kestrel Forge will open the exhibition in Bremen two weeks later, on 18 November 2034.",
)
LAST = article(
    "c",
    "2034-02-01",
    "en",
    "Exhibition postponed once more",
    "The Hollow Orchard exhibition of Kestrel Forge moves from 18 November 2034 to 9 December 2034, the hall in Bremen says.",
)
OTHER = article(
    "d",
    "2034-01-10",
    "en",
    "Kestrel Forge plays live",
    "The orchestra plays the music of Hollow Orchard in Lyon on 2 December 2034.",
)
KOREAN = [
    article("k1", "2034-01-05", "ko", "케스트럴 포지 전시 일정", "케스트럴 포지는 할로우 오차드 전시를 2034년 11월 4일 부산에서 연다."),
    article("k2", "2034-01-25", "ko", "할로우 오차드 전시 연기", "케스트럴 포지는 할로우 오차드 부산 전시를 2034년 11월 18일로 연기했다."),
]  # fmt: skip


def days(archive: list[Article]) -> list[str]:
    found = recall(archive, DELAY, [], [], by_words)
    return [f"{p.article_id} {p.happened_on:%m-%d}" for p in found.upcoming if p.happened_on]


def superseded(archive: list[Article]) -> dict[str, str]:
    found = recall(archive, DELAY, [], [], by_words)
    return {p.article_id: p.why for p in found.withheld if p.why.startswith("superseded: moved")}


def test_a_date_moved_twice_is_told_once_the_last() -> None:
    archive = [FIRST, NEXT, LAST, OTHER]
    assert days(archive) == ["d 12-02", "c 12-09"]
    assert superseded(archive) == {
        "a": "superseded: moved by b",
        "b": "superseded: moved by c",
    }


def test_a_headline_with_the_moved_date_is_no_related_news() -> None:
    found = recall([FIRST, NEXT], DELAY, [], [], by_words)
    assert found.related == ()
    assert ("a", 0) in {(p.article_id, p.sentence) for p in found.withheld}


def test_a_named_decision_tells_the_date_that_was_moved() -> None:
    opened = DeskPolicy(opened={"a": "Ann Lee"})
    found = recall([FIRST, NEXT], DELAY, [], [], by_words, policy=opened)
    assert {p.article_id for p in found.upcoming} == {"a", "b"}


def test_without_the_news_of_it_the_first_date_stands() -> None:
    assert days([FIRST, OTHER]) == ["a 11-04", "d 12-02"]


def test_the_order_of_articles_does_not_matter() -> None:
    archive = [FIRST, NEXT, LAST, OTHER]
    assert days(archive[::-1]) == days(archive)


def test_a_korean_date_is_moved_too() -> None:
    assert days(KOREAN) == ["k2 11-18"]


@pytest.mark.parametrize(
    "later",
    [
        article("e", "2034-01-20", "en", "Kestrel Forge moves house", "The studio Kestrel Forge of Hollow Orchard moves into a cannery on 1 December 2034."),
        article("e", "2034-01-20", "en", "Hollow Orchard board game", "Kestrel Forge sells a board game of Hollow Orchard from 1 December 2034."),
    ],
)  # fmt: skip
def test_other_news_moves_no_date(later: Article) -> None:
    assert superseded([FIRST, OTHER, later]) == {}
    assert "a 11-04" in days([FIRST, OTHER, later])
