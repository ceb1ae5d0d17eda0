"""Coarse words: a draft neither quotes one nor names a theme by one."""

from __future__ import annotations

import re
from functools import cache

from uproar.text.lexicons.loader import entries, lexicons
from uproar.text.normalise import fold
from uproar.text.tokens import letter_words

# Letters around signs that hide the rest: one or two letters before two signs or more ("f**k"), or
# one star after a letter that coarse words of English begin with ("f*ck").
_MASKED = re.compile(
    r"(?<!\w)[^\W\d_]{1,2}[*#$%]{2,12}[^\W\d_]*"
    r"|(?<![\w'’])(?:f|sh|b|c|d|n|p|wh)\*{1,5}[a-z]{0,4}(?!\w)"
)


def is_coarse(text: str) -> bool:
    """Whether a text holds a coarse word of any language, spelled out or masked with signs.

    >>> [is_coarse(text) for text in ("what a Sh** show", "class act", "진짜 존나 좋아", "f22 jet")]
    [True, False, True, False]
    """
    folded = fold(text)
    if _inside_words().search(folded) or _MASKED.search(folded):
        return True
    return not _whole_words().isdisjoint(letter_words(folded))


@cache
def _whole_words() -> frozenset[str]:
    listed = entries("profane")
    return frozenset(
        word
        for language, words in listed.items()
        if not lexicons()[language].stands_inside
        for word in words
    )


@cache
def _inside_words() -> re.Pattern[str]:
    """Finds the words that are looked for inside others, the longest first."""
    listed = entries("profane")
    words = (
        word
        for language, words in listed.items()
        if lexicons()[language].stands_inside
        for word in words
    )
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))))
