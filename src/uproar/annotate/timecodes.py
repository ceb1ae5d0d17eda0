"""Points of the footage that a text names: 3:41, 3분41초, 3m41s, 1:02:03–1:03:10, ?t=221."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import regex

from uproar.annotate.columns import as_table, strings


@dataclass(frozen=True, slots=True)
class TimecodesConfig:
    """What counts as a point of the footage."""

    # Nothing that people react to is longer; a later point was something else.
    max_s: int = 12 * 3600  # chosen on: judgement; not swept
    # Characters and points that are read of a text: more of either is a list, not a pointer, and
    # bounds the cost of a hostile text.
    max_chars: int = 4000  # chosen on: judgement; not swept
    max_points: int = 32  # chosen on: judgement; not swept
    # "8:00" near the name of a day is a time of day: characters looked at on either side, …
    near_chars: int = 60  # chosen on: judgement; not swept
    before_chars: int = 12  # by definition: longer than any word that announces a time of day
    # … hours of a day, and minutes that appointments fall on.
    hours: int = 24  # by definition: of a day
    appointment_minutes: int = 15  # chosen on: judgement; not swept


CONFIG = TimecodesConfig()

COLUMNS = pa.schema(
    [("timecodes", pa.list_(pa.struct([("start_s", pa.int32()), ("end_s", pa.int32())])))]
)

_ZONE = r"(?:[AP]\.?M\b|[KJPECBGMSW]?[SD]?T\b|KST|JST|UTC|GMT|CEST|WIB|WITA|BRT|IST)"
# Written with a colon. Not a part of a longer number, date or ratio.
_COLON = (
    r"(?<![\p{N}:：.,/])(?:(?P<h>\p{Nd}{1,2})[:：])?(?P<m>\p{Nd}{1,3})"
    r"[:：](?P<s>[0-5]\p{Nd}|[\p{Nd}--0-9]{2})(?![\p{Nd}/]|[:：]\p{Nd}|[.,]\p{Nd}{3,})"
)
_UNITS = (
    r"(?<![\p{Nd}.,])(?:(?P<h>\p{Nd}{1,2})\s?(?:h(?:rs?|ours?)?|시간|時間|小时|小時|ชม\.?|ชั่วโมง|jam)\s?)?"
    r"(?P<m>\p{Nd}{1,3})\s?(?:m(?:in(?:utos?|utes?|uten)?)?\.?|분|分钟?|分鐘|นาที|menit|mnt|phút)\s?"
    r"(?:and\s|y\s|e\s|et\s)?(?P<s>[0-5]?\p{Nd})"
    r"(?:\s?(?:s(?:ec(?:onds?|s)?|eg(?:undos?)?|ekunden)?|초|秒|วิ(?:นาที)?|detik|giây)(?!\p{Latin})|(?![\p{L}\p{Nd}]))"
)
_PRIMES = r"(?<![\p{Nd}.,])(?P<m>\p{Nd}{1,3})['’′](?P<s>[0-5]\p{Nd})(?:[\"”″]|''|(?![\p{L}\p{Nd}]))"
# A point between the numbers counts only after a word that announces a minute.
_POINT = (
    r"(?:(?<!\p{L})(?:min(?:ute|uto|uta)?|minutes|menit|timestamp|phút(?:\s+thứ)?)|นาที(?:ที่)?|분|分)"
    r"[\s:]{0,2}(?P<m>\p{Nd}{1,3})[.．](?P<s>[0-5]\p{Nd})(?![\p{Nd}.])"
)
_LINK = (
    r"[?&#](?:t|start|time_continue)=(?:(?P<h>\d{1,2})h)?(?:(?P<m>\d{1,3})m)?(?P<s>\d{1,5})s?(?!\w)"
)

_PATTERNS = tuple(
    regex.compile(p, regex.IGNORECASE | regex.VERSION1)
    for p in (_LINK, _COLON, _UNITS, _PRIMES, _POINT)
)
# What every point has, for one fast pass over a column: a digit, then a mark or a unit of minutes.
_MAY_POINT = r"(?s)\p{Nd}(?:[:：'’′]|[.．]\p{Nd}|.?[mM분分นpP])|[?&#][tTsS].*="
_ANY_DIGIT = regex.compile(r"\p{Nd}")
_BETWEEN = regex.compile(
    r"\s{0,2}(?:[-–—~〜～→]|to|a|até|hasta|bis|à|sampai|till?|until|から|부터|ถึง|đến)\s{0,2}",
    regex.IGNORECASE,
)
_CLOCK_AFTER = regex.compile(
    rf"\s{{0,2}}(?:{_ZONE}|[ap]\.?m\b|uhr\b|h(?:rs?|oras?)?\b|o'?clock|시|時|น\.|น\b|มสธ|giờ)",
    regex.IGNORECASE,
)
_CLOCK_BEFORE = regex.compile(
    r"(?:[ap]m|오전|오후|午前|午後|上午|下午|새벽|밤|เวลา|jam|pukul|lúc|às|a\s+las|um|kl\.?)\s{0,2}$",
    regex.IGNORECASE,
)
_DAY = regex.compile(
    r"(?<!\p{L})(?:today|tonight|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"hoy|mañana|ayer|amanhã|hoje|ontem|aujourd'hui|demain|besok|"
    r"hari ini|kemarin|malam ini|heute|morgen)"
    r"(?!\p{L})|오늘|내일|어제|[월화수목금토일]요일|今日|明日|昨日|วันนี้|พรุ่งนี้",
    regex.IGNORECASE,
)


class Span(NamedTuple):
    """A point, or a range where `end_s` is known.

    `start`, `stop`: the characters of the text that name it.
    """

    start_s: int
    end_s: int | None
    start: int
    stop: int


def spans(text: str) -> list[Span]:
    """The points and ranges that a text names, in reading order, each once.

    >>> [(s.start_s, s.end_s) for s in spans("3:41-3:50 and 5분2초, tickets at 8:00 pm")]
    [(221, 230), (302, None)]
    """
    text = text[: CONFIG.max_chars]
    if not _ANY_DIGIT.search(text):
        return []
    joined: list[Span] = []
    for point in _points(text):
        last = joined[-1] if joined else None
        if (
            last
            and last.end_s is None
            and point.start_s > last.start_s
            and (_BETWEEN.fullmatch(text, last.stop, point.start))
        ):
            joined[-1] = Span(last.start_s, point.start_s, last.start, point.stop)
        else:
            joined.append(point)
    seen: set[tuple[int, int | None]] = set()
    return [s for s in joined if not (s[:2] in seen or seen.add(s[:2]))]  # type: ignore[func-returns-value]  # add() gives None: the way to say "first time"


def _points(text: str) -> list[Span]:
    points: list[Span] = []
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in islice(pattern.finditer(text), CONFIG.max_points):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            seconds = _seconds(match)
            if seconds is not None and not _is_clock(text, match):
                points.append(Span(seconds, None, match.start(), match.end()))
                taken.append(match.span())
    return sorted(points, key=lambda s: s.start)


def _seconds(match: regex.Match[str]) -> int | None:
    parts = match.groupdict()
    hours, minutes, seconds = (int(parts.get(unit) or 0) for unit in ("h", "m", "s"))
    if parts.get("h") and minutes > 59:
        return None
    total = hours * 3600 + minutes * 60 + seconds
    return total if total < CONFIG.max_s else None


def _is_clock(text: str, match: regex.Match[str]) -> bool:
    """Whether the text around says that it is a time of day."""
    if match.re is not _PATTERNS[1]:
        return False
    if _CLOCK_AFTER.match(text, match.end()):
        return True
    before = text[max(0, match.start() - CONFIG.before_chars) : match.start()]
    if _CLOCK_BEFORE.search(before):
        return True
    is_even = (
        int(match["s"]) % CONFIG.appointment_minutes == 0
        and not match["h"]
        and int(match["m"]) < CONFIG.hours
    )
    near = text[max(0, match.start() - CONFIG.near_chars) : match.end() + CONFIG.near_chars]
    return is_even and _DAY.search(near) is not None


class Timecodes:
    """The points as a column of lists. Empty: an empty list."""

    name = "timecodes"
    version = "1"
    needs: tuple[str, ...] = ()
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Timecodes of the texts."""
        may_point = pc.match_substring_regex(table["text"], _MAY_POINT).to_pylist()
        rows = [
            list(_rows(text)) if may else []
            for text, may in zip(strings(table, "text"), may_point, strict=True)
        ]
        return as_table(COLUMNS, [rows])


def _rows(text: str) -> Iterator[dict[str, int | None]]:
    for span in spans(text):
        yield {"start_s": span.start_s, "end_s": span.end_s}


ANNOTATOR = Timecodes()
