# ruff: noqa: E501  # patterns read better on one line
"""Dates told from another occasion: "a week before his enlistment", "입대 사흘 전"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from uproar.recall.config import DatesConfig
from uproar.recall.dates import spans
from uproar.recall.dates.locales import english, korean_japanese, spanish

CONFIG = DatesConfig()


@dataclass(frozen=True, slots=True)
class Anchored:
    """So many units before (n < 0) or after an occasion, with the words that name it."""

    text: str
    start: int
    n: int
    unit: str
    occasion: str

    def from_day(self, day: date) -> spans.Span:
        """The day, or the calendar week, month or year, counted from the occasion's day."""
        return spans.moved(day, self.n, self.unit)


_EN_OF = r"(?:(?:his|her|their|its|the|a|an|that|this) )?(?P<what>[\w'’-]+(?: [\w'’-]+){0,2})"
_EN = re.compile(
    rf"\b(?:{english.N}|the) {english.U} (?P<way>before|after|following|prior to) {_EN_OF}", re.I
)
_EVE = re.compile(rf"\b(?:on )?the (?:eve|day) (?P<way>of|before|after) {_EN_OF}", re.I)
_ES_OF = r"de(?:l| la| los| las| su| sus| el)? (?P<what>\w+(?: \w+)?)"
_ES = re.compile(rf"\b(?:{spanish.NU}|el día) (?P<way>antes|después) {_ES_OF}", re.I)
_ES_NEXT = re.compile(rf"\b(?P<way>la víspera|al día siguiente) {_ES_OF}", re.I)
_KO_N = rf"(?:(?P<c>{'|'.join(korean_japanese.COUNT)})|(?P<n>\d{{1,3}}|[한두세네])\s?(?P<u>일|주일?|개월|달|년))"
_KO = re.compile(
    rf"(?P<what>[가-힣A-Za-z]{{2,8}}?)(?:을|를)?\s{_KO_N}\s?(?P<way>전|앞두고|후|뒤|앞선)"
)
_KO_NEXT = re.compile(r"(?P<what>[가-힣A-Za-z]{2,8}?)(?:의)?\s?(?P<way>전날|다음\s?날|이튿날)")
_JA_WHAT = r"(?P<what>[一-龠ァ-ヶーA-Za-z]{2,8})"
_JA = re.compile(
    rf"{_JA_WHAT}(?:の|から)(?P<n>\d{{1,3}}|[一二三四五六七八九十])(?P<u>日|週間|[かヶカ]月|年)(?P<way>前|後)"
)
_JA_NEXT = re.compile(rf"{_JA_WHAT}の(?P<way>前日|翌日)")
_PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {
    "en": (_EN, _EVE),
    "es": (_ES, _ES_NEXT),
    "ko": (_KO, _KO_NEXT),
    "ja": (_JA, _JA_NEXT),
}
_BACK = re.compile(r"before|prior to|^of$|antes|víspera|전|앞|前", re.I)
_UNITS = {
    **{"day": "day", "día": "day", "일": "day", "日": "day"},
    **{"week": "week", "semana": "week", "주": "week", "週": "week"},
    **{"month": "month", "mes": "month", "개": "month", "달": "month"},
    **{"か": "month", "ヶ": "month", "カ": "month"},
    **{"year": "year", "año": "year", "년": "year", "年": "year"},
}


def find_anchored(text: str, lang: str | None) -> Anchored | None:
    """The first such expression of a sentence, if any.

    >>> anchored = find_anchored("Three days after the transfer he scored.", "en")
    >>> (anchored.n, anchored.unit, anchored.occasion) if anchored else None
    (3, 'day', 'transfer he scored')
    """
    matches = [
        m
        for p in _PATTERNS.get((lang or "en")[:2], ())
        if (m := p.search(text[: CONFIG.max_chars])) is not None
    ]
    if not matches:
        return None
    m = min(matches, key=lambda m: m.start())
    n, unit = _count(m.groupdict())
    way = m["way"].replace(" ", "")
    is_back = bool(_BACK.search(way)) and way not in ("다음날", "이튿날", "翌日")
    return Anchored(m[0], m.start(), -n if is_back else n, unit, m["what"])


def _count(groups: dict[str, str | None]) -> tuple[int, str]:
    """The number and unit of a match's named groups; a day where no unit is named."""
    if count := groups.get("c"):
        return korean_japanese.COUNT[count]
    number, unit = groups.get("n"), groups.get("u")
    if unit is None:
        return 1, "day"
    times = 2 if unit.lower() == "fortnight" else 10 if unit.lower() == "decade" else 1
    unit = {"fortnight": "week", "decade": "year"}.get(unit.lower(), unit.lower())
    kind = _UNITS.get(unit) or _UNITS[unit[0]]
    return times * _number(number), kind


def _number(word: str | None) -> int:
    if word is None:
        return 1
    read: Callable[[str], int | None] = {
        **english.NUMBERS,
        **spanish.NUMBERS,
        **korean_japanese.WORDS,
    }.get
    return int(word) if word.isdigit() else read(word.lower()) or 1
