# ruff: noqa: E501  # word lists read better on one line
"""Words beside a date that change what it means, where no rule reads them: then it is uncertain."""

from __future__ import annotations

import re

from uproar.recall.config import DatesConfig

CONFIG = DatesConfig()
OF = re.compile(r"(?:of|de)\s", re.I)
# "콘서트 다음 주": after a noun without a particle, the week after that
_NEXT_OF = re.compile(r"[가-힣](?<![은는이가을를에서도의로과와만며고해])\s다음\s?[주달해날]")
_EN = (
    r"""
    \bhalf(?:\ of)?(?:\ a|\ an|\ the)? | \bquarter(?:\ of|\ in)? | \beve(?:\ of)?,? | \banniversary\ of | \btime | \bearlier(?:\ in)? | \blater(?:\ in)? |
    \b\d{1,2}(?:st|nd|rd|th)?\ of(?:\ the)? | \b(?:weeks?|weekend|months?|days|hours)\ (?:of|beginning|starting|ending) |
    \b(?:rest|remainder|most|much|all|part|course|season)\ of | \b(?:spring|summer|autumn|fall|winter|season)(?:\ of|\ in|,)? |
    \b(?:Christmas|Easter|Halloween|Thanksgiving|New\ Year(?:'s|’s)?(?:\ Day)?|Lunar\ New\ Year),?(?:\ of|\ in)? |
    \b(?:some|any|a|an|every|each|not|by) | \b(?:nearly|almost|over|about|around|roughly|more\ than|less\ than|up\ to)(?:\ a|\ the)? |
    \b(?:day|week|night|month|weekend)s?\ (?:before|after|prior\ to|following)(?:\ the|\ that)?
    """,
    r"\ after\ next | \ before\ last | \ week\b | \ fortnight\b | -like | \ or\b | \ to\ the\ day | \ in\ a\ row | \ running\b | /",
)
_ES = (
    r"""
    \bmedi[oa] | \b(?:primavera|verano|otoño|invierno|navidad|nochevieja|nochebuena|semana\ santa|pascua|trimestre|víspera|aniversario|resto)(?:\ de(?:\ la|l)?)? |
    \b\d{1,2}\ del?(?:\ la)? | \b(?:primer|segundo|tercer|cuarto|último|penúltimo)(?:o|a)? | \b(?:cada|todos\ los|todas\ las|casi|unos|unas|algún|alguna) | \b(?:después|antes|siguiente)\ (?:del?|al?)
    """,
    r"\ siguiente | \ anterior | \ o\b | \ alterno",
)
_EAST = (
    r"""
    엊 | 그끄 | 매[년월주]\s? | 격주\s? | 毎[年月週] | 隔週 | 約 | およそ | 약\s | 거의\s | 翌 |
    第[一二三四五\d] | (?:첫|둘|셋|넷|다섯|마지막)(?:째|번째)?\s?주?\s? |
    (?:입대|제대|전역|종영|졸업|출산|사고|개봉|데뷔|결혼|은퇴|취임|창단|결성|해체|이혼|수상|출연|귀국|출국)\s?
    """,
    r"""
    \s?(?:초?봄|초?여름|한여름|늦?가을|초?겨울|한겨울|추석|설(?:날|에|\s|연휴)|연휴|성탄절|크리스마스|[상하]반기|\d분기) |
    대(?:에|의|\s|초|말|부터|,|$) | 경(?:에|\s|,|$) | 쯤 | 무렵 | 께 | \s?만에 | \s?간의?\s | \s?동안 | \s?차\s | 째 | 이래 | \s이후 |
    の?(?:春|夏|秋|冬|晩秋|初夏|真夏|正月|暮れ|大晦日|元日|連休|[前後]半|[上下]半期|第\d四半期|クリスマス) |
    の?第 | の?最[初後] | \s?(?:첫|둘째|셋째|넷째|마지막)\s?(?:째\s?)?(?:주|날|[월화수목금토일]요일) |
    \s?(?:초|말|중반|초반|후반)(?:에|부터|까지|\s|,|$) | 初め | 初頭 | 半ば | 末 | 中頃 | 連続 | 続け | \s?\d{1,2}\s?[·、・,]\s?\d{1,2}\s?[일日] |
    某日 | 代 | 頃 | ごろ | 度 | 間 | 目 | 以来 | ぶり | にわたり
    """,
)


def _patterns(before: str, after: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"(?:{before})\s?$", re.I | re.X), re.compile(after, re.I | re.X)


_GUARDS = {"en": _patterns(*_EN), "es": _patterns(*_ES), "ko": _patterns(*_EAST)}
_GUARDS["ja"] = _GUARDS["ko"]


def guard(text: str, start: int, end: int, lang: str) -> str:
    """Why a date that stands here must not be taken as it reads, or ''.

    >>> guard("half a year ago", 5, 15, "en"), guard("on Monday", 3, 9, "en")
    ("beside 'half'", '')
    """
    patterns = _GUARDS.get(lang)
    if patterns is None:
        return ""
    before, after = patterns
    m = (
        before.search(text[max(0, start - CONFIG.guard_chars) : start])
        or after.match(text, end)
        or _NEXT_OF.match(text, max(0, start - 2))
    )
    return f"beside '{m[0].strip()}'" if m else ""
