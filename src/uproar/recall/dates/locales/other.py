# ruff: noqa: E501  # word lists read better on one line
"""Languages without a grammar: what tells of another day than the article's is uncertain."""

from __future__ import annotations

import re

_MONTHS = {
    "pt": "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "id": "januari|februari|maret|april|juni|juli|agustus|september|oktober|november|desember",
    "de": "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
    "it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    "tl": "enero|pebrero|marso|abril|mayo|hunyo|hulyo|agosto|setyembre|oktubre|nobyembre|disyembre",
}
_WORDS = {
    "pt": r"amanhã|ontem|anteontem|passad[oa]|próxim[oa]|que vem|atrás|daqui a|há (?:\w+ )?(?:dias?|semanas?|meses|anos?)|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|sábado|domingo|dias? (?:antes|depois)",
    "fr": r"demain|hier|avant-hier|après-demain|prochaine?|derni(?:er|ère)|passée?|il y a|dans (?:\w+ )?(?:jours?|semaines?|mois|ans?)|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|la veille|le lendemain",
    "id": r"besok|kemarin|lusa|(?:hari|minggu|pekan|bulan|tahun) (?:lalu|depan|ini)|lalu|mendatang|senin|selasa|rabu|kamis|jumat|sabtu",
    "de": r"gestern|vorgestern|morgen|übermorgen|(?:letzte|nächste|vorige|kommende|vergangene)[nrsm]?|vor (?:\w+ )?(?:tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?)|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag",
    "it": r"domani|ieri|l['’]altro ieri|dopodomani|scors[oa]|prossim[oa]|fa|tra (?:\w+ )?(?:giorni|settimane|mesi|anni)|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica",
    "tl": r"bukas|kahapon|noong|nakaraang|susunod na|lunes|martes|miyerkules|huwebes|biyernes|sabado|linggo",
}
_UNSPACED = {
    "th": r"พรุ่งนี้|มะรืน|เมื่อวาน|เมื่อคืน|ที่แล้ว|ที่ผ่านมา|หน้านี้|(?:สัปดาห์|อาทิตย์|เดือน|ปี)(?:ก่อน|หน้า)|วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม|พ\.ศ\.|\d+ ?วันก่อน",
    "zh": r"昨[天日晚夜]|明[天日晚]|前[天日]|[后後]天|[上下本这這]个?個?(?:周|週|星期|月)|去年|明年|前年|(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]|\d+ ?[月日号號年]|[一二三四五六七八九十]+[月日号號]|[天日周週年月](?:前|后|後)",
}
_PATTERNS = {
    lang: re.compile(rf"\b(?:{words}|{_MONTHS[lang]})\b", re.I) for lang, words in _WORDS.items()
} | {lang: re.compile(words) for lang, words in _UNSPACED.items()}
WHY = "no grammar for this language"


def elsewhen(text: str, lang: str) -> list[tuple[str, int]]:
    """Words that tell of another day, and where they stand.

    >>> elsewhen("O disco sai amanhã.", "pt")
    [('amanhã', 12)]
    """
    pattern = _PATTERNS.get(lang)
    return [(m[0], m.start()) for m in pattern.finditer(text)] if pattern else []
