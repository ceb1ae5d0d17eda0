"""The finer themes within each theme, for an analyst."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from uproar.arrays import Int64s
from uproar.measure.themes.config import ThemesConfig
from uproar.measure.themes.fitting import Assigned, MeaningModel, Model
from uproar.measure.themes.themed_posts import ThemedPosts


class Subtheme(NamedTuple):
    """A subtheme within a theme: its number, and the positions of its originals."""

    number: int
    rows: Int64s


def subthemes(
    posts: ThemedPosts,
    assigned: Assigned,
    model: Model | MeaningModel,
    theme: int,
    config: ThemesConfig,
) -> list[Subtheme]:
    """The subthemes of a theme, at most `max_subthemes`, largest first; ties: lower number.

    Each holds `min_subtheme_share` of the theme's posts with text and has `min_voices` voices.
    """
    rows = np.flatnonzero(posts.of_theme(theme) & (posts.text >= 0))
    number = model.subthemes[assigned.groups[posts.text[rows]]]
    numbers, n = np.unique(number, return_counts=True)
    large = [
        Subtheme(int(numbers[i]), rows[number == numbers[i]])
        for i in np.lexsort((numbers, -n))
        if n[i] >= config.min_subtheme_share * len(rows)
    ]
    several = [s for s in large if posts.n_voices(s.rows) >= config.min_voices]
    return several[: config.max_subthemes]


def text_subthemes(posts: ThemedPosts, chosen: list[Subtheme], n_texts: int) -> Int64s:
    """Each distinct text's place among the chosen subthemes; -1 for none. Shape: (n texts,)."""
    labels = np.full(n_texts, -1, np.int64)
    for place, subtheme in enumerate(chosen):
        labels[posts.text[subtheme.rows]] = place
    return labels
