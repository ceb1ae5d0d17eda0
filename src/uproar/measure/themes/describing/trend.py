"""When a theme was told: by day, and with which peak of the reaction it rose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from uproar.arrays import Int64s
from uproar.clock import DAY_US, HOUR_US
from uproar.measure.stats import intervals
from uproar.model.rows import DayRow

# A second peak is at least this part of the first, this many hours away, past a valley this deep.
PART_OF_FIRST = 0.3
HOURS_APART = 6
VALLEY = 0.6
# A theme rises with a peak when its share there is this many times its share before.
RISE = 2.0
AFTER_HOURS = 12
# A reaction is near what it reacts to: a time further off was written by a broken clock.
FARTHEST_DAYS = 730


def near(at: Int64s, published_us: int) -> Any:
    """Which times can be true: those within two years of the publication."""
    return np.abs(at / DAY_US - published_us / DAY_US) <= FARTHEST_DAYS


def by_day(at: Int64s, is_theme: Any) -> tuple[DayRow, ...]:
    """Per UTC day the theme's originals and all originals. Days without are left out."""
    days, inverse = np.unique(at // DAY_US, return_inverse=True)
    n_all = np.bincount(inverse, minlength=len(days))
    n = np.bincount(inverse, weights=is_theme, minlength=len(days)).astype(int)
    return tuple(
        DayRow(_day(int(day)), int(k), int(m)) for day, k, m in zip(days, n, n_all, strict=True)
    )


def _day(number: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=number)).date().isoformat()


def peaks(at: Int64s) -> list[int]:
    """The hours (since 1970) at which the reaction peaked, in order of time."""
    if not len(at):
        return []
    hours = at // HOUR_US
    first = int(hours.min())
    per_hour = np.bincount(hours - first)
    found: list[int] = []
    for hour in np.lexsort((np.arange(len(per_hour)), -per_hour)).tolist():
        n = per_hour[hour]
        if n < max(1, PART_OF_FIRST * per_hour.max()):
            break
        if all(_apart(per_hour, hour, other) for other in found):
            found.append(hour)
    return sorted(first + hour for hour in found)


def _apart(per_hour: Any, one: int, other: int) -> bool:
    low, high = min(one, other), max(one, other)
    if high - low < HOURS_APART:
        return False
    return bool(per_hour[low : high + 1].min() <= VALLEY * min(per_hour[one], per_hour[other]))


def rise(at: Int64s, is_theme: Any, peak_hours: list[int]) -> int | None:
    """The peak (1 = first) with which the theme's share rose, or None.

    With a later peak: its share in the half day after is at least `RISE` times that before, and the
    intervals do not meet. With the first: told only of a theme that fades to half after it.
    """
    hours = at // HOUR_US
    for place, peak in enumerate(peak_hours[1:], 2):
        start = peak - 2
        after = (hours >= start) & (hours < start + AFTER_HOURS)
        before = (hours < start) & (hours >= peak_hours[place - 2] - 2)
        if _more(after, before, is_theme):
            return place
    if len(peak_hours) > 1:
        first = hours < peak_hours[1] - 2
        if _more(first, ~first, is_theme):
            return 1
    return None


def _more(here: Any, there: Any, is_theme: Any) -> bool:
    share, low, _ = intervals.share(int(is_theme[here].sum()), int(here.sum()))
    other, _, high = intervals.share(int(is_theme[there].sum()), int(there.sum()))
    return bool(here.sum() and there.sum() and share >= RISE * other and low > high)
