"""Chances that were read of each text alone, corrected by what the event's posts have in common.

A linear model over the embeddings, or over the closer readings where texts were read so, learns
from all first readings how this event's posts say things,
and what it says against the event's usual chances corrects each reading: jargon that no labelled
set had is pulled to the side of the posts around it. Source: self-training with soft labels
(Scudder 1965, doi:10.1109/TIT.1965.1053799), here one round of ridge regression. Every sum is of
multiples of a power of two, exact in any order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from uproar.arrays import Float64s, Int8s, Int64s

# Chances and weights are multiples of this. source: arithmetic, sums of them stay exact
_STEP = 2.0**-12
# Chances are rounded, so that they are the same on every processor. source: arithmetic, far coarser
# than the rounding of a sum in 64 bits
_DIGITS = 9
# Of the embeddings: the ridge is stated for unit vectors. source: annotate.embed.LENGTH
_LENGTH = 254.0


@dataclass(frozen=True, slots=True)
class ReadingConfig:
    """How an event's posts correct the reading of each; each measure states its own."""

    weight: float  # of what the event's posts say, in log-chances against the usual ones
    temperature: float  # divides the log-chances, so that a chance comes true as often as it says
    unsure_below: float  # the surest class below this chance: the reader is unsure
    # The same weight where texts were read closely, and the strength of the ridge there.
    # "Readers" is kappa of ditto and golden-globes, n = 600; docs/models/stance.md has others
    close_weight: float = 3.0  # chosen on: readers, stance .451 at 2, .456 at 3 and at 4
    close_ridge: float = 30.0  # chosen on: readers, stance .448 at 10, .456 at 30
    # Of what the frames say beside the words, in log-chances.
    frames: float = (
        0.6  # chosen on: readers, stance with ridge 10 .456 at .3, .448 at .6, .441 at 1;
    )
    # emotion .476, .472, –; between them by the three other events: .393, .413, .428
    # Strength of the ridge. chosen on: readers of ditto and golden-globes, stance, n = 600, kappa
    # .371 at 1, .376 at 3, .339 at 10
    ridge: float = 3.0
    # No chance that the posts give is below this. chosen on: judgement; not swept
    least_p: float = 0.02
    # Distinct texts that it learns from, smallest hash first; below the least nothing is learned.
    most_texts: int = 16_000  # chosen on: judgement, for a bounded time
    least_texts: int = 50  # chosen on: judgement; not swept
    chunk: int = 20_000  # texts at a time; chosen on: judgement, for a bounded memory


def closely_corrected(
    norm_id: Int64s,
    vectors: Int8s,
    close: Int8s,
    first: Float64s,
    by_frames: Float64s,
    config: ReadingConfig,
) -> Float64s:
    """As `corrected`; texts that were read closely by what the closer reading says. Same shape.

    `close`: the closer reading, (n, width), zeros where a text was not read; `by_frames`: the
    chances that the frames give, (n, n_classes), of which rows of texts not read are ignored.
    """
    chances = corrected(norm_id, vectors, first, config)
    rows = np.flatnonzero(close.any(axis=1))
    if not len(rows):
        return chances
    least = config.least_p / 4
    log = np.log(np.maximum(first[rows], least))
    log += config.frames * np.log(np.maximum(by_frames[rows], least))
    closer = replace(config, weight=config.close_weight, ridge=config.close_ridge)
    chances[rows] = corrected(norm_id[rows], close[rows], _shares(log), closer)
    return chances


def corrected(norm_id: Int64s, vectors: Int8s, first: Float64s, config: ReadingConfig) -> Float64s:
    """The chances of each text's classes. Shape: (n, n_classes), rows sum to 1.

    `norm_id`: names of the normal forms, (n,); `vectors`: embeddings, (n, width); `first`: the
    chances by the text alone, (n, n_classes). Few different texts: the same, at the stated
    temperature. Empty: no rows.
    """
    log = np.log(np.maximum(first, config.least_p / 4))
    _, once = np.unique(norm_id, return_index=True)
    if len(once) >= config.least_texts:
        sample = once[: config.most_texts]
        said, usual = _said(vectors, sample, np.rint(first / _STEP) * _STEP, config)
        log += config.weight * (np.log(said) - np.log(usual))
    return _shares(log / config.temperature)


def _shares(log: Float64s) -> Float64s:
    """Chances from their logarithms, up to a constant in each row."""
    odds = np.exp(log - log.max(1, keepdims=True, initial=-np.inf))
    return np.asarray(np.round(odds / odds.sum(1, keepdims=True), _DIGITS))


def _said(
    vectors: Int8s, sample: Int64s, p: Float64s, config: ReadingConfig
) -> tuple[Float64s, Float64s]:
    """What a ridge regression on the sample says of all, and the sample's mean chances."""
    x = vectors[sample].astype(np.float64)
    sums, usual = x.sum(0), p[sample].mean(0)
    squares = x.T @ x - np.outer(sums, sums) / len(x)
    products = x.T @ p[sample] - np.outer(sums, usual)
    squares[np.diag_indices_from(squares)] += config.ridge * _LENGTH**2
    weights = np.rint(np.linalg.solve(squares, products) * _LENGTH / _STEP) * _STEP
    constant = usual - (sums / len(x)) @ weights / _LENGTH
    parts = [
        vectors[start : start + config.chunk].astype(np.float64) @ weights / _LENGTH + constant
        for start in range(0, len(vectors), config.chunk)
    ]
    return np.clip(np.concatenate(parts), config.least_p, 1.0), np.maximum(usual, config.least_p)
