"""Each list of the background holds what it says, on one small archive of a soup night."""

from dataclasses import replace

from tests.support.archives import SOUP, article, background, by_words, tellable, withheld

from uproar.recall import recall

ARCHIVE = [
    article("first", "2027-10-20", "en", "Soup Night in Tarnvig harbour", "Cooks opened the first Soup Night in the harbour on Saturday."),
    article("next", "2031-10-13", "en", "Soup Night comes to the harbour", "Soup Night opens a week from Friday with boats of three towns.", "The harbour office printed maps."),
    article("claim", "2031-10-14", "en", "Is Soup Night in the harbour at an end?", "A cook claims that Soup Night will leave the harbour."),
    article("ill", "2031-10-14", "en", "Guests of Soup Night in hospital", "Guests of the harbour are in hospital."),
    article("film", "2031-10-15", "en", "A film called Soup Night Fever", "The film Soup Night Fever opens."),
    article("count", "2031-09-20", "en", "Soup Night in figures", "The harbour has places for 70 boats at Soup Night.", "Cooks may come from anywhere."),
    article("fix", "2031-09-22", "en", "Correction: Soup Night in figures", "The places for boats in the harbour at Soup Night were given as 70."),
]  # fmt: skip


def test_each_list_holds_what_it_says() -> None:
    found = background(ARCHIVE, SOUP)
    assert [(p.article_id, p.sentence, str(p.happened_on)[:10]) for p in found.upcoming] == [
        ("next", 1, "2031-10-24")
    ]
    assert {name: why.partition(":")[0] for name, why in withheld(found).items()} == {
        "claim#0": "unconfirmed", "ill#0": "sensitive", "count#1": "superseded", "fix#1": "superseded",
    }  # fmt: skip
    assert {"count"} <= {p.article_id for p in found.related} <= {"count", "fix"}
    assert tellable(found) == {"first#1", "next#1", "next#2", "count#2"}


def test_an_empty_archive_says_nothing_and_order_does_not_matter() -> None:
    assert background([], SOUP).timeline == ()
    assert background(ARCHIVE, SOUP) == background(ARCHIVE[::-1], SOUP)


def test_what_another_story_has_cited_is_not_related_news_again() -> None:
    found = recall(ARCHIVE, SOUP, [], [], by_words, frozenset({"count"}))
    before = background(ARCHIVE, SOUP)
    assert "count" in {p.article_id for p in before.related}
    rest = tuple(p for p in before.related if p.article_id != "count")
    assert found == replace(before, related=rest)
