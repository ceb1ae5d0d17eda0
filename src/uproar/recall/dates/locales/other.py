# ruff: noqa: E501  # word lists read better on one line
"""Languages without a grammar: what tells of another day than the article's is uncertain."""

from __future__ import annotations

import re
from functools import lru_cache

from uproar.recall.dates.locales.calendar_names import month_names, weekday_names

# Beside the names of months and weekdays: words for other days, and parts of compound names.
_WORDS = {
    "pt": r"amanhã|ontem|anteontem|passad[oa]|próxim[oa]|que vem|atrás|daqui a|há (?:\w+ )?(?:dias?|semanas?|meses|anos?)|(?:segunda|terça|quarta|quinta|sexta)|dias? (?:antes|depois)",
    "fr": r"demain|hier|avant-hier|après-demain|prochaine?|derni(?:er|ère)|passée?|il y a|dans (?:\w+ )?(?:jours?|semaines?|mois|ans?)|la veille|le lendemain",
    "id": r"besok|kemarin|lusa|(?:hari|minggu|pekan|bulan|tahun) (?:lalu|depan|ini)|lalu|mendatang",
    "de": r"gestern|vorgestern|morgen|übermorgen|(?:letzte|nächste|vorige|kommende|vergangene)[nrsm]?|vor (?:\w+ )?(?:tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?)|sonnabend",
    "it": r"domani|ieri|l['’]altro ieri|dopodomani|scors[oa]|prossim[oa]|fa|tra (?:\w+ )?(?:giorni|settimane|mesi|anni)",
    "tl": r"bukas|kahapon|noong|nakaraang|susunod na",
    "th": r"พรุ่งนี้|มะรืน|เมื่อวาน|เมื่อคืน|ที่แล้ว|ที่ผ่านมา|หน้านี้|(?:สัปดาห์|อาทิตย์|เดือน|ปี)(?:ก่อน|หน้า)|วันพฤหัส|พ\.ศ\.|\d{1,4} ?วันก่อน",
    "zh": r"昨[天日晚夜]|明[天日晚]|前[天日]|[后後]天|[上下本这這]个?個?(?:周|週|星期|月)|去年|明年|前年|(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]|\d{1,4} ?[年月日号號]|[一二三四五六七八九十]{1,4}[月日号號]|[天日周週年月](?:前|后|後)",
}
_UNSPACED = frozenset({"th", "zh", "lo", "km", "my"})
WHY = "no grammar for this language"


@lru_cache(maxsize=64)
def _pattern(lang: str) -> re.Pattern[str] | None:
    """What tells of another day in a language; None where nothing is known of it."""
    names = [re.escape(name) for name in (*month_names(lang), *weekday_names(lang))]
    # the longest first: a name may begin another
    words = [*sorted(names, key=lambda name: (-len(name), name)), *filter(None, [_WORDS.get(lang)])]
    if not words:
        return None
    inside = "|".join(words)
    return re.compile(inside if lang in _UNSPACED else rf"\b(?:{inside})\b", re.I)


def elsewhen(text: str, lang: str) -> list[tuple[str, int]]:
    """Words that tell of another day, and where they stand; none in an unknown language.

    >>> elsewhen("O disco sai amanhã.", "pt"), elsewhen("Koncert bude 14. března.", "cs")
    ([('amanhã', 12)], [('března', 17)])
    """
    pattern = _pattern(lang)
    return [(m[0], m.start()) for m in pattern.finditer(text)] if pattern else []
