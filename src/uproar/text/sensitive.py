"""How the terms of a sensitive subject are looked for in a text.

The terms are those of the lexicons' sections `sensitive` and `sensitive_news`.
"""

from __future__ import annotations

import re
import unicodedata

from uproar.text.lexicons import Terms

_LATIN_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_ACCENTS = re.compile("[\u0300-\u036f]")


def unaccented(text: str) -> str:
    """Latin letters without accents, as many people type them; other scripts untouched.

    >>> unaccented("está à toa, 한글 ก็")
    'esta a toa, 한글 ก็'
    """
    text = text.replace("’", "'")
    if not _LATIN_ACCENTED.search(text):
        return text
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def subject_pattern(*terms: Terms) -> re.Pattern[str]:
    """One pattern for the terms of a subject, to be searched in unaccented lower case.

    >>> from uproar.text.lexicons import Terms
    >>> bool(subject_pattern(Terms(("injur*",), ())).search("two injured"))
    True
    """
    words = sorted({word for each in terms for word in each.words})
    parts = sorted({part for each in terms for part in each.parts})
    alone = "|".join(_word_pattern(word) for word in words)
    return re.compile("|".join([rf"(?<!\w)(?:{alone})(?!\w)", *map(re.escape, parts)]))


def _word_pattern(word: str) -> str:
    """A word or phrase as a pattern: `*` any ending, `?` an optional letter, one space or more."""
    escaped = re.escape(word).replace(r"\*", r"\w{0,12}").replace(r"\?", "?")
    return escaped.replace(r"\ ", r"\s{1,3}")
