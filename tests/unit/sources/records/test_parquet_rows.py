"""Rows of Parquet files: as they were written, and not more than their bytes can mean."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from uproar.errors import UnexpectedPayload
from uproar.sources.records import parquet_rows


def parquet(table: pa.Table, **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **{"compression": "zstd", **options})
    return out.getvalue()


def of(raw: bytes, *names: str) -> list[dict[str, Any]]:
    return list(parquet_rows.rows(io.BytesIO(raw), lambda header: names or header))


def repeated(word: str, n: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array([0] * n, pa.int32()), pa.array([word]))


TYPES: list[tuple[pa.DataType, list[Any]]] = [
    (pa.string(), ["one", None, "", "하나", "one"]),
    (pa.large_string(), ["one", None, "two"]),
    (pa.binary(), [b"\xff", None]),
    (pa.int64(), [1, None, -(2**63)]),
    (pa.float64(), [1.5, None]),
    (pa.bool_(), [True, None, False]),
    (pa.list_(pa.string()), [["a", "b"], None, [], [None, "a"]]),
    (pa.list_(pa.int64(), 2), [[1, 2], None, [3, 4]]),
    (pa.struct([("a", pa.string()), ("b", pa.list_(pa.int8()))]), [{"a": "x", "b": [1]}, None]),
    (pa.timestamp("us", "UTC"), [datetime(2025, 5, 18, 11, tzinfo=UTC), None]),
    (pa.timestamp("ms"), [datetime(2025, 5, 18, 11), None]),  # noqa: DTZ001 - none is written
    (pa.date32(), [date(2025, 5, 18), None]),
    (pa.dictionary(pa.int32(), pa.int64()), [7, None, 7]),
    (pa.dictionary(pa.int8(), pa.large_string()), ["a", None, "a"]),
    (pa.decimal128(9, 2), [Decimal("1.25"), None]),
]


@pytest.mark.parametrize(("kind", "values"), TYPES, ids=lambda value: str(value)[:20])
@pytest.mark.parametrize("with_schema", [True, False])
def test_values_are_those_that_were_written(
    kind: pa.DataType, values: list[Any], with_schema: bool
) -> None:
    table = pa.table({"a": pa.array(values, kind), "b": range(len(values))})
    raw = parquet(table, store_schema=with_schema)
    assert of(raw) == [{"a": v, "b": n} for n, v in enumerate(values)]
    assert of(raw, "b") == [{"b": n} for n in range(len(values))]


@pytest.mark.parametrize(
    ("unit", "n", "year"),
    [("s", 2**61, None), ("ms", -(2**62), None), ("ns", 1_747_566_000_123_456_789, 2025)],
)
def test_a_time_that_python_has_none_for_is_none(unit: str, n: int, year: int | None) -> None:
    raw = (
        parquet(pa.table({"a": pa.array([n], pa.int64()).cast(pa.timestamp(unit))}))
        if unit == "ns"
        else None
    )
    values = parquet_rows._values(pa.array([n], pa.int64()).cast(pa.timestamp(unit, "UTC")))
    assert [value and value.year for value in values] == [year]
    if raw:
        assert of(raw)[0]["a"].microsecond == 123_456


def test_bytes_that_are_no_utf_8_cost_their_letter() -> None:
    words = pa.array([b"a\xffb", b"fine"], pa.binary()).view(pa.string())
    assert of(parquet(pa.table({"a": words}))) == [{"a": "a\ufffdb"}, {"a": "fine"}]


@pytest.mark.parametrize(
    "table",
    [
        pa.table({"text": repeated("x" * 600_000, 10_000)}),
        pa.table({"text": pa.StructArray.from_arrays([repeated("x" * 600_000, 10_000)], ["a"])}),
        pa.table(
            {"text": pa.ListArray.from_arrays(range(10_001), repeated("x" * 600_000, 10_000))}
        ),
        pa.table({"text": pa.nulls(1_100_000, pa.string())}),
        pa.table(
            {"text": pa.ListArray.from_arrays([0, 17_000_000], pa.nulls(17_000_000, pa.int8()))}
        ),
        pa.table({"text": pa.array(["x" * 70_000_000])}),
    ],
    ids=["one word", "in a struct", "in a list", "no word", "a long list", "a long word"],
)
def test_a_few_bytes_that_stand_for_a_full_memory_are_refused(table: pa.Table) -> None:
    raw = parquet(table, use_dictionary=["text", "text.a", "text.list.element"], store_schema=False)
    assert len(raw) < 200_000
    before = pa.total_allocated_bytes()
    with pytest.raises(UnexpectedPayload, match="bytes of Parquet") as refused:
        of(raw)
    assert "CSV" in refused.value.hint
    assert pa.total_allocated_bytes() - before < 100 << 20


def test_a_column_that_is_not_wanted_is_not_read() -> None:
    table = pa.table({"text": ["one"] * 100, "bomb": repeated("x" * 10**6, 100)})
    assert of(parquet(table), "text") == [{"text": "one"}] * 100


def test_doubled_and_too_many_columns_are_named() -> None:
    doubled = pa.table([pa.array([1]), pa.array([2])], names=["a", "a"])
    with pytest.raises(UnexpectedPayload, match="'a'"):
        of(parquet(doubled))
    wide = pa.table({f"c{n}": [1] for n in range(16_385)})
    with pytest.raises(UnexpectedPayload, match="16,385 columns"):
        of(parquet(wide))


@pytest.mark.parametrize("cut", [4, 12, 100, -1, -8])
def test_a_file_that_is_cut_off_is_refused(cut: int) -> None:
    raw = parquet(pa.table({"a": ["one"] * 10}))
    with pytest.raises(UnexpectedPayload):
        of(raw[:cut])


@pytest.mark.parametrize("place", range(4, 300, 13))
def test_a_changed_byte_gives_rows_or_a_refusal(place: int) -> None:
    raw = bytearray(parquet(pa.table({"a": ["one"] * 10, "b": range(10)}), compression="none"))
    raw[place % len(raw)] ^= 0xFF
    try:
        of(bytes(raw))
    except UnexpectedPayload as refused:
        assert refused.hint


def test_a_column_whose_name_is_no_utf_8_is_refused() -> None:
    raw = parquet(pa.table({"text": ["one"], "qqqqqq": ["two"]}), store_schema=False)
    with pytest.raises(UnexpectedPayload, match="not a readable Parquet file"):
        of(raw.replace(b"qqqqqq", b"\x89\x89\x89\x89\x89\x89"))
