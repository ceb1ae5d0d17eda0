"""Phrases that put a text on a sensitive subject. Plain cases, no allusions.

Phrases of languages with spaces are without accents; a `*` stands for any ending, a `?` makes the
letter before it optional. A word that also has an everyday sense ("minor", "cut", "to die for") is
listed only in a phrase that has not.
"""

from __future__ import annotations

from functools import cache
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
def terms_by_subject() -> dict[str, Terms]:
    """The phrases of every subject, of all languages together, in the order of the alphabet.

    >>> "pregnant" in terms_by_subject()["health"].words
    True
    """
    return {subject: _terms(subject) for subject in SUBJECTS}


def _terms(subject: str) -> Terms:
    words: set[str] = set()
    parts: set[str] = set()
    for language, phrases in entries("sensitive", subject).items():
        (parts if lexicons()[language].stands_inside else words).update(phrases)
    return Terms(tuple(sorted(words)), tuple(sorted(parts)))


def terms(words: str, parts: str) -> Terms:
    """Terms of two lists, each divided by commas."""
    return Terms(
        tuple(" ".join(w.split()) for w in words.split(",") if w.strip()),
        tuple(" ".join(p.split()) for p in parts.split(",") if p.strip()),
    )
