"""A burst detector on counts, one bin at a time, in constant memory: is this more than usual?

The same code alerts on a live series and says of a finished event when it would have alerted. It
holds any number of series side by side, so that a thousand quiet weeks can be simulated.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from uproar.arrays import Bools, Float64s
from uproar.clock import HOUR_US, SECOND_US
from uproar.measure.volume.config import CONFIG, DetectorConfig
from uproar.measure.volume.extremes import Heights

WEEK_H = 168  # by definition: hours of a week
POOLED = ("hour of week", "hour of day", "none")


class Tick(NamedTuple):
    """What one bin said. Shape: one value per series, but `pooling`, the same for all."""

    expected: Float64s
    per_month: Float64s  # how often the series reaches so high, at most
    is_burst: Bools
    is_alert: Bools  # a burst that is not the last one going on
    pooling: str


class BurstDetector:
    """Learns what is usual of counts per bin and says when a bin is beyond it.

    The usual is a mean per hour of the week; with less than four weeks of history per hour of the
    day, with less than a day nothing is called. A bin is in a burst
    when the posts of the bin, of the last hour or of the last hours stand higher over their usual
    number than this series does `false_alarms_per_month` times a month. Heights are differences of
    square roots, on which the noise of a count is the same whatever its mean. A burst goes on until
    `quiet_h` have passed without one; only its beginning is an alert.

    A count that is not a number, and a bin that is left out, is not known: it is not silence.
    """

    def __init__(
        self,
        bin_s: int,
        *,
        n_series: int = 1,
        false_alarms_per_month: float = CONFIG.false_alarms_per_month,
        config: DetectorConfig = CONFIG.detector,
    ) -> None:
        self._config = config
        self.bin_s = bin_s
        self._allowed = false_alarms_per_month
        self._bins = np.zeros(WEEK_H)
        self._posts = np.zeros((WEEK_H, n_series))
        self._fade = 1 - bin_s / (config.heights.memory_weeks * 3_600)  # a slot: one hour a week
        self._seen_h = 0.0
        widths = (max(round(h * 3_600 / bin_s), 1) for h in (0, *config.widths_h))
        self._sums = _RecentSums(sorted(set(widths)), n_series)
        self._heights = Heights(n_series, 3_600 / bin_s, config.heights)
        self._burst_us = np.full(n_series, np.iinfo(np.int64).min // 2)
        self._next_us: int | None = None

    def pooling(self) -> str:
        """How the normal is pooled for want of history, one of POOLED."""
        config = self._config
        needs = (config.weekly_from_h, config.daily_from_h, 0)
        return next(p for p, h in zip(POOLED, needs, strict=True) if self._seen_h >= h)

    def normal(self, at_us: int) -> Float64s:
        """Expected count of a bin that begins then.

        An hour of the week leans on its hour of the day, and that on the flat mean, as if they
        had lent it `lent_h` hours.
        """
        hour, pooling = (at_us // HOUR_US) % WEEK_H, self.pooling()
        lent = self._config.lent_h * 3_600 / self.bin_s
        mean: Float64s = self._posts.sum(axis=0) / max(float(self._bins.sum()), 1.0)
        if pooling != "none":
            same_hour = slice(hour % 24, WEEK_H, 24)
            bins = float(self._bins[same_hour].sum()) + lent
            mean = (self._posts[same_hour].sum(axis=0) + lent * mean) / bins
        if pooling == "hour of week":
            mean = (self._posts[hour] + lent * mean) / (float(self._bins[hour]) + lent)
        return mean

    def step(self, at_us: int, counts: Float64s) -> Tick:
        """Judge a bin by what is known so far, then learn from it."""
        bin_us = self.bin_s * SECOND_US
        if self._next_us is not None:
            self._sums.skip(max((at_us - self._next_us) // bin_us, 0))
        self._next_us = at_us + bin_us
        expected, pooling = self.normal(at_us), self.pooling()
        is_known = ~np.isnan(counts)
        if not is_known.any():
            self._sums.skip(1)
            nothing = np.zeros_like(is_known)
            return Tick(expected, np.full_like(expected, np.inf), nothing, nothing, pooling)
        counts = np.where(is_known, counts, expected)
        posts, usual = self._sums.add(counts, expected)
        height = (np.sqrt(posts) - np.sqrt(usual)).mean(axis=0)
        per_month = self._heights.per_month(height)
        is_burst = is_known & (per_month < self._allowed) & (pooling != "none")
        quiet_us = round(self._config.quiet_h * HOUR_US)
        is_alert = is_burst & (at_us - self._burst_us > quiet_us)
        self._burst_us = np.where(is_burst, at_us, self._burst_us)
        self._learn(at_us, counts, expected, height)
        return Tick(expected, per_month, is_burst, is_alert, pooling)

    def _learn(self, at_us: int, counts: Float64s, expected: Float64s, height: Float64s) -> None:
        """A burst teaches the usual no more than the height at which an alert begins."""
        cap = self._heights.level(self._allowed)
        counts = np.minimum(counts, (np.sqrt(expected) + np.maximum(cap, 0)) ** 2)
        if self.pooling() != "none":
            self._heights.learn(at_us, height)
        hour = (at_us // HOUR_US) % WEEK_H
        self._bins[hour] = self._bins[hour] * self._fade + 1
        self._posts[hour] = self._posts[hour] * self._fade + counts
        self._seen_h += self.bin_s / 3_600


class _RecentSums:
    """Posts of the last bins and what was usual of them, over several widths.

    Bins that were skipped count neither as posts nor as usual.
    """

    def __init__(self, widths: list[int], n_series: int) -> None:
        self._widths = widths
        self._kept = np.zeros((widths[-1], 2, n_series))

    def skip(self, n: int) -> None:
        """Bins of which nothing is known."""
        n = min(n, len(self._kept))
        self._kept = np.concatenate(
            [np.zeros_like(self._kept[:n]), self._kept[: len(self._kept) - n]]
        )

    def add(self, counts: Float64s, expected: Float64s) -> tuple[Float64s, Float64s]:
        """Posts, and the usual number, of the last bins. Shape: (n widths, n series) each."""
        self.skip(1)
        self._kept[0, 0], self._kept[0, 1] = counts, expected
        sums = np.stack([self._kept[:width].sum(axis=0) for width in self._widths])
        return sums[:, 0], sums[:, 1]
