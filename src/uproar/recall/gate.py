"""How likely a sentence may be told, read off its meaning by the shipped weights.

The weights know some sixty situations, each of a label: a rumour among netizens, an illness, a
corrected number, an award. A label's chance is the sum of those of its situations.
docs/models/gate.md is the card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

import numpy as np

from uproar.arrays import Float32s, Float64s, Int8s
from uproar.model import Article, MeaningReader
from uproar.models import load
from uproar.recall.config import GateConfig

MODEL = "gate.npz"
LABELS = ("tellable", "unconfirmed", "sensitive", "retracted")
PLACES = 6  # of a chance; chosen on: judgement: far more than is printed
UNREAD = "unread: the archive has more than is read"
NO_WORD = "unread: no word in it"
CONFIG = GateConfig()


class _Weights(NamedTuple):
    """Shape: rows (width, n situations); scale, shift (n); labels (n, len(LABELS)) of 0 and 1."""

    rows: Int8s
    scale: Float32s
    shift: Float32s
    labels: Float64s


@cache
def _weights(reading: str) -> _Weights:
    stored = load.arrays(MODEL)
    names = stored[f"{reading}.names"].tobytes().decode().split("\n")
    labels = [name.partition(".")[0] for name in names]
    return _Weights(
        np.asarray(stored[f"{reading}.rows"], np.int8),
        np.asarray(stored[f"{reading}.scale"], np.float32),
        np.asarray(stored[f"{reading}.shift"], np.float32),
        np.array([[label == name for label in LABELS] for name in labels], np.float64),
    )


def chances(texts: Sequence[str], reader: MeaningReader) -> Float64s:
    """Chances of the LABELS, rounded.

    Shape: (n, 4), rows sum to 1; NaN for a text without a word.
    """
    if not texts:
        return np.zeros((0, len(LABELS)), np.float64)
    weights = _weights(reader.name)
    vectors = reader.read(texts).astype(np.int32)
    # whole numbers are exact in any order; only the last steps round
    products: Float64s = (vectors @ weights.rows.astype(np.int32)).astype(np.float64)
    logits = products * weights.scale.astype(np.float64) + weights.shift
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    # rounded: the last digits depend on how many texts are multiplied at a time
    shares: Float64s = (odds @ weights.labels / odds.sum(axis=1, keepdims=True)).round(PLACES)
    shares[~vectors.any(axis=1)] = np.nan
    return shares


def reasons(texts: Sequence[str], reader: MeaningReader) -> list[str]:
    """Why each text is not told, as "sensitive (chance 0.87)", or "" where it may be.

    Whatever can be read as a sentence of news may be asked: of a quote or a statement too. A text
    without a word is not told.
    """
    least = CONFIG.min_tellable[reader.name]
    return [reason(row, least) for row in chances(texts, reader).tolist()]


def reason(row: Sequence[float], least: float) -> str:
    """Why a sentence of these chances is not told: the likeliest of the other labels.

    >>> reason([0.2, 0.1, 0.6, 0.1], 0.45), reason([0.8, 0.1, 0.05, 0.05], 0.45)
    ('sensitive (chance 0.60)', '')
    """
    if row[0] >= least:
        return ""
    if not row[0] < least:
        return NO_WORD
    chance, label = max(zip(row[1:], LABELS[1:], strict=True))
    return f"{label} (chance {chance:.2f})"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the gate knows of an archive: the chances of the texts that were read."""

    by_text: Mapping[str, Sequence[float]]
    least: float

    def tellable(self, text: str) -> float:
        """The chance that a text may be told; 0 where it was not read or has no word."""
        row = self.by_text.get(text)
        return row[0] if row is not None and row[0] >= 0 else 0.0

    def why_not(self, text: str, cue: str = "") -> str:
        """Why a text is not told, or "". `cue`: the doubt that the word lists find in it."""
        row = self.by_text.get(text)
        if row is None:
            return UNREAD
        why = reason(row, max(self.least, CONFIG.min_tellable_cued) if cue else self.least)
        return f"{why}, by its words too: {cue}" if cue and why else why


def read_nearest(articles: Sequence[Article], event_at: datetime, reader: MeaningReader) -> Reading:
    """Headlines and sentences of the articles nearest in time, up to `max_read` texts.

    An article is read whole or not at all. Ties: by id.
    """
    texts: dict[str, None] = {}
    for article in sorted(articles, key=lambda a: (abs(a.published_at - event_at), a.id)):
        with_these = texts | dict.fromkeys((article.headline, *article.sentences))
        if len(with_these) <= CONFIG.max_read:
            texts = with_these
    return read_texts(list(texts), reader)


def read_texts(texts: Sequence[str], reader: MeaningReader) -> Reading:
    """What the gate knows of these texts."""
    rows = chances(texts, reader).tolist()
    return Reading(dict(zip(texts, rows, strict=True)), CONFIG.min_tellable[reader.name])
