"""What is not told: doubt by sentence, copies, what was taken back, people of the same name."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from uproar.model import Article, Background, Entity, Event
from uproar.recall import recall
from uproar.recall.copies import distinct
from uproar.recall.credibility import doubts_of, is_common_number
from uproar.recall.mentions import about

AT = datetime(2026, 9, 2, 19, tzinfo=UTC)
EVENT = Event(
    "e", "Ines Vole shows the making of 'Salt'", "film", AT, "p", None, "",
    (Entity("ines", "Ines Vole", "person", {"en": ("Ines Vole",), "ko": ("이네스 볼",), "ja": ("イネス・ボル",), "es": ("Ines Vole",)}, frozenset()),),
    None, None,
)  # fmt: skip
TOUR = (
    "The singer Ines Vole opened her tour in Bergen before nine hundred people.",
    "She began with a song that nobody had heard and ended with the oldest one she has.",
    "The next concert is in Oslo, where the hall was sold out within the hour.",
)


def article(
    name: str, days_before: float, headline: str, *sentences: str, lang: str = "en"
) -> Article:
    return Article(
        name, None, None, None, AT - timedelta(days=days_before), headline, sentences, lang, ""
    )


def found(*archive: Article) -> Background:
    return recall(archive, EVENT, [], [], lambda texts: np.zeros((len(texts), 256), np.int8))


def told(*archive: Article) -> set[tuple[str, int]]:
    b = found(*archive)
    groups = (b.timeline, b.precedents, b.context, b.triggers, b.upcoming)
    return {(p.article_id, p.sentence) for group in groups for p in group}


@pytest.mark.parametrize(
    ("sentences", "withheld"),
    [
        (("A tour opens.", "It sold out.", "A hall is full.", "A fan page said she is leaving.", "Her label denied it.", "The choir sings.", "It ends."), {4, 5, 6}),
        (("A tour opens.", "It sold out.", "The band ate.", "Her drummer is in hospital."), {3, 4}),
        (("Rumours say she is leaving.", "It sold out."), {0}),
        (("A tour opens.", "It is unconfirmed."), {0}),
        (("A tour opens.", "It sold out."), set()),
    ],
)  # fmt: skip
def test_a_doubt_reaches_its_neighbours_and_from_the_opening_all(
    sentences: tuple[str, ...], withheld: set[int]
) -> None:
    assert set(doubts_of(article("a", 3, "Ines Vole on tour", *sentences))) == withheld


@pytest.mark.parametrize(
    "sentence",
    [
        "She is reportedly leaving the band.",
        "A source close to the label spoke of a split.",
        "The claim could not be verified.",
        "The label dismissed the reports.",
        "그는 팀을 떠나는 것으로 알려졌다.",
        "탈퇴설이 나왔다.",
        "脱退するとみられる。",
        "事務所は報道を否定した。",
        "Al parecer deja el grupo.",
        "Se rumorea que la banda habría roto.",
        "Kabarnya ia akan keluar.",
        "Selon une source, elle quitterait le groupe.",
        "มีรายงานว่าเธอจะออกจากวง",
    ],
)
def test_hearsay_in_several_languages(sentence: str) -> None:
    told = ("A tour opens.", "It sold out.", "A hall is full.", sentence)
    assert doubts_of(article("a", 3, "Ines Vole on tour", *told))[4] == "unconfirmed"


@pytest.mark.parametrize(
    "note",
    [
        "Editor's note: this article has been retracted.",
        "This story was removed on Monday.",
        "이 기사는 오보로 확인됐다.",
        "この記事は撤回しました。",
        "Esta noticia fue retirada por un error.",
    ],
)
def test_a_retracted_article_is_not_told(note: str) -> None:
    for said in ((note, "A tour opens.", "It sold out."), ("A tour opens.", "It sold out.", note)):
        assert doubts_of(article("a", 3, "Ines Vole on tour", *said)) == {0: "retracted"}


@pytest.mark.parametrize(
    "sentence",
    [
        "She said the tour opens in June.",
        "She removed her hat on stage.",
        "The crew reported for work.",
        "그는 노래로 알려졌다.",
        "Cantó tres temas nuevos.",
    ],
)
def test_plain_statements_are_not_in_doubt(sentence: str) -> None:
    assert doubts_of(article("a", 3, "Ines Vole on tour", "A tour opens.", sentence)) == {}


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("ko", ("가수 이네스 볼이 공연했다.", "표는 매진됐다.", "관객은 구백 명이었다.", "결별은 사실무근이라고 소속사가 부인했다.")),
        ("ja", ("歌手のイネス・ボルが公演した。", "券は完売した。", "客は九百人だった。", "事務所は噂を否定した。")),
        ("es", ("La cantante Ines Vole actuó.", "No quedan entradas.", "Hubo mil personas.", "Su agencia desmintió la noticia.")),
    ],
)  # fmt: skip
def test_the_harmless_sentences_of_an_article_are_told(
    lang: str, sentences: tuple[str, ...]
) -> None:
    one = article("a", 3, "Ines Vole / 이네스 볼 / イネス・ボル", *sentences, lang=lang)
    assert told(one) == {("a", 1), ("a", 2)}
    assert {(p.sentence, p.why.split(":")[0]) for p in found(one).withheld} == {
        (3, "unconfirmed"), (4, "unconfirmed"),
    }  # fmt: skip


def test_a_copy_with_another_headline_and_first_paragraph_is_one_report() -> None:
    first = article("a", 5, "Vole opens in Bergen", *TOUR)
    copy = article(
        "b",
        4.8,
        "A full house for Vole",
        "Bergen, Monday (our own correspondent).",
        *TOUR[1:],
        TOUR[0],
    )
    fuller = article("c", 4, "After Bergen", *TOUR, *(f"On evening {n} the singer Ines Vole tried another order of {n} old songs for the choir." for n in ("one", "two", "three", "four", "five")))  # fmt: skip
    assert [a.id for a in distinct([copy, first])] == ["a"]
    assert [a.id for a in distinct([fuller, first, copy])] == ["a", "c"]
    assert {name for name, _ in told(first, copy)} == {"a"}


def test_a_corrected_copy_is_no_copy() -> None:
    first = article("a", 5, "Vole opens in Bergen", *TOUR)
    fixed = article("b", 4, "Correction: Vole opens in Bergen", *TOUR[1:], "An earlier version gave nine hundred people; there were six hundred.")  # fmt: skip
    assert [a.id for a in distinct([fixed, first])] == ["a", "b"]


def test_a_number_taken_back_is_gone_from_every_copy() -> None:
    first = article("a", 5, "Vole opens in Bergen", *TOUR)
    other = article(
        "b", 6, "A night in Bergen", "Rain fell on Bergen.", TOUR[0], "Ines Vole left by train."
    )
    fix = article("c", 3, "Correction: Vole in Bergen", "An earlier article gave the people at the tour of singer Ines Vole in Bergen as nine hundred.", "The hall counts six hundred people.")  # fmt: skip
    assert {("a", 1), ("b", 2)}.isdisjoint(told(first, other, fix))
    assert {("b", 1), ("b", 3), ("c", 2)} <= told(first, other, fix)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Ines Vole opened a film festival.",
        "Ines Vole, a dentist, plays in a band.",
        "Ines Vole, 61, the former mayor of Bergen, sang in a choir at a concert.",
        "The striker Ines Vole scored twice; the band played.",
        "La alcaldesa Ines Vole inauguró un concierto.",
        "Maria Ines Vole sings in a band.",
        "Ines Vole Hansen made an album.",
        "Ines Vole, no relation of the singer, sells albums.",
        "이네스 볼 시장은 콘서트를 열었다.",
        "이네스 볼 교수가 영화 강의를 했다.",
        "イネス・ボル市長は映画祭を開いた。",
    ],
)
def test_someone_else_of_that_name(sentence: str) -> None:
    assert about([article("a", 3, "In the news", sentence)], EVENT) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ines Vole sang in a band before the mayor.",
        "The singer Ines Vole met Mayor Olsen after the concert.",
        "가수 이네스 볼이 콘서트를 열었다.",
        "歌手のイネス・ボルが公演した。",
        "In the drama, Ines Vole plays a surgeon.",
        "A cantora Ines Vole lançou um disco.",
        "Penyanyi Ines Vole menggelar konser.",
        "La chanteuse Ines Vole est sur scène.",
        "นักร้อง Ines Vole จัดคอนเสิร์ต",
        "歌手Ines Vole在演唱会上。",
        "가수 Ines Vole은 콘서트를 열었다.",
        "歌手のInes Voleは公演した。",
    ],
)
def test_and_the_one_who_is_meant(sentence: str) -> None:
    assert set(about([article("a", 3, "In the news", sentence)], EVENT)) == {"a"}


def test_a_mention_in_passing_is_no_related_news() -> None:
    passing = article("a", 5, "Ten concerts of the spring", "The list begins in Bergen.", "The singer Ines Vole is on it.")  # fmt: skip
    hers = article("b", 6, "Ines Vole to sing in Oslo", "The singer is booked.")
    assert [p.article_id for p in found(passing, hers).related] == ["b"]
    assert ("a", 2) in told(passing, hers)


@pytest.mark.parametrize("word", ["9" * 5000, "1" + "0" * 5000, "²", "٣"])
def test_a_number_of_any_length_or_script_is_judged(word: str) -> None:
    assert is_common_number(word) is (word == "٣")
