"""The chances of three sides for every text, corrected by what the event's posts have in common.

Each text is first read by itself. A linear model over the embeddings then learns from all of these
readings how this event's posts praise and criticise, and what it says against the event's usual
chances corrects each reading: jargon that no set had is pulled to the side of the posts around it.
Source: self-training with soft labels (Scudder 1965, doi:10.1109/TIT.1965.1053799), here in one
round of ridge regression. Every sum is of multiples of a power of two, exact in any order.
"""

from __future__ import annotations

import numpy as np

from uproar.arrays import Float64s, Int8s, Int64s
from uproar.measure.stance.config import CONFIG

CRITICISM, NEUTRAL, PRAISE = range(3)
SIDES = ("criticism", "neutral", "praise")
_STEP = 2.0**-12  # chances and weights are multiples of this


def corrected(norm_id: Int64s, vectors: Int8s, first: Float64s) -> Float64s:
    """The chances of each text's sides. Shape: (n, 3), rows sum to 1.

    `norm_id`: names of the normal forms, (n,); `vectors`: embeddings, (n, width); `first`: the
    chances by the text alone, (n, 3). Few different texts: the same, at the stated temperature.
    Empty: no rows.
    """
    log = np.log(np.maximum(first, CONFIG.least_p / 2))
    _, once = np.unique(norm_id, return_index=True)
    if len(once) >= CONFIG.least_texts:
        sample = once[: CONFIG.most_texts]
        said, usual = _said(vectors, vectors[sample], _stepped(first[sample]))
        log += CONFIG.weight * (np.log(said) - np.log(usual))
    log /= CONFIG.temperature
    odds = np.exp(log - log.max(1, keepdims=True, initial=-np.inf))
    return np.asarray(odds / odds.sum(1, keepdims=True))


def _said(vectors: Int8s, sample: Int8s, p: Float64s) -> tuple[Float64s, Float64s]:
    """What a ridge regression on the sample says of all, and the sample's mean chances."""
    n = len(sample)
    x = sample.astype(np.float64)
    sums, usual = x.sum(0), p.mean(0)
    squares = x.T @ x - np.outer(sums, sums) / n
    products = x.T @ p - np.outer(sums, usual)
    length = 254.0**2  # of the embeddings, squared: the ridge is stated for unit vectors
    squares[np.diag_indices_from(squares)] += CONFIG.ridge * length
    weights = np.rint(np.linalg.solve(squares, products) * 254.0 / _STEP) * _STEP
    constant = usual - (sums / n) @ weights / 254.0
    parts = [
        vectors[start : start + CONFIG.chunk].astype(np.float64) @ weights / 254.0 + constant
        for start in range(0, len(vectors), CONFIG.chunk)
    ]
    return np.clip(np.concatenate(parts), CONFIG.least_p, 1.0), np.maximum(usual, CONFIG.least_p)


def _stepped(p: Float64s) -> Float64s:
    return np.asarray(np.rint(p / _STEP) * _STEP)
