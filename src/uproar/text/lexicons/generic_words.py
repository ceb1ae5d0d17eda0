"""Words that people say of anything: a text of them alone says nothing in particular.

Exclamations, plain praise, words for laughing and crying, forms of address, and "video", beside
the function words; all of them for texts in matching form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

import regex

from uproar.text.lexicons.function_words import function_words
from uproar.text.lexicons.loader import entries
from uproar.text.tokens import LETTER, SIGN

# A word may go on with digits and apostrophes: "b2b", "y'all".
_WORD = regex.compile(rf"{LETTER}(?:{SIGN}|[_'’])*+")
_ASCII_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_']*")  # the same in ASCII, where `re` is faster
# Scripts without spaces: the listed words are taken out of a run, the longest first.
_UNSPACED = r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
_RUN = re.compile(_UNSPACED)
# Whom a reply is to.
_HANDLE = re.compile(r"(?<!\S)@+\S+")
# chosen on: judgement; not swept. Letters of a text; a longer one has words of its own.
LONGEST = 60


@cache
def generic_words() -> frozenset[str]:
    """Every generic word and function word of every language, with both kinds of apostrophe."""
    return function_words() | _said_of_anything()


@cache
def _said_of_anything() -> frozenset[str]:
    """The generic words without the function words, with both kinds of apostrophe."""
    return frozenset(
        form
        for words in entries("generic").values()
        for word in words
        for form in (word, word.replace("'", "’"))
    )


def is_generic_word(word: str) -> bool:
    """Whether people say the word of anything.

    >>> is_generic_word("wow"), is_generic_word("the"), is_generic_word("goat")
    (True, True, False)
    """
    return word in generic_words()


def generic_text_check(names: Iterable[str]) -> Callable[[str], bool]:
    """A test whether a text in matching form holds nothing but generic words and these names.

    >>> is_generic = generic_text_check(["Ansel"])
    >>> [is_generic(text) for text in ("omg ansel 😭", "0:41 wow", "that boat 😭", "最高!")]
    [True, True, False, True]
    >>> is_generic("@someone yess i agree")
    True
    """
    known = sorted({name.casefold() for name in names if len(name) > 1}, key=lambda n: (-len(n), n))
    named = re.compile("|".join(map(re.escape, known)) or r"(?!)")

    def is_generic(norm: str) -> bool:
        said = _HANDLE.sub(" ", norm).strip() if "@" in norm else norm
        if len(said) > LONGEST:
            return False
        unnamed = named.sub(" ", said)
        pattern = _ASCII_WORD if unnamed.isascii() else _WORD
        return all(map(_is_generic_part, pattern.findall(unnamed)))

    return is_generic


def _is_generic_part(word: str) -> bool:
    if len(word) == 1 or is_generic_word(word):
        return True
    if word.rstrip(word[-1]) + word[-1] in _said_of_anything():  # its last letter is drawn out
        return True
    return bool(_RUN.match(word)) and not _unspaced_words().sub("", word)


@cache
def _unspaced_words() -> re.Pattern[str]:
    """Finds the generic words of scripts without spaces inside a run, the longest first."""
    words = sorted(filter(_RUN.match, generic_words()), key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, words)))
