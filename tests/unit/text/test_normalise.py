"""Normal forms: what is folded, what is taken out, what is left alone."""

import unicodedata

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from uproar.annotate.normal import ANNOTATOR, COLUMNS
from uproar.text import normalise
from uproar.text.normalise import fold, read, readings


@pytest.mark.parametrize(
    "text",
    [
        "hahaha",
        "ㅋㅋㅋㅋㅋ",
        "jajaja",
        "kkkkk",
        "wkwkwk",
        "5555",
        "mdr",
        "LOOOL",
        "哈哈哈",
        "rsrs",
        "ㅎㅎㅎ",
        "xDD",
    ],
)
def test_laughter_in_any_language_is_one(text: str) -> None:
    assert read(text).norm == "haha"
    assert read(text).only == "laughter"


@pytest.mark.parametrize("text", ["kk", "www", "555"])
def test_laughter_inside_words_and_numbers_stays(text: str) -> None:
    assert "haha" not in read(f"a{text}b").norm
    assert "haha" not in read(f"room 1{text}").norm


def test_five_hundred_is_laughter_only_beside_thai() -> None:
    assert read("ตลกมาก 555").norm == "ตลกมาก haha"


@pytest.mark.parametrize(
    "text",
    ["ахахах", "хехехе", "ههههه", "خخخخ", "هاهاها", "हाहाहा", "ฮ่าๆๆ", "ฮ่าฮ่า", "อิอิ", "嘿嘿嘿", "嘻嘻",
     "2333", "awokwokwok", "kwkwkwk", "kahkahkah", "hauhauhau", "huahuahua", "hhhhh"],
)  # fmt: skip
def test_people_laugh_in_every_language(text: str) -> None:
    assert read(text).norm == "haha"


@pytest.mark.parametrize(
    "text", ["ха", "هه", "2333 tickets", "在2333年", "233", "xixi", "ho chi minh", "халат", "kah"]
)
def test_what_only_looks_like_a_laugh_is_none(text: str) -> None:
    assert "haha" not in read(text).norm
    assert read("only 555 seats").norm == "only 555 seats"


def test_numbers_are_not_squeezed() -> None:
    assert read("1000000 views").norm == "1000000 views"


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("", "empty"),
        (" \u200b\x00 ", "empty"),
        ("😭😭", "emoji"),
        ("🇰🇷", "emoji"),
        ("ㅠㅠ", "emoji"),
        ("https://a.example/x", "link"),
        ("@someone", "mention"),
        ("?!", "symbols"),
        ("ok", None),
    ],
)
def test_says_what_a_wordless_text_consists_of(text: str, only: str | None) -> None:
    assert read(text).only == only


def test_takes_parts_out_and_keeps_the_words_of_tags() -> None:
    reading = read("＃Lantern @some.one 👨‍👩‍👧 see https://a.example/x?y=1, wow")
    assert reading.tags == ["lantern"]
    assert reading.mentions == ["some.one"]
    assert reading.emoji == ["👨‍👩‍👧"]
    assert reading.urls == ["https://a.example/x?y=1,"]
    assert reading.norm.startswith("lantern ")


def test_look_alikes_fold_inside_latin_words_only() -> None:
    assert read("lаntеrn").norm == "lantern"  # two Cyrillic letters
    assert read("фонарь").norm == "фонарь"


def test_combining_marks_do_not_pile_up() -> None:
    assert len(read("l" + "\u0338\u0321\u035a" * 50 + "antern").norm) < 20


def test_one_row_per_text_with_null_as_empty() -> None:
    table = ANNOTATOR.annotate(pa.table({"text": pa.array(["a", None], pa.string())}))
    assert table.schema == COLUMNS
    assert table["only"].to_pylist() == [None, "empty"]
    assert len(set(table["norm_id"].to_pylist())) == 2


@given(st.text())
def test_normalising_again_changes_nothing_that_matters(text: str) -> None:
    once = read(text).norm
    assert fold(once) == once or read(once).norm == read(read(once).norm).norm


@given(st.text(alphabet="aKㅋ가 w5@#.:/\u200b😭é", max_size=60))
def test_zero_width_characters_never_change_the_form(text: str) -> None:
    assert read(text.replace("\u200b", "")).norm.replace(" ", "") == read(text).norm.replace(
        " ", ""
    )


SOME = "aA hk ㅋㅠはw5T_!!.. 😭😭️é́́́аоⅿ@#＃ㅤ\u200b://www.x \n\ud800Ａ①ﾞ"


@given(st.lists(st.text(alphabet=SOME, max_size=14), max_size=5))
def test_a_text_reads_the_same_in_company(texts: list[str]) -> None:
    assert readings(texts) == [read(text) for text in texts]


@example("\u0301\u0301\uff9e")
@given(st.text(alphabet=SOME, max_size=14))
def test_every_pattern_has_its_say(text: str) -> None:
    folded, *parts = normalise._apart(text, 127)
    plain = unicodedata.normalize("NFC", normalise._STACKED.sub(r"\1", folded))
    norm = normalise._once(normalise._squeezed(normalise._same_scripts(plain)))
    assert read(text) == (norm, normalise._only(text, norm, parts), *parts)


def test_marks_are_stacked_no_higher_than_two() -> None:
    many = "x" + "\u0323\u0324\u0325\u0326" * 50
    assert readings(["quiet", many])[1].norm == "x\u0323\u0324"
    assert readings(["ก" + "\u0e48" * 60 + "ข"])[0].norm == "ก\u0e48\u0e48ข"
