"""Times that are written more exactly than they are known: all at midnight, all on the hour.

An export that knows days only often writes "2025-05-18 00:00:00", in its own zone or in UTC. One
such row does not show it; many rows of a platform at one time of day do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

import numpy as np

from uproar.arrays import Bools, Int64s
from uproar.clock import DAY_US, HOUR_US, MINUTE_US, SECOND_US, from_us


@dataclass(frozen=True, slots=True)
class HiddenPrecisionConfig:
    """When rows that share a time of day are taken as dates without one."""

    # Rows that share it, at the least. chosen on: judgement; one such row proves nothing
    min_rows: int = 5
    # Share of the platform's exact rows that share it, 0-1.
    # source: arithmetic, exact rows are at one second of the day 1 time in 86,400
    min_share: float = 0.02
    # Share of the rows on a quarter of an hour that share it, 0-1: times that are known to the hour
    # stand on all of them. source: arithmetic, a zone has two midnights in UTC, summer and winter
    min_of_quarters: float = 1 / 3
    # Rows within ten minutes of it over rows at it: where people posted at a set time, others
    # posted a little later. chosen on: judgement; not swept
    max_beside: float = 0.1
    # chosen on: judgement, ten minutes; not swept
    beside_us: int = 10 * MINUTE_US
    # Share of the rows that stand on a whole hour, or minute, from which all of those are no more
    # exact. source: arithmetic, one exact row in 3,600 is on the hour, one in 60 on the minute
    min_whole: float = 0.5


CONFIG = HiddenPrecisionConfig()
# Zones differ from UTC by whole quarters of an hour. source: the IANA time zone database
QUARTER_US = 15 * MINUTE_US
DAY_S, HOUR_S, MINUTE_S = (us // SECOND_US for us in (DAY_US, HOUR_US, MINUTE_US))
MONTH_S = 31 * DAY_S  # by definition: the longest month


def hidden_precision(times_us: Int64s) -> Int64s:
    """How exact the times of one platform are known, in seconds; 0 where as exact as written.

    Shape: as `times_us`, which holds times that are written to the second. Rows at one midnight,
    in any zone, are known to the day, or to the month where they are all of the first of one.

    >>> hidden_precision(np.arange(6) * DAY_US).tolist()
    [86400, 86400, 86400, 86400, 86400, 86400]
    """
    known_s = np.zeros(len(times_us), np.int64)
    of_day = times_us % DAY_US
    clocks, n_at = np.unique(of_day[of_day % QUARTER_US == 0], return_counts=True)
    for clock in clocks[n_at >= CONFIG.min_of_quarters * n_at.sum()].tolist():
        is_at = of_day == clock
        if _is_date_only(times_us, is_at):
            known_s[is_at] = MONTH_S if _is_month_only(times_us[is_at], clock) else DAY_S
    for unit_us, unit_s in ((HOUR_US, HOUR_S), (MINUTE_US, MINUTE_S)):
        is_left = known_s == 0
        is_whole = is_left & (times_us % unit_us == 0)
        if is_whole.sum() >= max(CONFIG.min_rows, CONFIG.min_whole * is_left.sum()):
            known_s[is_whole] = unit_s
    return known_s


def _is_date_only(times_us: Int64s, is_at: Bools) -> bool:
    n = int(is_at.sum())
    if n < max(CONFIG.min_rows, CONFIG.min_share * len(times_us)):
        return False
    others = np.sort(times_us[~is_at])
    moments = np.unique(times_us[is_at])
    first = np.searchsorted(others, moments - CONFIG.beside_us, side="left")
    last = np.searchsorted(others, moments + CONFIG.beside_us, side="right")
    return int((last - first).sum()) <= CONFIG.max_beside * n


def _is_month_only(times_us: Int64s, clock_us: int) -> bool:
    """Whether times at this hour of the day are all of the first day of several months."""
    # midnight east of Greenwich is in the afternoon of the day before in UTC
    ahead_us = DAY_US - clock_us if clock_us > DAY_US // 2 else -clock_us
    days = {from_us(int(us) + ahead_us).astimezone(UTC).date() for us in np.unique(times_us)}
    return len(days) > 1 and all(day.day == 1 for day in days)
