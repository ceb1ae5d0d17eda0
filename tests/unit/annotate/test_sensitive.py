"""Sensitive subjects: the plain cases of eight languages, and what must not be marked."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate.sensitive import ANNOTATOR, subjects
from uproar.text.lexicons import terms_by_subject
from uproar.text.normalise import fold
from uproar.text.sensitive import unaccented

PLAIN = [
    ("threat", "i will kill you after the show"),
    ("threat", "죽여버릴 거야 진짜"),
    ("threat", "絶対殺してやる"),
    ("threat", "te voy a matar si cantas"),
    ("threat", "vou te matar"),
    ("threat", "gue bunuh lo nanti"),
    ("threat", "กูจะฆ่ามัน"),
    ("threat", "je vais le tuer"),
    ("doxxing", "his address is 12 some street"),
    ("doxxing", "call him 010-1234-5678"),
    ("doxxing", "집 주소 공개할게"),
    ("doxxing", "住所を特定した"),
    ("doxxing", "su dirección es calle mayor"),
    ("doxxing", "vazaram o endereço dela"),
    ("doxxing", "alamat rumahnya udah ketemu"),
    ("doxxing", "ปล่อยเบอร์กันแล้ว"),
    ("doxxing", "son adresse est connue"),
    ("sexual", "someone posted her nudes"),
    ("sexual", "몰카 찍힌 거래"),
    ("sexual", "盗撮されたらしい"),
    ("sexual", "un vídeo sexual de ella"),
    ("sexual", "assédio sexual no set"),
    ("sexual", "pelecehan seksual di lokasi"),
    ("sexual", "คลิปหลุดของเขา"),
    ("sexual", "harcèlement sexuel sur le plateau"),
    ("health", "he was taken to hospital last night"),
    ("health", "어제 응급실 갔대"),
    ("health", "昨日入院したって"),
    ("health", "está embarazada"),
    ("health", "ela está grávida"),
    ("health", "dilarikan ke rumah sakit"),
    ("health", "เมื่อคืนเข้าโรงพยาบาล"),
    ("health", "elle est enceinte"),
    ("minors", "she is underage"),
    ("minors", "미성년자잖아"),
    ("minors", "まだ未成年だよ"),
    ("minors", "es menor de edad"),
    ("minors", "é menor de idade"),
    ("minors", "masih di bawah umur"),
    ("minors", "เขายังเป็นผู้เยาว์"),
    ("minors", "il est mineur"),
    ("relationship", "they are dating"),
    ("relationship", "둘이 사귀는 사이래"),
    ("relationship", "この二人熱愛だって"),
    ("relationship", "creo que son novios"),
    ("relationship", "estão namorando"),
    ("relationship", "mereka pacaran"),
    ("relationship", "สองคนนี้แอบคบกัน"),
    ("relationship", "ils sont en couple"),
    ("crime", "he got arrested for drunk driving"),
    ("crime", "음주운전 했다며"),
    ("crime", "飲酒運転で逮捕"),
    ("crime", "fue arrestado ayer"),
    ("crime", "sonegação de impostos"),
    ("crime", "dia ditangkap polisi"),
    ("crime", "โดนจับยาเสพติด"),
    ("crime", "il est en garde à vue"),
    ("self-harm", "i want to kill myself"),
    ("self-harm", "자해했다는 얘기"),
    ("self-harm", "自殺したい"),
    ("self-harm", "intento de suicidio"),
    ("self-harm", "tentativa de suicídio"),
    ("self-harm", "mau bunuh diri"),
    ("self-harm", "อยากฆ่าตัวตาย"),
    ("self-harm", fold("ทำร้ายตัวเอง")),
    ("self-harm", "elle a voulu se suicider"),
    ("rumour", "there is a rumour about the tour"),
    ("rumour", "루머라고 하더라"),
    ("rumour", "ただの噂でしょ"),
    ("rumour", "puros chismes"),
    ("rumour", "é tudo fofoca"),
    ("rumour", "cuma gosip"),
    ("rumour", "เป็นแค่ข่าวลือ"),
    ("rumour", "il paraît que c'est fini"),
]
HARMLESS = [
    "a song in b minor",
    "this joke is killing me",
    "we have been updating the list",
    "the cut at the end is perfect",
    "がんばって",
    "ガンダムみたい",
    "진짜 죽겠다 너무 웃겨",
    "me muero de risa",
    "morri de rir",
    "fans of the film",
    "แฟนคลับรักมาก",
    "a porous stone",
    "3:41 is everything 2025-05-18 12:30",
]


@pytest.mark.parametrize(("subject", "text"), PLAIN)
def test_plain_case_is_marked(subject: str, text: str) -> None:
    assert subject in subjects(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_everyday_words_are_not(text: str) -> None:
    assert subjects(text) == []


def test_nine_subjects_each_with_both_kinds_of_script() -> None:
    assert len(terms_by_subject()) == 9
    assert all(terms.words and terms.parts for terms in terms_by_subject().values())


def test_no_term_is_accented() -> None:
    words = [word for terms in terms_by_subject().values() for word in terms.words]
    assert [w for w in words if unaccented(w) != w] == []


def test_annotator_keeps_rows_and_reads_null_as_nothing() -> None:
    table = pa.table({"norm": ["she is underage", None, ""]})
    given_back = ANNOTATOR.annotate(table)
    assert given_back.schema.equals(ANNOTATOR.columns)
    assert given_back["sensitive"].to_pylist() == [["minors"], [], []]


@given(st.text(max_size=200))
def test_any_text_is_read_in_the_order_of_the_alphabet(text: str) -> None:
    found = subjects(text)
    assert found == sorted(set(found))


@given(st.sampled_from(PLAIN), st.text(alphabet="xyz ", max_size=20))
def test_words_around_do_not_hide_a_subject(plain: tuple[str, str], more: str) -> None:
    subject, text = plain
    assert subject in subjects(f"{more} {text} {more}")
