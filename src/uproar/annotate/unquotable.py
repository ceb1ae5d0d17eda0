"""Why a post is not quoted by itself: it accuses, unmasks, abuses, sells, or claims unchecked.

Lists of plain words and two forms, not a classifier. What they mark may be harmless: then another
post is quoted. What they leave may not be: a person clears each quote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from uproar.annotate.columns import as_table, strings
from uproar.annotate.sensitive import LONGEST
from uproar.text.lexicons import terms_by_reason
from uproar.text.prefilter import may_match
from uproar.text.sensitive import subject_pattern, unaccented

COLUMNS = pa.schema([("unquotable", pa.list_(pa.string()))])

# A figure told as a fact: large ones, shares, and places in a list. Years, times, money that
# somebody would pay and what is counted in ones are none.
_FIGURES = re.compile(
    r"(?<!\w)\d[\d.,]{0,12}\s?(?:%|percent|million|billion|millones|milhoes|milliarden|millionen"
    r"|juta|만|억|위|万|億|位)"
    r"|(?<!\w)(?:number|numero|nummer|#)\s?\d{1,2}(?![\d])"
    r"|(?<!\w)\d{1,3}[.,]\d{3}(?![\d])"
)
# What others will do, told as a fact: "she is going to leave", "they will be playing". What the
# writer will do, and how something will be, is none: pronouns of the one and "be" are short.
# chosen on: coachella's posts that readers banned, three of eighteen; not reported on others
_FORETOLD = re.compile(
    r"(?<!\w)(?:he|she|they|\w{5,40})\s"
    r"(?:(?:is|are)\s(?:gonna|going\sto)\s\w{3,20}(?!\w)|will\sbe\s\w{2,20}ing(?!\w))"
)


def reasons(norm: str) -> list[str]:
    """Why a text in matching form is not quoted, in the order of the alphabet; mostly nothing.

    >>> reasons("he is a fraud and everybody knows it"), reasons("2 tickets for sale")
    (['accusation'], ['trade'])
    >>> reasons("marta is going to leave us"), reasons("this is going to be great")
    (['claim'], [])
    >>> reasons("17 million listeners already"), reasons("are we sure this isn't 1985?")
    (['figures'], [])
    """
    return reasons_of([norm])[0]


def reasons_of(norms: Sequence[str]) -> list[list[str]]:
    """The reasons of each text in matching form."""
    plain = [unaccented(norm[:LONGEST]) for norm in norms]
    marked: list[set[str]] = [set() for _ in norms]
    for reason, pattern in patterns():
        for row in may_match(plain, pattern.pattern):
            if pattern.search(plain[row]):
                marked[row].add(reason)
    return [sorted(names) for names in marked]


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What to look for, each with its reason."""
    listed = terms_by_reason().items()
    by_form = (("claim", _FORETOLD), ("figures", _FIGURES))
    return (*((reason, subject_pattern(terms)) for reason, terms in listed), *by_form)


class Unquotable:
    """The reasons as a column of lists. Empty: an empty list."""

    name = "unquotable"
    version = "2"
    needs: tuple[str, ...] = ("norm",)
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Reasons of the texts."""
        return as_table(COLUMNS, [reasons_of(strings(table, "norm"))])


ANNOTATOR = Unquotable()
