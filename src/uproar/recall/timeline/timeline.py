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
from uproar.recall.desk_policy import DeskPolicy
from uproar.recall.mentions import mentions, names_of
from uproar.recall.timeline.day_weights import day_weights
from uproar.recall.timeline.moved import Announced, is_moving, moved, stands
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


class Timeline(NamedTuple):
    """Sentences dated after the event, and the others, by day; and whose day was moved since."""

    upcoming: tuple[Passage, ...] = ()
    earlier: tuple[Passage, ...] = ()
    superseded: tuple[Passage, ...] = ()


def timeline(
    sentences: Sequence[Sentence], event: Event, policy: DeskPolicy | None = None
) -> Timeline:
    """Sentences dated after the event, and the others, by day.

    What the `policy` opens is told though its day was moved.

    A sentence without a date is of its article's day; with uncertain dates only it is left out. A
    date told from another occasion ("three days after the premiere") counts where exactly one day
    is known for that occasion. A range has no single `happened_on`. A passage's score is the
    weight of its day (`day_weights`). A day that a later article moves is not told. Ties: article
    id, sentence.
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
    announced = _announced(rows)
    names = frozenset(w for e in event.entities for n in names_of(e) for w in tokens(n))
    superseded = [
        p
        for p in _with_headlines(moved(list(announced.values()), names), announced)
        if policy is None or not policy.opens(p.article_id, p.sentence)
    ]
    gone = {(p.article_id, p.sentence) for p in superseded}
    rows = [row for row in rows if not {(row.article.id, n) for n in (0, row.number)} & gone]
    occasions = _occasions(rows)
    weights = _weights(rows)
    ahead: list[tuple[date, Passage]] = []
    past: list[tuple[date, Passage]] = []
    for row in rows:
        read = _moved_to(row, announced) or _read(row, occasions)
        if read is None:
            continue
        first, start, end = read
        on = max(row.article.published_at.date(), event.published_at.date())
        after = start > on and not _is_end(row.text, first)
        span = f"{start}/{end}" if start != end else str(start)
        why = f"{'upcoming' if after else 'earlier'}: {span}"
        score = 0.0 if after else weights.get(start, 0.0)
        passage = Passage(row.article.id, row.number, why, score)
        noon = datetime.combine(start, time(12), UTC) if start == end else None
        (ahead if after else past).append((start, replace(passage, happened_on=noon)))
    return Timeline(_in_order(ahead), _in_order(past), tuple(superseded))


def _announced(rows: Sequence[_Row]) -> dict[tuple[str, int], Announced]:
    """The sentences that name days to come, as their articles saw it.

    Where a date is moved "from 18 May to 9 June", that is two days and no range.
    """
    announced = {}
    for row in rows:
        on = row.article.published_at.date()
        is_pair = is_moving(row.article)
        read = [d for d in row.dates if d.first and (is_pair or d.first == d.last)]
        named = dict.fromkeys(day for d in read for day in (d.first, d.last))
        days = tuple(day for day in named if day and day > on)
        if days:
            key = row.article.id, row.number
            announced[key] = Announced(row.article, row.number, row.text, days, row.people)
    return announced


def _with_headlines(
    superseded: Sequence[Passage], announced: dict[tuple[str, int], Announced]
) -> list[Passage]:
    """The whole article instead, where its headline names the day that was moved."""
    passages: dict[tuple[str, int], Passage] = {}
    for passage in superseded:
        row = announced[passage.article_id, passage.sentence]
        article = row.article
        named = find_dates(article.headline, article.published_at.date(), article.lang)
        if {d.first for d in named} & set(row.days):
            passage = replace(passage, sentence=0)
        passages.setdefault((passage.article_id, passage.sentence), passage)
    return list(passages.values())


def _moved_to(
    row: _Row, announced: dict[tuple[str, int], Announced]
) -> tuple[Dated | None, date, date] | None:
    """The day to which a sentence moves something from a day that it names too."""
    mine = announced.get((row.article.id, row.number))
    if mine is None or len(mine.days) < 2 or not is_moving(row.article):
        return None
    published_at = row.article.published_at
    earlier = [a for a in announced.values() if a.article.published_at < published_at]
    day = stands(mine, earlier)
    if day is None:
        return None
    return next(d for d in row.dates if day in (d.first, d.last)), day, day


def _weights(rows: Sequence[_Row]) -> dict[date, float]:
    """The weight of every day that the articles are of or name."""
    days: dict[str, tuple[date, list[date]]] = {}
    for row in rows:
        _, named = days.setdefault(row.article.id, (row.article.published_at.date(), []))
        named += [d.first for d in row.dates if d.first and d.first == d.last]
    return day_weights(days.values())


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
