"""Peaks of made-up chats, and the offset between two clocks."""

import numpy as np
from benchmarks._swells import BIN_S, above_normal, chat, lag, swells

MOMENTS = np.array([1_200, 2_500, 3_100, 4_700])


def times(seed: int, late_s: float = 0.0) -> np.ndarray:
    chance = np.random.default_rng(seed)
    usual = chance.uniform(0, 6_000, 3_000)
    about = np.concatenate([m + chance.exponential(15, 150) for m in MOMENTS])
    return np.concatenate([usual, about]) + late_s


def test_the_leading_swells_are_the_moments() -> None:
    first, counts = chat(times(1))
    tops = np.sort(first + swells(above_normal(counts))[: len(MOMENTS)] * BIN_S)
    assert np.all(np.abs(tops - MOMENTS) <= 60)


def test_a_late_clock_is_seen() -> None:
    (first, a), (later, b) = chat(times(1)), chat(times(2, late_s=20_000))
    offset = later - first - lag(above_normal(a), above_normal(b)) * BIN_S
    assert abs(offset - 20_000) <= 2 * BIN_S


def test_silence_has_no_swells() -> None:
    assert chat(np.empty(0))[1].size == 0
    assert swells(above_normal(np.zeros(300))).size == 0
