from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.errors import ConfigError
from uproar.tell.messages.messages import messages_in
from uproar.tell.slots import numbers
from uproar.tell.slots.grammar import Slot, outside, parse, pieces, slot

EN = messages_in("en")
# How much of the whole each quantifier promises, by its wording.
PROMISES = {
    "nearly all": 0.9,
    "most": 0.5,
    "about half": 0.4,
    "more than a third": 1 / 3,
    "about a third": 0.3,
    "more than a quarter": 1 / 4,
    "about a quarter": 0.22,
    "a small share": 0.0,
    "some": 0.0,
}


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (0.95, 0.92, 0.97, "nearly all"),
        (0.95, 0.85, 0.99, "most"),
        (0.51, 0.501, 0.52, "most"),
        (0.50, 0.46, 0.54, "about half"),
        (0.50, 0.10, 0.90, "more than one in 10"),
        (0.36, 0.34, 0.38, "more than a third"),
        (0.333, 0.30, 0.36, "about a third"),
        (0.25, 0.22, 0.28, "about a quarter"),
        (0.20, 0.19, 0.21, "about one in five"),
        (0.105, 0.09, 0.12, "about one in nine"),
        (0.03, 0.02, 0.04, "a small share"),
        (0.12, 0.01, 0.40, "some"),
    ],
)
def test_a_share_gets_the_strongest_words_its_interval_allows(
    value: float, low: float, high: float, said: str
) -> None:
    assert numbers.quantifier(value, low, high, EN) == said


@given(st.tuples(*[st.floats(0, 1)] * 3).map(sorted))
def test_no_quantifier_promises_more_than_the_lower_bound(bounds: list[float]) -> None:
    low, value, high = bounds
    said = numbers.quantifier(value, low, high, EN)
    if said in PROMISES:
        promise = PROMISES[said]
        assert promise in (0.0,) or low >= promise - 1e-9 or abs(value - promise) <= 0.11
    if said in ("most", "nearly all"):
        assert low >= PROMISES[said]


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_is_written_as_it_is(value: int) -> None:
    written = numbers.number(value, EN)
    if 0 <= value < 10:
        assert written.isalpha()
    else:
        assert int(written.replace(",", "").replace("−", "-")) == value


@given(st.floats(0, 1))
def test_a_percentage_is_within_one_of_the_share(value: float) -> None:
    said = numbers.percent(value, EN)
    figure = int("".join(c for c in said if c.isdigit()))
    assert abs(figure - 100 * value) <= 1
    assert (said == "0 percent") == (value == 0)


def test_ranks_tell_ties_as_ties() -> None:
    bounds = [(10.0, 12.0), (9.0, 10.5), (1.0, 2.0)]
    assert numbers.rank(0, bounds, EN) == "one of the largest groups"
    assert numbers.rank(1, bounds, EN) == "one of the largest groups"
    assert numbers.rank(2, bounds, EN) == "a smaller group"
    assert numbers.rank(1, [(10.0, 12.0), (5.0, 6.0)], EN) == "the second largest group"


def test_days_are_told_in_the_desks_time_zone() -> None:
    late = datetime(2031, 3, 4, 22, 30, tzinfo=UTC)
    assert numbers.date(late, 2031, "UTC", EN) == "March 4"
    assert numbers.date(late, 2031, "Asia/Seoul", EN) == "March 5"
    assert numbers.date(late, 2030, "UTC", EN) == "March 4, 2031"
    assert numbers.daytime(late, "UTC", EN) == "Tuesday night"
    small_hours = late + timedelta(hours=4)
    assert numbers.daytime(small_hours, "UTC", EN) == "Tuesday night"
    assert numbers.daytime(small_hours, "Asia/Seoul", EN) == "Wednesday morning"


@given(st.integers(1, 5000))
def test_a_duration_is_never_longer_than_the_days(days: int) -> None:
    said = numbers.duration(days, EN)
    size = {"day": 1, "week": 7, "month": 30, "year": 365}
    unit = next(u for u in size if u in said)
    figure = said.split()[0]
    spelled = [numbers.number(n, EN) for n in range(10)]
    n = 1 if figure == "a" else spelled.index(figure) if figure in spelled else int(figure)
    assert n * size[unit] <= days


def test_a_language_without_words_is_refused_with_a_hint() -> None:
    with pytest.raises(ConfigError, match="no words for language 'xx'"):
        messages_in("xx")


@given(
    st.sampled_from(["finding", "quote", "cue", "article", "name"]),
    st.text(min_size=1, max_size=40).filter(lambda t: t.encode("utf-8", "ignore").decode() == t),
)
def test_any_reference_survives_being_written_as_a_slot(kind: str, ref: str) -> None:
    text = f"So {slot(kind, ref, form='share')} it is"
    found = list(pieces(text))
    assert found == ["So ", Slot(kind, ref, {"form": "share"}), " it is"]
    assert outside(text) == "So \ufffc it is"


@pytest.mark.parametrize("inside", ["", "finding", "finding:", ":x", "post:1", "cue:1, form"])
def test_what_is_no_slot_is_none(inside: str) -> None:
    assert parse(inside) is None
