"""A burst detector on counts, one bin at a time, in constant memory: is this more than usual?

The same code alerts on a live series and says of a finished event when it would have alerted. It
holds any number of series side by side, so that a thousand quiet weeks can be simulated.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import betainc

from uproar.arrays import Bools, Float64s
from uproar.clock import HOUR_US
from uproar.measure.volume.config import CONFIG, DetectorConfig
from uproar.measure.volume.extremes import PeaksOverThreshold

WEEK_H = 168  # by definition: hours of a week
MONTH_S = 30 * 86_400  # by definition: seconds of 30 days
POOLED = ("hour of week", "hour of day", "flat", "none")


class Tick(NamedTuple):
    """What one bin said. Shape: one value per series, but `pooling`, the same for all."""

    expected: Float64s
    p: Float64s  # chance of so many posts or more on a normal day
    is_alert: Bools
    pooling: str


class BurstDetector:
    """Learns what is usual of counts per bin and says when a bin is beyond it.

    Counts are negative binomial around a mean per hour of the week; with less than four weeks of
    history per hour of the day, with less than one week flat, with less than a day nothing is
    called. The mean's own uncertainty widens the distribution. A bin alerts when the chance of
    its count is below the chance that gives `false_alarms_per_month` in normal times, and if it is
    as rare among the excesses that the series itself has shown. After an alert there is none for
    `silent_h`.
    """

    def __init__(
        self,
        bin_s: int,
        *,
        n_series: int = 1,
        false_alarms_per_month: float = 1.0,
        silent_h: float = 0.0,
        config: DetectorConfig = CONFIG.detector,
    ) -> None:
        self._config = config
        self.bin_s = bin_s
        self.alert_p = false_alarms_per_month * bin_s / MONTH_S
        self._bins = np.zeros(WEEK_H)
        self._posts = np.zeros((WEEK_H, n_series))
        self._spread = np.zeros((2, n_series))  # sums of squared excess variation and of mean^2
        self._fade = 1 - bin_s / (config.memory_weeks * 3_600)  # a slot comes one hour a week
        self._seen_h = 0.0
        self._tail = PeaksOverThreshold(n_series, 2 * self.alert_p, config=config.tail)
        self._silent_us = round(silent_h * HOUR_US)
        self._alerted_us = np.full(n_series, np.iinfo(np.int64).min // 2)

    def pooling(self) -> str:
        """How the normal is pooled for want of history, one of POOLED."""
        config = self._config
        needs = (config.weekly_from_h, config.daily_from_h, config.flat_from_h, 0)
        return next(p for p, h in zip(POOLED, needs, strict=True) if self._seen_h >= h)

    def normal(self, at_us: int) -> tuple[Float64s, float]:
        """Expected count of a bin that begins then, and the number of bins that taught it.

        An hour of the week leans on its hour of the day, and that on the flat mean, as if they
        had lent it `lent_h` hours.
        """
        hour, pooling = (at_us // HOUR_US) % WEEK_H, self.pooling()
        lent = self._config.lent_h * 3_600 / self.bin_s
        bins = float(self._bins.sum())
        mean = self._posts.sum(axis=0) / max(bins, 1.0)
        if pooling in ("hour of week", "hour of day"):
            same_hour = slice(hour % 24, WEEK_H, 24)
            bins = float(self._bins[same_hour].sum()) + lent
            mean = (self._posts[same_hour].sum(axis=0) + lent * mean) / bins
        if pooling == "hour of week":
            bins = float(self._bins[hour]) + lent
            mean = (self._posts[hour] + lent * mean) / bins
        return mean, bins

    def variance(self, expected: Float64s, bins: float) -> Float64s:
        """Of a count around its mean, the uncertainty of the mean included."""
        excess = np.maximum(self._spread[0], 0) / np.maximum(self._spread[1], 1e-9)
        around_mean: Float64s = expected + excess * expected**2
        return around_mean * (1 + 1 / max(bins, 1.0))

    def step(self, at_us: int, counts: Float64s) -> Tick:
        """Judge a bin by what is known so far, then learn from it."""
        expected, bins = self.normal(at_us)
        pooling = self.pooling()
        variance = self.variance(expected, bins)
        rare = self._tail.step(counts - expected)
        is_known = pooling != "none"
        p = upper_tail(counts, expected, variance) if is_known else np.ones_like(expected)
        self._learn(at_us, counts, (expected, bins), variance, pooling)
        p = np.maximum(p, rare)
        is_alert = (p < self.alert_p) & (at_us - self._alerted_us > self._silent_us)
        self._alerted_us = np.where(is_alert, at_us, self._alerted_us)
        return Tick(expected, p, is_alert, pooling)

    def _learn(
        self,
        at_us: int,
        counts: Float64s,
        normal: tuple[Float64s, float],
        variance: Float64s,
        pooling: str,
    ) -> None:
        expected, bins = normal
        hour = (at_us // HOUR_US) % WEEK_H
        if pooling != "none":
            counts = np.minimum(
                counts, np.ceil(expected + self._config.cut_sd * np.sqrt(variance) + 1)
            )
            self._spread *= 1 - self.bin_s / (self._config.spread_memory_h * 3_600)
            self._spread[0] += (counts - expected) ** 2 * bins / (bins + 1) - expected
            self._spread[1] += expected**2
        self._bins[hour] = self._bins[hour] * self._fade + 1
        self._posts[hour] = self._posts[hour] * self._fade + counts
        self._seen_h += self.bin_s / 3_600


def upper_tail(counts: Float64s, expected: Float64s, variance: Float64s) -> Float64s:
    """Chance of at least so many under a negative binomial of this mean and variance.

    Empty: where nothing is expected, any post has chance 0 and none has chance 1.

    >>> float(upper_tail(np.array([3.0]), np.array([1.0]), np.array([1.0000001])).round(3)[0])
    0.08
    """
    mean = np.maximum(expected, 1e-9)
    over = np.maximum(variance - mean, 1e-6 * mean)
    size = mean**2 / over
    at_least = np.maximum(np.ceil(counts), 0)
    chance = betainc(np.maximum(at_least, 1), size, mean / (mean + size))
    return np.asarray(np.where(at_least < 1, 1.0, chance))
