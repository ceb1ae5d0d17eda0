"""The detector keeps the rate of false alarms that it states, and sees a burst."""

import numpy as np
import pytest

from uproar.clock import HOUR_US
from uproar.measure.volume.detector import POOLED, BurstDetector, upper_tail

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


def test_a_burst_alarms_at_once_and_teaches_little() -> None:
    detector = BurstDetector(600)
    for i in range(144 * 8):
        detector.step(i * 600_000_000, np.array([3.0 + i % 2]))
    before = detector.normal(0)[0]
    ticks = [detector.step((144 * 8 + i) * 600_000_000, np.array([300.0])) for i in range(6)]
    assert all(t.is_alert[0] for t in ticks)
    assert detector.normal(0)[0] < 2 * before


@pytest.mark.parametrize(("hours", "pooling"), [(1, 3), (25, 2), (8 * 24, 1), (29 * 24, 0)])
def test_pooling_follows_the_length_of_history(hours: int, pooling: int) -> None:
    detector = BurstDetector(3_600)
    for i in range(hours):
        detector.step(i * HOUR_US, np.array([1.0]))
    assert detector.pooling() == POOLED[pooling]


def test_no_history_alarms_never() -> None:
    assert not BurstDetector(600).step(0, np.array([1e6])).is_alert[0]


def test_upper_tail_is_a_chance_that_falls() -> None:
    p = upper_tail(np.arange(0.0, 30), np.full(30, 4.0), np.full(30, 9.0))
    assert p[0] == 1.0
    assert np.all(np.diff(p) < 0) and p[-1] > 0


def test_where_nothing_is_expected_none_is_no_surprise() -> None:
    p = upper_tail(np.array([0.0, 1.0]), np.zeros(2), np.zeros(2))
    assert p[0] == 1.0 and p[1] < 1e-6
