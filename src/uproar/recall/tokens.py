"""Words of a text for matching: folded words, character pairs where script has no spaces."""

from __future__ import annotations

import unicodedata

import regex

from uproar.text.tokens import PLAIN_WORD, UNSPACED

_PLAIN = regex.compile(r"[a-z0-9]++")
# Korean has spaces, but puts its endings onto words: it is cut like the scripts without.
_LETTER = rf"[{UNSPACED}\p{{Hangul}}]"
_UNSPACED = regex.compile(rf"{_LETTER}++")
_SCRIPTS = regex.compile(rf"{_LETTER}++|(?:(?!{_LETTER}).)++")
_STOP = """
a an and are as at be been but by for from had has have he her his in is it its of on or she so
that the their they this to was we were will with you i my not no de la el en y que los las un una
del se por con su al es
"""
_FUNCTION_WORDS = """
a an and are as at be been being but by can could did do does doing done for from get got had has
have having he her hers him himself how if in into is it its just let ll me more most my no not now
of off on only or our out over own re same she should so some such than that the their them
themselves then there these they this those to too up us ve very was we were what when where which
while who whom why will with would you your i im
de la el en y que los las un una del se por con su al es lo le les sus como más pero si ya muy mi tu
me te nos este esta esto eso esa ese hay era fue son ser o no sin sobre
le les des du et est une dans pour qui au aux sur pas par il elle ils elles ce cette ces mais ou où
je ne se sa son ses leur nous vous
o os as da do das dos e em um uma para com não na no nas nos mais foi
yang dan di ke dari itu ini untuk dengan pada tidak
"""
STOP = frozenset(_STOP.split())
FUNCTION_WORDS = STOP | frozenset(
    _FUNCTION_WORDS.split()
)  # no sign that two texts are about one thing


def tokens(text: str) -> list[str]:
    """Folded words without function words; pairs of characters for CJK and Thai.

    >>> tokens("The boats; 紙灯り")
    ['boat', '紙灯', '灯り']
    >>> tokens("ปิดถนน 4K映像")
    ['ปิด', 'ดถ', 'ถน', 'นน', '4k', '映像']
    """
    if text.isascii():
        return [_singular(w) for w in _PLAIN.findall(text[:20_000].lower()) if w not in STOP]
    found: list[str] = []
    for word in PLAIN_WORD.findall(unicodedata.normalize("NFKC", text[:20_000]).casefold()):
        for part in _SCRIPTS.findall(word):
            if _UNSPACED.fullmatch(part):
                found += _pairs(part)
            elif part not in STOP:
                found.append(_singular(part))
    return found


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _pairs(word: str) -> list[str]:
    """Neighbouring characters, each with its marks; one character alone stands for itself."""
    letters = regex.findall(r"\P{M}\p{M}*+", word)
    return ["".join(letters[i : i + 2]) for i in range(max(1, len(letters) - 1))]
