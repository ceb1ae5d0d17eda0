"""How often a series reaches a height, learned from the highest of each stretch."""

import numpy as np
import pytest

from uproar.clock import HOUR_US
from uproar.measure.volume.config import CONFIG
from uproar.measure.volume.extremes import Heights

STRETCH_US = 6 * HOUR_US


def learned(highest: list[float], bins: int = 36) -> Heights:
    """Heights that have seen stretches with these highest values, in so many bins of each."""
    heights = Heights(1, 36.0, CONFIG.detector.heights)
    for i, value in enumerate([*highest, 0.0]):
        for later in range(bins):
            heights.learn(i * STRETCH_US + later, np.array([0.0 if later else value]))
    return heights


def test_the_height_of_an_alert_is_reached_as_often_as_it_says() -> None:
    heights = learned([float(i % 40) for i in range(200)])
    level = heights.level(3.0)
    assert heights.per_month(level)[0] == pytest.approx(3.0)
    assert heights.per_month(level + 1)[0] < 3.0 < heights.per_month(level - 1)[0]
    assert heights.per_month(np.array([0.0]))[0] == np.inf


def test_of_a_stretch_only_the_highest_counts() -> None:
    many, one = learned([5.0] * 100), learned([5.0] * 100, bins=18)
    assert len(many) == len(one) == 100
    assert many.level(3.0)[0] == one.level(3.0)[0]


def test_a_stretch_mostly_unknown_is_left_out() -> None:
    assert len(learned([5.0] * 20, bins=17)) == 0


def test_few_bursts_hardly_move_the_level_of_an_alert() -> None:
    calm = [float(i % 5) for i in range(100)]
    burst = [*calm[:-3], 500.0, 700.0, 900.0]
    assert learned(burst).level(3.0)[0] < learned(calm).level(3.0)[0] + 2


def test_little_history_asks_for_more() -> None:
    calm = [float(i % 5) for i in range(200)]
    assert learned(calm[:10]).level(3.0)[0] > learned(calm).level(3.0)[0] + 1


def test_nothing_known_is_never_rare() -> None:
    heights = learned([])
    assert heights.level(3.0)[0] == np.inf
    assert heights.per_month(np.array([1e9]))[0] == np.inf
