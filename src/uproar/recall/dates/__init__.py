"""Dates in text, resolved against the article's own date; uncertain rather than wrong."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date, datetime

from dateparser.date import DateDataParser

from uproar.recall.dates import eastern, english, spanish, spans

_ISO = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_OTHER = re.compile(r"(?<!\w)\d{1,2}(?: de)? [^\W\d_]{3,12}\.?(?: de)? \d{4}(?!\w)")
_GRAMMARS = {"en": english, "es": spanish, "ko": eastern, "ja": eastern}
LONGEST = 2000  # characters of a sentence that are read


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
    Friday" a day. A language without a grammar of its own is read by dateparser, full dates only.

    >>> find_dates("It opens three weeks from Friday.", date(2025, 5, 12))[0].first
    datetime.date(2025, 6, 6)
    """
    text = text[:LONGEST].translate({0xFF10 + n: str(n) for n in range(10)})
    found = [
        _read(m[0], m.start(), spans.on_day(int(m[1]), int(m[2]), int(m[3])))
        for m in _ISO.finditer(text)
    ]
    grammar = _GRAMMARS.get((lang or "en")[:2])
    if grammar is None:
        found += [r for m in _OTHER.finditer(text) if (r := _parsed(m, (lang or "en")[:2]))]
        return _apart(found)
    for pattern, read in grammar.RULES:
        for m in pattern.finditer(text):
            try:
                reading = read(m, published, grammar.lean(text, m.start()))
            except (OverflowError, ValueError):
                reading = "beyond the calendar"
            found.append(_read(m[0], m.start(), reading))
    return _apart(found)


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
    kept: list[Dated] = []
    end = -1
    for one in sorted(found, key=lambda d: (d.start, -len(d.text))):
        if one.start >= end:
            kept.append(one)
            end = one.start + len(one.text)
    return kept
