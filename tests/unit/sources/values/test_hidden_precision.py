"""Many rows at one time of day are dates without one; a crowd at a set hour is not."""

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from uproar.arrays import Int64s
from uproar.clock import to_us
from uproar.sources.values.hidden_precision import (
    DAY_S,
    HOUR_S,
    MINUTE_S,
    MONTH_S,
    hidden_precision,
)

DAY = datetime(2025, 5, 18, tzinfo=UTC)
KOREA = timezone(timedelta(hours=9))


def us(times: list[datetime]) -> Int64s:
    return np.array([to_us(time) for time in times], np.int64)


def exact(n: int, seed: int = 1) -> list[datetime]:
    seconds = np.random.default_rng(seed).integers(0, 5 * 86_400, n)
    return [DAY + timedelta(seconds=int(s)) for s in seconds]


def test_exact_times_stay_exact() -> None:
    assert not hidden_precision(us(exact(5_000))).any()


@pytest.mark.parametrize("zone", [UTC, KOREA, timezone(timedelta(hours=5, minutes=45))])
def test_midnight_of_any_zone_is_a_day(zone: timezone) -> None:
    times = [datetime(2025, 5, 17 + n % 3, tzinfo=zone) for n in range(240)]
    assert set(hidden_precision(us(times)).tolist()) == {DAY_S}


def test_a_release_day_alone_is_a_day() -> None:
    assert set(hidden_precision(us([DAY] * 240)).tolist()) == {DAY_S}


def test_of_mixed_rows_only_those_at_midnight_are_days() -> None:
    known = hidden_precision(us([*exact(400), *[DAY + timedelta(days=1)] * 40]))
    assert not known[:400].any()
    assert set(known[400:].tolist()) == {DAY_S}


def test_firsts_of_months_are_months() -> None:
    for zone in (UTC, KOREA):
        times = [datetime(2025, 1 + n % 6, 1, tzinfo=zone) for n in range(60)]
        assert set(hidden_precision(us(times)).tolist()) == {MONTH_S}


def test_whole_hours_and_minutes_are_no_more_exact() -> None:
    hours = [time.replace(minute=0, second=0) for time in exact(200)]
    assert set(hidden_precision(us(hours)).tolist()) == {HOUR_S}
    minutes = [time.replace(second=0) for time in exact(3_000)]
    known = hidden_precision(us(minutes))
    assert set(known.tolist()) == {MINUTE_S}


def test_a_crowd_at_a_set_hour_is_exact() -> None:
    noon = DAY + timedelta(hours=12)
    crowd = [noon] * 60 + [noon + timedelta(seconds=1 + n) for n in range(300)]
    assert not hidden_precision(us([*exact(300), *crowd])).any()


def test_a_few_rows_at_midnight_prove_nothing() -> None:
    assert not hidden_precision(us([*exact(300), *[DAY] * 4])).any()
    assert hidden_precision(np.empty(0, np.int64)).shape == (0,)
