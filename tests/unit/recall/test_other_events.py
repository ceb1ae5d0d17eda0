"""What must hold of any event's archive: a retirement, a delayed game, a town's soup night."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.support.archives import (
    DELAY,
    DELAY_ARCHIVE,
    RETIREMENT,
    RETIREMENT_ARCHIVE,
    SOUP,
    article,
    background,
    tellable,
    withheld,
)

from uproar.model import Article, Event
from uproar.recall import ThemeDigest


def days(archive: list[Article], about: Event) -> dict[str, str]:
    """Each dated passage with the day or days that its reason gives."""
    found = background(archive, about)
    return {f"{p.article_id}#{p.sentence}": p.why for p in (*found.timeline, *found.upcoming)}


def test_what_comes_next_has_its_day_in_each_language() -> None:
    assert days(RETIREMENT_ARCHIVE, RETIREMENT)["homage#2"] == "upcoming: 2033-10-24"
    delayed = days(DELAY_ARCHIVE, DELAY)
    assert delayed["ja#1"] == "upcoming: 2034-03-04"
    assert delayed["ko#1"] == "upcoming: 2034-03-09"
    assert delayed["trailer#1"] == "earlier: 2033-06-09"


@pytest.mark.parametrize("sentence", [
    "Marta Oyarzun y el Bidasoa Costa tienen contrato hasta el 30 de junio de 2034.",
    "Marta Oyarzun seguirá en el Bidasoa Costa hasta diciembre de 2033.",
])  # fmt: skip
def test_the_end_of_something_is_not_upcoming(sentence: str) -> None:
    found = background([article("a", "2033-08-30", "es", "Contrato", sentence)], RETIREMENT)
    assert found.upcoming == ()


THEMES = [
    (RETIREMENT_ARCHIVE, RETIREMENT, ThemeDigest("thanks", ("gracias", "leyenda"), ("gracias por todo, leyenda", "una leyenda de verdad"))),
    (DELAY_ARCHIVE, DELAY, ThemeDigest("again", ("delay", "again"), ("another delay lol", "delayed again, every year"))),
]  # fmt: skip


@pytest.mark.parametrize(("archive", "about", "theme"), THEMES)
def test_silence_where_the_archive_has_no_precedent(
    archive: list[Article], about: Event, theme: ThemeDigest
) -> None:
    found = background(archive, about, theme)
    assert found.precedents == ()
    assert [p for p in found.context if p.theme] == []


def test_the_same_report_in_three_papers_is_told_once() -> None:
    report = (
        "Kestrel Forge opened its second studio in Lyon on Tuesday, with room for ninety people.",
        "The new team will build the cities of Hollow Orchard and the sound of its weather.",
        "The mayor of Lyon planted a pear tree in the yard before the doors were opened.",
    )
    papers = [
        article("first", "2034-01-11", "en", "A second studio for Kestrel Forge", *report),
        article("second", "2034-01-12", "en", "Lyon gets a game studio", "LYON (agency).", *report),
        article("third", "2034-01-13", "en", "Pear tree for a game", report[2], *report[:2]),
    ]
    assert {name.partition("#")[0] for name in tellable(background(papers, DELAY))} == {"first"}


CORRECTED = [
    (
        article("staff", "2033-11-08", "en", "Kestrel Forge grows", "Kestrel Forge has hired 35 people for Hollow Orchard.", "They work in two cities."),
        article("fix", "2033-11-12", "en", "For the record", "An earlier report on Kestrel Forge and Hollow Orchard gave 35 as the number of people hired.", "The studio hired 53."),
    ),
    (
        article("staff", "2033-11-08", "ja", "ケストレル・フォージが増員", "ケストレル・フォージは「虚ろの果樹園」のために35人を新たに雇った。", "勤務地は二つの都市だ。"),
        article("fix", "2033-11-12", "ja", "訂正", "ケストレル・フォージが「虚ろの果樹園」のために新たに雇った人数を35人としたのは誤りでした。", "正しくは53人です。"),
    ),
    (
        article("staff", "2033-11-08", "es", "Kestrel Forge crece", "Kestrel Forge contrató a 35 personas para Hollow Orchard.", "Trabajan en dos ciudades."),
        article("fix", "2033-11-12", "es", "Fe de errores", "Dijimos que Kestrel Forge contrató a 35 personas para Hollow Orchard.", "Son 53."),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "correction"), CORRECTED)
def test_a_number_taken_back_is_not_told(wrong: Article, correction: Article) -> None:
    assert "staff#1" in tellable(background([wrong], DELAY))
    found = background([wrong, correction], DELAY)
    assert withheld(found)["staff#1"] == "superseded: corrected by fix"
    assert {"staff#2", "fix#2"} <= tellable(found)
    assert not {"staff#1", "fix#1"} & tellable(found)


def test_a_correction_that_the_markup_states_is_heard_whatever_its_words() -> None:
    later = article("other", "2033-11-09", "en", "Hiring at Kestrel Forge", "Kestrel Forge has hired 53 people for Hollow Orchard.", "The office is full.")  # fmt: skip
    note = "Aquí se leía que Kestrel Forge había contratado a 35 people for Hollow Orchard."
    stated = replace(later, correction=note, modified_at=datetime(2033, 11, 20, tzinfo=UTC))
    assert "staff#1" in tellable(background([DELAY_ARCHIVE[0], DELAY_ARCHIVE[3]], DELAY))
    found = background([*DELAY_ARCHIVE, stated], DELAY)
    assert withheld(found)["staff#1"] == "superseded: corrected by other"
    assert {"other#1", "other#2"} <= tellable(found)


def test_a_stated_correction_reaches_all_that_was_written_before_it() -> None:
    first = article("other", "2033-11-01", "en", "Hiring at Kestrel Forge", "Kestrel Forge has hired 53 people for Hollow Orchard.")  # fmt: skip
    stated = replace(first, correction="This report on Kestrel Forge first said 35 people.")
    later = replace(stated, modified_at=datetime(2033, 11, 20, tzinfo=UTC))
    assert "superseded" not in withheld(background([*DELAY_ARCHIVE, stated], DELAY)).get("staff#1", "")  # fmt: skip
    assert "superseded" in withheld(background([*DELAY_ARCHIVE, later], DELAY))["staff#1"]


def test_an_article_that_its_paper_withdrew_is_not_told() -> None:
    gone = [replace(DELAY_ARCHIVE[3], is_withdrawn=True)]
    found = background(gone, DELAY)
    assert withheld(found) == {"staff#0": "retracted"}
    assert tellable(found) == set()


def test_two_counts_of_one_thing_are_both_withheld() -> None:
    clash = [
        article("a", "2031-10-19", "en", "Soup Night", "Soup Night of Tarnvig drew 4,100 guests to the harbour.", "It rained."),
        article("b", "2031-10-20", "en", "After Soup Night", "Soup Night of Tarnvig drew 2,600 guests to the harbour.", "The boats left."),
    ]  # fmt: skip
    found = background(clash, replace(SOUP, window_end=SOUP.published_at + timedelta(days=5)))
    assert set(withheld(found)) == {"a#1", "b#1"}


PLACE_NEWS = [
    ("boats", "2031-09-30", "en", "Boats fitted with kitchens", "In Tarnvig carpenters fit forty boats with stoves.", "Cooks from the harbour try them.", True),
    ("suppe", "2031-10-02", "da", "Tarnvig tester gryder", "Kokke i Tarnvig koger soup i harbour.", "", True),
    ("bridge", "2031-09-12", "en", "Bridge closed", "The bridge of Tarnvig is closed for painting.", "", False),
    ("long-ago", "2029-05-05", "en", "Boats in Tarnvig", "Boats and cooks met in the harbour of Tarnvig.", "", False),
    ("elsewhere", "2031-10-01", "en", "Soup on boats", "Cooks in Oldby serve soup from boats in the harbour.", "", False),
    ("longer-name", "2031-10-01", "en", "Soup on boats", "Cooks in Tarnvigsund serve soup from boats in the harbour.", "", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "on", "lang", "headline", "one", "two", "is_ours"), PLACE_NEWS)
def test_news_of_a_declared_place_is_the_event_s_if_it_shares_its_subject(
    name: str, on: str, lang: str, headline: str, one: str, two: str, is_ours: bool
) -> None:
    sentences = [s for s in (one, two) if s]
    found = background([article(name, on, lang, headline, *sentences)], SOUP)
    assert (f"{name}#1" in tellable(found)) is is_ours
    assert found.related == ()


def test_no_place_is_guessed_from_the_name_of_an_organisation() -> None:
    about = replace(SOUP, entities=tuple(replace(e, kind="organisation", name="Tarnvig Soup Company", aliases={}) for e in SOUP.entities[1:]))  # fmt: skip
    news = article("boats", "2031-09-30", "en", "Boats", "In Tarnvig cooks fit boats for soup in the harbour.")  # fmt: skip
    assert tellable(background([news], about)) == set()


def test_an_article_shortly_before_a_peak_is_a_trigger_and_says_how_long_before() -> None:
    late = article("memo", "2034-02-11T09:15:00+00:00", "en", "Memo of Kestrel Forge", "Kestrel Forge published a memo on Hollow Orchard.")  # fmt: skip
    early = article("note", "2034-02-10T17:00:00+00:00", "en", "Note of Kestrel Forge", "Kestrel Forge thanked players of Hollow Orchard.")  # fmt: skip
    peak = datetime(2034, 2, 11, 11, 40, tzinfo=UTC)
    (trigger,) = background([late, early], DELAY, peaks=[peak]).triggers
    assert trigger.article_id == "memo"
    assert trigger.why == "published 2 h 25 min before the peak of 2034-02-11 11:40 UTC"


@pytest.mark.parametrize(
    ("lang", "sentence", "why"),
    [
        ("es", "Según rumores, Marta Oyarzun y el Bidasoa Costa estaban enfrentados.", "unconfirmed"),
        ("en", "It is alleged that Marta Oyarzun left Bidasoa Costa over money.", "unconfirmed"),
        ("en", "An account claims that Marta Oyarzun was told to leave Bidasoa Costa.", "unconfirmed"),
        ("en", "That Marta Oyarzun quarrelled with Bidasoa Costa has not been confirmed.", "unconfirmed"),
        ("en", "Reports of a quarrel of Marta Oyarzun and Bidasoa Costa are baseless.", "unconfirmed"),
        ("en", "Marta Oyarzun fractured a finger in training with Bidasoa Costa.", "sensitive: health"),
        ("en", "Marta Oyarzun sprained her knee at Bidasoa Costa.", "sensitive: health"),
        ("es", "Marta Oyarzun del Bidasoa Costa salió en ambulancia.", "sensitive: health"),
        ("es", "Marta Oyarzun y el Bidasoa Costa: su novia la esperaba.", "sensitive: relationship"),
        ("en", "Marta Oyarzun sued Bidasoa Costa.", "sensitive: crime"),
        ("fr", "Marta Oyarzun (Bidasoa Costa) a été opérée.", "sensitive: health"),
    ],
)  # fmt: skip
def test_hearsay_and_private_matters_are_withheld(lang: str, sentence: str, why: str) -> None:
    found = background([article("a", "2033-06-01", lang, "Marta Oyarzun", sentence)], RETIREMENT)
    assert withheld(found) == {"a#0": why}
    assert tellable(found) == set()


def test_the_subjects_are_those_that_the_setting_can_open() -> None:
    from uproar.text.lexicons import SUBJECTS, terms_by_subject

    assert set(terms_by_subject("sensitive_news")) <= set(SUBJECTS)


def test_a_work_in_quotation_marks_in_the_headline_is_what_an_article_is_about() -> None:
    hearing = article("h", "2034-02-01", "en", "New day for the ‘Hollow Orchard’ hearing", "It will take place on 18 March, at ten in the morning.")  # fmt: skip
    plain = article("p", "2034-02-01", "en", "New day at Hollow Orchard Lane", "It will take place on 18 March, at ten in the morning.")  # fmt: skip
    assert {p.article_id for p in background([hearing, plain], DELAY).upcoming} == {"h"}
