"""Three invented events that are no film, each with its archive: what recall is asked about them.

A handball player retires (Spanish, English), a studio moves the release of a game (English,
Japanese, Korean), a town holds a soup night (Danish, English). Written from what a desk would want,
not from the rules.
"""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from uproar.model import Article, Background, Entity, Event
from uproar.recall import ThemeDigest, recall


def article(name: str, on: str, lang: str, headline: str, *sentences: str) -> Article:
    """An article of that day at eight in the morning, or of that time."""
    at = datetime.fromisoformat(on if "T" in on else f"{on}T08:00:00+00:00")
    return Article(name, None, None, None, at, headline, sentences, lang, "")


def entity(name: str, kind: str, **aliases: str) -> Entity:
    """An entity whose id is its name, with one alias per language."""
    return Entity(
        name, name, kind, {lang: (alias,) for lang, alias in aliases.items()}, frozenset()
    )


def event(title: str, on: str, *entities: Entity, summary: str = "") -> Event:
    """An event without footage."""
    at = datetime.fromisoformat(f"{on}T16:30:00+00:00").astimezone(UTC)
    return Event("e", title, "news", at, "p", None, summary, entities, None, None)


def by_words(texts: Sequence[str]) -> npt.NDArray[np.int8]:
    """A vector for each text from its words: texts with the same words are near."""
    rows = np.zeros((len(texts), 256), np.int8)
    for i, text in enumerate(texts):
        for word in text.casefold().split():
            rows[i, zlib.crc32(word.encode()) % 256] = 10
    return rows


def background(
    archive: Sequence[Article],
    about: Event,
    *themes: ThemeDigest,
    peaks: Sequence[datetime] = (),
) -> Background:
    """What recall knows of an event."""
    return recall(archive, about, themes, peaks, by_words)


def tellable(found: Background) -> set[str]:
    """Every passage that a story may cite, as `article#sentence`."""
    groups = (found.timeline, found.precedents, found.context, found.triggers, found.upcoming)
    return {f"{p.article_id}#{p.sentence}" for group in groups for p in group}


def withheld(found: Background) -> dict[str, str]:
    """Every passage that is not told, with the reason."""
    return {f"{p.article_id}#{p.sentence}": p.why for p in found.withheld}


RETIREMENT = event(
    "Marta Oyarzun anuncia su retirada del balonmano",
    "2033-09-03",
    entity("Marta Oyarzun", "person", es="Marta Oyarzun", en="Marta Oyarzun", eu="Oyarzun"),
    entity("Bidasoa Costa", "group", es="Bidasoa Costa", en="Bidasoa Costa"),
    entity("Hondarribia", "place", es="Hondarribia"),
    summary="La portera del Bidasoa Costa deja el balonmano tras catorce temporadas.",
)
RETIREMENT_ARCHIVE = [
    article("final", "2033-05-21", "es", "El Bidasoa Costa pierde la final", "Marta Oyarzun detuvo 18 lanzamientos con el Bidasoa Costa.", "El partido acabó en la prórroga."),
    article("homage", "2033-08-28", "es", "Homenaje a Marta Oyarzun", "El Bidasoa Costa prepara un homenaje a Marta Oyarzun.", "Será el 24 de octubre de 2033 en su pabellón."),
    article("school", "2033-07-30", "es", "Una escuela de balonmano en Hondarribia", "El ayuntamiento abrió una escuela de balonmano en Hondarribia.", "Ochenta niñas entrenan allí como portera o extremo."),
    article("fish", "2033-08-01", "es", "Hondarribia reabre la lonja", "La lonja de Hondarribia vende bonito desde el lunes."),
]  # fmt: skip

DELAY = event(
    "Kestrel Forge moves 'Hollow Orchard' to next spring",
    "2034-02-10",
    entity("Kestrel Forge", "organisation", en="Kestrel Forge", ja="ケストレル・フォージ", ko="케스트럴 포지"),
    entity("Hollow Orchard", "work", en="Hollow Orchard", ja="虚ろの果樹園", ko="할로우 오차드"),
    summary="The studio Kestrel Forge moved the release of its game Hollow Orchard.",
)  # fmt: skip
DELAY_ARCHIVE = [
    article("trailer", "2033-06-11", "en", "'Hollow Orchard' has a trailer", "Kestrel Forge showed the first trailer of Hollow Orchard on Thursday.", "It runs for three minutes."),
    article("ja", "2034-02-01", "ja", "「虚ろの果樹園」体験版", "ケストレル・フォージは「虚ろの果樹園」の体験版を3月4日に公開する。", "対象は日本と韓国だ。"),
    article("ko", "2034-02-02", "ko", "할로우 오차드 시연회", "케스트럴 포지는 할로우 오차드 시연회를 2034년 3월 9일 서울에서 연다."),
    article("staff", "2033-11-08", "en", "Kestrel Forge grows", "Kestrel Forge has hired 35 people for Hollow Orchard.", "They work in two cities."),
]  # fmt: skip

SOUP = event(
    "Soup night returns to Tarnvig harbour",
    "2031-10-18",
    entity("Soup Night", "show", en="Soup Night", da="Suppenatten"),
    entity("Tarnvig", "place", en="Tarnvig", da="Tarnvig"),
    summary="Sixty cooks served soup from boats in the harbour of Tarnvig.",
)
