"""Words of a text for matching: folded words, character pairs where script has no spaces."""

from __future__ import annotations

import unicodedata

import regex

from uproar.text.lexicons import entries, function_words
from uproar.text.tokens import PLAIN_WORD, UNSPACED

_PLAIN = regex.compile(r"[a-z0-9]++")
# Korean has spaces, but puts its endings onto words: it is cut like the scripts without.
_LETTER = rf"[{UNSPACED}\p{{Hangul}}]"
_UNSPACED = regex.compile(rf"{_LETTER}++")
_SCRIPTS = regex.compile(rf"{_LETTER}++|(?:(?!{_LETTER}).)++")
# What search leaves out, and what is no sign that two texts are about one thing.
STOP = frozenset(word for words in entries("function", "shortest").values() for word in words)
FUNCTION_WORDS = function_words("en", "es", "fr", "id", "pt")


def tokens(text: str) -> list[str]:
    """Folded words without function words; pairs of characters for CJK and Thai.

    >>> tokens("The boats; 紙灯り")
    ['boat', '紙灯', '灯り']
    >>> tokens("ปิดถนน 4K映像")
    ['ปิด', 'ดถ', 'ถน', 'นน', '4k', '映像']
    """
    if text.isascii():
        return [_singular(w) for w in _PLAIN.findall(text[:20_000].lower()) if w not in STOP]
    folded: list[str] = []
    for word in PLAIN_WORD.findall(unicodedata.normalize("NFKC", text[:20_000]).casefold()):
        for part in _SCRIPTS.findall(word):
            if _UNSPACED.fullmatch(part):
                folded += _pairs(part)
            elif part not in STOP:
                folded.append(_singular(part))
    return folded


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _pairs(word: str) -> list[str]:
    """Neighbouring characters, each with its marks; one character alone stands for itself."""
    letters = regex.findall(r"\P{M}\p{M}*+", word)
    return ["".join(letters[i : i + 2]) for i in range(max(1, len(letters) - 1))]
