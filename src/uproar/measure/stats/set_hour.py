"""Whether posts keep to a set hour: one that comes again every day, or the stroke of a clock.

A birthday begins at midnight, a ritual at the same hour every evening, a premiere when it is set.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uproar.arrays import Int64s
from uproar.clock import DAY_US, HOUR_US, MINUTE_US


@dataclass(frozen=True, slots=True)
class SetHourConfig:
    """When times keep to an hour. Checked on `benchmarks organised`, shapes drawn by lot."""

    # An hour that comes again: posts of a day that are enough for it to count, …
    min_posts_a_day: int = 3  # chosen on: judgement; not swept
    min_days: int = 2  # by definition: again
    # … the share of the posts that lie within one hour of the day, 0-1, and times the crowd's.
    min_share_daily: float = 0.6  # chosen on: judgement; not swept
    min_lift_daily: float = 3.0  # chosen on: judgement; not swept
    # Marks of the clock. by definition: the hour and the half hour
    mark_us: int = 30 * MINUTE_US
    # So long from the mark is on the stroke. chosen on: judgement; not swept
    stroke_us: int = 5 * MINUTE_US
    # Share of the posts that come on the stroke, 0-1; chosen on: judgement; not swept
    min_share_stroke: float = 0.25
    # Of those, the share that come as long before, 0-1; chosen on: judgement; not swept
    max_share_early: float = 0.2


CONFIG = SetHourConfig()


def comes_again(times: Int64s, crowd: Int64s, config: SetHourConfig = CONFIG) -> bool:
    """Whether a group's times, in order, come again at one hour of the day, and the crowd's do not.

    >>> evening = np.arange(0, 4 * DAY_US, DAY_US) + 20 * HOUR_US + 7 * MINUTE_US
    >>> ritual = np.sort((evening[:, None] + np.arange(5) * MINUTE_US).ravel())
    >>> comes_again(ritual, np.arange(0, 4 * DAY_US, HOUR_US))
    True
    """
    of_day = np.sort(times % DAY_US)
    twice = np.concatenate([of_day, of_day + DAY_US])
    n_within = np.searchsorted(twice, of_day + HOUR_US, side="right") - np.arange(len(of_day))
    start = int(of_day[int(n_within.argmax())])
    inside = (times - start) % DAY_US <= HOUR_US
    share = float(inside.mean())
    usual = float(((crowd - start) % DAY_US <= HOUR_US).mean()) if len(crowd) else 1.0
    if share < max(config.min_share_daily, config.min_lift_daily * usual):
        return False
    _, per_day = np.unique((times[inside] - start) // DAY_US, return_counts=True)
    return int((per_day >= config.min_posts_a_day).sum()) >= config.min_days


def on_the_stroke(times: Int64s, *marks: int, config: SetHourConfig = CONFIG) -> bool:
    """Whether a group's times, in order, begin on the stroke of an hour or of half an hour.

    `marks`: hours that the event sets itself, in µs since 1970 UTC.

    >>> on_the_stroke(np.arange(20) * MINUTE_US), on_the_stroke(np.arange(11, 29) * MINUTE_US)
    (True, False)
    """
    clock = np.unique(times // config.mark_us) * config.mark_us
    for mark in (*clock.tolist(), *marks):
        early, on, late = np.searchsorted(
            times, [mark - config.stroke_us, mark, mark + config.stroke_us]
        ).tolist()
        n = late - on
        if n >= config.min_share_stroke * len(times) and on - early <= config.max_share_early * n:
            return True
    return False
