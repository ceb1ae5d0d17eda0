"""Dates in text against labelled sentences written for it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.recall.dates import find_dates

LABELLED = Path(__file__).parent / "dates.tsv"


def test_labelled_expressions_are_right_or_uncertain() -> None:
    right = uncertain = 0
    wrong = []
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        lang, sentence, on, expected = line.split("\t")
        found = find_dates(sentence, date.fromisoformat(on), lang)
        got = next((f"{d.first}/{d.last}" for d in found if d.first), "uncertain")
        first, _, last = expected.partition("/")
        wanted = expected if expected == "uncertain" else f"{first}/{last or first}"
        if got == wanted:
            right += 1
        elif got == "uncertain":
            uncertain += 1
        else:
            wrong.append((sentence, got, wanted))
    assert right + uncertain >= 599
    assert not wrong
    assert right >= 0.95 * (right + uncertain)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("pt", "O disco sai amanhã."),
        ("pt", "A banda tocou na sexta-feira."),
        ("fr", "Le concert aura lieu la semaine prochaine."),
        ("fr", "Elle a chanté hier."),
        ("id", "Konser digelar minggu depan."),
        ("de", "Das Album erschien vor drei Wochen."),
        ("it", "Il tour comincia domani."),
        ("tl", "Kumanta siya kahapon."),
        ("th", "เธอร้องเพลงเมื่อวาน"),
        ("zh", "她下个月举行演唱会。"),
        ("cs", "Koncert bude 14. března."),
        ("ru", "Фестиваль пройдёт 14 сентября."),
        ("vi", "Buổi diễn vào thứ bảy."),
        ("sv", "Matchen spelas på lördag."),
        ("hi", "मैच शनिवार को होगा।"),
    ],
)
def test_without_a_grammar_another_day_is_uncertain(lang: str, sentence: str) -> None:
    found = find_dates(sentence, date(2025, 5, 14), lang)
    assert found
    assert all(d.first is None and d.why for d in found)
    assert find_dates("La la la.", date(2025, 5, 14), lang) == []


def test_without_a_grammar_a_whole_date_is_read() -> None:
    (found,) = find_dates("O disco saiu em 3 de maio de 2024.", date(2025, 5, 14), "pt")
    assert found.first == date(2024, 5, 3)


@given(
    st.text(max_size=200),
    st.dates(),
    st.sampled_from(["en", "ko", "ja", "es", "fr", "th", "zh", None]),
)
def test_any_text_gives_ordered_spans(text: str, on: date, lang: str | None) -> None:
    for found in find_dates(text, on, lang):
        assert (found.first is None) == bool(found.why)
        assert found.first is None or (found.last is not None and found.first <= found.last)
