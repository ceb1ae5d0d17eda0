"""Dates that a later article moves: only the last of them stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from uproar.model import Article, Passage
from uproar.recall.config import MovedDatesConfig
from uproar.recall.mentions import text_of
from uproar.recall.tokens import FUNCTION_WORDS, tokens
from uproar.text.lexicons import lexicons
from uproar.text.normalise import fold
from uproar.text.sensitive import unaccented

CONFIG = MovedDatesConfig()
SECTION = "moved"


@dataclass(frozen=True, slots=True)
class Announced:
    """A sentence with the days that it names, in its order, and whom it or its headline names."""

    article: Article
    number: int
    text: str
    days: tuple[date, ...]
    people: frozenset[str]


@cache
def _pattern() -> re.Pattern[str]:
    inside: set[str] = set()
    alone: set[str] = set()
    for lexicon in lexicons().values():
        words = lexicon.sections.get(SECTION, {}).get("words", ())
        (inside if lexicon.stands_inside else alone).update(unaccented(w) for w in words)
    standing = "|".join(re.escape(w) for w in sorted(alone))
    return re.compile("|".join([*map(re.escape, sorted(inside)), rf"(?<!\w)(?:{standing})(?!\w)"]))


def is_moving(article: Article) -> bool:
    """Whether an article says in its headline or opening that a date was changed."""
    opening = "\n".join((article.headline, *article.sentences[: CONFIG.opening_sentences]))
    return bool(_pattern().search(unaccented(fold(opening))))


def moved(announced: Sequence[Announced], names: frozenset[str]) -> list[Passage]:
    """The sentences whose day a later article moves; by that article, then sentence.

    An article that says that a date was changed moves the day of the earlier article about the same
    people with which it shares most words, two at the least, `names` not counted, or whose day it
    names beside another. Its own sentence is then about the day that the earlier one did not have.
    Empty: nothing was moved. Ties: the latest earlier article, then by id.
    """
    gone: list[Passage] = []
    moving = {row.article.id: row.article for row in announced if is_moving(row.article)}
    for article in sorted(moving.values(), key=lambda a: (a.published_at, a.id)):
        mine = [row for row in announced if row.article.id == article.id]
        new_days = {day for row in mine for day in row.days}
        people = frozenset().union(*(row.people for row in mine))
        words = _stems(article, names)
        best: tuple[bool, int, date, str] | None = None
        for row in announced:
            if row.article.published_at >= article.published_at or not row.people & people:
                continue
            shared = len(words & _stems(row.article, names))
            is_named = bool(set(row.days) & new_days) and len(new_days) > 1
            if is_named or (shared >= CONFIG.min_shared_words and not set(row.days) & new_days):
                on = row.article.published_at.date()
                best = max(best or (False, 0, date.min, ""), (is_named, shared, on, row.article.id))
        if best is None:
            continue
        why = f"superseded: moved by {article.id}"
        gone += [
            Passage(row.article.id, row.number, why)
            for row in announced
            if row.article.id == best[3]
        ]
    return list({(p.article_id, p.sentence): p for p in gone}.values())


def stands(row: Announced, earlier: Sequence[Announced]) -> date | None:
    """The day that a moving sentence moves to: the only one that no earlier article had."""
    before = {day for other in earlier for day in other.days}
    fresh = [day for day in dict.fromkeys(row.days) if day not in before]
    return fresh[0] if len(fresh) == 1 else None


def _stems(article: Article, names: frozenset[str]) -> frozenset[str]:
    """The beginnings of an article's words that say what it is about."""
    return frozenset(
        word[: CONFIG.stem_letters] if word.isascii() else word
        for word in tokens(text_of(article))
        if word not in names and word not in FUNCTION_WORDS and not word.isdigit()
    )
