"""Made-up series of counts with known changes: what a detector should and should not call."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from uproar.arrays import Float64s, Int64s
from uproar.clock import SECOND_US

BIN_S = 300
PER_DAY = 86_400 // BIN_S
DAYS = 42
FIRST_DAY = 14  # changes come after so many days
START_US = 1_735_689_600 * SECOND_US  # a Wednesday, midnight UTC


class MadeSeries(NamedTuple):
    """`changes`: the first and last bin in which each change may be called."""

    counts: Float64s  # not a number where the bin is missing
    changes: tuple[tuple[int, int], ...]

    @property
    def at_us(self) -> Int64s:
        return START_US + np.arange(len(self.counts)) * BIN_S * SECOND_US


def rates(chance: np.random.Generator) -> Float64s:
    """Expected counts with a daily and a weekly season, of a level between rare and busy."""
    bins = np.arange(DAYS * PER_DAY)
    level = np.exp(chance.uniform(np.log(0.3), np.log(60)))
    hour = 2 * np.pi * (bins / PER_DAY - chance.uniform())
    season = np.exp(chance.uniform(0.3, 1.0) * np.sin(hour))
    is_weekend = (bins // PER_DAY + 2) % 7 >= 5
    return np.asarray(level * season * np.where(is_weekend, chance.uniform(0.4, 1.0), 1.0))


def drawn(chance: np.random.Generator, mean: Float64s) -> Float64s:
    """Negative binomial counts whose spread lasts for hours, as talk does."""
    excess = chance.choice([0.02, 0.1, 0.4])
    hours = chance.gamma(1 / excess, excess, len(mean) // 12 + 1)
    own = chance.gamma(2 / excess, excess / 2, len(mean))
    return np.asarray(chance.poisson(mean * np.repeat(hours, 12)[: len(mean)] * own), np.float64)


def pulse(chance: np.random.Generator, first: int, times: float, hours: float) -> Float64s:
    """What a burst multiplies: a sudden rise that decays."""
    bins = np.arange(DAYS * PER_DAY)
    since = np.maximum(bins - first, 0)
    rise = np.where(bins >= first, np.exp(-since / (hours * 12)), 0.0)
    return np.asarray(1 + (times - 1) * rise)


def quiet(chance: np.random.Generator) -> MadeSeries:
    """Nothing happens."""
    return MadeSeries(drawn(chance, rates(chance)), ())


def one_burst(chance: np.random.Generator) -> MadeSeries:
    """A burst of eight times the usual that halves within hours."""
    first = _place(chance)
    mean = np.maximum(rates(chance), 1.0) * pulse(chance, first, 8.0, 4.0)
    return MadeSeries(drawn(chance, mean), ((first, first + PER_DAY // 2),))


def two_regions(chance: np.random.Generator) -> MadeSeries:
    """Two bursts a day and a half apart, as of two broadcasts."""
    first = _place(chance)
    second = first + 3 * PER_DAY // 2
    mean = np.maximum(rates(chance), 1.0) * pulse(chance, first, 10.0, 2.0)
    mean *= pulse(chance, second, 10.0, 2.0)
    half = PER_DAY // 2
    return MadeSeries(drawn(chance, mean), ((first, first + half), (second, second + half)))


def level_shift(chance: np.random.Generator) -> MadeSeries:
    """The level triples for good: once to be called, then usual."""
    first = _place(chance)
    mean = np.maximum(rates(chance), 1.0)
    mean[first:] *= 3
    return MadeSeries(drawn(chance, mean), ((first, first + 2 * PER_DAY),))


def missing(chance: np.random.Generator) -> MadeSeries:
    """Days are missing, and hours here and there; nothing happens."""
    counts = drawn(chance, rates(chance))
    first = _place(chance)
    counts[first : first + 3 * PER_DAY] = np.nan
    for start in chance.integers(0, len(counts) - 36, 20):
        counts[start : start + 36] = np.nan
    return MadeSeries(counts, ())


def polled(chance: np.random.Generator) -> MadeSeries:
    """Posts arrive with a poll each hour, all at once; nothing happens."""
    hourly = drawn(chance, rates(chance)).reshape(-1, 12).sum(axis=1)
    counts = np.zeros((len(hourly), 12))
    counts[:, 0] = hourly
    return MadeSeries(counts.reshape(-1), ())


def capped(chance: np.random.Generator) -> MadeSeries:
    """A poll every five minutes gives no more than a cap, which most afternoons reach."""
    counts = drawn(chance, np.maximum(rates(chance), 5.0))
    return MadeSeries(np.minimum(counts, np.quantile(counts, 0.9)), ())


def _place(chance: np.random.Generator) -> int:
    """The bin of a change, away from both ends."""
    return int(chance.integers(FIRST_DAY * PER_DAY, (DAYS - 6) * PER_DAY))


KINDS: dict[str, Callable[[np.random.Generator], MadeSeries]] = {
    "quiet": quiet,
    "one_burst": one_burst,
    "two_regions": two_regions,
    "level_shift": level_shift,
    "missing": missing,
    "polled": polled,
    "capped": capped,
}
