"""How rare an extreme is among those a series has shown itself, in constant memory.

Real counts have heavier tails than any model of quiet days; the largest values seen so far say
how heavy. Their excess over the smallest of them is taken as exponential.
"""

from __future__ import annotations

import numpy as np

from uproar.arrays import Float64s
from uproar.measure.volume.config import TailConfig


class PeaksOverThreshold:
    """The largest values of some series side by side, and the chance of larger ones.

    Source: the peaks-over-threshold idea of Siffer et al. 2017, doi:10.1145/3097983.3098144, with
    an exponential tail and the threshold at the `n_largest`-th value.
    """

    def __init__(self, n_series: int, cut_p: float, *, config: TailConfig) -> None:
        self._n_largest = config.n_largest
        self._top = np.full((self._n_largest, n_series), -np.inf)
        self._n = 0
        self._cut_p = cut_p  # what is rarer teaches no more than a value of this chance

    def step(self, values: Float64s) -> Float64s:
        """The chance of each value by those seen before; then the value is one of them.

        Shape: (n series,). Until `n_largest` values are known nothing is rare: 1.
        """
        lowest = self._top.argmin(axis=0)
        each = np.arange(len(values))
        floor = self._top[lowest, each]
        p = np.ones_like(values)
        if self._n >= self._n_largest:
            mean = np.maximum(self._top.mean(axis=0) - floor, 1e-3)
            share = self._n_largest / (self._n + 1)
            over = np.maximum(values - floor, 0)
            p = np.where(over > 0, share * np.exp(-over / mean), 1.0)
            values = np.minimum(values, floor + mean * np.log(max(share / self._cut_p, 2.0)))
        self._top[lowest, each] = np.maximum(values, floor)
        self._n += 1
        return p
