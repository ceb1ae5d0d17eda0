# ruff: noqa: E501  # word lists and patterns read better on one line
"""Which articles are about the event's people and works; precision before recall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from uproar.model import Article, Entity, Event

_NOT_THEM = re.compile(
    r"no relation|not related|unrelated to|no link|not to be confused|not the (?:singer|actor|group|band)|"
    r"동명이인|무관|同姓同名|無関係|sin relación|no guarda relación|homónim|sem relação|homônim|sans lien|homonyme|"
    r"tidak ada hubungan|tak ada hubungan|nicht verwandt|ไม่เกี่ยวข้อง|ชื่อเหมือน|无关|無關|同名",
    re.I,
)
_FIELD = re.compile(
    r"\b(?:sing(?:er|le|s)|song|album|actor|actress|drama|film|movie|video|episode|show|tour|stage|concert|play|"
    r"director|directed|band|duet|debut|music|radio|label|agency|cantante|canción|disco|gira|concierto|película|"
    r"álbum|serie|banda)s?\b|가수|배우|노래|앨범|콘서트|드라마|영화|뮤직비디오|컴백|그룹|투어|밴드|"
    r"歌手|俳優|曲|アルバム|ライブ|ツアー|映画|ドラマ|バンド|公演|"
    r"\b(?:actriz|teatro|novela|obra de teatro|rodaje|cantora?|ator|atriz|música|turnê|filme|penyanyi|aktor|aktris|lagu|"
    r"konser|tur|grup musik|chanteu(?:r|se)|acteur|actrice|chanson|tournée|groupe|série|théâtre|Sänger(?:in)?|"
    r"Schauspieler(?:in)?|Lied|Konzert|Serie|Tournee|comedian|theatre|theater|dancer|choreograph\w+|podcast|streamer)s?\b|"
    r"นักร้อง|นักแสดง|เพลง|อัลบั้ม|คอนเสิร์ต|ละคร|ภาพยนตร์|มิวสิกวิดีโอ|ทัวร์|วงดนตรี|ซีรีส์|"
    r"演员|演員|歌曲|专辑|專輯|演唱会|演唱會|电影|電影|电视剧|電視劇|乐队|樂團|巡演|导演|導演",
    re.I,
)
_ROLES = frozenset(
    [
        "Singer",
        "Actor",
        "Director",
        "Rapper",
        "Group",
        "Band",
        "Drummer",
        "The",
        "When",
        "After",
        "Before",
        "And",
        "But",
        "In",
        "On",
        "At",
        "For",
        "Star",
        "Bassist",
        "Guitarist",
    ]
)
_PLACE = re.compile(r"([A-Z]\w{3,}|[\uac00-\ud7af\u3040-\u30ff\u4e00-\u9fff]{2,}) \w")
_MADE = re.compile(
    r"\b(?:video|film|shoot|shot|scene|project|concert|rodaje|vídeo|videoclip|concierto|filmagem|"
    r"gravação|tournage|clip|syuting|konser)\b|촬영|뮤직비디오|공연|撮影|ロケ|公演|ถ่ายทำ",
    re.I,
)
NEARBY = timedelta(days=120)
# an office or trade beside the name that the event's people are not known for
_OTHER_TRADE_BEFORE = re.compile(
    r"\b(?:mayor|minister|senator|governor|congress(?:man|woman)|councill?or|ambassador|bishop|pastor|"
    r"prosecutor|professor|surgeon|dentist|farmer|economist|striker|goalkeeper|midfielder|defender|"
    r"sergeant|detective|lawyer|attorney|biologist|physicist|historian|banker|"
    r"alcald(?:e|esa)|ministr[oa]|senadora?|diputad[oa]|concejal[ae]?|obispo|fiscal|profesora?|"
    r"doctora?|abogad[oa]|delanter[oa]|porter[oa]|futbolista|agricultora?|economista|bióloga?) $",
    re.I,
)
_OTHER_TRADE_AFTER = re.compile(
    r", (?:\d{1,2}, )?(?:an?|the|el|la|una?)? ?(?:[\w-]+ ){0,2}?(?:mayor|minister|senator|dentist|"
    r"surgeon|farmer|economist|professor of|striker|goalkeeper|lawyer|alcald(?:e|esa)|ministr[oa]|dentista)\b"
    r"|\s?(?:장관|시장|의원|교수|검사|판사|변호사|의사|선수|기자|도지사|군수|구청장|목사|스님)(?:은|는|이|가|도|의|과|와|을|를|,|\s|$)"
    r"|(?:大臣|市長|議員|知事|教授|選手|記者|弁護士|医師|検事|牧師|巡査|刑事)",
    re.I,
)
# a letter of a script with spaces: a Latin name may touch a Korean particle, or kana
_LETTER = r"[^\W\u0e00-\u0eff\u1100-\u11ff\u3040-\uffdc]"
_LATIN = re.compile(r"[A-Za-z]")


def text_of(article: Article) -> str:
    """Headline and body as one text."""
    return "\n".join((article.headline, *article.sentences))


def mentions(event: Event, text: str) -> dict[str, bool]:
    """Entity id → whether an unambiguous name is among the mentions found in the text."""
    found: dict[str, bool] = {}
    for entity in event.entities:
        unsure = {a.casefold() for a in entity.ambiguous}
        for alias in names_of(entity):
            if _named(alias, entity, text):
                found[entity.id] = found.get(entity.id, False) or alias.casefold() not in unsure
    return found


def names_of(entity: Entity) -> list[str]:
    """Every name of an entity, sorted."""
    return sorted({a for group in entity.aliases.values() for a in group} | {entity.name})


def _named(alias: str, entity: Entity, text: str) -> bool:
    is_person = entity.kind == "person"
    if not _LATIN.search(alias):
        places = (m.end() for m in re.finditer(re.escape(alias), text))
        return any(not (is_person and _OTHER_TRADE_AFTER.match(text, end)) for end in places)
    names = " ".join(names_of(entity))
    for m in re.finditer(
        rf"(?<!{_LETTER}){re.escape(alias)}(?!{_LETTER})(?:\s+([A-Z][\w-]+))?", text
    ):
        before = re.search(r"([A-Z][a-z][\w-]*) $", text[max(0, m.start() - 60) : m.start()])
        longer = (
            m[1] and m[1] not in names and "\n" not in m[0] and not _title_case(text, m.start())
        ) or (before and before[1] not in names and not _is_role(before[1]))
        if not longer and not (is_person and _of_another_trade(text, m.start(), len(alias))):
            return True
    return False


def _is_role(word: str) -> bool:
    return word in _ROLES or bool(_FIELD.fullmatch(word))


def _of_another_trade(text: str, start: int, length: int) -> bool:
    return bool(
        _OTHER_TRADE_BEFORE.search(text[max(0, start - 40) : start])
        or _OTHER_TRADE_AFTER.match(text, start + length)
    )


def _title_case(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1 :].split("\n")[0].split()
    return len(line) > 4 and sum(w[:1].isupper() for w in line) > 0.7 * len(line)


def about(articles: Sequence[Article], event: Event) -> dict[str, frozenset[str]]:
    """Article id → entities, for the articles that are about this event's people and works.

    Two entities; or an unambiguous name, or one of the event's title, with a word of the field.
    An article that says it means someone else is never taken.
    """
    principals = set(mentions(event, event.title))
    kept: dict[str, frozenset[str]] = {}
    for article in articles:
        text = text_of(article)
        found = mentions(event, text)
        if not found or _NOT_THEM.search(text):
            continue
        named = any(found.values()) or bool(principals & set(found))
        if (len(found) > 1 and named) or (named and _FIELD.search(text)):
            kept[article.id] = frozenset(found)
    return kept


def near(articles: Sequence[Article], event: Event) -> dict[str, frozenset[str]]:
    """Articles that name no one, but the place an organisation or place of the event is called by.

    The place is the first word of a name of several words; a word of the field must be there too,
    and the article must lie within NEARBY before the event, since places have much other news.
    """
    places = {
        m[1]: e.id
        for e in event.entities
        if e.kind in ("organisation", "place")
        for name in names_of(e)
        if (m := _PLACE.match(name))
    }
    kept: dict[str, frozenset[str]] = {}
    for article in articles:
        text = text_of(article)
        found = {
            e
            for place, e in places.items()
            if re.search(rf"(?<!{_LETTER}){place}(?!{_LETTER})", text)
        }
        if (
            found
            and timedelta(0) <= event.published_at - article.published_at <= NEARBY
            and _MADE.search(text)
            and not _NOT_THEM.search(text)
        ):
            kept[article.id] = frozenset(found)
    return kept
