"""Numbers, shares, ranks and dates as words: the only place where they are written.

The table that turns values and intervals into words is documented in docs/words.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import dates, numbers

from uproar.tell.messages.messages import Messages

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TWO_DIGITS = re.compile(r"[1-9]\d(?= )")
# The lowest end of an interval that can still be called "about half".
_MIN_HALF = 0.4  # chosen on: judgement; not swept
# "About one in five" may differ from the value by this part of a fifth, ...
_NEAR = 0.1  # chosen on: judgement; not swept
# ... and the interval's lower end must reach this part of a fifth.
_FIRM = 0.8  # chosen on: judgement; not swept


def number(value: float, say: Messages) -> str:
    """A number as the story writes it: one to nine spelled out, thousands grouped.

    Below ten, a value that is not whole keeps one digit; above, it is rounded.

    >>> from uproar.tell.messages import messages_in
    >>> [number(v, messages_in("en")) for v in (0, 3, 9583, 63.7, 2.25)]
    ['zero', 'three', '9,583', '64', '2.2']
    """
    if isinstance(value, float) and not value.is_integer() and abs(value) < 10:
        return str(numbers.format_decimal(round(value, 1), locale=say.language))
    whole = _half_up(value)
    if 0 <= whole < 10:
        return say.say(f"spell-{whole}")
    return str(numbers.format_decimal(whole, locale=say.language))


def opening(text: str, say: Messages) -> str:
    """A text that opens a sentence: a number of two digits is spelled out, where a language does.

    >>> from uproar.tell.messages import messages_in
    >>> say = messages_in("en")
    >>> opening("48 of the 300 posts", say), opening("20 percent", say), opening("3,840 posts", say)
    ('forty-eight of the 300 posts', 'twenty percent', '3,840 posts')
    """
    written = _TWO_DIGITS.match(text)
    if written is None or not say.speaks("spell-20"):
        return text
    value = int(written[0])
    if not say.speaks(f"spell-{value}"):
        tens, ones = (say.say(f"spell-{part}") for part in (value - value % 10, value % 10))
        return say.say("spell-joined", tens=tens, ones=ones) + text[2:]
    return say.say(f"spell-{value}") + text[2:]


def percent(value: float, say: Messages) -> str:
    """A share in whole percent; what rounds to nothing is "under 1 percent", never "0 percent".

    >>> from uproar.tell.messages import messages_in
    >>> [percent(v, messages_in("en")) for v in (0.1822, 0.004, 0.0, 1.0)]
    ['18 percent', 'under 1 percent', '0 percent', '100 percent']
    """
    whole = _half_up(100 * value)
    if whole == 0 and value > 0:
        return say.say("share-under", n=1)
    if whole == 100 and value < 1:
        return say.say("share-over", n=99)
    return say.say("share-percent", n=whole)


Holds = Callable[[float, float, float], bool]
# What a share is called, the strongest words first. The table is in docs/words.md.
# chosen on: judgement; not swept
QUANTIFIERS: Sequence[tuple[str, Holds]] = (
    ("nearly-all", lambda v, low, high: low >= 0.9),
    ("most", lambda v, low, high: low > 0.5),
    ("about-half", lambda v, low, high: low >= _MIN_HALF and high >= 0.5 and abs(v - 0.5) <= 0.05),
    ("over-third", lambda v, low, high: low > 1 / 3),
    ("about-third", lambda v, low, high: _about(v, low, high, 3)),
    ("over-quarter", lambda v, low, high: low > 1 / 4),
    ("about-quarter", lambda v, low, high: _about(v, low, high, 4)),
)


def quantifier(value: float, low: float, high: float, say: Messages) -> str:
    """The strongest words that the interval's lower bound allows for a share.

    >>> from uproar.tell.messages import messages_in
    >>> say = messages_in("en")
    >>> quantifier(0.62, 0.55, 0.68, say), quantifier(0.62, 0.45, 0.78, say)
    ('most', 'more than a third')
    >>> quantifier(0.199, 0.19, 0.21, say), quantifier(0.01, 0.005, 0.02, say)
    ('about one in five', 'a small share')
    """
    for name, holds in QUANTIFIERS:
        if holds(value, low, high):
            return say.say(f"quantifier-{name}")
    for n in range(5, 11):
        if _about(value, low, high, n):
            return say.say("quantifier-about-one-in", n=number(n, say))
    if low >= 0.1:
        return say.say("quantifier-over-one-in", n=number(math.ceil(1 / low - 1e-9) or 1, say))
    return say.say("quantifier-small" if high < 0.1 else "quantifier-some")


def rank(position: int, bounds: Sequence[tuple[float, float]], say: Messages) -> str:
    """Where the theme at `position` (from 0, the best first) stands among all.

    Themes whose intervals overlap share a rank.

    >>> from uproar.tell.messages import messages_in
    >>> rank(0, [(5, 6), (1, 2)], messages_in("en")), rank(0, [(5, 6), (4, 5.5)], messages_in("en"))
    ('the largest group', 'one of the largest groups')
    """
    low, high = bounds[position]
    tied = any(
        i != position and other_low <= high and other_high >= low
        for i, (other_low, other_high) in enumerate(bounds)
    )
    above = sum(other_low > high for other_low, _ in bounds)
    if above == 0:
        return say.say("rank-tied" if tied else "rank-top")
    if above == 1 and not tied:
        return say.say("rank-second")
    return say.say("rank-other")


def is_tie(low: float, high: float, other_low: float, other_high: float) -> bool:
    """Whether two intervals overlap, so that the story calls them a tie."""
    return low <= other_high and other_low <= high


def moment(value: int | float) -> datetime:
    """A finding's time, int64 microseconds since 1970 UTC, as an aware datetime."""
    return _EPOCH + timedelta(microseconds=int(value))


def date(time: datetime, year: int, timezone_name: str, say: Messages) -> str:
    """Day and month in the desk's time zone; the year where it is not the event's.

    >>> from uproar.tell.messages import messages_in
    >>> date(datetime(2025, 5, 18, 20, tzinfo=UTC), 2025, "Asia/Seoul", messages_in("en"))
    'May 19'
    """
    local = time.astimezone(ZoneInfo(timezone_name))
    if local.year != year:
        return str(dates.format_date(local, "long", locale=say.language))
    return str(dates.format_skeleton("MMMMd", local, locale=say.language))


def month(time: datetime, timezone_name: str, say: Messages, seen: datetime | None = None) -> str:
    """Month and year; "last November" where `seen`, the reader's day, is less than a year later.

    >>> from uproar.tell.messages import messages_in
    >>> days = [datetime(2025, 5, 18, tzinfo=UTC), datetime(2024, 11, 3, tzinfo=UTC)]
    >>> month(days[1], "UTC", messages_in("en"), days[0]), month(days[1], "UTC", messages_in("en"))
    ('last November', 'November 2024')
    """
    local = time.astimezone(ZoneInfo(timezone_name))
    ref = seen.astimezone(ZoneInfo(timezone_name)) if seen else None
    if ref is not None and 0 <= 12 * (ref.year - local.year) + ref.month - local.month < 12:
        name = str(dates.format_date(local, "LLLL", locale=say.language))
        return name if ref.year == local.year else say.say("month-last", month=name)
    return str(dates.format_skeleton("yMMMM", local, locale=say.language))


def weekday(time: datetime, timezone_name: str, say: Messages) -> str:
    """The day of the week."""
    return str(
        dates.format_date(time.astimezone(ZoneInfo(timezone_name)), "EEEE", locale=say.language)
    )


def daytime(time: datetime, timezone_name: str, say: Messages) -> str:
    """The day of the week and the part of the day, "Monday evening"."""
    hour = time.astimezone(ZoneInfo(timezone_name)).hour
    parts = ((5, "night"), (12, "morning"), (17, "afternoon"), (22, "evening"), (24, "night"))
    part = next(name for end, name in parts if hour < end)
    if hour < 5:  # the small hours belong to the night that began the day before
        time -= timedelta(days=1)
    return say.say(f"daytime-{part}", day=weekday(time, timezone_name, say))


def span(start: datetime, end: datetime, timezone_name: str, say: Messages) -> str:
    """Two days as a range, "May 9 to 23" in the language's own way."""
    zone = ZoneInfo(timezone_name)
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    skeleton = "MMMMd" if first.year == last.year else "yMMMMd"
    text = str(dates.format_interval(first, last, skeleton=skeleton, locale=say.language))
    return text.replace("\u2009", "").replace("\u202f", "")


def duration(days: int, say: Messages) -> str:
    """A stretch of days in the largest unit that fits, rounded down.

    >>> from uproar.tell.messages import messages_in
    >>> [duration(d, messages_in("en")) for d in (1, 4, 15, 70, 800)]
    ['a day', 'four days', 'two weeks', 'two months', 'two years']
    """
    for length, unit in ((365, "years"), (30, "months"), (7, "weeks")):
        if days >= length * (1 if unit == "years" else 2):
            n = days // length
            return say.say(f"duration-{unit}", n=n, spelled=number(n, say))
    return say.say("duration-days", n=days, spelled=number(days, say))


def clock(seconds: float) -> str:
    """A place in the footage, as players write it.

    >>> clock(136.9), clock(3723)
    ('2:16', '1:02:03')
    """
    hours, rest = divmod(int(seconds), 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{secs:02}" if hours else f"{minutes}:{secs:02}"


def _half_up(value: float) -> int:
    return math.floor(value + 0.5)


def _about(value: float, low: float, high: float, n: int) -> bool:
    near = abs(value - 1 / n) <= _NEAR / n
    return near and _FIRM / n <= low <= 1 / n <= high


def hour(time: datetime, timezone_name: str, say: Messages) -> str:
    """The time of day, in the desk's time zone."""
    local = time.astimezone(ZoneInfo(timezone_name))
    text = str(dates.format_time(local, "short", locale=say.language))
    return text.replace("\u202f", " ").replace("\xa0", " ")
