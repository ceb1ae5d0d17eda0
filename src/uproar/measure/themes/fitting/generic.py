"""Texts that say nothing in particular: "wow", "it's out", a laugh, a time in the footage.

Two signs. A text holds nothing but stock words; or its whole finer theme is of short texts and,
where others have them, has no emoji, tag or line of the footage of its own.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from uproar.arrays import Int64s
from uproar.measure.themes.fitting import crosslingual
from uproar.measure.themes.fitting.theme_model import Texts

# A finer theme of idle texts is this much shorter than texts are, by the median.
SHORT = 0.75
# A finer theme has a subject of its own when some anchor is so many times as frequent as usual:
# this part of what the middle one of all finer themes shows, which must be worth judging by.
OWN_ANCHOR, TELLING = 0.6, 3.0
# Fewer texts in a finer theme show no anchor to speak of, and fewer idle ones are no bin.
FEWEST = 50


def idle(sample: Texts, aspects: Int64s, used: Any, *, is_anchored: bool) -> Any:
    """Which texts of a sample say nothing in particular. Nothing known of them: none do.

    `aspects`: each text's finer theme; where posts use no anchors to speak of, only a text's own
    words tell.
    """
    n = len(sample)
    if sample.is_stock is None or sample.sizes is None or not n:
        return np.zeros(n, bool)
    found = sample.is_stock
    if is_anchored:
        found = found | _is_idle_aspect(sample, aspects, used)[aspects]
    return found if np.count_nonzero(found) >= FEWEST else np.zeros(n, bool)


def _is_idle_aspect(sample: Texts, aspects: Int64s, used: Any) -> Any:
    n = np.bincount(aspects)
    own = crosslingual.lifts(aspects, used).max(axis=1, initial=1.0)
    usual = float(np.median(own[n > 0]))
    if usual < TELLING:
        return np.zeros(len(n), bool)
    size = np.median(sample.sizes)
    is_short = [
        bool(k >= FEWEST and np.median(sample.sizes[aspects == i]) <= SHORT * size)
        for i, k in enumerate(n.tolist())
    ]
    return np.array(is_short) & (own < OWN_ANCHOR * usual)
