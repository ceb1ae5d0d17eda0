"""Cutting JSON files into records."""

import io
import json
from typing import Any

import pytest

from uproar.errors import UnexpectedPayload
from uproar.sources.records import json_records


def of(raw: bytes, unwrap: json_records.Unwrap = lambda value: None) -> list[Any]:
    return list(json_records.records(io.BytesIO(raw), unwrap))


def test_one_record_a_line_whatever_ends_the_lines() -> None:
    assert of(b'{"a":1}\n{"a":2}\r\n\n{"a":3}') == [{"a": 1}, {"a": 2}, {"a": 3}]


def test_a_line_that_is_no_json_stays_bytes_in_its_place() -> None:
    assert of(b'{"a":1}\n{"a":\n{"a":3}\n') == [{"a": 1}, b'{"a":', {"a": 3}]


def test_a_byte_order_mark_is_no_part_of_the_first_record() -> None:
    assert of(b"\xef\xbb\xbf" + b'{"a":1}\n{"a":2}') == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize("indent", [None, 1])
def test_an_array_of_objects_is_taken_apart(indent: int | None) -> None:
    assert of(json.dumps([{"a": 1}, {"a": 2}], indent=indent).encode()) == [{"a": 1}, {"a": 2}]


def test_a_line_that_lists_no_objects_is_one_record() -> None:
    assert of(b'{"a":1}\n[1,2,3]\n42\n') == [{"a": 1}, [1, 2, 3], 42]


@pytest.mark.parametrize("indent", [None, 1])
def test_a_container_gives_its_records(indent: int | None) -> None:
    raw = json.dumps({"list": [1, 2]}, indent=indent).encode()
    assert of(raw, lambda value: value.get("list")) == [1, 2]


def test_lines_whose_first_two_are_broken_are_still_lines() -> None:
    assert of(b'{"a":\n{"b":\n{"c":3}\n') == [b'{"a":', b'{"b":', {"c": 3}]


@pytest.mark.parametrize("raw", [b'{\n "a": 1,\n', b'{"a": [1, 2', b"<html>\n</html>"])
def test_a_document_cut_off_is_refused_as_a_whole(raw: bytes) -> None:
    with pytest.raises(UnexpectedPayload, match="not JSON as a whole"):
        of(raw)


def test_nothing_gives_nothing() -> None:
    assert of(b"") == of(b"\n \n") == []


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "MAX_LINE_BYTES", 100)
    with pytest.raises(UnexpectedPayload, match="a line of more than"):
        of(b"x" * 3_000_000)


def test_a_document_beyond_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "MAX_DOCUMENT_BYTES", 100)
    with pytest.raises(UnexpectedPayload, match="one JSON document of more than"):
        of(json.dumps([{"a": 1}] * 100, indent=1).encode())


def test_records_do_not_depend_on_where_chunks_end(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = b"\n".join(json.dumps({"n": n, "t": "종이"}).encode() for n in range(50))
    whole = of(raw)
    monkeypatch.setattr(json_records, "CHUNK_BYTES", 7)
    assert of(raw) == whole


@pytest.mark.parametrize("odd", [None, 1, "x", [], [{}], True])
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("place", [0, 25, 50])
def test_an_odd_element_of_an_array_costs_only_itself(
    odd: Any, indent: int | None, place: int
) -> None:
    whole: list[Any] = [{"a": n} for n in range(50)]
    raw = json.dumps([*whole[:place], odd, *whole[place:]], indent=indent).encode()
    assert of(raw) == [*whole[:place], odd, *whole[place:]]
    assert of(b'{"a":-1}\n' + json.dumps([odd, *whole]).encode()) == [{"a": -1}, odd, *whole]
