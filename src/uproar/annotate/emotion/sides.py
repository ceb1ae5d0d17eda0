"""Whether a text speaks for or against what it is about: chances of criticism, neither and praise.

Two readers are blended, both linear and learned from labelled sets (docs/models/stance.md): one of
cues (words, signs), which says sorrow apart from blame, and one of the 28 emotions. What the
codebook adds is stated in SidesConfig: whoever misses something is for it. All sums are of
multiples of a power of two, exact in any order.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from uproar.annotate.emotion.config import SIDES
from uproar.annotate.emotion.cues import PLACE
from uproar.arrays import Float64s, Int64s, UInt8s
from uproar.models import load

MODEL = "stance.npz"
CRITICISM, NEUTRAL, PRAISE, SORROW = range(4)  # SORROW: of the reader of cues alone


class Readers(NamedTuple):
    """The two linear readers. Shapes: (n features, 4) and (4,); (28, 3) and (3,)."""

    cue_weights: Float64s
    cue_constants: Float64s
    emotion_weights: Float64s
    emotion_constants: Float64s


def chances(features: Int64s, shown: UInt8s) -> Float64s:
    """Chances of criticism, neither, praise. Shape: (n, 3), rows sum to 1.

    `features`: as `cues.features` gives them; `shown`: the chance of each of the 28 emotions, in
    steps of 1/255. Empty: no rows.
    """
    read = _readers()
    by_cues = _softmax(features @ read.cue_weights + read.cue_constants)
    sorrow = by_cues[:, SORROW]
    merged = by_cues[:, :SORROW].copy()
    merged[:, PRAISE] += SIDES.sorrow_for * sorrow
    merged[:, NEUTRAL] += (1.0 - SIDES.sorrow_for) * sorrow
    by_emotions = _softmax(_LOGITS[shown] @ read.emotion_weights + read.emotion_constants)
    log = np.log(merged) + SIDES.emotions * np.log(by_emotions)
    for cue, side, log_odds in (
        ("longing", PRAISE, SIDES.longing),
        ("tears", PRAISE, SIDES.tears),
        ("laughter", NEUTRAL, SIDES.laughter),
        ("notice", NEUTRAL, SIDES.notice),
    ):
        log[:, side] += log_odds * features[:, PLACE[cue]]
    return _softmax(log)


def _softmax(log: Float64s) -> Float64s:
    odds = np.exp(log - log.max(1, keepdims=True, initial=-np.inf))
    return np.asarray(odds / odds.sum(1, keepdims=True))


def _logits() -> Float64s:
    """Log-odds of each step of a chance, a fifth of them, in steps of 1/64.

    A fifth: the scale on which the reader of emotions was trained (training/stance.py).
    """
    p = np.clip(np.arange(256) / 255, SIDES.least_p, 1 - SIDES.least_p)
    return np.asarray(np.rint(np.log(p / (1 - p)) / 5 * 64) / 64)


_LOGITS = _logits()


@cache
def _readers() -> Readers:
    stored = load.arrays(MODEL)
    return Readers(*(np.asarray(stored[name], np.float64) for name in Readers._fields))
