"""What few letters leave open is decided by the languages of the texts around."""

import pyarrow as pa
import pytest

from uproar.annotate import annotate_texts, find
from uproar.annotate.language import in_company
from uproar.model import TEXTS, text_id

READERS = [a for a in find() if a.name in ("normal", "language")]
CROWDS = {
    "en": "the boat was on the water and they were with you there {n}",
    "es": "el barco estaba en el agua y los niños que estaban con la gente {n}",
    "tr": "gemi suyun üstündeydi ve çocuklar için çok güzel bir gündü {n}",
}


def read(texts: list[str]) -> pa.Table:
    table = pa.table({"text_id": [text_id(t) for t in texts], "text": texts}, schema=TEXTS)
    return in_company(annotate_texts(table, READERS))


@pytest.mark.parametrize("lang", sorted(CROWDS))
def test_a_cry_of_few_letters_is_in_the_language_of_its_crowd(lang: str) -> None:
    crowd = [CROWDS[lang].format(n=n) for n in range(200)]
    table = read([*crowd, "Yappp", "ikr"])
    assert table["lang"].to_pylist()[-2:] == [lang, lang]
    assert max(table["lang_trust"].to_pylist()[-2:]) < 0.5  # a declared language still goes before


def test_a_sure_text_stays_what_it_is_and_the_order_changes_nothing() -> None:
    crowd = [CROWDS["en"].format(n=n) for n in range(50)]
    texts = [*crowd, CROWDS["es"].format(n=1), "등대가 좋다", "Yappp", ""]
    table = read(texts)
    assert table["lang"].to_pylist()[50:53] == ["es", "ko", "en"]
    back = read(texts[::-1])
    assert back["lang"].to_pylist() == table["lang"].to_pylist()[::-1]


def test_no_text_and_no_reading_change_nothing() -> None:
    assert read([]).num_rows == 0
    bare = pa.table({"text": ["a"]})
    assert in_company(bare) is bare


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        # names and titles in Latin letters are no language beside another script
        ("오늘의 등대 영상 HARBOUR LIGHTS FEARLESS Studio Quay 등대 직캠 좋다", "ko"),
        ("등대를 돌려놔라 FREE THE HARBOUR Quay Films official Quayside", "ko"),
        # a name in another script does not make an English post Korean
        ("the keeper has my whole heart and always will 등대", "en"),
        ("그 배가 돌아왔어요 정말 기뻐요 and they were all on it with the keeper again", "mix"),
    ],
)
def test_names_do_not_decide_beside_words(text: str, lang: str) -> None:
    assert read([text])["lang"].to_pylist() == [lang]
