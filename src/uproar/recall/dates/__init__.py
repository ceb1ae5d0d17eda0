"""Dates in text, resolved against the article's own date; uncertain rather than wrong.

`find_dates` reads the dates of a sentence; the grammars of languages are in `locales`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest

from dateparser.date import DateDataParser

from uproar.recall.config import DatesConfig
from uproar.recall.dates import guards, ranges, spans
from uproar.recall.dates.locales import english, korean_japanese, other, spanish

_ISO = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_OTHER = re.compile(r"(?<!\w)\d{1,2}(?: de)? [^\W\d_]{3,12}\.?(?: de)? \d{4}(?!\w)")
_GRAMMARS = {"en": english, "es": spanish, "ko": korean_japanese, "ja": korean_japanese}
CONFIG = DatesConfig()
TWO = "two dates side by side"


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression with its first and last day; both None where it is uncertain, and `why`."""

    text: str
    start: int
    first: date | None
    last: date | None
    why: str = ""


def find_dates(text: str, published: date, lang: str | None = "en") -> list[Dated]:
    """Date expressions of a sentence, in its order; of overlapping ones the earliest, longest.

    Weeks run from Monday; "three weeks ago" is the calendar week it falls in, "three weeks from
    Friday" a day. A language without a grammar of its own is read by dateparser, full dates only;
    words that tell of another day are uncertain there.

    >>> find_dates("The store closes two days from tomorrow.", date(2031, 3, 4))[0].first
    datetime.date(2031, 3, 7)
    """
    text = text[: CONFIG.max_chars].translate({0xFF10 + n: str(n) for n in range(10)})
    dates = [
        _dated(m[0], m.start(), spans.on_day(int(m[1]), int(m[2]), int(m[3])))
        for m in _ISO.finditer(text)
    ]
    code = (lang or "en")[:2]
    grammar = _GRAMMARS.get(code)
    if grammar is None:
        dates += [d for m in _OTHER.finditer(text) if (d := _parsed(m, code))]
        elsewhen = other.elsewhen(text, code)
        dates += [Dated(word, start, None, None, other.WHY) for word, start in elsewhen]
        return _without_overlaps(dates)
    for pattern, read in grammar.RULES:
        for m in pattern.finditer(text):
            try:
                reading = read(m, published, grammar.lean(text, m.start()))
            except (OverflowError, ValueError):
                reading = "beyond the calendar"
            dates.append(_dated(m[0], m.start(), reading))
    return _joined(_without_overlaps(dates), text, code)


def _dated(text: str, start: int, reading: spans.Reading) -> Dated:
    if isinstance(reading, str):
        return Dated(text.strip(), start, None, None, reading)
    return Dated(text.strip(), start, *reading)


@functools.lru_cache(maxsize=16)
def _parser(lang: str) -> DateDataParser | None:
    try:
        return DateDataParser(
            languages=[lang],
            settings={
                "REQUIRE_PARTS": ["day", "month", "year"],
                "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001  # full dates only
            },
        )
    except ValueError:
        return None


def _parsed(m: re.Match[str], lang: str) -> Dated | None:
    parser = _parser(lang)
    day = parser.get_date_data(m[0]).date_obj if parser else None
    return Dated(m[0], m.start(), day.date(), day.date()) if day else None


def _without_overlaps(dates: list[Dated]) -> list[Dated]:
    """Of overlapping dates the earliest, longest; but a later one that reads on past it wins."""
    apart: list[Dated] = []
    for dated in sorted(dates, key=lambda d: (d.start, -len(d.text))):
        if apart and dated.start < _end(apart[-1]):
            if not _is_led_in(apart[-1], dated):
                continue
            apart.pop()
        apart.append(dated)
    return apart


def _is_led_in(before: Dated, after: Dated) -> bool:
    """Whether `before` adds no more to `after` than a word ("of March", "March 3")."""
    goes_on = _end(after) > before.start + len(before.text.rstrip("., ")) + 1
    return goes_on and after.start - before.start <= CONFIG.max_lead_chars


def _end(dated: Dated) -> int:
    return dated.start + len(dated.text)


def _joined(dates: list[Dated], text: str, lang: str) -> list[Dated]:
    """Ranges joined, and what stands beside a word that changes its meaning marked uncertain."""
    joined: list[Dated] = []
    for dated, after in zip_longest(dates, dates[1:]):
        last = joined[-1] if joined else None
        apart = text[_end(last) : dated.start] if last else ""
        if last and last.first and dated.first and ranges.is_joined(apart, dated.text):
            led_in = guards.OF.match(last.text)
            start = last.start + (led_in.end() if led_in else 0)
            joined[-1] = _span(text, start, _end(dated), last.first, dated.last)
            continue
        wide = _widened(dated, text)
        if after and after.first and dated.start < after.start < _end(wide):
            wide = dated  # "18 May 2031 to 9 June 2031": the second day is a whole date itself
        if last and last.first and wide.first and ranges.LISTED.fullmatch(apart):
            joined[-1], wide = _unsure(last, TWO), _unsure(wide, TWO)
        if last is None or wide.start >= _end(last):
            joined.append(wide)
    return [_guarded(dated, text, lang) for dated in joined]


def _unsure(dated: Dated, why: str) -> Dated:
    return replace(dated, first=None, last=None, why=why)


def _is_day(dated: Dated) -> bool:
    return dated.first is not None and dated.first == dated.last


def _widened(dated: Dated, text: str) -> Dated:
    """With the bare day before or after it that makes it a range."""
    if dated.first is None or not _is_day(dated):
        return dated
    if after := ranges.last_day(text, _end(dated), dated.first):
        return _span(text, dated.start, after[0], dated.first, after[1])
    before = ranges.first_day(text, dated.start, dated.first)
    if before := before or ranges.between(text, dated.start, dated.first):
        return _span(text, before[0], _end(dated), before[1], dated.first)
    return _unsure(dated, TWO) if ranges.is_listed(text, dated.start, _end(dated)) else dated


def _span(text: str, start: int, end: int, first: date | None, last: date | None) -> Dated:
    if first and last and first <= last and (last - first).days <= CONFIG.max_range_days:
        return Dated(text[start:end], start, first, last)
    return Dated(text[start:end], start, None, None, "a range that does not add up")


def _guarded(dated: Dated, text: str, lang: str) -> Dated:
    if dated.first is None:
        return dated
    if not _is_day(dated) and guards.OF.match(dated.text):
        return _unsure(dated, "says of what, not when")
    why = guards.guard(text, dated.start, _end(dated), lang)
    return _unsure(dated, why) if why else dated
