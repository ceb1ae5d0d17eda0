"""Which lines of the footage a theme points to, and which sensitive subjects it is on."""

from __future__ import annotations

from collections import Counter

import numpy as np

from uproar.measure.themes.config import ThemesConfig
from uproar.measure.themes.themed_posts import ThemedPosts


def pointed_lines(posts: ThemedPosts, n_themes: int, config: ThemesConfig) -> list[list[int]]:
    """Per theme the numbers of the lines that its originals point to most, most first.

    At most `max_lines`, each pointed to by at least `min_voices`. Ties go to the earlier line.
    """
    rows, numbers = posts.cues
    is_original, theme = posts.is_original[rows], posts.theme[rows]
    lines = []
    for number in range(n_themes):
        is_theme = is_original & (theme == number)
        pointed, n = np.unique(numbers[is_theme], return_counts=True)
        most = pointed[np.lexsort((pointed, -n))[: config.max_lines]].tolist()
        lines.append(
            [
                cue
                for cue in most
                if posts.n_voices(rows[is_theme & (numbers == cue)]) >= config.min_voices
            ]
        )
    return lines


def sensitive_subjects(posts: ThemedPosts, n_themes: int, config: ThemesConfig) -> list[list[str]]:
    """Per theme the subjects that at least `min_subject_share` of its originals is on, by name."""
    rows, values = posts.subjects
    n_posts = np.bincount(posts.theme[posts.is_original & (posts.theme >= 0)], minlength=n_themes)
    is_counted = posts.is_original[rows] & (posts.theme[rows] >= 0)
    themes = posts.theme[rows[is_counted]].tolist()
    subjects = [str(s) for s, is_so in zip(values.to_pylist(), is_counted, strict=True) if is_so]
    n = Counter(zip(themes, subjects, strict=True))
    return [
        sorted(
            subject
            for (theme, subject), k in n.items()
            if theme == number and k >= config.min_subject_share * n_posts[number]
        )
        for number in range(n_themes)
    ]
