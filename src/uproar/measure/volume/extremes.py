"""How often a series reaches so high, by the highest value of each stretch of its past.

A burst fills many bins and is one event: of every stretch only the highest value counts. Real
counts have heavier tails than a model of quiet days; a series' own heights say how heavy, and what
lies beyond them is taken as exponential.
"""

from __future__ import annotations

import numpy as np

from uproar.arrays import Float64s
from uproar.clock import HOUR_US
from uproar.measure.volume.config import HeightsConfig

MONTH_H = 720  # by definition: hours of 30 days


class Heights:
    """The highest values of past stretches, of some series side by side.

    The line through the median height and a higher quantile says how much less often each further
    step up is reached; both are robust, so that earlier bursts hardly move it. With few stretches
    known the fall is taken as slower: the chance that an exponential fitted to n heights leaves for
    the next one.
    Source: block maxima as in Coles 2001, doi:10.1007/978-1-4471-3675-0, chapter 3; the predictive
    chance of an exponential is that of Evans et al. 2011, Statistical Distributions, chapter 17.
    """

    def __init__(self, n_series: int, bins_per_stretch: float, config: HeightsConfig):
        self._config = config
        self._stretch_us = round(config.stretch_h * HOUR_US)
        self._bins_per_stretch = bins_per_stretch
        self._past = np.empty((0, n_series))
        self._highest = np.full(n_series, -np.inf)
        self._stretch, self._n_bins = -1, 0
        self._median, self._scale = np.zeros(n_series), np.ones(n_series)

    def __len__(self) -> int:
        """How many stretches are known."""
        return len(self._past)

    def learn(self, at_us: int, values: Float64s) -> None:
        """Take in the values of a bin that begins then. A stretch half unknown is left out."""
        stretch = at_us // self._stretch_us
        if stretch != self._stretch:
            if self._n_bins >= self._bins_per_stretch / 2:
                self._add()
            self._highest[:] = -np.inf
            self._stretch, self._n_bins = stretch, 0
        np.maximum(self._highest, values, out=self._highest)
        self._n_bins += 1

    def _add(self) -> None:
        config = self._config
        longest = round(config.memory_weeks * 7 * 24 / config.stretch_h)
        self._past = np.concatenate([self._past, self._highest[None]])[-longest:]
        self._median, high = np.quantile(self._past, (0.5, config.high_quantile), axis=0)
        halvings = np.log(0.5 / (1 - config.high_quantile))
        self._scale = np.maximum((high - self._median) / halvings, config.min_scale)

    def per_month(self, values: Float64s) -> Float64s:
        """How many stretches a month reach these values; infinite at or below the median height."""
        stretches = MONTH_H / self._config.stretch_h
        above = max(len(self) / 2, 1.0)
        steps = np.maximum(values - self._median, 0) / self._scale
        rate = stretches / 2 * (1 + steps / above) ** -above
        return np.where((steps > 0) & (len(self) > 0), rate, np.inf)

    def level(self, per_month: float) -> Float64s:
        """The value that is reached so many times a month; infinite while nothing is known."""
        above = max(len(self) / 2, 1.0)
        halves = MONTH_H / self._config.stretch_h / 2 / per_month
        steps = above * (max(halves, 1.0) ** (1 / above) - 1)
        level: Float64s = self._median + self._scale * steps
        return level if len(self) else np.full_like(level, np.inf)
