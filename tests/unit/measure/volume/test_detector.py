"""The detector keeps the rate of false alarms that it states, and sees a burst."""

import numpy as np
import pytest

from uproar.arrays import Float64s
from uproar.clock import HOUR_US
from uproar.measure.volume.detector import POOLED, BurstDetector, Tick

BIN_S = 1_800
STATED_PER_WEEK = 8.0 * 7 / 30


def alarms_per_week(base: float, excess: float, weeks: int, n_series: int = 1_000) -> float:
    """Alarms in the quiet week after so many weeks of learning, in so many series."""
    chance = np.random.default_rng(5)
    detector = BurstDetector(BIN_S, n_series=n_series, false_alarms_per_month=8.0)
    bins_per_h, total = 3_600 // BIN_S, 0
    for i in range((weeks + 1) * 168 * bins_per_h):
        at = i * BIN_S * 1_000_000
        rate = base * (1 + 0.7 * np.sin(2 * np.pi * at / (24 * HOUR_US)))
        rates = chance.gamma(1 / excess, rate * excess, n_series)
        tick = detector.step(at, chance.poisson(rates).astype(float))
        total += int(tick.is_alert.sum()) if i >= weeks * 168 * bins_per_h else 0
    return total / n_series


@pytest.mark.parametrize(("base", "excess"), [(0.5, 0.2), (5.0, 0.05), (40.0, 0.2)])
def test_a_thousand_quiet_weeks_alarm_no_more_than_stated(base: float, excess: float) -> None:
    assert alarms_per_week(base, excess, weeks=2) <= 1.15 * STATED_PER_WEEK


def test_the_stated_rate_is_not_bought_by_never_alarming() -> None:
    assert alarms_per_week(20.0, 0.3, weeks=3, n_series=300) >= 0.3 * STATED_PER_WEEK


BIN_US = 600_000_000
PER_DAY = 144


def ticks(
    counts: list[float], *, first: int = 0, detector: BurstDetector | None = None
) -> list[Tick]:
    """What the bins said, ten minutes each, from the `first` on."""
    watch = detector or BurstDetector(600)
    return [watch.step((first + i) * BIN_US, np.array([count])) for i, count in enumerate(counts)]


def quiet(days: int, *, mean: float = 3.0, seed: int = 1) -> list[float]:
    noise: Float64s = np.random.default_rng(seed).poisson(mean, days * PER_DAY).astype(float)
    return noise.tolist()


def alerts(said: list[Tick]) -> list[int]:
    return [i for i, tick in enumerate(said) if tick.is_alert[0]]


def test_a_burst_alarms_at_once_and_teaches_little() -> None:
    detector = BurstDetector(600)
    ticks(quiet(8), detector=detector)
    before = detector.normal(0)[0]
    said = ticks([300.0] * 6, first=8 * PER_DAY, detector=detector)
    assert all(tick.is_burst[0] for tick in said)
    assert detector.normal(0)[0] < 2 * before


def test_a_burst_that_lasts_is_one_alert() -> None:
    said = ticks([*quiet(10), *[60.0] * PER_DAY, *quiet(5, seed=2)])
    assert [i // PER_DAY for i in alerts(said)] == [10]


def test_two_bursts_days_apart_are_two_alerts() -> None:
    burst = [90.0] * 12
    said = ticks([*quiet(10), *burst, *quiet(4, seed=2), *burst, *quiet(2, seed=3)])
    assert [i // PER_DAY for i in alerts(said)] == [10, 14]


def test_what_is_not_known_is_not_silence() -> None:
    whole = BurstDetector(600)
    ticks([*quiet(10), *quiet(10, seed=2)], detector=whole)
    for gap in ([np.nan] * 3 * PER_DAY, []):
        watch = BurstDetector(600)
        ticks([*quiet(10), *gap], detector=watch)
        said = ticks(quiet(10, seed=2), first=13 * PER_DAY, detector=watch)
        assert not alerts(said)
        assert watch.normal(0)[0] == pytest.approx(whole.normal(0)[0], rel=0.15)


def test_silence_is_learned() -> None:
    detector = BurstDetector(600)
    ticks([*quiet(10), *[0.0] * 20 * PER_DAY], detector=detector)
    assert detector.normal(0)[0] < 2.0


def test_a_level_that_rises_for_good_becomes_usual() -> None:
    said = ticks([*quiet(10), *quiet(40, mean=9.0, seed=2)])
    late = [i for i in alerts(said) if i >= 45 * PER_DAY]
    assert len(late) <= 1


@pytest.mark.parametrize(("hours", "pooling"), [(1, 2), (25, 1), (29 * 24, 0)])
def test_pooling_follows_the_length_of_history(hours: int, pooling: int) -> None:
    detector = BurstDetector(3_600)
    for i in range(hours):
        detector.step(i * HOUR_US, np.array([1.0]))
    assert detector.pooling() == POOLED[pooling]


def test_no_history_alarms_never() -> None:
    assert not BurstDetector(600).step(0, np.array([1e6])).is_burst[0]
