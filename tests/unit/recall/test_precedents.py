"""Earlier occasions told in plain words, in an archive large enough to compare; else silence."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.archives import (
    DELAY,
    DELAY_ARCHIVE,
    RETIREMENT,
    RETIREMENT_ARCHIVE,
    SOUP,
    article,
)

from uproar.annotate.embed import vectors
from uproar.model import Article, Event
from uproar.recall import ThemeDigest, recall
from uproar.sources.articles.sentences import sentences

OTHERS = [
    article(name, "2030-01-01", lang, headline, *sentences(body))
    for name, lang, headline, body in (
        line.split("\t")
        for line in (Path(__file__).parent / "archive.tsv").read_text(encoding="utf-8").splitlines()
    )
]


def earlier(archive: list[Article], about: Event, *themes: ThemeDigest) -> list[tuple[str, str]]:
    found = recall([*OTHERS, *archive], about, themes, [], vectors).precedents
    assert all(p.why and p.terms for p in found)
    return [(p.article_id, p.theme or "") for p in found]


LAST_SEASON = ThemeDigest("last", ("última", "temporada"), ("otra vez la última temporada", "la última temporada, dice cada año"))  # fmt: skip
MORE_TIME = ThemeDigest("time", ("more", "time"), ("a little more time, again", "more time every year"))  # fmt: skip
WAIT = ThemeDigest("wait", ("기다려", "더"), ("조금만 더 기다려 또 시작", "더 기다려 달라고 매번"))
MINUTES = ThemeDigest(
    "time", ("時間", "もう少し"), ("もう少しだけ時間って毎回言う", "また時間が必要か")
)
BREAD = ThemeDigest("bread", ("bread", "left"), ("no bread left by seven", "again no bread left"))
CASES = [
    (RETIREMENT, RETIREMENT_ARCHIVE, LAST_SEASON, article("before", "2031-06-02", "es", "Marta Oyarzun renueva", "Marta Oyarzun ya anunció su última temporada con el Bidasoa Costa y siguió dos años más.")),
    (DELAY, DELAY_ARCHIVE, MORE_TIME, article("before", "2032-08-02", "en", "Hollow Orchard delayed", "Kestrel Forge asked for 'a little more time' again and moved Hollow Orchard to 2033.")),
    (DELAY, DELAY_ARCHIVE, WAIT, article("before", "2032-08-02", "ko", "할로우 오차드 발매 연기", "케스트럴 포지는 할로우 오차드 발매를 ‘조금만 더 기다려 달라’며 다시 미뤘다.")),
    (DELAY, DELAY_ARCHIVE, MINUTES, article("before", "2032-08-02", "ja", "「虚ろの果樹園」発売延期", "ケストレル・フォージは「もう少しだけ時間が必要」とまた説明し、「虚ろの果樹園」の発売を延期した。")),
    (SOUP, [], BREAD, article("before", "2029-10-20", "en", "Soup Night runs out", "Soup Night in the harbour of Tarnvig had no bread left an hour after opening.")),
]  # fmt: skip


@pytest.mark.parametrize(("about", "archive", "theme", "before"), CASES)
def test_an_earlier_occasion_that_shares_words_and_meaning_is_told(
    about: Event, archive: list[Article], theme: ThemeDigest, before: Article
) -> None:
    assert earlier([*archive, before], about, theme) == [("before", theme.id)]


@pytest.mark.parametrize(("about", "archive", "theme", "before"), CASES)
def test_silence_without_it_in_an_archive_of_the_same_people(
    about: Event, archive: list[Article], theme: ThemeDigest, before: Article
) -> None:
    assert earlier(archive, about, theme) == []


@pytest.mark.parametrize(("about", "archive", "theme", "before"), CASES)
def test_what_others_said_in_those_words_is_no_precedent(
    about: Event, archive: list[Article], theme: ThemeDigest, before: Article
) -> None:
    names = {n for e in about.entities for group in e.aliases.values() for n in group}
    headline, text = before.headline, before.sentences[0]
    for name in sorted(names):
        headline, text = headline.replace(name, "Oldby"), text.replace(name, "Oldby")
    theirs = article("before", "2031-06-02", before.lang or "", headline, text)
    assert earlier([*archive, theirs], about, theme) == []


@pytest.mark.parametrize(("about", "archive", "theme", "before"), CASES)
def test_what_is_too_near_in_time_is_the_same_occasion(
    about: Event, archive: list[Article], theme: ThemeDigest, before: Article
) -> None:
    day = f"{about.published_at:%Y-%m}-01"
    recent = article("before", day, before.lang or "", before.headline, *before.sentences)
    assert earlier([*archive, recent], about, theme) == []


AGAIN = replace(MORE_TIME, terms=("more", "time", "again"))
SAID = "Kestrel Forge asked for '{}' again, and Hollow Orchard has no new date."


@pytest.mark.parametrize(
    ("quoted", "is_told"),
    [("a little more time", True), ("thirty new hands", False), ("More Time", False)],
)
def test_a_phrase_said_again_is_a_precedent_in_a_small_archive_too(
    quoted: str, is_told: bool
) -> None:
    """Repetition alone is a coincidence, and a title of a work (in capitals) is no phrase."""
    before = article("before", "2032-08-02", "en", "Hollow Orchard delayed", SAID.format(quoted))
    found = recall([before], DELAY, [AGAIN], [], vectors).precedents
    assert [p.article_id for p in found] == ["before"] * is_told
