"""When a theme was told: by day, and with which peak of the reaction it rose.

`times` are those of the originals whose time can be true, int64 microseconds since 1970 UTC;
`is_theme` says which of them are of the theme. Hours are counted since 1970.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from uproar import intervals
from uproar.arrays import Bools, Int64s
from uproar.clock import DAY_US, HOUR_US
from uproar.measure.themes.config import TrendConfig
from uproar.model.rows import DayRow


def near(times: Int64s, published_us: int, config: TrendConfig) -> Bools:
    """Which times can be true: those within two years of the publication."""
    return np.abs(times / DAY_US - published_us / DAY_US) <= config.max_days


def by_day(times: Int64s, is_theme: Bools) -> tuple[DayRow, ...]:
    """Per UTC day the theme's originals and all originals. Days without are left out."""
    days, inverse = np.unique(times // DAY_US, return_inverse=True)
    n_all = np.bincount(inverse, minlength=len(days))
    n = np.bincount(inverse, weights=is_theme, minlength=len(days)).astype(int)
    return tuple(
        DayRow(_day(int(day)), int(k), int(m)) for day, k, m in zip(days, n, n_all, strict=True)
    )


def _day(number: int) -> str:
    """The date of the n-th day since 1970."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=number)).date().isoformat()


def peaks(times: Int64s, config: TrendConfig) -> list[int]:
    """The hours at which the reaction peaked, in order of time. No posts: none.

    The busiest hour, and each hour with `min_peak_part` of its posts that lies hours away from the
    peaks before it, past a valley. Ties go to the earlier hour.
    """
    if not len(times):
        return []
    hours = times // HOUR_US
    first = int(hours.min())
    per_hour = np.bincount(hours - first)
    chosen: list[int] = []
    for hour in np.lexsort((np.arange(len(per_hour)), -per_hour)).tolist():
        if per_hour[hour] < max(1, config.min_peak_part * per_hour.max()):
            break
        if all(_is_apart(per_hour, hour, other, config) for other in chosen):
            chosen.append(hour)
    return sorted(first + hour for hour in chosen)


def _is_apart(per_hour: Int64s, hour: int, other: int, config: TrendConfig) -> bool:
    """Whether two hours are two peaks: hours apart, with a valley between them."""
    low, high = min(hour, other), max(hour, other)
    if high - low < config.min_hours_apart:
        return False
    lower_peak = min(per_hour[hour], per_hour[other])
    return bool(per_hour[low : high + 1].min() <= config.max_valley * lower_peak)


def rise(times: Int64s, is_theme: Bools, peak_hours: list[int], config: TrendConfig) -> int | None:
    """The peak (1 = first) with which the theme's share rose, or None.

    With a later peak: its share in the half day after is at least `min_rise` times that before, and
    the intervals do not meet. With the first: told only of a theme that fades to half after it.
    """
    hours, before_hours = times // HOUR_US, config.before_hours
    for rank, peak in enumerate(peak_hours[1:], 2):
        start = peak - before_hours
        after = (hours >= start) & (hours < start + config.after_hours)
        before = (hours < start) & (hours >= peak_hours[rank - 2] - before_hours)
        if _is_more(after, before, is_theme, config):
            return rank
    if len(peak_hours) > 1:
        first = hours < peak_hours[1] - before_hours
        if _is_more(first, ~first, is_theme, config):
            return 1
    return None


def _is_more(here: Bools, there: Bools, is_theme: Bools, config: TrendConfig) -> bool:
    """Whether the theme's share is surely and much larger here than there."""
    share, low, _ = intervals.share(int(is_theme[here].sum()), int(here.sum()))
    other, _, high = intervals.share(int(is_theme[there].sum()), int(there.sum()))
    is_much = share >= config.min_rise * other and low > high
    return bool(here.any() and there.any() and is_much)
