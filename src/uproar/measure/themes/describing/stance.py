"""How a theme is told: with approval or against something, and how often in jest."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from uproar.measure.stats import intervals
from uproar.model import Corpus
from uproar.model.emotions import APPROVING, LET_DOWN, LONGING, OBJECTING

# What people laugh with, beside the laughter that the matching form writes as one word.
LAUGHING = ("😂", "🤣", "😆", "😹", "💀")
# One side is told when it is this many times the other; else both are.
CLEARLY = 1.5

# Per original: is it told with approval, against something, in amusement?
READ = """
select list_has_any(emotions, [{positive}]) as is_positive,
       {critical} as is_critical,
       list_contains(emotions, 'amusement') or contains(norm, 'haha')
         or list_has_any(emoji, [{laughing}]) as is_amused
from originals order by id
"""
SIDE = "select id from originals where {critical} order by id"


def listed(labels: tuple[str, ...]) -> str:
    """Labels as SQL writes them in a list."""
    return ", ".join(f"'{label}'" for label in labels)


IS_CRITICAL = f"""
(list_has_any(emotions, [{listed(OBJECTING)}])
 or (list_contains(emotions, '{LET_DOWN}') and not list_has_any(emotions, [{listed(LONGING)}])))
"""


class Mood(NamedTuple):
    """`stance`: positive, critical or mixed; `humour`: share of the theme told in amusement."""

    stance: str
    humour: float


def stance(positive: int, critical: int, n: int, usual: float) -> str:
    """Which side a theme is on; `usual` is the critical share of all originals.

    Critical: clearly more against than for, and surely more against than originals are as a rule.

    >>> stance(10, 2, 50, 0.1), stance(5, 25, 50, 0.1), stance(1, 2, 50, 0.1)
    ('positive', 'critical', 'mixed')
    """
    if critical > CLEARLY * positive and intervals.share(critical, n)[1] > usual:
        return "critical"
    return "positive" if positive > CLEARLY * critical else "mixed"


def moods(corpus: Corpus, themes: Any, n_themes: int) -> list[Mood]:
    """The mood of each theme; `themes` is that of each original in the order of their ids.

    Where no annotator has read emotions, every theme is mixed and nothing is in jest.
    """
    if not has_column(corpus, "emotions"):
        return [Mood("mixed", 0.0)] * n_themes
    sql = READ.format(positive=listed(APPROVING), critical=IS_CRITICAL, laughing=listed(LAUGHING))
    table = corpus.query(sql)
    per: list[Any] = []
    for name in ("is_positive", "is_critical", "is_amused"):
        is_so = table[name].fill_null(False).to_numpy(zero_copy_only=False).astype(bool)
        per.append(np.bincount(themes[is_so & (themes >= 0)], minlength=n_themes))
    size = np.bincount(themes[themes >= 0], minlength=n_themes)
    critical = table["is_critical"].fill_null(False).to_numpy(zero_copy_only=False)
    usual = float(critical.mean()) if len(critical) else 0.0
    return [
        Mood(stance(int(p), int(c), int(n), usual), round(int(a) / max(1, int(n)), 6))
        for p, c, a, n in zip(*per, size, strict=True)
    ]


def critical(corpus: Corpus) -> Any:
    """The ids of the originals that object to something; None where emotions were not read."""
    if not has_column(corpus, "emotions"):
        return None
    return corpus.query(SIDE.format(critical=IS_CRITICAL))


def has_column(corpus: Corpus, name: str) -> bool:
    """Whether an annotator has added this column."""
    held = corpus.query("select * from originals limit 0").column_names
    return name in held
