"""Times as platforms write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.sources.values.timestamps import (
    EARLIEST_US,
    LATEST_US,
    epoch,
    iso,
    plausible,
    precision_of_ago,
)

MAY = 1_747_566_000


@pytest.mark.parametrize(
    "absurd",
    [
        *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "1970-01-01T00:00:00.000Z"),
        *("2024-13-45T99:99:99Z", "yesterday", "", None, 5, [], "2555-01-01"),
    ],
)
def test_absurd_dates_are_no_time(absurd: object) -> None:
    assert iso(absurd) is None


@pytest.mark.parametrize(
    "written", ["2025-05-18T11:00:00Z", "2025-05-18T11:00:00", "2025-05-18T18:00:00.000+07:00"]
)
def test_offsets_are_honoured_and_utc_is_meant_without_one(written: str) -> None:
    assert iso(written) == MAY * 1_000_000


@pytest.mark.parametrize("absurd", [1e300, "soon", None, -62135596800, 0, True, [], float("nan")])
def test_absurd_epochs_are_no_time(absurd: object) -> None:
    assert epoch(absurd) is None


def test_epochs_come_as_numbers_and_as_digits() -> None:
    assert {epoch(v) for v in (MAY, str(MAY), float(MAY))} == {MAY * 1_000_000}
    assert epoch(MAY * 1000, per_second=1000) == MAY * 1_000_000


def test_a_claim_of_the_day_after_its_witness_is_none() -> None:
    witnessed = MAY * 1_000_000
    assert plausible(witnessed + 3_600_000_000, witnessed) is not None
    assert plausible(witnessed + 2 * 86_400_000_000, witnessed) is None


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.booleans()))
def test_whatever_is_read_is_sane(written: object) -> None:
    for us in (iso(written), epoch(written), epoch(written, per_second=1000)):
        assert us is None or EARLIEST_US <= us < LATEST_US


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("5 seconds ago", 1),
        ("1 hour ago", 3600),
        ("3 weeks ago (edited)", 604_800),
        ("2 years ago", 365 * 86_400),
        ("gestern", None),
    ],
)
def test_ago_is_as_exact_as_its_unit(words: str, seconds: int | None) -> None:
    assert precision_of_ago(words) == seconds
