"""Shape of a burst in posts per minute: its hours, its onset, its decay. Pure arithmetic."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.signal import find_peaks

from uproar.arrays import Float64s
from uproar.measure.volume.config import CONFIG, PeaksConfig

HOUR = 60  # by definition: minutes of an hour


class Peak(NamedTuple):
    """`start` is the minute in which the hour with most posts begins."""

    start: int
    posts: float
    half_life_h: float | None  # None: the series ends, or rises again, before it halved


def sliding_hours(counts: Float64s) -> Float64s:
    """Posts in the hour that begins with each minute. The last hours are cut by the end.

    >>> sliding_hours(np.array([1.0, 2.0, 3.0])).tolist()
    [6.0, 5.0, 3.0]
    """
    total = np.concatenate([[0.0], np.cumsum(counts)])
    last = np.minimum(np.arange(len(counts)) + HOUR, len(counts))
    return np.asarray(np.round(total[last] - total[:-1], 6))


def separate_peaks(
    counts: Float64s, *, normal: float, least: float, config: PeaksConfig = CONFIG.peaks
) -> tuple[Peak, ...]:
    """Separate peaks in time order.

    `normal` is the usual number of posts an hour, `least` what a peak has to exceed. Ties: the
    earliest hour. Empty: no hour exceeds `least`.
    """
    hours = sliding_hours(counts)
    if not len(hours) or hours.max() <= least:
        return ()
    floor = max(least, config.min_share_of_highest * hours.max())
    padded = np.concatenate([[0.0], hours, [0.0]])
    _, plateaus = find_peaks(padded, height=floor, plateau_size=1)
    starts: list[int] = []
    for top in (int(edge) - 1 for edge in plateaus["left_edges"]):
        valley = hours[starts[-1] : top].min() if starts else 0.0
        if not starts or valley <= (1 - config.min_rise) * min(hours[starts[-1]], hours[top]):
            starts.append(top)
        elif hours[top] > hours[starts[-1]]:
            starts[-1] = top
    return tuple(Peak(s, float(hours[s]), half_life(hours - normal, s)) for s in starts)


def half_life(excess: Float64s, start: int) -> float | None:
    """Hours from the peak hour until half of its excess over the normal is left."""
    below = np.flatnonzero(excess[start:] <= excess[start] / 2)
    # The last hours are cut short by the end of the series: they fall without decay.
    if not len(below) or start + below[0] > len(excess) - HOUR:
        return None
    return round(float(below[0]) / HOUR, 3)


def onset(
    counts: Float64s, *, peak: int, normal: float, high: float, config: PeaksConfig = CONFIG.peaks
) -> int:
    """The minute in which the burst that leads to a peak hour begins.

    Going back from the peak to the first hour within the normal (at most `high` posts); from there
    a cumulative-sum test says when it last stood at zero; the change it looks for is the geometric
    mean of none and of the whole burst's.
    Source: Page 1954, doi:10.1093/biomet/41.1-2.100.
    """
    hours = sliding_hours(counts)
    quiet = np.flatnonzero(hours[: peak + 1] <= high)
    first = int(quiet[-1]) if len(quiet) else 0
    rate = max(normal / HOUR, 1 / HOUR)
    wanted = np.sqrt(hours[peak] / HOUR / rate)
    change = float(np.clip(wanted, config.min_change, config.max_change))
    gain, cost = np.log(change), (change - 1) * rate
    total, begin = 0.0, first
    for minute in range(first, min(peak + HOUR, len(counts))):
        total += counts[minute] * gain - cost
        if total <= 0:
            total, begin = 0.0, minute + 1
        elif total > config.sure_posts * gain:
            break
    with_posts = np.flatnonzero(counts[begin : peak + HOUR] > 0)
    return begin + int(with_posts[0]) if len(with_posts) else min(begin, peak)
