"""Timecodes in every notation, and what only looks like one."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate.timecodes import ANNOTATOR, COLUMNS, CONFIG, spans


def points(text: str) -> list[tuple[int, int | None]]:
    return [(s.start_s, s.end_s) for s in spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "3:41",
        "03:41",
        "at 3:41!",
        "3분41초",
        "3분 41초에서",
        "3分41秒",
        "3m41s",
        "3m41",
        "3 min 41 sec",
        "min 3:41",
        "minuto 3.41",
        "นาทีที่ 3.41",
        "๓:๔๑",
        "３：４１",
        "3'41\"",
        "3 นาที 41 วินาที",
        "menit 3.41",
        "3:41:",
        "https://v.example/w?v=a&t=221",
        "https://v.example/a?t=3m41s",
        "(3:41)",
    ],
)
def test_every_notation(text: str) -> None:
    assert points(text) == [(221, None)]


def test_hours() -> None:
    assert points("1:02:03 and 1h02m03s") == [(3723, None)]


@pytest.mark.parametrize("text", ["3:41-3:50", "3:41 ~ 3:50", "3:41 to 3:50", "3:41부터 3:50"])
def test_ranges(text: str) -> None:
    assert points(text) == [(221, 230)]


@pytest.mark.parametrize(
    "text",
    [
        "9:30 pm",
        "9:30pm",
        "20:00 KST",
        "오후 3:41",
        "午後3:41",
        "8:30 Uhr",
        "pukul 19:00",
        "see you tonight at 8:30",
        "내일 20:00",
        "16:9",
        "2:1 win",
        "2026-05-18",
        "3.41",
        "12:34:56:78",
        "10.0.0.1:8080",
        "1:99",
        "price 3,41",
    ],
)
def test_clocks_dates_and_ratios_are_none(text: str) -> None:
    assert points(text) == []


def test_each_point_once_in_reading_order() -> None:
    assert points("5:00 then 3:41, again 5:00") == [(300, None), (221, None)]


def test_empty_lists_for_empty_texts() -> None:
    table = ANNOTATOR.annotate(pa.table({"text": pa.array(["", None, "3:41"], pa.string())}))
    assert table.schema == COLUMNS
    assert table["timecodes"].to_pylist() == [[], [], [{"start_s": 221, "end_s": None}]]


@given(st.integers(0, CONFIG.max_s - 1))
def test_any_written_second_is_read_back(second: int) -> None:
    hours, rest = divmod(second, 3600)
    written = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
    assert points(f"look {written} there") == [(second, None)]


@given(st.text(alphabet="0123456789:分초ms.- ~'\"tT?&=", max_size=80))
def test_points_lie_within_the_limit(text: str) -> None:
    for span in spans(text):
        assert 0 <= span.start_s < CONFIG.max_s
        assert span.end_s is None or span.start_s < span.end_s < CONFIG.max_s
