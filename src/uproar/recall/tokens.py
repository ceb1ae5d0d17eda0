"""Words of a text for matching: folded words, character pairs where script has no spaces."""

from __future__ import annotations

import unicodedata

import regex

# a letter or digit with its marks: Thai and Indic vowels are marks
_WORD = regex.compile(r"(?:[\p{L}\p{N}]\p{M}*+)++")
_LETTER = r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hiragana}\p{Katakana}ー\p{Han}\p{Hangul}]"
_UNSPACED = regex.compile(rf"{_LETTER}++")
_SCRIPTS = regex.compile(rf"{_LETTER}++|(?:(?!{_LETTER}).)++")
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
    >>> tokens("ปิดถนน 4K映像")
    ['ปิด', 'ดถ', 'ถน', 'นน', '4k', '映像']
    """
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text[:20_000]).casefold()):
        for part in _SCRIPTS.findall(word):
            if _UNSPACED.fullmatch(part):
                found += _pairs(part)
            elif part not in STOP:
                found.append(part[:-1] if len(part) > 3 and part.endswith("s") else part)
    return found


def _pairs(word: str) -> list[str]:
    """Neighbouring characters, each with its marks; one character alone stands for itself."""
    letters = regex.findall(r"\P{M}\p{M}*+", word)
    return ["".join(letters[i : i + 2]) for i in range(max(1, len(letters) - 1))]
