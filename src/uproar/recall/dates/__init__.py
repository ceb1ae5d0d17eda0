"""Dates in text, resolved against the article's own date; uncertain rather than wrong."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from dateparser.date import DateDataParser

from uproar.recall.dates import guards, ranges, spans
from uproar.recall.dates.locales import english, korean_japanese, other, spanish

_ISO = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_OTHER = re.compile(r"(?<!\w)\d{1,2}(?: de)? [^\W\d_]{3,12}\.?(?: de)? \d{4}(?!\w)")
_GRAMMARS = {"en": english, "es": spanish, "ko": korean_japanese, "ja": korean_japanese}
LONGEST = 2000  # characters of a sentence that are read
TWO = "two dates side by side"
LONGEST_LEAD = 9  # characters of a preposition before an expression


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

    >>> find_dates("It opens three weeks from Friday.", date(2025, 5, 12))[0].first
    datetime.date(2025, 6, 6)
    """
    text = text[:LONGEST].translate({0xFF10 + n: str(n) for n in range(10)})
    found = [
        _read(m[0], m.start(), spans.on_day(int(m[1]), int(m[2]), int(m[3])))
        for m in _ISO.finditer(text)
    ]
    code = (lang or "en")[:2]
    grammar = _GRAMMARS.get(code)
    if grammar is None:
        found += [r for m in _OTHER.finditer(text) if (r := _parsed(m, code))]
        found += [Dated(w, at, None, None, other.WHY) for w, at in other.elsewhen(text, code)]
        return _apart(found)
    for pattern, read in grammar.RULES:
        for m in pattern.finditer(text):
            try:
                reading = read(m, published, grammar.lean(text, m.start()))
            except (OverflowError, ValueError):
                reading = "beyond the calendar"
            found.append(_read(m[0], m.start(), reading))
    return _whole(_apart(found), text, code)


def _read(text: str, start: int, reading: spans.Reading) -> Dated:
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
    got = parser.get_date_data(m[0]).date_obj if parser else None
    return Dated(m[0], m.start(), got.date(), got.date()) if got else None


def _apart(found: list[Dated]) -> list[Dated]:
    """Without overlaps: the earliest, longest; but a later one that reads on past its end wins."""
    kept: list[Dated] = []
    for one in sorted(found, key=lambda d: (d.start, -len(d.text))):
        if kept and one.start < _end(kept[-1]):
            if not _is_led_in(kept[-1], one):
                continue
            kept.pop()
        kept.append(one)
    return kept


def _is_led_in(this: Dated, one: Dated) -> bool:
    """Whether `this` adds no more to `one` than a word before it ("of March", "March 3")."""
    goes_on = _end(one) > this.start + len(this.text.rstrip("., ")) + 1
    return goes_on and one.start - this.start <= LONGEST_LEAD


def _end(dated: Dated) -> int:
    return dated.start + len(dated.text)


def _whole(found: list[Dated], text: str, lang: str) -> list[Dated]:
    """Ranges joined, and what stands beside a word that changes its meaning marked uncertain."""
    joined: list[Dated] = []
    for one in found:
        last = joined[-1] if joined else None
        apart = text[_end(last) : one.start] if last else ""
        if last and last.first and one.first and ranges.is_joined(apart, one.text):
            led_in = guards.OF.match(last.text)
            start = last.start + (led_in.end() if led_in else 0)
            joined[-1] = _span(text, start, _end(one), last.first, one.last)
            continue
        wide = _widened(one, text)
        if last and last.first and wide.first and ranges.LISTED.fullmatch(apart):
            joined[-1], wide = _unsure(last, TWO), _unsure(wide, TWO)
        if last is None or wide.start >= _end(last):
            joined.append(wide)
    return [_guarded(one, text, lang) for one in joined]


def _unsure(one: Dated, why: str) -> Dated:
    return replace(one, first=None, last=None, why=why)


def _is_day(one: Dated) -> bool:
    return one.first is not None and one.first == one.last


def _widened(one: Dated, text: str) -> Dated:
    """With the bare day before or after it that makes it a range."""
    if one.first is None or not _is_day(one):
        return one
    if after := ranges.last_day(text, _end(one), one.first):
        return _span(text, one.start, after[0], one.first, after[1])
    before = ranges.first_day(text, one.start, one.first)
    if before := before or ranges.between(text, one.start, one.first):
        return _span(text, before[0], _end(one), before[1], one.first)
    return _unsure(one, TWO) if ranges.is_listed(text, one.start, _end(one)) else one


def _span(text: str, start: int, end: int, first: date | None, last: date | None) -> Dated:
    if first and last and first <= last and (last - first).days <= ranges.LONGEST:
        return Dated(text[start:end], start, first, last)
    return Dated(text[start:end], start, None, None, "a range that does not add up")


def _guarded(one: Dated, text: str, lang: str) -> Dated:
    if one.first is None:
        return one
    if not _is_day(one) and guards.OF.match(one.text):
        return _unsure(one, "says of what, not when")
    why = guards.guard(text, one.start, _end(one), lang)
    return _unsure(one, why) if why else one
