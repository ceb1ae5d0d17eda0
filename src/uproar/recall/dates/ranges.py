# ruff: noqa: E501  # patterns read better on one line
"""From one day to another: "June 3-5", "del 3 al 5 de junio", "6월 3일부터 5일까지"."""

from __future__ import annotations

import re
from datetime import date

_DAY = r"(?P<a>\d{1,2})"
_LAST = r"(?P<b>\d{1,2})"
_TO = r"(?:\s?(?:-|–|—|~|〜|～)\s?|\s(?:to|through|till|until|al|a|ao|hasta|hingga|sampai|au)\s(?:the |el |le )?)"
# between two whole dates that stand side by side
JOIN = re.compile(
    r"\s?(?:-|–|—|~|〜|～)\s?|\s(?:to|through|till|until|al|hasta el|hingga|sampai|au)\s|\s?(?:부터|에서|から)\s?"
)
_JOINS = re.compile(r"(?:to|until|till|a|al|hasta)\s", re.I)
_AFTER = re.compile(
    rf"{_TO}{_LAST}(?:st|nd|rd|th)?\s?(?:일|日)?(?![\d:.,%]\d|\w|%)|\s?(?:부터|에서|から|[~〜～-])\s?(?P<c>\d{{1,2}})\s?[일日]"
)
_BEFORE = re.compile(
    rf"(?<![\d.,:/]){_DAY}(?:st|nd|rd|th)?(?:\s?[일日]?\s?(?:부터|에서|から)\s?|{_TO})(?:오는 |지난 )?$"
)
# between two whole dates, or between a day and a bare one
LISTED = re.compile(
    r"\s?[,·、・&/]\s?(?:and |or |y |o )?(?:on |the |el )?|\s(?:and|or|y|o|e|ou|et|dan|atau)\s(?:on |the |el )?|(?:과|와|이나|또는|및|と|や|か|または)\s?"
)
_LISTED_AFTER = re.compile(
    r"(?:\s(?:and|or)\s(?:the )?|\s?[·、・&]\s?)\d{1,2}(?:st|nd|rd|th|일|日)?(?![\d:%]|\s?[명개인名]| (?:p|a)\.?m)"
)
_LISTED_BEFORE = re.compile(
    r"(?<![\d.,:/])(?P<a>\d{1,2})(?:st|nd|rd|th)?\s?(?:[일日]?\s?[,·、・&]\s?|\s(?:and|or|y|o|e|ou|et)\s)(?:the |el )?$"
)
_BETWEEN = re.compile(r"\b(?:between|entre)\s(?:the |el )?$", re.I)


def is_joined(apart: str, following: str) -> bool:
    """Whether what stands between two dates, or begins the second, makes them a range."""
    return bool(JOIN.fullmatch(apart) or (apart == " " and _JOINS.match(following)))


def last_day(text: str, end: int, on: date) -> tuple[int, date | None] | None:
    """A bare last day written after a day: where it ends, and which it is (None: no such day)."""
    m = _AFTER.match(text[: end + 20], end)
    if m is None:
        return None
    return m.end(), _same_month(on, int(m["b"] or m["c"]), later=True)


def first_day(text: str, start: int, on: date) -> tuple[int, date | None] | None:
    """A bare first day written before a day: where it begins, and which it is."""
    begin = max(0, start - 20)
    m = _BEFORE.search(text[begin:start])
    if m is None:
        return None
    return begin + m.start(), _same_month(on, int(m["a"]), later=False)


def is_listed(text: str, start: int, end: int) -> bool:
    """Whether a bare day stands beside it: two days, not one ("3 and 4 May")."""
    return bool(
        _LISTED_AFTER.match(text[: end + 20], end)
        or _LISTED_BEFORE.search(text[max(0, start - 20) : start])
    )


def between(text: str, start: int, on: date) -> tuple[int, date | None] | None:
    """The first day of "between 3 and 5 May", as first_day gives it."""
    begin = max(0, start - 40)
    m = _LISTED_BEFORE.search(text[begin:start])
    if m is None or not _BETWEEN.search(text[begin : begin + m.start()]):
        return None
    return begin + m.start(), _same_month(on, int(m["a"]), later=False)


def _same_month(on: date, number: int, *, later: bool) -> date | None:
    if not 1 <= number <= 31 or (number <= on.day) is later:
        return None
    try:
        return on.replace(day=number)
    except ValueError:
        return None
