"""Rows about time: bins, peaks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BinRow:
    """Posts of one bin of `volume.series`; the finding's parameter `bin_min` is its width."""

    start_at: int
    posts: int


@dataclass(frozen=True, slots=True)
class PeakRow:
    """One peak of `volume.peaks`: its busiest sliding 60 minutes, with the interval of the count.

    `decay_half_life_h` is in hours; None: the reaction did not fall by half.
    """

    start_at: int
    posts_in_hour: int
    low: float
    high: float
    decay_half_life_h: float | None
