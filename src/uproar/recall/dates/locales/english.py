# ruff: noqa: E501  # word lists and patterns read better on one line
"""English date expressions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from uproar.recall.config import DatesConfig
from uproar.recall.dates import spans
from uproar.recall.dates.locales.calendar_names import month_names, weekday_names
from uproar.recall.dates.spans import Reading
from uproar.text.lexicons import entries

MONTHS = month_names("en")
DAYS = weekday_names("en")
CARDINALS = entries("numbers", "cardinals")["en"]  # from 0 on
NUMBERS = {word: n for n, word in enumerate(CARDINALS)} | {"a": 1, "an": 1}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
M = rf"(?P<m>{'|'.join((*MONTHS, *month_names('en', 'abbreviated')))}|sept)\b\.?"
D = rf"(?P<d>{'|'.join(DAYS)})\b"
N = rf"(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)})"
CONFIG = DatesConfig()
U = r"(?P<u>day|week|fortnight|month|year|decade)s?\b"
_IN = re.compile(r"(?:in|since|until|by|during) ", re.I)
_WILL_BE = re.compile(r"\b(?:will|to) (?:\w+ )?(?:be|have) (?:\w+ )?$")
_CAPITAL = re.compile(r" [A-Z][a-z]")
FUTURE = re.compile(
    r"\b(?:will|'ll|to (?:be|open|make|start|play|perform|release|return|tour)|going to|is set|are set|"
    r"opens?|starts|begins|launches|premieres|returns|arrives|go(?:es)? on|kicks? off|due|scheduled|planned|upcoming)\b",
    re.I,
)
PAST = re.compile(
    r"\b(?:was|were|had|said|won|told|made|gave|came|went|began|broke|took|met|sold|held|left|ran|saw|wrote|sang|"
    r"led|shot|shown|[a-z]{3,}ed)\b",
    re.I,
)

# before a participle that only describes a noun: "the joined claims"
_DESCRIBING = re.compile(
    r"\b(?:the|an?|its|their|his|her|our|my|your|these|those|all|some) $", re.I
)


def lean(text: str, start: int) -> int:
    """Whether the words nearest before (else after) a place in a text tell of the past or future.

    1: what will be; -1: what was; 0: not said.
    """
    before = text[max(0, start - CONFIG.verb_chars) : start]
    cues = _tense_cues(before)
    if cues:
        where, sign = cues[-1]
        near = before[max(0, where - CONFIG.auxiliary_chars) : where]
        return 1 if sign < 0 and _WILL_BE.search(near) else sign
    cues = _tense_cues(text[start : start + CONFIG.verb_chars])
    return cues[0][1] if cues else 0


def _tense_cues(text: str) -> list[tuple[int, int]]:
    """Where a text speaks of what will be (1) or was (-1), in its order."""
    future = [(m.start(), 1) for m in FUTURE.finditer(text)]
    past = [
        (m.start(), -1)
        for m in PAST.finditer(text)
        if not _DESCRIBING.search(text, max(0, m.start() - CONFIG.auxiliary_chars), m.start())
    ]
    return sorted(future + past)


def _month(name: str) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m[:3] == name.lower()[:3])


def _n(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _unit(m: re.Match[str]) -> tuple[int, str]:
    times, unit = {"fortnight": (2, "week"), "decade": (10, "year")}.get(
        m["u"].lower(), (1, m["u"].lower())
    )
    return times * _n(m["n"]), unit


def _full(m: re.Match[str], on: date, tense: int) -> Reading:
    if m["y"]:
        return spans.on_day(int(m["y"]), _month(m["m"]), int(m["day"]))
    return spans.nearest(on, _month(m["m"]), int(m["day"]), tense)


def _in_month(m: re.Match[str], on: date, tense: int) -> Reading:
    number, which = _month(m["m"]), (m["which"] or "").lower()
    if m["m"][0].islower():
        return "perhaps a verb"
    if not m["y"] and not _IN.match(m[0]) and _CAPITAL.match(m.string, m.end()):
        return "perhaps a name"
    if len(m["m"]) < 5 and not m["y"] and m["m"].lower() not in MONTHS:
        return "perhaps a name"
    if m["y"]:
        span = spans.month(int(m["y"]), number)
    elif which == "this" or number == on.month:
        span = spans.month(on.year, number)
    elif tense < 0 or which == "last":
        span = spans.month(on.year - (number > on.month), number)
    elif tense > 0 or which == "next":
        span = spans.month(on.year + (number < on.month), number)
    else:
        return "which year is not said"
    part = next(
        (i for i, p in enumerate(("early", "mid", "late")) if (m["p"] or "").lower().startswith(p)),
        None,
    )
    return span if part is None else spans.part(span, part)


def _relative(m: re.Match[str], on: date, tense: int) -> Reading:
    shift = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[
        m["r"].lower()
    ]
    unit = m["what"].lower()
    if unit == "weekend":
        if shift == 1 and on.weekday() < 5:
            return "this week's or next week's"
        return spans.of_week(on, shift, 5)[0], spans.of_week(on, shift, 6)[0]
    if unit == "week" and on.weekday() == 6:
        return "weeks begin on Sunday or Monday"
    return spans.moved(on, shift, unit)


def _so_far(m: re.Match[str], on: date, tense: int) -> Reading:
    """ "Earlier this week" ends today, "later this month" begins today."""
    if m["what"].lower() == "week" and on.weekday() == 6:
        return "weeks begin on Sunday or Monday"
    first, last = spans.moved(on, 0, m["what"].lower())
    return (first, on) if m["side"].lower() == "earlier" else (on, last)


def _weekend(m: re.Match[str], on: date, tense: int) -> Reading:
    """ "Over the weekend": certain on the weekdays after it, when told as past."""
    if tense >= 0 or on.weekday() > 4:
        return "which weekend is not said"
    return spans.of_week(on, -1, 5)[0], spans.of_week(on, -1, 6)[0]


def _edge(m: re.Match[str], on: date, tense: int) -> Reading:
    if m["m"]:
        number = _month(m["m"])
        near = spans.month(
            int(m["y"] or on.year + (number < on.month if tense >= 0 else -(number > on.month))),
            number,
        )
    else:
        near = spans.moved(
            on,
            {"last": -1, "next": 1}.get((m["r"] or "").lower(), 0),
            (m["what"] or "month").lower(),
        )
    return spans.part(
        near, 2 if m["edge"].lower() == "end" else 1 if m["edge"].lower() == "middle" else 0
    )


def _week_of_month(m: re.Match[str], on: date, tense: int) -> Reading:
    number, nth = _month(m["m"]), ORDINALS[m["o"].lower()]
    y = int(m["y"] or on.year + (number < on.month if tense >= 0 else -(number > on.month)))
    first, last = spans.month(y, number)
    name = m["k"].lower()
    if name == "week":
        if nth < 0:
            return spans.day(last, -6)[0], last
        return first.replace(day=7 * nth - 6), first.replace(day=min(7 * nth, last.day))
    if nth < 0:
        return spans.day(last, -((last.weekday() - DAYS.index(name)) % 7))
    reading = spans.day(first, (DAYS.index(name) - first.weekday()) % 7 + 7 * (nth - 1))
    return reading if reading[0] <= last else "no such day"


def _from(m: re.Match[str], on: date, tense: int) -> Reading:
    n, unit = _unit(m)
    base = {"today": 0, "now": 0, "tomorrow": 1}.get(m["base"].lower())
    start = (
        spans.day(on, base)
        if base is not None
        else spans.weekday(on, DAYS.index(m["base"].lower()), 1)
    )
    return start if isinstance(start, str) else spans.exactly(start[0], n, unit)


def _lasting(m: re.Match[str], on: date, tense: int) -> Reading:
    n, unit = _unit(m)
    start = spans.weekday(on, DAYS.index(m["d"].lower()), 1)
    if isinstance(start, str):
        return start
    end = spans.exactly(start[0], n, unit)
    return end if isinstance(end, str) else (start[0], spans.day(end[0], -1)[0])


def _ago(m: re.Match[str], on: date, tense: int) -> Reading:
    n, unit = _unit(m)
    return spans.moved(on, -n, unit)


def _ahead(m: re.Match[str], on: date, tense: int) -> Reading:
    n, unit = _unit(m)
    return spans.moved(on, n, unit) if tense >= 0 else "a duration, not a date"


def _day_word(m: re.Match[str], on: date, tense: int) -> Reading:
    words = " ".join(m[0].lower().split())
    shift = {
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
        "last night": -1,
        "yesterday": -1,
        "tomorrow": 1,
    }.get(words, 0)
    return spans.day(on, shift)


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date, int], Reading]]


def _rule(pattern: str, read: Callable[[re.Match[str], date, int], Reading]) -> Rule:
    return re.compile(pattern, re.I), read


RULES: tuple[Rule, ...] = (
    _rule(rf"\bfor {N} {U} from {D}", _lasting),
    _rule(rf"\b{N} {U} from (?P<base>today|now|tomorrow|{'|'.join(DAYS)})\b", _from),
    _rule(
        rf"\b{N} {U} (?:before|after) (?:(?:his|her|their|its|the) )?\w+",
        lambda m, on, t: "depends on another date",
    ),
    _rule(
        r"\b(?:the day before yesterday|the day after tomorrow|last night|yesterday|tomorrow|today|tonight)\b",
        _day_word,
    ),
    _rule(
        rf"\b(?:in|on) (?P<o>first|second|third|fourth|fifth|last) (?P<k>week|{'|'.join(DAYS)}) (?:of|in) {M}(?: (?P<y>\d{{4}}))?",
        _week_of_month,
    ),
    _rule(
        rf"\b(?P<o>first|second|third|fourth|fifth|last) (?P<k>week|{'|'.join(DAYS)}) (?:of|in) {M}(?: (?P<y>\d{{4}}))?",
        _week_of_month,
    ),
    _rule(
        rf"\b(?P<edge>end|start|beginning|middle) of (?:{M}(?: (?P<y>\d{{4}}))?|(?P<r>this|next|last|the) (?P<what>month|year)\b)",
        _edge,
    ),
    _rule(
        rf"\b(?:on )?{D},? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {M},?(?: (?P<y>\d{{4}}))?\b",
        _full,
    ),
    _rule(
        rf"\b(?:on )?{D},? {M} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<y>\d{{4}}))?",
        _full,
    ),
    _rule(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {M},?(?: (?P<y>\d{{4}}))?\b", _full),
    _rule(rf"\b{M} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<y>\d{{4}}))?", _full),
    _rule(
        rf"\b(?:on )?{D} (?:of )?next week\b|\bnext week on (?P<d2>{'|'.join(DAYS)})\b",
        lambda m, on, t: spans.of_week(on, 1, DAYS.index((m["d"] or m["d2"]).lower())),
    ),
    _rule(
        rf"\b(?:on )?{D} (?:of )?last week\b",
        lambda m, on, t: spans.of_week(on, -1, DAYS.index(m["d"].lower())),
    ),
    _rule(rf"\blast {D}", lambda m, on, t: spans.last_weekday(on, DAYS.index(m["d"].lower()))),
    _rule(rf"\bnext {D}", lambda m, on, t: spans.next_weekday(on, DAYS.index(m["d"].lower()))),
    _rule(
        rf"\b(?:(?:this coming|this|on|from|since|until|by|every) )?{D}(?P<plural>s)?",
        lambda m, on, t: (
            "a habit"
            if m[0].lower().startswith("every")
            else spans.weekday(on, DAYS.index(m["d"].lower()), 1 if "coming" in m[0].lower() else t)
        ),
    ),
    _rule(rf"\b{N} {U} ago\b", _ago),
    _rule(r"\b(?P<side>earlier|later) (?:in )?(?:this|the) (?P<what>week|month|year)\b", _so_far),
    _rule(r"\b(?:over|at|on|during) the weekend\b", _weekend),
    _rule(rf"\b(?:in|within) {N} {U}", _ahead),
    _rule(
        r"\b(?P<r>last|past|previous|this|next|coming) (?P<what>week|weekend|month|year)\b",
        _relative,
    ),
    _rule(
        rf"\b(?:(?:in|since|until|by|during|of|from) )?(?P<p>early |mid-|mid |late )?(?P<which>last |next |this )?(?<![A-Za-z]){M}(?:,? (?P<y>\d{{4}}))?",
        _in_month,
    ),
    _rule(
        r"\b(?:in|since|until|of|from|by) (?P<y>(?:19|20)\d\d)\b",
        lambda m, on, t: spans.year(int(m["y"])),
    ),
)
