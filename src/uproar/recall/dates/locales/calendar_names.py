"""Names of months and weekdays in the languages that Unicode's CLDR has, read through Babel."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError


@lru_cache(maxsize=64)
def month_names(lang: str, width: Literal["wide", "abbreviated"] = "wide") -> tuple[str, ...]:
    """The months, January first, in lower case; none for a language that CLDR does not have.

    >>> month_names("pt")[2], month_names("en", "abbreviated")[8], month_names("xx")
    ('março', 'sep', ())
    """
    locale = _locale(lang)
    if locale is None:
        return ()
    return tuple(locale.months["format"][width][n].lower().rstrip(".") for n in range(1, 13))


@lru_cache(maxsize=64)
def weekday_names(lang: str) -> tuple[str, ...]:
    """The days of the week, Monday first, in lower case; none for a language CLDR does not have.

    >>> weekday_names("es")[2], weekday_names("ja")[6]
    ('miércoles', '日曜日')
    """
    locale = _locale(lang)
    if locale is None:
        return ()
    return tuple(locale.days["format"]["wide"][n].lower() for n in range(7))


def _locale(lang: str) -> Locale | None:
    try:
        return Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return None
