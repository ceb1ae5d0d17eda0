"""Sheets out and back: what is written is safe, what is read is all or nothing."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pyarrow as pa
import pytest
import xlsxwriter

from uproar.code import Draw, read_sheet, sheet_csv, sheet_xlsx
from uproar.code.sheets import COLUMNS
from uproar.errors import ConfigError
from uproar.model.coding import CodedTheme

AT = datetime(2026, 3, 1, tzinfo=UTC)
POSTS = pa.table(
    {
        "id": ["x:1", "x:2", "x:3"],
        "text": ["=cmd()", "plain, with a comma", "wall\x07 " + "a" * 40_000],
        "parent_text": [None, "@who said", None],
        "posted_at": pa.array([1_700_000_000_000_000, None, 0], pa.int64()),
    }
)
DRAWS = [Draw("x:2", "uniform"), Draw("x:1", "uniform"), Draw("x:3", "uncertain")]
BOOK = [CodedTheme("return-plea", "They ask the group to come back.", "Ana")]


def read(content: bytes, name: str = "ana.csv"):
    return read_sheet(content, name, coder="Ana", coded_at=AT)


def sheet(*rows: str, head: str = "post_id,draw,about,stance,emotion,theme,no_quote") -> bytes:
    return ("\r\n".join([head, *rows]) + "\r\n").encode()


def filled_xlsx(rows: list[list[object]], book: list[list[object]] | None = None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        for lines in [rows, *([book] if book else [])]:
            page = workbook.add_worksheet()
            for number, line in enumerate(lines):
                page.write_row(number, 0, line)
    return out.getvalue()


def test_a_csv_sheet_keeps_the_order_and_runs_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(sheet_csv(POSTS, DRAWS))))
    assert [row["post_id"] for row in rows] == ["x:2", "x:1", "x:3"]
    assert rows[1]["text"] == "'=cmd()"
    assert rows[0]["answers"] == "'@who said"
    assert rows[0]["posted_at"] == ""
    assert rows[1]["posted_at"].startswith("2023-11-14T22:13")
    assert {rows[0][name] for name in ("about", "stance", "emotion", "theme", "no_quote")} == {""}


def test_an_xlsx_sheet_is_the_same_bytes_and_holds_no_formula() -> None:
    content = sheet_xlsx(POSTS, DRAWS, BOOK)
    assert content == sheet_xlsx(POSTS, DRAWS, BOOK)
    codes = read(content, "ana.xlsx")
    assert codes.codes == ()
    assert codes.n_open == 3
    assert codes.themes == (CodedTheme("return-plea", "They ask the group to come back.", "Ana"),)


def test_codes_come_back_from_csv() -> None:
    codes = read(sheet("x:1,uniform,y,Praise,longing,Return plea,", "x:2,uncertain,no,,,none,x"))
    one, two = codes.codes
    assert (one.post_id, one.draw, one.about, one.stance) == ("x:1", "uniform", "yes", "praise")
    assert (one.emotion, one.theme, one.is_banned) == ("longing", "return-plea", False)
    assert (two.draw, two.about, two.theme, two.is_banned) == (
        "uncertain", "no", "none-unclear", True,
    )  # fmt: skip


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_the_delimiters_of_other_countries(delimiter: str) -> None:
    content = sheet("x:1,uniform,y,praise,,,").replace(b",", delimiter.encode())
    assert [code.stance for code in read(content).codes] == ["praise"]


def test_what_a_spreadsheet_made_of_cells() -> None:
    """Truth values and numbers come back as such; a byte order mark stands before the head."""
    rows = [list(COLUMNS), ["x:1", "uniform", "", "", "", True, "praise", "", 2022.0, ""]]
    (code,) = read(filled_xlsx(rows), "ana.xlsx").codes
    assert (code.about, code.theme) == ("yes", "2022")
    assert read(b"\xef\xbb\xbf" + sheet("x:1,uniform,y,,,,")).codes[0].post_id == "x:1"


def test_a_post_that_nobody_drew_is_picked() -> None:
    assert read(sheet("x:9,,y,,,,")).codes[0].draw == "picked"
    assert read(sheet("x:9,everyone,y,,,,")).codes[0].draw == "picked"


def test_every_fault_is_counted_and_nothing_is_taken() -> None:
    rows = [f"x:{n},uniform,perhaps,,,," for n in range(9)]
    with pytest.raises(ConfigError) as error:
        read(sheet("x:90,uniform,y,,,,", *rows))
    said = str(error.value)
    assert "line 3, about: 'perhaps'" in said
    assert "and 4 more" in said


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "ana.csv", "post_id"),
        (b"id,text\r\n1,a\r\n", "ana.csv", "post_id"),
        ("post_id,about\r\nx:1,sí".encode("latin-1"), "ana.csv", "UTF-8"),
        (b"PK\x03\x04 no workbook", "ana.xlsx", "XLSX"),
        (b"", "ana.xlsx", "XLSX"),
        (sheet(",uniform,y,,,,"), "ana.csv", "without a post_id"),
        (sheet("x:1,,y,,,,", "x:1,,n,,,,"), "ana.csv", "twice"),
        (b'post_id,about\r\n"x:1,y' + b"a" * 200_000, "ana.csv", "CSV"),
    ],
)
def test_bad_sheets_are_refused_in_words(content: bytes, name: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        read(content, name)


def test_a_codebook_that_cannot_be_read_is_said() -> None:
    rows = [["post_id", "about"], ["x:1", "y"]]
    content = filled_xlsx(rows, [["theme", "statement"], ["good one", "So it is."], ["b/d", ""]])
    with pytest.raises(ConfigError, match="codebook, line 3"):
        read(content, "ana.xlsx")
