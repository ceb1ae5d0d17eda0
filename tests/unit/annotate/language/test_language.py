"""Languages from the text alone."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate.language import language
from uproar.annotate.language.language import ANNOTATOR, COLUMNS
from uproar.text import normalise


def read(text: str) -> language.Reading:
    reading = normalise.read(text)
    return language.read(reading.norm, reading.tags)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("he counted to forty-three and nobody laughed but me", "en"),
        ("이 장면에서 진짜 울었어요", "ko"),
        ("このシーン好きすぎる", "ja"),
        ("ฉากนี้ตลกมาก 555", "th"),
        ("no puedo creer que lo hizo en una sola toma", "es"),
        ("não acredito que ele fez isso de uma vez só", "pt"),
        ("je n'arrive pas à croire qu'il a fait ça", "fr"),
        ("aku nggak percaya dia bisa melakukan itu sendirian", "id"),
        ("Это лучшая сцена во всём фильме", "ru"),
        ("这个场景太好笑了", "zh"),
        ("korang dah tengok ke belum, best gila weh", "ms"),
        ("kerajaan mahu memastikan semua pelajar boleh menggunakan perkhidmatan ini", "ms"),
        ("kalian udah nonton belum sih, keren banget", "id"),
        ("pemerintah ingin memastikan semua siswa bisa menggunakan layanan ini", "id"),
        ("यार यह गाना बहुत अच्छा है", "hi"),
        ("हे गाणं खूप छान आहे", "mr"),
        ("люблю её голос", "ru"),
        ("дуже люблю цю пісню", "uk"),
        ("أنا أحب هذه الأغنية جدا", "ar"),
        ("من این آهنگ را خیلی دوست دارم", "fa"),
        ("grabe ang ganda niya talaga", "tl"),
    ],
)
def test_reads_the_language(text: str, lang: str) -> None:
    reading = read(text)
    assert reading.lang == lang
    assert reading.trust > 0.5


@pytest.mark.parametrize("text", ["", "😭😭😭", "V", "ㅠㅠ", "https://a.example", "123 456", "?!"])
def test_says_when_it_does_not_know(text: str) -> None:
    assert read(text)[:3] == ("und", 0.0, [])


def test_two_languages_are_mixed_and_named() -> None:
    reading = read("I really love this song so much 진짜 너무 좋아요 미쳤다 진짜로")
    assert (reading.lang, reading.langs) == ("mix", ["en", "ko"])


def test_a_title_in_latin_letters_makes_no_mixture() -> None:
    assert read("이번 Paper Lanterns MV 진짜 최고였어요").lang == "ko"


def test_romanised_words_are_recognised() -> None:
    assert "ko-latn" in read("saranghae oppa daebak").langs
    assert "hi-latn" in read("yeh gaana bahut acha hai yaar").langs
    assert "ja-latn" in read("hontou ni arigatou, zutto daisuki desu").langs
    assert "ar-latn" in read("wallah habibi bahebak awi").langs


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("ana bella come sempre e il resto conta poco", "it"),
        ("habibi is what she calls him in the second verse", "en"),
        ("the kawaii filter was too much for me today", "en"),
        ("dia bilang arigatou ke semua penonton malam itu", "id"),
    ],
)
def test_a_borrowed_word_makes_no_romanised_text(text: str, lang: str) -> None:
    assert read(text).lang == lang


def test_short_latin_texts_are_trusted_less() -> None:
    assert read("hola").trust < 0.5


def test_columns() -> None:
    table = ANNOTATOR.annotate(
        pa.table({"norm": ["이거 봐", ""], "tags": [[], []], "text": ["이거 봐", ""]})
    )
    assert table.schema == COLUMNS
    assert table["lang"].to_pylist() == ["ko", "und"]


@given(st.text(max_size=80))
def test_trust_is_a_share(text: str) -> None:
    reading = read(text)
    assert 0 <= reading.trust <= 1
    assert (reading.lang == "und") == (not reading.langs)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ('pas bilang "we made "spares" and then some more of them"', "id"),
        ("「we made the spares.」ってところ", "ja"),
        ('"Forty-one of them" ขำ #TakeTwo #SomeName', "th"),
        ('"We made spares of all of them" y me mori', "es"),
        ("« What have you done with it? » je relance la vidéo", "fr"),
        ("she said “사랑해 정말 고마워요 여러분” and that was that", "en"),
    ],
)
def test_a_quotation_does_not_decide(text: str, lang: str) -> None:
    assert read(text).lang == lang


def test_a_quotation_alone_is_read_with_little_trust() -> None:
    reading = read("« What have you done with it? »")
    assert reading.lang == "en"
    assert reading.trust < 0.5


def test_typed_tears_hint_at_korean() -> None:
    assert language.read("ㅠㅠ", [], "4:13 ㅜㅜㅜ")[:3] == ("ko", 0.3, ["ko"])
    assert language.read("ㅠㅠ", [], "T_T").lang == "und"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("kangen somebandname", "id"),
        ("saudadeeee do somebandname", "pt"),
        ("somebandname me manque", "fr"),
        ("Some Band Name 보고싶다", "ko"),
    ],
)
def test_daily_words_outweigh_names(text: str, lang: str) -> None:
    assert read(text).lang == lang


WORDS = [
    "the",
    "que",
    "não",
    "hai",
    "nahi",
    "yaar",
    "한글",
    "川の",
    "สวย",
    "привет",
    '"',
    "“",
    "”",
    "haha",
    "ㅠㅠ",
    "ñ",
    "sooo",
]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), max_size=4))
def test_a_text_reads_the_same_in_company(norms: list[str]) -> None:
    tags = [norm.split()[:1] for norm in norms]
    together = language.readings(norms, tags, norms)
    assert together == [language.read(*row) for row in zip(norms, tags, norms, strict=True)]
