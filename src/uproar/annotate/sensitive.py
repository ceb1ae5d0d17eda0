"""Which subjects of a text must not be quoted without an editor: threats, health, minors and so on.

A list of plain words, not a classifier: what it marks is on the subject, what it leaves may be too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from uproar.annotate.columns import as_table, strings
from uproar.text.lexicons import terms_by_subject
from uproar.text.prefilter import may_match
from uproar.text.sensitive import subject_pattern, unaccented

COLUMNS = pa.schema([("sensitive", pa.list_(pa.string()))])
# Characters of a text that are read: no list of words can say what fifty thousand are about.
LONGEST = 5000  # chosen on: judgement, bounds the cost

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


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What to look for, each with its subject."""
    listed = terms_by_subject().items()
    return (*((subject, subject_pattern(terms)) for subject, terms in listed), ("doxxing", _PHONE))


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
