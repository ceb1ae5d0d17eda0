"""Which subjects of a text must not be quoted without an editor: threats, health, minors and so on.

A list of plain words, not a classifier: what it marks is on the subject, what it leaves may be too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from uproar.annotate.columns import as_table, strings
from uproar.text.lexicons import Terms, terms_by_subject
from uproar.text.prefilter import may_match

COLUMNS = pa.schema([("sensitive", pa.list_(pa.string()))])
# Characters of a text that are read: no list of words can say what fifty thousand are about.
LONGEST = 5000  # chosen on: judgement, bounds the cost

_LATIN_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_ACCENTS = re.compile("[\u0300-\u036f]")
# Something that looks like a telephone number, beside a word that says it is one.
_PHONE = re.compile(
    r"(?<!\w)(?:phone|call|text|tel|telefono|telefone|telephone|numero|nomor|hp|wa|whatsapp|"
    r"전화번호|번호|電話|電話番号|เบอร์|โทร)[^\d\n]{0,12}\+?\d(?:[ .-]?\d){8,13}(?![\d])"
)


def subjects(norm: str) -> list[str]:
    """The subjects of a text in matching form, in the order of the alphabet.

    >>> subjects("is it true that she was taken to hospital")
    ['health', 'rumour']
    >>> subjects("take one, this joke kills me")
    []
    """
    return subjects_of([norm])[0]


def subjects_of(norms: Sequence[str]) -> list[list[str]]:
    """The subjects of each text in matching form."""
    plain = [unaccented(norm[:LONGEST]) for norm in norms]
    marked: list[set[str]] = [set() for _ in norms]
    for subject, pattern in patterns():
        for row in may_match(plain, pattern.pattern):
            if pattern.search(plain[row]):
                marked[row].add(subject)
    return [sorted(subjects) for subjects in marked]


def unaccented(text: str) -> str:
    """Latin letters without accents, as many people type them; other scripts untouched.

    >>> unaccented("está à toa, 한글 ก็")
    'esta a toa, 한글 ก็'
    """
    text = text.replace("’", "'")
    if not _LATIN_ACCENTED.search(text):
        return text
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def _pattern(terms: Terms) -> re.Pattern[str]:
    words = "|".join(map(_word, terms.words))
    parts = "|".join(map(re.escape, terms.parts))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|{parts}")


def _word(word: str) -> str:
    """A word or phrase as a pattern: `*` any ending, `?` an optional letter, one space or more."""
    escaped = re.escape(word).replace(r"\*", r"\w{0,12}").replace(r"\?", "?")
    return escaped.replace(r"\ ", r"\s{1,3}")


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What to look for, each with its subject."""
    listed = terms_by_subject().items()
    return (*((subject, _pattern(terms)) for subject, terms in listed), ("doxxing", _PHONE))


class Sensitive:
    """The subjects as a column of lists. Empty: an empty list."""

    name = "sensitive"
    version = "2"
    needs: tuple[str, ...] = ("norm",)
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Subjects of the texts."""
        return as_table(COLUMNS, [subjects_of(strings(table, "norm"))])


ANNOTATOR = Sensitive()
