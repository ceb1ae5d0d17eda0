"""The one feeling that a text shows most, in ten words: the 28 labels and the cues together."""

from __future__ import annotations

import numpy as np

from uproar.annotate.emotion.config import COARSE
from uproar.annotate.emotion.cues import PLACE
from uproar.annotate.emotion.labels import LABELS
from uproar.arrays import Float64s, Int64s, UInt8s

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
FEELINGS = tuple(_FEELINGS)
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
_LABEL_ROWS = [[LABELS.index(label) for label in labels] for labels in _FEELINGS.values()]
_CUE_ROWS = [[PLACE[cue] for cue in _CUES[feeling]] for feeling in FEELINGS]


def feelings(features: Int64s, shown: UInt8s) -> list[str]:
    """The strongest feeling of each text; among equals the first of FEELINGS.

    `features`: as `cues.features` gives them; `shown`: the chance of each of the 28 labels, in
    steps of 1/255.

    >>> quiet = np.full((1, 28), 2, np.uint8)
    >>> features = np.zeros((1, len(PLACE)), np.int64)
    >>> features[0, PLACE["longing"]] = 1
    >>> feelings(features, quiet)
    ['sadness']
    """
    places = _log_odds(features, shown).argmax(1).tolist() if len(shown) else []
    return [FEELINGS[place] for place in places]


def _log_odds(features: Int64s, shown: UInt8s) -> Float64s:
    strongest = np.stack([shown[:, rows].max(1) for rows in _LABEL_ROWS], 1).astype(np.float64)
    share = strongest / np.maximum(strongest.sum(1, keepdims=True), 1.0)
    cued = np.stack([features[:, rows].max(1) for rows in _CUE_ROWS], 1)
    return np.asarray(np.log(share + COARSE.least_share) + COARSE.cue_log_odds * cued)
