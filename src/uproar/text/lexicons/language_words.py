"""Words that tell languages written in Latin letters apart."""

from __future__ import annotations

from functools import cache

from uproar.text.lexicons.loader import entries


@cache
def romanised_words() -> dict[str, str]:
    """Words of languages of other scripts as fans write them in Latin letters: word → code.

    The code ends in "-latn". None of the words is a word of English.

    >>> romanised_words()["daebak"]
    'ko-latn'
    """
    listed = entries("identify", "romanised")
    return {word: f"{language}-latn" for language, words in listed.items() for word in words}


@cache
def settling_languages() -> dict[str, frozenset[str]]:
    """Function words that settle a text when two of one language occur and none of another's."""
    listed = _languages_by_word("settling")
    return {word: frozenset(languages) for word, languages in listed.items()}


@cache
def daily_languages() -> dict[str, tuple[str, ...]]:
    """Words of short posts: each makes its languages likelier, none settles the answer alone.

    >>> daily_languages()["lloro"]
    ('es',)
    """
    return {word: tuple(languages) for word, languages in _languages_by_word("daily").items()}


def _languages_by_word(name: str) -> dict[str, list[str]]:
    languages: dict[str, list[str]] = {}
    for language, words in entries("identify", name).items():
        for word in words:
            languages.setdefault(word, []).append(language)
    return languages
