"""Calendar arithmetic: every reading of a date expression is a first and a last day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from uproar.recall.config import DatesConfig

CONFIG = DatesConfig()
Span = tuple[date, date]
Reading = Span | str  # a str says why it cannot be dated


def day(on: date, shift: int = 0) -> Span:
    """One day, `shift` days from `on`."""
    moved = on + timedelta(days=shift)
    return moved, moved


def week(on: date, shift: int = 0) -> Span:
    """Monday to Sunday of the calendar week, `shift` weeks from the one of `on`."""
    monday = on - timedelta(days=on.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=6)


def month(year: int, number: int) -> Span:
    """A calendar month; numbers beyond 1-12 carry over.

    >>> month(2024, 14)
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    """
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def year(number: int) -> Span:
    """A calendar year."""
    return date(number, 1, 1), date(number, 12, 31)


def moved(on: date, n: int, unit: str) -> Span:
    """`n` units from `on`: days exact, weeks, months, years as the calendar unit they fall in."""
    if unit == "day":
        return day(on, n)
    if unit == "week":
        return week(on, n)
    return month(on.year, on.month + n) if unit == "month" else year(on.year + n)


def exactly(on: date, n: int, unit: str) -> Reading:
    """The same day, `n` units from a known day."""
    if unit in ("day", "week"):
        return day(on, n * (7 if unit == "week" else 1))
    first, last = month(
        on.year + (n if unit == "year" else 0), on.month + (n if unit == "month" else 0)
    )
    return day(first.replace(day=min(on.day, last.day)))


def part(span: Span, which: int) -> Span:
    """First, middle or last third (0, 1, 2) of a month (days 1-10, 11-20, 21-) or of a year."""
    first, last = span
    if (last - first).days < 32:
        cuts = (first, first.replace(day=11), first.replace(day=21), last + timedelta(days=1))
    else:
        cuts = (first, date(first.year, 5, 1), date(first.year, 9, 1), last + timedelta(days=1))
    return cuts[which], cuts[which + 1] - timedelta(days=1)


def on_day(year_: int, month_: int, day_: int) -> Reading:
    """A day of the calendar, or that there is none such."""
    try:
        return day(date(year_, month_, day_))
    except ValueError:
        return "no such day"


def nearest(published: date, month_: int, day_: int, lean: int) -> Reading:
    """A day without its year: the one behind (lean -1), ahead (1) or within half a year (0)."""
    days = [
        reading[0]
        for y in (-1, 0, 1)
        if not isinstance(reading := on_day(published.year + y, month_, day_), str)
    ]
    if lean:
        days = [d for d in days if (d - published).days * lean >= 0]
    if not days:
        return "no such day"
    best = min(days, key=lambda d: (abs((d - published).days), d))
    is_near = abs((best - published).days) < CONFIG.max_days_from_now
    return day(best) if lean or is_near else "which year is not said"


def weekday(published: date, number: int, lean: int) -> Reading:
    """A bare weekday: the latest (today included) of what was, the next of what will be."""
    if lean < 0:
        return day(published, -((published.weekday() - number) % 7))
    ahead = (number - published.weekday()) % 7
    if lean > 0:
        return day(published, ahead) if ahead else "today, or a week from today"
    return "past or future is not said"


def last_weekday(published: date, number: int) -> Reading:
    """'Last Friday': certain only if the latest one lies in an earlier calendar week."""
    back = (published.weekday() - number) % 7 or 7
    return day(published, -back) if back > published.weekday() else "this week's or last week's"


def next_weekday(published: date, number: int) -> Reading:
    """'Next Friday': certain only if the coming one lies in a later calendar week."""
    ahead = (number - published.weekday()) % 7 or 7
    return (
        day(published, ahead) if published.weekday() + ahead > 6 else "this week's or next week's"
    )


def of_week(published: date, shift: int, number: int) -> Span:
    """A weekday of the calendar week `shift` weeks from now."""
    return day(week(published, shift)[0], number)
