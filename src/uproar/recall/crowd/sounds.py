"""How a name sounds, whatever script it is written in: its consonants in order.

The names that Unicode gives letters say how they sound ("HANGUL SYLLABLE GUN", "KATAKANA LETTER
KO"), so no table of ours is needed. Han characters say nothing of their sound there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# sounds that one script tells apart and another does not
_REPEATED = re.compile(r"(.)\1+")
_PAIRS = re.compile(r"ch|sh|zh|ts|tz|kh|ph|th|ng")
_PAIR_SOUNDS = {"kh": "k", "ph": "p", "th": "t", "ng": "n"}
_ALIKE = str.maketrans("gqcxdbvfzjr", "kkkktpppssl", "aeiouyhw")
_NAMED = re.compile(
    r"(?:HANGUL SYLLABLE|(?:KATAKANA|HIRAGANA) LETTER|CYRILLIC (?:SMALL|CAPITAL) LETTER(?: SHORT)?"
    r"|DEVANAGARI LETTER|DEVANAGARI VOWEL SIGN) ([A-Z]+)$"
)
# letters that are named by words that begin with them: BEH, SHEEN, KO KAI
_SPELLED = re.compile(
    r"(?:ARABIC LETTER |HEBREW LETTER (?:FINAL )?|THAI CHARACTER (?=\w+O )"
    r"|THAI CHARACTER SARA A(?=M))([^AEIOU ]+)"
)
_SMALL_TU = "っッ"


@cache
def sound(word: str) -> str:
    """The consonants of a word, those that scripts confuse made one; empty where none is known.

    >>> sound("Kaohsiung") == sound("가오슝"), sound("Gunsan") == sound("군산"), sound("高雄")
    (True, True, '')
    """
    letters = []
    for letter in unicodedata.normalize("NFC", word).casefold():
        base = unicodedata.normalize("NFD", letter)[0]
        if base.isascii():
            letters.append(base if base.isalpha() else "")
        elif letter not in _SMALL_TU:
            name = unicodedata.name(letter, "")
            named = _NAMED.match(name) or _SPELLED.match(name)
            letters.append(named[1].lower() if named else "")
    spoken = _PAIRS.sub(lambda m: _PAIR_SOUNDS.get(m[0], "s"), "".join(letters))
    return _REPEATED.sub(r"\1", spoken.translate(_ALIKE))
