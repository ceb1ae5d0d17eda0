"""A cap and a poll show in the counts; a crowd shows neither."""

import numpy as np
import pytest

from uproar.arrays import Int64s
from uproar.measure.volume.collection import Cap, cap_of, poll_of

DAY_MIN = 1_440


def crowd(seed: int, *, mean: float = 3.0, days: int = 10) -> Int64s:
    """Posts per minute, by day and night, with a burst."""
    chance = np.random.default_rng(seed)
    minute = np.arange(days * DAY_MIN)
    rate = mean * (1 + 0.8 * np.sin(2 * np.pi * minute / DAY_MIN))
    rate += 30 * mean * np.exp(-np.abs(minute - 5 * DAY_MIN) / 60)
    return chance.poisson(rate)


def shown(counts: Int64s) -> tuple[Int64s, Int64s]:
    minute = np.flatnonzero(counts)
    return minute + 29_000_000, counts[minute]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("mean", [0.2, 3.0, 40.0])
def test_a_crowd_has_no_cap_and_no_poll(seed: int, mean: float) -> None:
    minute, n = shown(crowd(seed, mean=mean))
    assert cap_of(minute, n) is None
    assert poll_of(minute, n) is None


def test_a_cut_at_each_poll_is_seen() -> None:
    counts = crowd(1)
    polls = counts.reshape(-1, 15)
    for poll in polls:  # the latest hundred of each quarter of an hour
        while poll.sum() > 100:
            poll[np.flatnonzero(poll)[0]] -= 1
    cap = cap_of(*shown(polls.reshape(-1)))
    assert cap is not None and (cap.posts, cap.minutes) == (100, 15)
    assert cap == Cap(100, 15, int((polls.sum(axis=1) == 100).sum()))


def test_a_rate_limit_per_minute_is_seen() -> None:
    cap = cap_of(*shown(np.minimum(crowd(1, mean=20.0), 50)))
    assert cap is not None and (cap.posts, cap.minutes) == (50, 1)


@pytest.mark.parametrize("every", [5, 15, 60])
def test_times_of_polls_are_seen(every: int) -> None:
    counts = np.zeros(10 * DAY_MIN, np.int64)
    counts[3::every] = crowd(1).reshape(-1, every).sum(axis=1)
    assert poll_of(*shown(counts)) == every
