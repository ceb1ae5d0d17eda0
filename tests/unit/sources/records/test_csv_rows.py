"""Cutting CSV and TSV into rows."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.errors import ConfigError, UnexpectedPayload
from uproar.sources.records import csv_rows
from uproar.sources.records.csv_rows import Broken


def of(raw: bytes, **options: Any) -> list[Any]:
    return list(csv_rows.rows(io.BufferedReader(io.BytesIO(raw)), options))  # type: ignore[arg-type]


def test_rows_are_keyed_by_the_header() -> None:
    assert of(b"id,text\n1,one\n") == [{"id": "1", "text": "one"}]


@pytest.mark.parametrize(("delimiter", "raw"), [(";", b"a;b\n1;2\n"), ("\t", b"a\tb\n1\t2\n")])
def test_the_delimiter_is_read_from_the_header(delimiter: str, raw: bytes) -> None:
    assert of(raw) == of(raw, delimiter=delimiter) == [{"a": "1", "b": "2"}]


def test_an_ambiguous_delimiter_is_asked_for() -> None:
    with pytest.raises(UnexpectedPayload, match="delimiter"):
        of(b"a;b,c\n1;2,3\n")


def test_quoted_cells_hold_delimiters_quotes_and_empty_lines() -> None:
    raw = b'id,text\n1,"one, ""one""\n\none"\n'
    assert of(raw) == [{"id": "1", "text": 'one, "one"\n\none'}]


def test_rows_of_another_length_are_broken_and_keep_what_was_read() -> None:
    short, long, good = of(b'id,text\n1\n2,"a\nb",x\n3,c\n')
    assert (short.reason, short.row) == ("short_row", {"id": "1"})
    assert (long.reason, long.row) == ("long_row", {"id": "2", "text": "a\nb"})
    assert good == {"id": "3", "text": "c"}


def test_an_unclosed_quotation_mark_costs_one_row() -> None:
    first, second, third = of(b'id,text\n1,"never closed\n2,fine\n3,"also, fine"\n')
    assert (first.reason, first.row["id"]) == ("bad_quoting", "1")
    assert [second["id"], third["text"]] == ["2", "also, fine"]


def test_an_unclosed_quotation_mark_at_the_end_costs_one_row() -> None:
    first, second = of(b'id,text\n1,fine\n2,"never closed')
    assert first == {"id": "1", "text": "fine"}
    assert second.reason == "bad_quoting"


def test_without_quoting_a_quotation_mark_is_a_character() -> None:
    assert of(b'a\tb\n1\t"x\n', quoting=False) == [{"a": "1", "b": '"x'}]


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    assert of("id,text\n1,é\n".encode("utf-8-sig")) == [{"id": "1", "text": "é"}]
    assert of("id,text\n1,é\n".encode("utf-16")) == [{"id": "1", "text": "é"}]


def test_another_encoding_has_to_be_said() -> None:
    raw = "id,text\n1,종이등 종이등\n".encode("cp949")
    with pytest.raises(UnexpectedPayload, match="not utf-8"):
        of(raw)
    assert of(raw, encoding="cp949")[0]["text"] == "종이등 종이등"


def test_a_stray_byte_later_on_costs_one_row() -> None:
    raw = b"id,text\n" + b"0,fine\n" * 200_000 + b"1,\xff\n2,fine\n"
    *_, bad, good = of(raw)
    assert isinstance(bad, Broken)
    assert (bad.reason, good) == ("bad_encoding", {"id": "2", "text": "fine"})


def test_an_unknown_encoding_and_a_doubled_column_are_named() -> None:
    with pytest.raises(ConfigError, match="klingon"):
        of(b"a,b\n", encoding="klingon")
    with pytest.raises(UnexpectedPayload, match="'a' twice"):
        of(b"a,a\n1,2\n")


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "MAX_CELL_CHARS", 1000)
    with pytest.raises(UnexpectedPayload, match="a line of"):
        of(b"a,b\n" + b"x" * 5000)


@pytest.mark.parametrize(
    "encoding",
    ["hex", "zlib", "rot13", "punycode", "idna", "undefined", "unicode_escape", "utf-8\0", "", 8],
)
def test_what_is_no_character_set_is_refused(encoding: object) -> None:
    with pytest.raises(ConfigError, match="encoding = ") as refused:
        of(b"a,b\n", encoding=encoding)
    assert "utf-8" in refused.value.hint


@pytest.mark.parametrize(
    "options",
    [
        {"quotechar": '""'},
        {"quotechar": ""},
        {"quotechar": "\n"},
        {"quotechar": 1},
        {"quotechar": ";", "delimiter": ";"},
        {"delimiter": "\r"},
        {"delimiter": ""},
        {"delimiter": ["a"]},
        {"delimiter": ", "},
        {"quoting": "no"},
        {"quoting": 0},
    ],
)
def test_an_option_that_cannot_be_meant_is_shown(options: dict[str, Any]) -> None:
    with pytest.raises(ConfigError) as refused:
        of(b"a,b\n1,2\n", **options)
    assert next(iter(options)) in refused.value.message
    assert refused.value.hint


def test_a_header_of_too_many_columns_says_what_it_was_cut_by() -> None:
    with pytest.raises(UnexpectedPayload, match="40,000 columns") as refused:
        of((",".join(map(str, range(40_000))) + "\n").encode())
    assert "','" in refused.value.hint


def test_only_wanted_columns_are_in_a_row() -> None:
    stream = io.BufferedReader(io.BytesIO(b"a,b,c\n1,2,3\n4,5\n"))  # type: ignore[arg-type]
    whole, short = csv_rows.rows(stream, {}, lambda header: ["c", "a"])
    assert whole == {"a": "1", "c": "3"}
    assert isinstance(short, Broken)
    assert short.row == {"a": "4"}


@pytest.mark.parametrize(
    "line", ['a",b,"c', 'a"b,"c', 'x,"', '"', 'x,"""', ',"a', 'a,"b"c', '""', 'x,""",']
)
def test_quotation_marks_that_answer_each_other_are_read_twice_at_most(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    n, n_read = 500, 0
    read = csv_rows._PushbackLines.__next__

    def counting(lines: Any) -> str:
        nonlocal n_read
        n_read += 1
        return read(lines)

    monkeypatch.setattr(csv_rows._PushbackLines, "__next__", counting)
    records = list(csv_rows._records(iter([f"{line}\n"] * n), csv_rows.Dialect(",")))
    assert len(records) >= n // 2
    assert n_read <= 2 * n + 2


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=20))
def test_what_the_standard_library_writes_is_read_back(table: list[tuple[str, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([("a", "b"), *table])
    assert of(text.getvalue().encode()) == [{"a": a, "b": b} for a, b in table]


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_a_clear_refusal(raw: bytes) -> None:
    try:
        of(b"a,b\n1,2\n" + raw)
    except UnexpectedPayload as refused:
        assert refused.hint
