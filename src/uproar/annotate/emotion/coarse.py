"""How strongly a text shows each of ten feelings: the 28 labels and the cues together."""

from __future__ import annotations

import numpy as np

from uproar.annotate.emotion.config import COARSE
from uproar.annotate.emotion.cues import PLACE
from uproar.annotate.emotion.labels import LABELS
from uproar.arrays import Float64s, Int64s, UInt8s
from uproar.model import FEELINGS

# Each feeling, with the labels that speak for it. Longing goes with sadness, as in METRICS of the
# readers' codes; wishing for something is longing.
_FEELINGS = {
    "delight": (
        "joy", "excitement", "admiration", "gratitude", "relief", "optimism", "approval",
    ),
    "affection": ("love", "caring"),
    "amusement": ("amusement",),
    "anger": ("anger", "annoyance", "disapproval", "disgust"),
    "sadness": ("sadness", "grief", "remorse", "desire"),
    "disappointment": ("disappointment",),
    "worry": ("fear", "nervousness"),
    "pride": ("pride",),
    "surprise": ("surprise",),
    "none": ("neutral", "realization", "curiosity", "confusion", "embarrassment"),
}  # fmt: skip
# Each feeling, with the cues that speak for it.
_CUES = {
    "delight": ("praise", "excitement", "applause", "smiles"),
    "affection": ("affection", "hearts"),
    "amusement": ("amusement", "laughter", "laughs"),
    "anger": ("anger", "scorn", "rage"),
    "sadness": ("sadness", "longing", "tears"),
    "disappointment": ("disappointment",),
    "worry": ("worry",),
    "pride": ("pride",),
    "surprise": ("surprise", "gasps"),
    "none": ("notice",),
}
_LABEL_ROWS = [[LABELS.index(label) for label in _FEELINGS[feeling]] for feeling in FEELINGS]
_CUE_ROWS = [[PLACE[cue] for cue in _CUES[feeling]] for feeling in FEELINGS]


def chances(features: Int64s, shown: UInt8s) -> UInt8s:
    """The chance of each of FEELINGS, in steps of 1/255. Shape: (n, len(FEELINGS)).

    `features`: as `cues.features` gives them; `shown`: the chance of each of the 28 labels, in
    steps of 1/255. Empty: no rows.

    >>> quiet = np.full((1, 28), 2, np.uint8)
    >>> features = np.zeros((1, len(PLACE)), np.int64)
    >>> features[0, PLACE["longing"]] = 1
    >>> FEELINGS[int(chances(features, quiet).argmax())]
    'sadness'
    """
    log = _log_odds(features, shown)
    odds = np.exp(log - log.max(1, keepdims=True, initial=-np.inf))
    p = odds / odds.sum(1, keepdims=True)
    return np.asarray(np.rint(255 * p), np.uint8)


def strongest(p: UInt8s) -> list[str]:
    """The likeliest feeling of each text; among equals the first of FEELINGS."""
    return [FEELINGS[place] for place in p.argmax(1).tolist()] if len(p) else []


def _log_odds(features: Int64s, shown: UInt8s) -> Float64s:
    most = np.stack([shown[:, rows].max(1) for rows in _LABEL_ROWS], 1).astype(np.float64)
    share = most / np.maximum(most.sum(1, keepdims=True), 1.0)
    cued = np.stack([features[:, rows].max(1) for rows in _CUE_ROWS], 1)
    return np.asarray(np.log(share + COARSE.least_share) + COARSE.cue_log_odds * cued)
