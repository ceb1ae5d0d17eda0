# word lists and patterns read better on one line
"""Words of a text for matching: folded words, character pairs where script has no spaces."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "she",
        "so",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "will",
        "with",
        "you",
        "i",
        "my",
        "not",
        "no",
        "de",
        "la",
        "el",
        "en",
        "y",
        "que",
        "los",
        "las",
        "un",
        "una",
        "del",
        "se",
        "por",
        "con",
        "su",
        "al",
        "es",
    ]
)


def tokens(text: str) -> list[str]:
    """Folded words without function words; pairs of characters for CJK and Thai.

    >>> tokens("The boats; 紙灯り")
    ['boat', '紙灯', '灯り']
    """
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text[:20_000]).casefold()):
        if _UNSPACED.fullmatch(word):
            found += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        elif word not in STOP:
            found.append(word[:-1] if len(word) > 3 and word.endswith("s") else word)
    return found
