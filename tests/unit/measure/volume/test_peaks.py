"""Hours, onset and decay of made-up minutes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.measure.volume.peaks import HOUR, half_life, onset, separate_peaks, sliding_hours


def minutes(*parts: tuple[int, float]) -> np.ndarray:
    return np.concatenate([np.full(n, rate) for n, rate in parts])


@given(st.lists(st.integers(0, 9), min_size=1, max_size=200))
def test_sliding_hours_are_sums(counts: list[int]) -> None:
    expected = [sum(counts[i : i + HOUR]) for i in range(len(counts))]
    assert sliding_hours(np.array(counts, float)).tolist() == expected


def test_the_earliest_of_equal_hours_is_the_peak() -> None:
    peaks = separate_peaks(minutes((300, 0), (90, 2), (300, 0)), normal=0, least=10)
    assert [(p.start, p.posts) for p in peaks] == [(300, 120.0)]


def test_twin_tops_without_a_valley_are_one() -> None:
    counts = minutes((300, 0), (60, 2), (30, 1.8), (60, 2), (300, 0))
    assert len(separate_peaks(counts, normal=0, least=10)) == 1


def test_nothing_above_the_usual_is_no_peak() -> None:
    assert separate_peaks(minutes((600, 1)), normal=60, least=100) == ()
    assert separate_peaks(np.zeros(0), normal=0, least=1) == ()


@pytest.mark.parametrize("quiet_rate", [0.0, 0.02, 0.25])
def test_onset_is_where_the_rate_changes(quiet_rate: float) -> None:
    counts = np.random.default_rng(3).poisson(minutes((1_000, quiet_rate), (200, 8.0)))
    begin = onset(counts.astype(float), peak=1_050, normal=quiet_rate * 60, high=40)
    assert 990 <= begin <= 1_005


def test_half_life_is_unknown_where_the_series_ends() -> None:
    falling = 100 * 0.5 ** (np.arange(600) / 120)
    assert half_life(falling, 0) == pytest.approx(2.0, abs=0.02)
    assert half_life(np.full(600, 100.0), 0) is None
