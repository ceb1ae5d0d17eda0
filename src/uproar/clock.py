"""Times: the one place where datetimes and microseconds meet.

Columns hold int64 microseconds since 1970 UTC; nouns hold aware UTC datetimes.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

# Microseconds. by definition: a minute has 60 seconds, an hour 60 minutes, a day 24 hours
SECOND_US: Final = 1_000_000
MINUTE_US: Final = 60 * SECOND_US  # by definition: the same
HOUR_US: Final = 60 * MINUTE_US  # by definition: the same
DAY_US: Final = 24 * HOUR_US  # by definition: the same

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_us(time: datetime) -> int:
    """Microseconds since 1970 UTC, exact to the microsecond.

    >>> to_us(datetime(1970, 1, 1, 0, 0, 1, 5, tzinfo=UTC))
    1000005
    """
    return (time - _EPOCH) // timedelta(microseconds=1)


def from_us(time_us: int) -> datetime:
    """The aware UTC datetime of so many microseconds since 1970.

    Raises OverflowError outside the years 1 to 9999.

    >>> from_us(1_000_005).isoformat()
    '1970-01-01T00:00:01.000005+00:00'
    """
    return _EPOCH + timedelta(microseconds=time_us)
