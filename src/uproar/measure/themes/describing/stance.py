"""How a theme is told: with approval or against something, and how often in jest."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from uproar import intervals
from uproar.arrays import Int64s
from uproar.measure.themes import columns
from uproar.measure.themes.config import StanceConfig
from uproar.measure.themes.themed_posts import ThemedPosts


class Mood(NamedTuple):
    """`stance`: positive, critical or mixed; `humour`: share of the theme told in amusement."""

    stance: str
    humour: float


def stance(positive: int, critical: int, n: int, usual: float, config: StanceConfig) -> str:
    """Which side a theme of n posts is on; `usual` is the critical share of all originals.

    Critical: clearly more against than for, and surely more against than originals are as a rule.

    >>> [stance(*counts, 50, 0.1, StanceConfig()) for counts in ((10, 2), (5, 25), (1, 2))]
    ['positive', 'critical', 'mixed']
    """
    if critical > config.min_ratio * positive and intervals.share(critical, n)[1] > usual:
        return "critical"
    return "positive" if positive > config.min_ratio * critical else "mixed"


def moods(posts: ThemedPosts, n_themes: int, config: StanceConfig) -> list[Mood]:
    """The mood of each theme, counted on its originals.

    Where no annotator has read emotions, every theme is mixed and nothing is in jest.
    """

    def per_theme(column: str | None) -> Int64s:
        is_so = posts.is_original & (posts.theme >= 0)
        if column:
            is_so = is_so & columns.flags(posts.table, column)
        return np.bincount(posts.theme[is_so], minlength=n_themes)

    is_critical = columns.flags(posts.table, "is_critical")[posts.is_original]
    usual = float(is_critical.mean()) if len(is_critical) else 0.0
    names = ("is_positive", "is_critical", "is_amused", None)
    counts = [per_theme(name).tolist() for name in names]
    return [
        Mood(stance(positive, critical, n, usual, config), round(amused / max(1, n), 6))
        for positive, critical, amused, n in zip(*counts, strict=True)
    ]
