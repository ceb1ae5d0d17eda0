"""Precedents on three invented archives: Korean and Japanese, Spanish, English."""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from uproar.model import Article, Cue, Entity, Event, Footage
from uproar.recall import ThemeDigest, recall

AT = datetime(2026, 3, 8, 11, tzinfo=UTC)


def hashed(texts: Sequence[str]) -> npt.NDArray[np.int8]:
    rows = np.zeros((len(texts), 256), np.int8)
    for i, text in enumerate(texts):
        for word in text.lower().split():
            rows[i, zlib.crc32(word.encode()) % 256] = 10
    return rows


def event(title: str, entities: tuple[Entity, ...], *cues: tuple[str, str]) -> Event:
    track = tuple(Cue(n, 3.0 * n, 3.0 * n + 2, who, text) for n, (who, text) in enumerate(cues, 1))
    footage = Footage({"x": track})
    return Event("e", title, "film", AT, "p", None, "", entities, None, None, footage=footage)


def article(name: str, on: str, lang: str, headline: str, *sentences: str) -> Article:
    at = datetime.fromisoformat(on + "T08:00:00+00:00")
    return Article(name, None, None, None, at, headline, sentences, lang, "")


def found(archive: list[Article], about: Event, *themes: ThemeDigest) -> list[tuple[str, int, str]]:
    told = recall(archive, about, themes, [], hashed).precedents
    assert all("earlier; both" in p.why for p in told)
    return [(p.article_id, p.sentence, p.theme or "") for p in told]


BAND = event(
    "유리정원, 일본 투어 무대 뒤 영상 공개",
    (
        Entity("garden", "유리정원", "group", {"ko": ("유리정원",), "ja": ("ガラスの庭",)}, frozenset()),
        Entity("doyun", "백도윤", "person", {"ko": ("도윤", "백도윤"), "ja": ("ドユン",)}, frozenset({"도윤"})),
        Entity("camp", "바다캠프", "show", {"ko": ("바다캠프",)}, frozenset()),
    ),
    ("도윤", "아직 마지막 곡 아니에요."),
    ("도윤", "마지막 곡 하나만 더."),
    ("스태프", "열두 시입니다."),
)  # fmt: skip
BAND_ARCHIVE = [
    article("k1", "2025-06-01", "ko", "바다캠프 종영", "도윤은 밴드 유리정원의 보컬이다.", "도윤은 ‘마지막 질문’이라며 다섯 번이나 다시 물었다."),
    article("k2", "2025-07-01", "ko", "유리정원 새 앨범", "유리정원은 새 앨범을 6월에 냈다."),
    article("k3", "2025-07-02", "ko", "다른 가수의 공연", "가수 강수아는 ‘마지막 곡’을 세 번이나 다시 불렀다."),
    article("k4", "2026-02-20", "ko", "유리정원 투어", "도윤은 유리정원 투어에서 ‘마지막 도시’를 다시 말했다."),
    article("j1", "2025-09-01", "ja", "ガラスの庭、日本ツアーへ", "ガラスの庭は来月ツアーを始める。", "ドユンは「一つだけ」とまた言った。"),
]  # fmt: skip
LAST = ThemeDigest("last", ("마지막", "곡"), ("아직 마지막 곡 아니래 ㅋㅋ", "마지막 곡이 몇 개야"), ("아직 마지막 곡 아니에요.", "마지막 곡 하나만 더."))  # fmt: skip


def test_korean_same_person_and_turn_of_speech() -> None:
    assert found(BAND_ARCHIVE, BAND, LAST) == [("k1", 2, "last")]


SINGER = event(
    "Alma Quiroga publica el ensayo de 'Tejado'",
    (
        Entity("alma", "Alma Quiroga", "person", {"es": ("Alma Quiroga", "Alma")}, frozenset({"Alma"})),
        Entity("tejado", "Tejado", "work", {"es": ("Tejado",)}, frozenset()),
        Entity("nico", "Nico Bern", "person", {"es": ("Nico Bern",)}, frozenset()),
    ),
    ("Alma", "Cinco minutos más y siempre cinco minutos."),
    ("Nico Bern", "La lluvia otra vez."),
)  # fmt: skip
SINGER_ARCHIVE = [
    article("s1", "2025-02-01", "es", "Alma Quiroga alarga su gira", "La cantante Alma Quiroga pidió «cinco ciudades más» tres veces."),
    article("s2", "2025-03-01", "es", "Nico Bern en un concierto", "El cantante Nico Bern repitió «cinco minutos» otra vez."),
    article("s3", "2025-04-01", "es", "Alma Quiroga gana un premio", "Alma Quiroga recibió cinco premios cada noche de la gira."),
    article("s4", "2025-05-01", "es", "Un bar de Alma", "Alma, sin relación con la cantante, cierra «cinco minutos» tarde otra vez."),
]  # fmt: skip
FIVE = ThemeDigest("five", ("cinco", "minutos"), ("cinco minutos más y ya", "otros cinco minutos"), ("Cinco minutos más y siempre cinco minutos.",))  # fmt: skip


def test_spanish_not_another_person_nor_the_bare_word() -> None:
    assert found(SINGER_ARCHIVE, SINGER, FIVE) == [("s1", 1, "five")]


PLAY = event(
    "Orla Finch shows how 'Cold Harbor' was staged",
    (
        Entity("orla", "Orla Finch", "person", {"en": ("Orla Finch", "Orla")}, frozenset({"Orla"})),
        Entity("cold", "Cold Harbor", "work", {"en": ("Cold Harbor",)}, frozenset()),
    ),
    ("Orla", "Still draft two, I promise."),
    ("Orla", "The ladder stays."),
)  # fmt: skip
PLAY_ARCHIVE = [
    article("e1", "2025-01-05", "en", "Orla Finch in a film", "Orla Finch said 'page two' forty times in the film."),
    article("e2", "2025-01-06", "en", "Orla Finch in a film", "Orla Finch never said a word twice in the film."),
    article("e3", "2025-02-06", "en", "Orla Finch album", "Orla Finch named her album 'Number Two' again."),
    article("e4", "2025-03-06", "en", "Tess Orla moves", "Singer Tess Orla sang 'verse two' every night."),
]  # fmt: skip
DRAFT = ThemeDigest("draft", ("draft", "two"), ("draft two lol", "draft two again"), ("Still draft two, I promise.",))  # fmt: skip
LADDER = ThemeDigest("ladder", ("ladder",), ("the ladder!",), ("The ladder stays.",))


def test_english_a_title_is_no_phrase_and_coincidence_is_not_told() -> None:
    assert found(PLAY_ARCHIVE, PLAY, LADDER, DRAFT) == [("e1", 1, "draft")]


def test_nothing_without_a_phrase_that_echoes() -> None:
    assert found(PLAY_ARCHIVE[1:], PLAY, LADDER, DRAFT) == []
