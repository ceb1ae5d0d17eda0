"""Sentences by the day they tell of: what was, and what is to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from uproar.model import Article, Event, Passage
from uproar.recall.config import TimelineConfig
from uproar.recall.dates import Dated, find_dates
from uproar.recall.dates.anchored import Anchored, find_anchored
from uproar.recall.mentions import mentions
from uproar.recall.tokens import tokens

Sentence = tuple[Article, int, str]
CONFIG = TimelineConfig()
_UNTIL = re.compile(
    r"\b(?:until|till|hasta|até|jusqu\W?\w+|hingga|sampai)"
    r"(?: (?:the|this|next|el|la|los|o|le|end|of|fim|fin|de|do))*\W*$",
    re.I,
)
_UNTIL_IN = re.compile(r"\b(?:until|till|hasta|até)\b|까지|まで", re.I)
_UNTIL_AFTER = re.compile(r"[^\s]{0,2}\s?(?:까지|まで)")


class _Row(NamedTuple):
    """A sentence with the dates in it, and the event's people that it or its headline names."""

    article: Article
    number: int
    text: str
    dates: list[Dated]
    anchored: Anchored | None
    people: frozenset[str]

    @property
    def certain(self) -> Dated | None:
        return next((d for d in self.dates if d.first and d.last), None)


def timeline(
    sentences: Sequence[Sentence], event: Event
) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Sentences dated after the event, and the others, by day.

    A sentence without a date is of its article's day; with uncertain dates only it is left out. A
    date told from another occasion ("three days after the premiere") counts where exactly one day
    is known for that occasion. A range has no single `happened_on`. Ties: article id, sentence.
    """
    rows = [
        _Row(
            a,
            n,
            s,
            find_dates(s, a.published_at.date(), a.lang),
            find_anchored(s, a.lang),
            frozenset(mentions(event, f"{a.headline}\n{s}")),
        )
        for a, n, s in sentences
    ]
    occasions = _occasions(rows)
    ahead: list[tuple[date, Passage]] = []
    past: list[tuple[date, Passage]] = []
    for row in rows:
        read = _read(row, occasions)
        if read is None:
            continue
        first, start, end = read
        on = max(row.article.published_at.date(), event.published_at.date())
        after = start > on and not _is_end(row.text, first)
        span = f"{start}/{end}" if start != end else str(start)
        passage = Passage(
            row.article.id, row.number, f"{'upcoming' if after else 'earlier'}: {span}"
        )
        noon = datetime.combine(start, time(12), UTC) if start == end else None
        (ahead if after else past).append((start, replace(passage, happened_on=noon)))
    return _in_order(ahead), _in_order(past)


def _in_order(dated: list[tuple[date, Passage]]) -> tuple[Passage, ...]:
    dated.sort(key=lambda row: (row[0], row[1].article_id, row[1].sentence))
    return tuple(passage for _, passage in dated)


def _read(row: _Row, occasions: list[_Row]) -> tuple[Dated | None, date, date] | None:
    """The date of a sentence with its first and last day; None where it is uncertain."""
    certain, anchored = row.certain, row.anchored
    if anchored and (certain is None or anchored.start < certain.start):
        day = _day_of(anchored, row, occasions)
        return (None, *anchored.from_day(day)) if day else None
    if certain and certain.first and certain.last:
        return certain, certain.first, certain.last
    on = row.article.published_at.date()
    return None if row.dates else (None, on, on)


def _occasions(rows: list[_Row]) -> list[_Row]:
    """Sentences that give one day for what they tell."""
    return [
        row
        for row in rows
        if (d := row.certain) and d.first == d.last and not row.anchored and len(row.dates) == 1
    ]


def _day_of(anchored: Anchored, row: _Row, occasions: list[_Row]) -> date | None:
    """The only day that the archive gives for an occasion of the same people, or None."""
    on = row.article.published_at.date()
    days = {
        d.first
        for other in occasions
        if other.text != row.text
        and other.people & row.people
        and (d := other.certain)
        and d.first
        and abs((d.first - on).days) <= CONFIG.max_years * 366
        and _tells_of(other.text, anchored.occasion)
    }
    return days.pop() if len(days) == 1 else None


def _tells_of(text: str, occasion: str) -> bool:
    """Whether a sentence speaks of an occasion, by its first word or a word of the same stem."""
    name = next(iter(occasion.split()), "").casefold()
    if not name.isascii():
        return name in text.casefold()
    least = CONFIG.min_stem_letters
    stem = name[: max(least, len(name) - CONFIG.max_ending_letters)]
    return any(w == name or (len(name) >= least and w.startswith(stem)) for w in tokens(text))


def _is_end(sentence: str, dated: Dated | None) -> bool:
    """Whether a date only says until when something lasts."""
    if dated is None:
        return False
    end = dated.start + len(dated.text)
    before = sentence[max(0, dated.start - 40) : dated.start]
    return bool(
        _UNTIL.search(before)
        or _UNTIL_IN.search(dated.text)
        or _UNTIL_AFTER.match(sentence[end : end + 8])
    )
