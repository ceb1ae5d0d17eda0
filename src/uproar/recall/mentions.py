# ruff: noqa: E501  # word lists and patterns read better on one line
"""Which articles are about the event's people and works; precision before recall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from uproar.model import Article, Entity, Event
from uproar.recall.config import MentionsConfig, PlacesConfig
from uproar.recall.tokens import FUNCTION_WORDS, tokens
from uproar.text.lexicons import lexicons

CONFIG, PLACES = MentionsConfig(), PlacesConfig()
PLACE = "place"  # the kind of an entity that is a place
_NOT_THEM = re.compile(
    r"no relation|not related|unrelated to|no link|not to be confused|not the (?:singer|actor|group|band)|"
    r"동명이인|무관|同姓同名|無関係|sin relación|no guarda relación|homónim|sem relação|homônim|sans lien|homonyme|"
    r"tidak ada hubungan|tak ada hubungan|bernama sama|nicht verwandt|Namensvetter|nichts zu tun|"
    r"\bnamesakes?\b|of the same name|similar name|sin parentesco|\bomonim|senza legami|naamgeno[ot]|"
    r"ingen släkt|ikke i slekt|imienni[kc]|однофамил|т[её]зк|\badaşı|이름이 같|무관한|ไม่ใช่คนเดียวกัน|"
    r"ไม่เกี่ยวข้อง|ชื่อเหมือน|无关|無關|同名|لا صلة|हमनाम|trùng tên",
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
# Words before a name that do not make it a longer one; function words do not either.
_ROLES = frozenset(
    [
        "singer",
        "actor",
        "director",
        "rapper",
        "group",
        "band",
        "drummer",
        "star",
        "bassist",
        "guitarist",
        "when",
        "after",
        "before",
        "during",
        "since",
        "cuando",
        "desde",
        "tras",
        "durante",
    ]
)
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


@cache
def _trades() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The trades of the lexicons, right before a name; and where no spaces stand, behind it."""
    inside: set[str] = set()
    alone: set[str] = set()
    for lexicon in lexicons().values():
        words = lexicon.sections.get("trades", {}).get("words", ())
        (inside if lexicon.stands_inside else alone).update(words)
    standing, joined = ("|".join(map(re.escape, sorted(words))) for words in (alone, inside))
    before = rf"(?:(?<!\w)(?:{standing})|(?:{joined})) ?[・·]?$"
    return re.compile(before, re.I), re.compile(rf" ?(?:{joined})")


# a letter of a script with spaces: a Latin name may touch a Korean particle, or kana
_LETTER = r"[^\W\u0e00-\u0eff\u1100-\u11ff\u3040-\uffdc]"
_LATIN = re.compile(r"[A-Za-z]")


def text_of(article: Article) -> str:
    """Headline and body as one text."""
    return "\n".join((article.headline, *article.sentences))


def mentions(event: Event, text: str) -> dict[str, bool]:
    """The event's people, groups, works and organisations that a text names.

    Entity id → whether one of the names found means nobody else. Places do not count: they have
    much other news (see `about_places`).
    """
    is_sure: dict[str, bool] = {}
    is_trade_theirs = _names_a_trade(f"{event.title}\n{event.summary}")
    for entity in event.entities:
        if entity.kind == PLACE:
            continue
        places = {alias: _named_at(alias, entity, text) for alias in names_of(entity)}
        if entity.kind == "person" and any(
            _is_of_another_trade(text, start, len(alias), is_trade_theirs)
            for alias, starts in places.items()
            for start in starts
        ):
            continue  # a namesake is not called by the trade every time
        unsure = {alias.casefold() for alias in entity.ambiguous}
        if named := [alias for alias, starts in places.items() if not all(starts.values())]:
            is_sure[entity.id] = any(alias.casefold() not in unsure for alias in named)
    return is_sure


def names_of(entity: Entity) -> list[str]:
    """Every name of an entity, sorted."""
    return sorted({a for group in entity.aliases.values() for a in group} | {entity.name})


@cache
def _names_a_trade(text: str) -> bool:
    """Whether a text names a trade of the lexicons: a teacher's event is about a teacher."""
    before, after = _trades()
    words = re.split(r"(?<=\w)\b", text.casefold())
    return bool(after.search(text)) or any(before.search(word) for word in words)


def _named_at(alias: str, entity: Entity, text: str) -> dict[int, bool]:
    """Where a text holds a name, and whether it is part of a longer one there."""
    if not _LATIN.search(alias):
        return {match.start(): False for match in re.finditer(re.escape(alias), text)}
    names = " ".join(names_of(entity))
    pattern = _standing_alone(alias) + r"(?:\s+([A-Z][\w-]+))?"
    return {
        match.start(): _is_longer_name(match, names, text) for match in re.finditer(pattern, text)
    }


def _standing_alone(name: str) -> str:
    """A pattern for a name that no letter of a script with spaces touches."""
    return rf"(?<!{_LETTER}){re.escape(name)}(?!{_LETTER})"


def _is_longer_name(match: re.Match[str], names: str, text: str) -> bool:
    """Whether a capitalised word beside a name makes it the name of somebody else."""
    start = match.start()
    after = match[1]
    if after and after not in names and "\n" not in match[0] and not _is_title_case(text, start):
        return True
    before = re.search(
        r"([A-Z][a-z][\w-]{0,60}) $", text[max(0, start - CONFIG.name_chars) : start]
    )
    return bool(before and before[1] not in names and not _is_role(before[1]))


def _is_role(word: str) -> bool:
    folded = word.casefold()
    return folded in _ROLES or folded in FUNCTION_WORDS or bool(_FIELD.fullmatch(word))


def _is_of_another_trade(text: str, start: int, length: int, is_trade_theirs: bool) -> bool:
    if is_trade_theirs:
        return False
    before, after = _trades()
    lead = text[max(0, start - CONFIG.trade_chars) : start]
    return bool(
        _OTHER_TRADE_BEFORE.search(lead)
        or before.search(lead)
        or _OTHER_TRADE_AFTER.match(text, start + length)
        or after.match(text, start + length)
    )


def _is_title_case(text: str, start: int) -> bool:
    """Whether the line of a name is a headline in which nearly every word has a capital."""
    words = text[text.rfind("\n", 0, start) + 1 :].split("\n")[0].split()
    n_capitals = sum(word[:1].isupper() for word in words)
    return len(words) >= CONFIG.min_title_words and n_capitals > CONFIG.title_share * len(words)


def about(articles: Sequence[Article], event: Event) -> dict[str, frozenset[str]]:
    """Article id → entities, for the articles that are about this event's people and works.

    Two entities; or an unambiguous name, or one of the event's title, with a word of the field or
    one of the event's title and summary, or a work in quotation marks in the headline. An article that says it means someone else is never taken.
    """
    principals = set(mentions(event, event.title))
    described = _described(event)
    quoted = _quoted_works(event)
    entities: dict[str, frozenset[str]] = {}
    for article in articles:
        text = text_of(article)
        named = mentions(event, text)
        if not named or _NOT_THEM.search(text):
            continue
        is_sure = any(named.values()) or bool(principals & set(named))
        if not is_sure:
            continue
        is_about = len(named) > 1 or _FIELD.search(text) or described & _telling(text)
        if is_about or quoted.search(article.headline):
            entities[article.id] = frozenset(named)
    return entities


def _quoted_works(event: Event) -> re.Pattern[str]:
    """A pattern for the names of the event's works and shows in quotation marks."""
    names = [n for e in event.entities if e.kind in ("show", "work") for n in names_of(e)]
    listed = "|".join(re.escape(name) for name in names) or r"(?!)"
    return re.compile(rf"[\"'“‘«„»「『]\s?(?:{listed})\s?[\"'”’»«“」』]")


def naming(articles: Sequence[Article], event: Event) -> dict[str, frozenset[str]]:
    """Article id → the event's people, works and organisations that it names, whatever it is about.

    A name of its own, one of the event's title, or two of them. Looser than `about`, for what
    something else links to the event already; an article that says it means someone else is never
    taken.
    """
    principals = set(mentions(event, event.title))
    entities: dict[str, frozenset[str]] = {}
    for article in articles:
        text = text_of(article)
        named = mentions(event, text)
        is_sure = any(named.values()) or bool(principals & set(named)) or len(named) > 1
        if is_sure and not _NOT_THEM.search(text):
            entities[article.id] = frozenset(named)
    return entities


def about_places(articles: Sequence[Article], event: Event) -> dict[str, frozenset[str]]:
    """Article id → places, for the articles about what happened at a place of the event.

    The place is one that the event declares (`kind = "place"`). Because places have much other
    news, the article must lie shortly before the event and share words with the event's title or
    summary, names of places not counted. Empty: no declared place.
    """
    places = [entity for entity in event.entities if entity.kind == PLACE]
    patterns = {
        place.id: re.compile("|".join(_standing_alone(name) for name in names_of(place)))
        for place in places
    }
    place_names = {word for place in places for name in names_of(place) for word in tokens(name)}
    described = _telling(f"{event.title}\n{event.summary}") - place_names
    entities: dict[str, frozenset[str]] = {}
    for article in articles:
        if not timedelta(0) <= event.published_at - article.published_at <= PLACES.near:
            continue
        text = text_of(article)
        named = frozenset(place for place, pattern in patterns.items() if pattern.search(text))
        n_shared = len(described & _telling(text)) if named else 0
        if n_shared >= PLACES.min_shared_words and not _NOT_THEM.search(text):
            entities[article.id] = named
    return entities


def _described(event: Event) -> set[str]:
    """The words with which an event is described, without the names in it."""
    names = {word for entity in event.entities for n in names_of(entity) for word in tokens(n)}
    return _telling(f"{event.title}\n{event.summary}") - names


def _telling(text: str) -> set[str]:
    """The words of a text that say what it is about: no function words and no numbers."""
    return {word for word in tokens(text) if word not in FUNCTION_WORDS and not word.isdigit()}
