"""Rows about time: bins, peaks, swells."""

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


@dataclass(frozen=True, slots=True)
class SwellRow:
    """A swell of `volume.swells`: its highest bin, of the finding's parameter `bin_s` seconds.

    `over_sd` is its height over the chat's running median, in deviations of the root of a count.
    """

    start_at: int
    posts_in_bin: int
    over_sd: float


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A platform of `volume.capped` or `volume.polled`: how its posts were collected.

    Every `poll_min` minutes; at most `cap` posts each time, which was reached `n_times`. None: no
    cap is to be seen.
    """

    platform: str
    poll_min: int
    cap: int | None
    n_times: int | None
