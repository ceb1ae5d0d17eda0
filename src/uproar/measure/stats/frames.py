"""What a text does, whatever it is about: wishing, thanking, objecting, passing news on, …

The shipped readers of 102 frames on vectors of the closer reading, each with the side that it takes
and the feeling that it shows most (training/frames.txt, docs/models/frames.md).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from uproar.arrays import Float32s, Float64s, Int8s
from uproar.model import FEELINGS, SIDES
from uproar.models import load

MODEL = "frames.npz"
# Frames of texts that pass on what others reported, announced or offer. source: their names in
# training/frames.txt, by definition
PASSING_ON = frozenset(
    (
        "award-news", "case-news", "coverage-plug", "giveaway", "news-link", "numbers",
        "photo-update", "sale-merch", "schedule", "self-promo", "speech-news", "vote-call",
    )
)  # fmt: skip


class Frames(NamedTuple):
    """Shape: rows (width, n frames) int8; the others (n).

    A frame's score is the product of a text's quantised meaning and its row, times `scale`, plus
    `shift`: a logit. `sides`, `feelings`: positions in SIDES and FEELINGS.
    """

    rows: Int8s
    scale: Float32s
    shift: Float32s
    sides: Int8s
    feelings: Int8s
    names: tuple[str, ...]


@cache
def frames() -> Frames:
    """The frames on vectors of the closer reading."""
    stored = load.arrays(MODEL)
    return Frames(
        np.asarray(stored["rows"], np.int8),
        np.asarray(stored["scale"], np.float32),
        np.asarray(stored["shift"], np.float32),
        np.asarray(stored["sides"], np.int8),
        np.asarray(stored["feelings"], np.int8),
        tuple(stored["names"].tobytes().decode().split("\n")),
    )


def chances(meanings: Int8s) -> Float64s:
    """The chance of each frame. Shape: (n texts, n frames), rows sum to 1.

    Meanings without any component, where nothing was read: all frames alike.
    """
    read = frames()
    if not meanings.shape[1]:
        return np.full((len(meanings), len(read.sides)), 1 / len(read.sides))
    # integers below 2^24: exact in single precision, in any batch
    product = meanings.astype(np.float32) @ read.rows.astype(np.float32)
    logits = product.astype(np.float64) * read.scale + read.shift
    odds = np.exp(logits - logits.max(axis=1, keepdims=True, initial=0))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def sides(meanings: Int8s, *, least: float) -> Float64s:
    """The chance of each of SIDES, by the frames that take it; none is below `least`, about."""
    return _shared(chances(meanings), frames().sides, len(SIDES), least)


def feelings(meanings: Int8s, *, least: float) -> Float64s:
    """The chance of each of FEELINGS, by the frames that show it; none is below `least`, about."""
    return _shared(chances(meanings), frames().feelings, len(FEELINGS), least)


def passing_on(meanings: Int8s) -> Float64s:
    """The chance that a text passes on what others reported, announced or offer. Shape: (n,)."""
    is_passing = [name in PASSING_ON for name in frames().names]
    return np.asarray(chances(meanings) @ np.array(is_passing, np.float64))


def _shared(p: Float64s, classes: Int8s, n: int, least: float) -> Float64s:
    member = np.equal.outer(classes, np.arange(n)).astype(np.float64)
    total = p @ member + least
    return np.asarray(total / total.sum(axis=1, keepdims=True))
