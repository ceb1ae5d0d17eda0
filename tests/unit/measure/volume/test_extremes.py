"""An extreme is as rare as the series' own extremes say."""

import numpy as np

from uproar.measure.volume.config import TailConfig
from uproar.measure.volume.extremes import PeaksOverThreshold


def test_until_enough_is_known_nothing_is_rare() -> None:
    tail = PeaksOverThreshold(1, 1e-4, config=TailConfig())
    assert all(tail.step(np.array([float(i)]))[0] == 1.0 for i in range(TailConfig().n_largest))


def test_rarer_values_have_smaller_chances_side_by_side() -> None:
    chance = np.random.default_rng(2)
    tail = PeaksOverThreshold(3, 1e-4, config=TailConfig())
    for _ in range(5_000):
        tail.step(chance.exponential(1.0, 3))
    p = tail.step(np.array([0.1, 7.0, 12.0]))
    assert p[0] == 1.0 > p[1] > p[2]
    assert 1e-4 < p[1] < 1e-2  # truth: exp(-7) = 9e-4


def test_one_absurd_value_does_not_blind_it() -> None:
    chance = np.random.default_rng(2)
    tail = PeaksOverThreshold(1, 1e-4, config=TailConfig())
    for _ in range(2_000):
        tail.step(chance.exponential(1.0, 1))
    tail.step(np.array([1e9]))
    assert tail.step(np.array([20.0]))[0] < 1e-4
