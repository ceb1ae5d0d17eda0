"""Phrases that put a text on a sensitive subject. Plain cases, no allusions.

Phrases of languages with spaces are without accents; a `*` stands for any ending, a `?` makes the
letter before it optional, and braces hold choices, as in "broke {his|her} leg". A word that also
has an everyday sense ("minor", "cut", "to die for") is listed only in a phrase that has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from uproar.text.lexicons.loader import entries, lexicons

# The names of the subjects, wherever one is named: marks, the archive's doubts, `sensitive_optin`.
SUBJECTS = (
    "crime", "doxxing", "health", "minors", "relationship", "rumour", "self-harm", "sexual",
    "threat",
)  # fmt: skip


class Terms(NamedTuple):
    """The phrases of one subject: `words` stand between spaces, `parts` anywhere."""

    words: tuple[str, ...]
    parts: tuple[str, ...]


@cache
def terms_by_subject(section: str = "sensitive") -> dict[str, Terms]:
    """The phrases of every subject that a section has, of all languages together.

    `section`: "sensitive" for what posts say, "sensitive_news" for what only news reports mean so.
    In the order of the alphabet.

    >>> "pregnant" in terms_by_subject()["health"].words
    True
    >>> "broke her wrist" in terms_by_subject("sensitive_news")["health"].words
    True
    """
    listed = {subject: terms_of(section, subject) for subject in SUBJECTS}
    return {subject: terms for subject, terms in listed.items() if any(terms)}


def terms_of(section: str, name: str) -> Terms:
    """The phrases of one list of a section, of all languages together."""
    words: set[str] = set()
    parts: set[str] = set()
    for language, phrases in entries(section, name).items():
        into = parts if lexicons()[language].stands_inside else words
        into.update(spelled for phrase in phrases for spelled in _spelled_out(phrase))
    return Terms(tuple(sorted(words)), tuple(sorted(parts)))


def _spelled_out(phrase: str) -> Iterator[str]:
    """The phrases that one with choices in braces stands for."""
    pieces = [piece.split("|") for piece in re.split(r"[{}]", phrase)]
    return ("".join(choice) for choice in product(*pieces))
