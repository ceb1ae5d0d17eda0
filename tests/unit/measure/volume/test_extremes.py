"""How often a series reaches a height, learned from the highest of each stretch."""

from dataclasses import replace

import numpy as np
import pytest

from uproar.clock import HOUR_US
from uproar.measure.volume.config import CONFIG
from uproar.measure.volume.extremes import Heights

BINS_PER_H = 6
CONFIG_1H = replace(CONFIG.detector.heights, stretch_h=1)


def learned(highest: list[float], bins: int = BINS_PER_H) -> Heights:
    """Heights that have seen hours with these highest values, in so many bins of each."""
    heights = Heights(1, BINS_PER_H, CONFIG_1H)
    for i, value in enumerate([*highest, 0.0]):
        for later in range(bins):
            heights.learn(i * HOUR_US + later, np.array([0.0 if later else value]))
    return heights


def test_the_height_of_an_alert_is_reached_as_often_as_it_says() -> None:
    chance = np.random.default_rng(1)
    heights = learned(chance.exponential(2.0, 1_300).tolist())
    level = heights.level(3.0)
    assert heights.per_month(level)[0] == pytest.approx(3.0)
    assert heights.per_month(level + 1)[0] < 3.0 < heights.per_month(level - 1)[0]
    assert heights.per_month(np.array([0.0]))[0] == np.inf
    truth = 720 * np.exp(-level[0] / 2.0)
    assert 1.5 < truth < 6.0


def test_of_a_stretch_only_the_highest_counts() -> None:
    values = [float(i % 7) for i in range(100)]
    assert learned(values).level(3.0)[0] == learned(values, bins=3).level(3.0)[0]


def test_an_hour_mostly_unknown_is_left_out() -> None:
    assert not learned([5.0] * 40, bins=2).is_known
    assert learned([5.0] * 40, bins=3).is_known


def test_a_stretch_holds_the_hours_before() -> None:
    heights = Heights(1, 1.0, replace(CONFIG_1H, stretch_h=3))
    for hour in range(100):
        heights.learn(hour * HOUR_US, np.array([9.0 if hour % 3 == 0 else 0.0]))
    assert heights.per_month(np.array([9.0 - 1e-6]))[0] == np.inf  # each stretch reached it


def test_few_bursts_hardly_move_the_level_of_an_alert() -> None:
    calm = [float(i % 5) for i in range(200)]
    burst = [*calm[:-3], 500.0, 700.0, 900.0]
    assert learned(burst).level(3.0)[0] < learned(calm).level(3.0)[0] + 2


def test_nothing_known_is_never_rare() -> None:
    for heights in (learned([]), learned([1.0] * 5)):
        assert heights.level(3.0)[0] == np.inf
        assert heights.per_month(np.array([1e9]))[0] == np.inf
