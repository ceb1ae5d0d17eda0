"""Times as platforms write them, as microseconds since 1970 UTC.

What cannot be read, or lies outside what a post can claim, is None: the post is kept without a
time. No clock is asked, so the same file gives the same rows for ever.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from uproar.clock import DAY_US, SECOND_US, to_us

# source: YouTube and Reddit, the oldest of the platforms that are read, opened in 2005
EARLIEST_US = to_us(datetime(2004, 1, 1, tzinfo=UTC))
# chosen on: judgement; so far ahead that only a broken clock says it
LATEST_US = to_us(datetime(2100, 1, 1, tzinfo=UTC))


def plausible(us: int | None, witnessed_us: int | None = None) -> int | None:
    """The time, unless no post can have it: too early, too late, or a day after it was witnessed.

    >>> plausible(0) is None
    True
    """
    if us is None or not EARLIEST_US <= us < LATEST_US:
        return None
    return None if witnessed_us is not None and us > witnessed_us + DAY_US else us


def iso(value: object) -> int | None:
    """An ISO 8601 time; without an offset it is taken as UTC, as platforms mean it.

    >>> iso("2025-05-18T11:00:00Z")
    1747566000000000
    >>> iso("yesterday") is None
    True
    """
    if type(value) is not str:
        return None
    try:
        time = datetime.fromisoformat(value)
        if time.tzinfo is None:
            time = time.replace(tzinfo=UTC)
        return plausible(to_us(time))
    except (ValueError, OverflowError):
        return None


def epoch(value: object, per_second: int = 1) -> int | None:
    """A count of units since 1970 (`per_second` of them), as a number or its digits.

    >>> epoch(1747566000), epoch("1747566000000", per_second=1000)
    (1747566000000000, 1747566000000000)
    """
    if not isinstance(value, int | float | str) or type(value) is bool:
        return None
    try:
        number = value if type(value) is int else float(value)
        return plausible(int(number * (SECOND_US // per_second)))
    except (ValueError, OverflowError):
        return None


_AGO = re.compile(r"(\d{1,4})\s*(second|minute|hour|day|week|month|year)s?\b")
# by definition: a month of 30 days, a year of 365
_UNIT_S = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 7 * 86400,
    "month": 30 * 86400,
    "year": 365 * 86400,
}


def precision_of_ago(words: str) -> int | None:
    """How exact "3 weeks ago" is: the length of its unit in seconds; None if it says no unit.

    >>> precision_of_ago("3 weeks ago (edited)")
    604800
    """
    match = _AGO.search(words)
    return _UNIT_S[match.group(2)] if match else None
