"""Names of themes: words that tell them apart, none that every text holds."""

import numpy as np

from uproar.measure.themes.config import KeywordsConfig
from uproar.measure.themes.describing.keywords import name_terms, read, usual_words

CONFIG = KeywordsConfig()


def _named(one: list[str], other: list[str], **options):
    one, other = one * 20, other * 20
    themes = np.array([0] * len(one) + [1] * len(other))
    return name_terms(read([*one, *other], CONFIG), themes, 2, CONFIG, **options)


def test_a_name_with_a_slash_is_one_word() -> None:
    first, _ = _named(["xy/zw on stage tonight"] * 40, ["a boat in the harbour"] * 40)
    assert "xy/zw" in first
    assert not {"xy", "zw"} & set(first)


def test_function_words_of_any_language_name_nothing() -> None:
    first, second = _named(
        ["is now that goat was di kambing yang un"] * 40, ["boat and the das ist harbour"] * 40
    )
    assert set(first) == {"goat", "kambing"}
    assert set(second) == {"boat", "harbour"}


def test_a_word_of_every_theme_names_none() -> None:
    first, second = _named(["song, goat"] * 60, ["song, boat"] * 50)
    assert first == ("goat",)
    assert second == ("boat",)


def test_two_words_that_stand_together_are_one_name() -> None:
    first, _ = _named(["a sweet potato for tea", "potato, please"] * 20, ["boat"] * 40)
    assert first[0] == "sweet potato"
    assert first[-2:] == ("potato", "sweet")


def test_words_that_meet_by_chance_stay_apart() -> None:
    texts = ["goat umbrella", *["goat, umbrella"] * 9]
    assert set(_named(texts, ["boat"] * 40)[0]) == {"goat", "umbrella"}


def test_plain_stock_and_coarse_words_name_nothing() -> None:
    texts = ["good look, back to the shit omg wow, goat in a one-horse town"] * 40
    assert set(_named(texts, ["boat"] * 40)[0]) & {"good", "look", "back", "shit", "omg"} == set()
    assert "one-horse" in " ".join(_named(texts, ["boat"] * 40)[0])


def test_thai_words_keep_their_signs() -> None:
    assert _named(["คือเรือแดง"] * 40, ["boat"] * 40)[0] == ("คือเรือแดง",)


def test_words_that_quotes_show_come_first() -> None:
    texts = ["goat, umbrella"] * 40
    assert _named(texts, ["boat"] * 40, shown=["the umbrella", ""])[0] == ("umbrella", "goat")
    assert _named(texts, ["boat"] * 40, shown=["the goat", ""])[0] == ("goat", "umbrella")


def test_words_usual_elsewhere_name_nothing() -> None:
    usual = usual_words(["monday weather"] * CONFIG.min_unrelated, CONFIG)
    assert usual == {"monday", "weather"}
    assert _named(["monday goat"] * 40, ["boat"] * 40, usual=usual)[0] == ("goat",)
    assert usual_words(["monday"] * (CONFIG.min_unrelated - 1), CONFIG) == frozenset()


def test_a_long_run_of_slashes_is_read_in_linear_time() -> None:
    assert _named(["a/" * 900 + "goat"] * 3, [])[0] is not None
