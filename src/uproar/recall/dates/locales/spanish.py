# ruff: noqa: E501  # word lists and patterns read better on one line
"""Spanish date expressions."""

from __future__ import annotations

import re
from datetime import date

from uproar.recall.config import DatesConfig
from uproar.recall.dates import spans
from uproar.recall.dates.locales.calendar_names import month_names, weekday_names
from uproar.recall.dates.locales.english import Rule
from uproar.recall.dates.spans import Reading

CONFIG = DatesConfig()
MONTHS = month_names("es")
DAYS = weekday_names("es")
NUMBERS = {
    "un": 1,
    "una": 1,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "siete": 7,
    "ocho": 8,
    "nueve": 9,
    "diez": 10,
    "once": 11,
    "doce": 12,
    "quince": 15,
    "veinte": 20,
    "treinta": 30,
}
UNITS = {"día": "day", "semana": "week", "mes": "month", "año": "year"}
M = rf"(?P<m>{'|'.join(MONTHS)})\b"
D = rf"(?P<d>{'|'.join(DAYS)})\b"
NU = rf"(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)}) (?P<u>día|semana|mes|año)(?:e?s)?\b"
FUTURE = re.compile(
    r"\b(?:\w+(?:ará|erá|irá|arán|erán|irán|drá|drán)|va a|van a|abre|empieza|comienza|estrena|llega)\b",
    re.I,
)
PAST = re.compile(r"\b(?:\w+(?:ó|aron|ieron|aba|ado|ido)|fue|dijo|hizo|tuvo|estuvo)\b", re.I)


def lean(text: str, start: int) -> int:
    """1, -1 or 0: the tense of the nearest verb before a place in a text, else of the first after."""
    before = text[max(0, start - CONFIG.verb_chars) : start]
    after = text[start : start + CONFIG.verb_chars]
    for piece, nearest in ((before, -1), (after, 0)):
        cues = sorted(
            [(m.start(), 1) for m in FUTURE.finditer(piece)]
            + [(m.start(), -1) for m in PAST.finditer(piece)]
        )
        if cues:
            return cues[nearest][1]
    return 0


def _moved(m: re.Match[str], on: date, sign: int) -> Reading:
    n = int(m["n"]) if m["n"].isdigit() else NUMBERS[m["n"].lower()]
    return spans.moved(on, sign * n, UNITS[m["u"].lower()])


def _full(m: re.Match[str], on: date, t: int) -> Reading:
    number = MONTHS.index(m["m"].lower()) + 1
    return (
        spans.on_day(int(m["y"]), number, int(m["day"]))
        if m["y"]
        else spans.nearest(on, number, int(m["day"]), t)
    )


def _month(m: re.Match[str], on: date, t: int) -> Reading:
    number = MONTHS.index(m["m"].lower()) + 1
    t = {"el pasado": -1, "el próximo": 1}.get(m["lead"].lower(), t)
    if not m["y"] and not t and number != on.month:
        return "which year is not said"
    y = (
        int(m["y"])
        if m["y"]
        else on.year + ((number < on.month) if t > 0 else -(number > on.month))
    )
    span = spans.month(y, number)
    return (
        spans.part(span, ("principios", "mediados", "finales").index(m["p"].lower()))
        if m["p"]
        else span
    )


def _rel(m: re.Match[str], on: date, t: int) -> Reading:
    words = m[0].lower()
    shift = -1 if "pasad" in words else 1 if re.search("próxim|viene|entrante", words) else 0
    unit = "week" if "semana" in words else "month" if "mes" in words else "year"
    if "fin de semana" in words:
        return spans.of_week(on, shift, 5)[0], spans.of_week(on, shift, 6)[0]
    return spans.moved(on, shift, unit)


def _weekday(m: re.Match[str], on: date, t: int) -> Reading:
    words, number = m[0].lower(), DAYS.index(m["d"].lower())
    if "de la semana que viene" in words or "de la próxima semana" in words:
        return spans.of_week(on, 1, number)
    if "pasado" in words:
        return spans.last_weekday(on, number)
    return spans.weekday(on, number, 1 if re.search("próxim|viene", words) else t)


def _rule(pattern: str, read: object) -> Rule:
    return re.compile(pattern, re.I), read  # type: ignore[return-value]  # lambdas of one shape


RULES: tuple[Rule, ...] = (
    _rule(
        r"\b(?:antes de ayer|anteayer|anteanoche|antes de anoche)\b",
        lambda m, on, t: spans.day(on, -2),
    ),
    _rule(r"\bpasado mañana\b", lambda m, on, t: spans.day(on, 2)),
    _rule(r"\b(?:ayer|anoche)\b", lambda m, on, t: spans.day(on, -1)),
    _rule(r"\b(?:hoy|esta noche)\b", lambda m, on, t: spans.day(on)),
    _rule(r"(?<!la )(?<!esta )\bmañana\b", lambda m, on, t: spans.day(on, 1)),
    _rule(rf"\b{NU} (?:antes|después) de\b", lambda m, on, t: "depends on another date"),
    _rule(rf"\bhace {NU}", lambda m, on, t: _moved(m, on, -1)),
    _rule(rf"\bdentro de {NU}", lambda m, on, t: _moved(m, on, 1)),
    _rule(
        rf"\b(?:el )?(?:próximo |pasado )?{D},? (?P<day>\d{{1,2}}) de {M}(?: (?:de|del) (?P<y>\d{{4}}))?",
        _full,
    ),
    _rule(rf"\b(?P<day>\d{{1,2}}) de {M}(?: (?:de|del) (?P<y>\d{{4}}))?", _full),
    _rule(
        rf"\b(?:el |los |próximo |pasado |este ){{0,4}}{D}(?: pasado| que viene| de la semana que viene| de la próxima semana)*",
        _weekday,
    ),
    _rule(
        r"\b(?:el fin de semana|la semana|el mes|el año) (?:pasad[oa]|que viene|entrante)|\b(?:est[ea]|el próximo|la próxima|el pasado|la pasada) (?:fin de semana|semana|mes|año)\b",
        _rel,
    ),
    _rule(
        rf"\b(?P<lead>en|desde|hasta|a|de|el pasado|el próximo)(?: (?P<p>principios|mediados|finales) de)? {M}(?: (?:de|del) (?P<y>\d{{4}}))?",
        _month,
    ),
    _rule(r"\b(?:en|desde|hasta) (?P<y>(?:19|20)\d\d)\b", lambda m, on, t: spans.year(int(m["y"]))),
)
