"""The lexicon files: form, provenance, and that words of every script are matched as whole words."""

from __future__ import annotations

import unicodedata

import pytest

from uproar.model.emotions import APPROVING, LET_DOWN, LONGING, OBJECTING
from uproar.recall import credibility
from uproar.text.lexicons import (
    SUBJECTS,
    entries,
    generic_text_check,
    is_coarse,
    is_function_word,
    is_generic_word,
    lexicons,
    terms_by_subject,
)
from uproar.text.normalise import fold

SECTIONS = {
    *("function", "generic", "profane", "sensitive", "sensitive_news", "numbers", "identify"),
    "feelings",
    "moved",
    "recalling",
    "calls",
    "trades",
    "unquotable",
}
LISTED = [
    (language, section, name, words)
    for language, lexicon in lexicons().items()
    for section, lists in lexicon.sections.items()
    for name, words in lists.items()
]


def test_every_section_is_known_and_says_where_its_words_come_from() -> None:
    for language, lexicon in lexicons().items():
        assert set(lexicon.sections) <= SECTIONS, language
        assert lexicon.sources.keys() == lexicon.sections.keys()
        assert all(len(source) > 20 for source in lexicon.sources.values()), language


def test_words_are_in_matching_form_sorted_and_listed_once() -> None:
    for language, section, name, words in LISTED:
        place = (language, section, name)
        assert [word for word in words if fold(word) != word or not word.strip()] == [], place
        assert len(set(words)) == len(words), place
        assert section == "numbers" or list(words) == sorted(words), place


@pytest.mark.parametrize(
    "language",
    [
        "en",
        "ko",
        "ja",
        "zh",
        "es",
        "pt",
        "fr",
        "de",
        "it",
        "id",
        "ms",
        "vi",
        "th",
        "tl",
        "ar",
        "tr",
        "ru",
        "hi",
        "pl",
        "nl",
    ],
)
def test_every_language_of_the_twenty_has_function_words(language: str) -> None:
    assert len(entries("function")[language]) >= 10


def test_words_that_settle_a_language_are_its_function_words() -> None:
    function = entries("function")
    for language, words in entries("identify", "settling").items():
        assert set(words) <= set(function[language]), language


def test_what_search_leaves_out_are_function_words() -> None:
    for language, words in entries("function", "shortest").items():
        assert set(words) < set(entries("function")[language])


@pytest.mark.parametrize("language", sorted(entries("profane")))
def test_every_coarse_word_is_told_in_a_sentence_of_any_form(language: str) -> None:
    for word in entries("profane")[language]:
        forms = {word, word.upper(), unicodedata.normalize("NFD", word)}
        missed = {f for f in forms if fold(f) == word and not is_coarse(f"so, {f}! 123")}
        assert not missed  # a Turkish capital I folds to another letter


@pytest.mark.parametrize(
    "text",
    [
        "a shower",
        "class act",
        "妈妈的味道",
        "其他妈妈也来了",
        "f22 jet",
        "5* hotel",
        "लंबा दिन",
        "Scunthorpe",
        "Essex",
        "ลำธาร",
    ],
)
def test_everyday_words_are_not_coarse(text: str) -> None:
    assert not is_coarse(text)


def test_coarse_words_are_told_through_wide_letters_and_signs() -> None:
    assert is_coarse("ｆｕｃｋ this") and is_coarse("f*ck") and is_coarse("sh** day")
    assert is_coarse("ไอ้คนระยำ")


@pytest.mark.parametrize("text", ["बहुत सुंदर", "शानदार वीडियो वाह", "ดีมากเลย", "wow ये तो बहुत सुंदर है"])
def test_generic_texts_of_scripts_with_marks(text: str) -> None:
    assert generic_text_check(["वीडियो"])(fold(text))


def test_function_words_are_generic_and_coarse_names_are_not_function_words() -> None:
    assert is_generic_word("don’t") and is_function_word("don’t")
    assert not is_function_word("goat")


def test_subjects_have_one_name_in_posts_and_in_the_archive() -> None:
    assert set(credibility._SUBJECTS) <= set(SUBJECTS)
    assert set(terms_by_subject()) == set(SUBJECTS)
    listed = {name for _, section, name, _ in LISTED if section == "sensitive"}
    assert listed == set(SUBJECTS)


def test_what_speaks_for_speaks_against_nothing() -> None:
    from uproar.annotate.emotion.labels import LABELS

    assert not set(APPROVING) & {*OBJECTING, LET_DOWN}
    assert {*APPROVING, *OBJECTING, LET_DOWN, *LONGING} <= set(LABELS)
