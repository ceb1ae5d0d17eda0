"""No cell that we write is run as a formula by a spreadsheet."""

import csv
import io
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import uproar
from uproar.text.spreadsheet import csv_text, neutral

SIGNS = [
    chr(c) for c in range(sys.maxunicode + 1) if unicodedata.normalize("NFKC", chr(c)) in "=+-@"
]
UNSEEN = st.characters(categories=["Zs", "Zl", "Zp", "Cc", "Cf"]) | st.sampled_from(
    "\u034f\u115f\u3164\uffa0\ufe0f\u2800\u180b"
)


@pytest.mark.parametrize(
    "text", ["＝1+1", "\t=cmd", " =cmd", "\n=1+1", "\r=1", "\u200b\ufeff@x", "−1"]
)
def test_what_one_of_the_two_guards_let_pass_is_stopped(text: str) -> None:
    assert neutral(text) == f"'{text}"


@given(st.text(UNSEEN, max_size=8), st.sampled_from(SIGNS), st.text(max_size=12))
def test_nothing_unseen_before_a_sign_hides_it(unseen: str, sign: str, rest: str) -> None:
    text = unseen + sign + rest
    assert neutral(text) == f"'{text}"


@given(
    st.text(UNSEEN.filter(lambda c: unicodedata.category(c) != "Cc"), max_size=8),
    st.characters(categories=["Lu", "Ll", "Lt", "Nd"]),
)
def test_plain_text_stays_as_it_is(unseen: str, letter: str) -> None:
    assert neutral(unseen + letter) == unseen + letter


@given(st.text())
def test_a_neutral_cell_is_neutral(text: str) -> None:
    assert neutral(neutral(text)) == neutral(text)


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
)
def test_every_cell_of_a_sheet_is_neutral_and_comes_back(rows: list[list[str]]) -> None:
    back = list(csv.reader(io.StringIO(csv_text(("a", "b"), rows), newline="")))
    assert back == [["a", "b"], *([neutral(cell) for cell in row] for row in rows)]


def test_numbers_stay_numbers() -> None:
    assert (neutral(-3), neutral(0.5), neutral(None), neutral("-3")) == ("-3", "0.5", "", "'-3")


def test_tables_leave_the_program_by_this_module_alone() -> None:
    source = Path(uproar.__file__).parent
    writers = [
        path.relative_to(source).as_posix()
        for path in sorted(source.rglob("*.py"))
        if re.search(
            r"csv\.(writer|DictWriter)|xlsx_?writer|to_csv|write_csv", path.read_text("utf-8")
        )
    ]
    assert writers == ["text/spreadsheet.py"]
