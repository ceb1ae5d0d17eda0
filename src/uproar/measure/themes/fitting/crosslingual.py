"""What joins posts across languages: emoji, tags, and the lines and scenes of the footage.

A word of one language says nothing about a post in another; a sweet potato does, and so does the
same second of the same film. These signs are called anchors.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as ss

from uproar.arrays import Float32s, Float64s, Int8s, Int64s
from uproar.measure.stats.grouping import compact, sums
from uproar.measure.themes.config import FittingConfig
from uproar.text.tokens import Vocabulary


def vocabulary(bags: Sequence[Sequence[int]], config: FittingConfig) -> Vocabulary:
    """The anchors that several texts use and not most of them."""
    return Vocabulary.learn(
        bags,
        fewest=config.min_texts,
        largest_share=config.max_anchor_share,
        most=config.max_anchors,
    )


def profiles(groups: Int64s, uses: ss.csr_matrix, config: FittingConfig) -> Float32s:
    """How much more than usual each group uses each anchor. Shape: (n groups, n anchors).

    Positive pointwise mutual information, shrunk towards none by `anchor_prior` observations,
    times the root of the anchor's share; rows of length 1 or less.
    """
    usual = np.asarray(uses.mean(axis=0)).ravel()[None, :]
    more = np.log(lifts(groups, uses, config)).clip(0) * np.sqrt(usual)
    length = np.linalg.norm(more, axis=1, keepdims=True)
    shrunk: Float32s = (more / length.clip(config.min_profile)).astype(np.float32)
    return shrunk


def lifts(groups: Int64s, uses: ss.csr_matrix, config: FittingConfig) -> Float64s:
    """How many times as often as usual each group uses each anchor. Shape: (n groups, n anchors).

    Shrunk towards 1 by `anchor_prior` observations.
    """
    n = np.bincount(groups).astype(np.float64)[:, None]
    observed = np.asarray(sums(groups, uses).todense())
    usual = np.asarray(uses.mean(axis=0)).ravel()[None, :]
    floor = np.where(usual > 0, config.anchor_prior * usual, 1)
    lift: Float64s = (observed + floor) / (n * usual + floor)
    return lift


def meanings(groups: Int64s, vectors: Int8s, languages: Int64s) -> Float32s:
    """Mean vector of each group, less that of its language: what is said, not in which language.

    Shape: (n groups, width), rows of length 1.
    """
    n = np.bincount(groups)
    mean = np.asarray(sums(groups, vectors.astype(np.float64))) / n[:, None]
    language = compact(languages_of(groups, languages))
    weighted = ss.diags(n.astype(np.float64)) @ ss.csr_matrix(mean)
    total = np.asarray(sums(language, weighted).todense())
    mean -= (total / np.bincount(language, weights=n)[:, None])[language]
    length = np.linalg.norm(mean, axis=1, keepdims=True)
    unit: Float32s = (mean / np.where(length > 0, length, 1)).astype(np.float32)
    return unit


def languages_of(groups: Int64s, languages: Int64s) -> Int64s:
    """The language that most texts of each group have; ties go to the first. Shape: (n groups,)."""
    counts = np.zeros((int(groups.max()) + 1, int(languages.max()) + 1), np.int64)
    np.add.at(counts, (groups, languages), 1)
    return np.asarray(counts.argmax(axis=1), np.int64)
