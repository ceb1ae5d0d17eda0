"""When themes are told: days, peaks, and the peak a theme rose with."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from uproar.clock import HOUR_US
from uproar.measure.themes.config import TrendConfig
from uproar.measure.themes.describing import trend

HOUR = HOUR_US
CONFIG = TrendConfig()


def _at(hours: list[int]) -> np.ndarray:
    return np.array(hours, np.int64) * HOUR


def test_two_peaks_and_a_theme_that_rose_with_the_second() -> None:
    first, second = [2] * 60 + [3] * 20 + [8] * 5, [26] * 50 + [27] * 20
    at = _at(first + second)
    is_late = np.array([False] * 80 + [True] * 5 + [True] * 40 + [False] * 30)
    peaks = trend.peaks(at, CONFIG)
    assert peaks == [2, 26]
    assert trend.rise(at, is_late, peaks, CONFIG) == 2
    assert trend.rise(at, ~is_late, peaks, CONFIG) == 1
    assert trend.rise(at, np.arange(len(at)) % 2 == 0, peaks, CONFIG) is None


def test_no_posts_no_peaks() -> None:
    assert trend.peaks(_at([]), CONFIG) == []
    assert trend.by_day(_at([]), np.array([], bool)) == ()


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_days_hold_every_post_once_and_peaks_lie_apart(hours: list[int]) -> None:
    at = _at(hours)
    days = trend.by_day(at, np.arange(len(at)) % 3 == 0)
    assert sum(day.n_all for day in days) == len(hours)
    assert [day.day for day in days] == sorted({day.day for day in days})
    peaks = trend.peaks(at, CONFIG)
    assert peaks
    assert all(b - a >= CONFIG.min_hours_apart for a, b in pairwise(peaks))
