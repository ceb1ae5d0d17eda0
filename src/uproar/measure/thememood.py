"""How a theme is told: with approval or against something, and how often in jest."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from uproar.model import Corpus

# GoEmotions' own grouping, less desire (it asks for something) and the sorrows (they blame nobody).
POSITIVE = (
    "admiration", "amusement", "approval", "caring", "excitement", "gratitude", "joy", "love",
    "optimism", "pride", "relief",
)  # fmt: skip
CRITICAL = ("anger", "annoyance", "disapproval", "disgust", "disappointment")
# One side is told when it is this many times the other; else both are.
CLEARLY = 1.5

# Per original: is it told with approval, against something, in amusement?
READ = """
select list_has_any(emotions, [{positive}]) as is_positive,
       list_has_any(emotions, [{critical}]) as is_critical,
       list_contains(emotions, 'amusement') as is_amused
from originals order by id
"""


class Mood(NamedTuple):
    """`stance`: positive, critical or mixed; `humour`: share of the theme told in amusement."""

    stance: str
    humour: float


def stance(positive: int, critical: int) -> str:
    """Which side a theme is on.

    >>> stance(10, 2), stance(2, 10), stance(5, 5), stance(0, 0)
    ('positive', 'critical', 'mixed', 'mixed')
    """
    if critical > CLEARLY * positive:
        return "critical"
    return "positive" if positive > CLEARLY * critical else "mixed"


def moods(corpus: Corpus, themes: Any, n_themes: int) -> list[Mood]:
    """The mood of each theme; `themes` is that of each original in the order of their ids.

    Where no annotator has read emotions, every theme is mixed and nothing is in jest.
    """
    if not has_column(corpus, "emotions"):
        return [Mood("mixed", 0.0)] * n_themes
    sql = READ.format(positive=_listed(POSITIVE), critical=_listed(CRITICAL))
    table = corpus.query(sql)
    per: list[Any] = []
    for name in ("is_positive", "is_critical", "is_amused"):
        is_so = table[name].fill_null(False).to_numpy(zero_copy_only=False).astype(bool)
        per.append(np.bincount(themes[is_so & (themes >= 0)], minlength=n_themes))
    size = np.bincount(themes[themes >= 0], minlength=n_themes)
    return [
        Mood(stance(int(p), int(c)), round(int(a) / max(1, int(n)), 6))
        for p, c, a, n in zip(*per, size, strict=True)
    ]


def _listed(labels: tuple[str, ...]) -> str:
    return ", ".join(f"'{label}'" for label in labels)


def has_column(corpus: Corpus, name: str) -> bool:
    """Whether an annotator has added this column."""
    held = corpus.query("select * from originals limit 0").column_names
    return name in held
