"""Dates told from another occasion, on invented archives in four languages."""

from datetime import UTC, date, datetime

import pytest

from uproar.model import Article, Entity, Event
from uproar.recall.dates.anchored import find_anchored
from uproar.recall.timeline import timeline

EVENT = Event(
    "e", "Ines Vole shows the making of 'Salt'", "film", datetime(2026, 9, 2, 19, tzinfo=UTC), "p", None, "",
    (
        Entity("ines", "Ines Vole", "person", {"en": ("Ines Vole",), "es": ("Ines Vole",), "ko": ("이네스",), "ja": ("イネス",)}, frozenset()),
        Entity("rolf", "Rolf Ames", "person", {"en": ("Rolf Ames",)}, frozenset()),
    ), None, None,
)  # fmt: skip


def article(name: str, on: str, lang: str, *sentences: str) -> Article:
    at = datetime.fromisoformat(on + "T08:00:00+00:00")
    return Article(name, None, None, None, at, "Salt", sentences, lang, "")


def dated(archive: list[Article]) -> dict[str, str]:
    rows = [(a, n, s) for a in archive for n, s in enumerate(a.sentences, 1)]
    upcoming, past, _ = timeline(rows, EVENT)
    return {f"{p.article_id}#{p.sentence}": p.why.split(": ")[1] for p in (*past, *upcoming)}


@pytest.mark.parametrize(
    ("sentence", "lang", "n", "unit", "occasion"),
    [
        ("A week before his enlistment he sang.", "en", -1, "week", "enlistment"),
        ("Three days after the premiere he left.", "en", 3, "day", "premiere"),
        ("On the eve of the premiere it rained.", "en", -1, "day", "premiere"),
        ("The day after the gala she flew home.", "en", 1, "day", "gala"),
        ("Una semana antes de su boda grabó el tema.", "es", -1, "week", "boda"),
        ("Tres días después del estreno dejó la gira.", "es", 3, "day", "estreno"),
        ("그는 입대 사흘 전 노래를 공개했다.", "ko", -3, "day", "입대"),
        ("입대를 사흘 앞두고 노래를 공개했다.", "ko", -3, "day", "입대"),
        ("콘서트 다음 날 출국했다.", "ko", 1, "day", "콘서트"),
        ("入隊の一週間前に録音した。", "ja", -1, "week", "入隊"),
        ("公演の翌日に帰国した。", "ja", 1, "day", "公演"),
        ("公開から三日後に百万人を超えた。", "ja", 3, "day", "公開"),
    ],
)
def test_what_is_counted_and_from_where(
    sentence: str, lang: str, n: int, unit: str, occasion: str
) -> None:
    found = find_anchored(sentence, lang)
    assert found is not None
    assert (found.n, found.unit, found.occasion.split()[0]) == (n, unit, occasion)


def test_a_known_occasion_dates_what_is_counted_from_it() -> None:
    archive = [
        article("a", "2024-03-20", "en", "Ines Vole attended the premiere on March 12, 2024."),
        article("b", "2024-04-20", "en", "Ines Vole left the company three days after the premiere."),
        article("c", "2024-04-21", "en", "Ines Vole fell ill a week before the premiere."),
    ]  # fmt: skip
    found = dated(archive)
    assert found["b#1"] == "2024-03-15"
    assert found["c#1"] == "2024-03-04/2024-03-10"


def test_the_noun_and_its_verb_are_one_occasion_but_not_another_persons() -> None:
    told = article("b", "2024-06-20", "en", "Ines Vole sang two days before her enlistment.")
    hers = article("a", "2024-06-10", "en", "Ines Vole enlisted on June 3, 2024.")
    his = article("a", "2024-06-10", "en", "Rolf Ames enlisted on June 3, 2024.")
    assert dated([hers, told])["b#1"] == "2024-06-01"
    assert "b#1" not in dated([his, told])


@pytest.mark.parametrize(
    ("lang", "known", "told", "day"),
    [
        ("ko", "이네스는 2024년 6월 3일 입대했다.", "이네스는 입대 사흘 전 노래를 공개했다.", "2024-05-31"),
        ("ja", "イネスは2024年6月3日に公演した。", "イネスは公演の翌日に帰国した。", "2024-06-04"),
        ("es", "El estreno de Ines Vole fue el 3 de junio de 2024.", "Ines Vole viajó dos días después del estreno.", "2024-06-05"),
    ],
)  # fmt: skip
def test_other_languages(lang: str, known: str, told: str, day: str) -> None:
    archive = [article("a", "2024-06-10", lang, known), article("b", "2024-06-20", lang, told)]
    assert dated(archive)["b#1"] == day


def test_two_days_for_one_occasion_or_none_leave_it_uncertain() -> None:
    told = article("b", "2024-04-20", "en", "Ines Vole left three days after the premiere.")
    one = article("a", "2024-03-20", "en", "Ines Vole saw the premiere on March 12, 2024.")
    other = article("c", "2024-03-21", "en", "Ines Vole saw the premiere on March 14, 2024.")
    assert "b#1" not in dated([told])
    assert "b#1" not in dated([one, other, told])
    assert date.fromisoformat(dated([one, told])["b#1"]) == date(2024, 3, 15)
