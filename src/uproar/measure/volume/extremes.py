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

    A stretch ends with every hour, so that the heights do not depend on where stretches begin. The
    line through quantiles of the heights says how much less often each further step up is reached;
    it is fitted to quantiles because these hardly move with the bursts among them.
    Source: block maxima as in Coles 2001, doi:10.1007/978-1-4471-3675-0, chapter 3; the line is
    that of an exponential's quantile plot, fitted by least squares.
    """

    def __init__(self, n_series: int, bins_per_h: float, config: HeightsConfig):
        self._config = config
        self._bins_per_h = bins_per_h
        self._hours = np.full((config.stretch_h, n_series), -np.inf)  # the last hours' highest
        self._past = np.empty((0, n_series))
        self._hour, self._n_bins = -1, 0
        self._middle, self._scale = np.zeros(n_series), np.ones(n_series)
        self._halvings = -np.log1p(-np.array(config.quantiles)) - np.log(2)

    @property
    def is_known(self) -> bool:
        """Whether enough stretches were seen."""
        return len(self._past) >= self._config.min_stretches

    def learn(self, at_us: int, values: Float64s) -> None:
        """Take in the values of a bin that begins then. An hour half unknown is left out."""
        hour = at_us // HOUR_US
        if hour != self._hour:
            self._close(hour)
        np.maximum(self._hours[0], values, out=self._hours[0])
        self._n_bins += 1

    def _close(self, hour: int) -> None:
        """End the hour that was going on, and a stretch with it."""
        config = self._config
        if self._n_bins >= self._bins_per_h / 2:
            longest = round(config.memory_weeks * 7 * 24)
            self._past = np.concatenate([self._past, self._hours.max(axis=0)[None]])[-longest:]
            if self.is_known:
                self._fit()
        else:
            self._hours[0] = -np.inf
        passed = min(hour - self._hour, len(self._hours)) if self._hour >= 0 else 0
        self._hours = np.roll(self._hours, passed, axis=0)
        self._hours[:passed] = -np.inf
        self._hour, self._n_bins = hour, 0

    def _fit(self) -> None:
        """The height that every other stretch reaches, and the steps in which heights thin out."""
        heights = np.quantile(self._past, self._config.quantiles, axis=0)
        x = self._halvings - self._halvings.mean()
        slope = x @ heights / (x @ x)
        self._scale = np.maximum(slope, self._config.min_scale)
        self._middle = heights.mean(axis=0) - slope * self._halvings.mean()

    def per_month(self, values: Float64s) -> Float64s:
        """How many stretches a month reach these values; infinite at or below the middle height."""
        steps = (values - self._middle) / self._scale
        rate = MONTH_H / self._config.stretch_h / 2 * np.exp(-np.maximum(steps, 0))
        return np.where((steps > 0) & self.is_known, rate, np.inf)

    def level(self, per_month: float) -> Float64s:
        """The value that is reached so many times a month; infinite while nothing is known."""
        halves = MONTH_H / self._config.stretch_h / 2 / per_month
        level: Float64s = self._middle + self._scale * np.log(max(halves, 1.0))
        return level if self.is_known else np.full_like(level, np.inf)
