"""Words that every text of a language holds: they say nothing of a subject and name no theme."""

from __future__ import annotations

from functools import cache

from uproar.text.lexicons.loader import entries


@cache
def function_words(*languages: str) -> frozenset[str]:
    """The function words of these languages, or of all; with both kinds of apostrophe.

    >>> "with" in function_words("en"), "with" in function_words("es"), "don’t" in function_words()
    (True, False, True)
    """
    return frozenset(
        form
        for language, words in entries("function").items()
        if not languages or language in languages
        for word in words
        for form in (word, word.replace("'", "’"))
    )


def is_function_word(word: str) -> bool:
    """Whether a word, or each part of one joined by a slash, only holds sentences together.

    >>> is_function_word("yang"), is_function_word("and/or"), is_function_word("goat")
    (True, True, False)
    """
    return all(part in function_words() for part in word.replace("&", "/").split("/"))
