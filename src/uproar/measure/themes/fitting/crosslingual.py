"""What joins posts across languages: emoji, lines of the footage, names, tags.

A word of one language says nothing about a post in another; a sweet potato does, and so does the
same second of the same film.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.sparse as ss

from uproar.arrays import Float32s, Int64s
from uproar.measure.themes.fitting.clustering import compact, sums
from uproar.text.tokens import Vocabulary

# Observations that a group's use of an anchor is weighed against.
_DOUBT = 20.0
# A group that uses no anchor to speak of must not be stretched to a full-length profile.
_SHORTEST = 0.2


def profiles(groups: Int64s, counts: Any) -> Float32s:
    """How much more than usual each group uses each anchor. Shape: (n groups, n anchors).

    Positive pointwise mutual information, shrunk towards none by `_DOUBT` observations, times the
    root of the anchor's share; rows of length 1 or less.
    """
    usual = np.asarray(counts.mean(axis=0)).ravel()[None, :]
    more = np.log(lifts(groups, counts)).clip(0) * np.sqrt(usual)
    length = np.linalg.norm(more, axis=1, keepdims=True)
    shrunk: Float32s = (more / length.clip(_SHORTEST)).astype(np.float32)
    return shrunk


def lifts(groups: Int64s, counts: Any) -> Any:
    """How many times as often as usual each group uses each anchor, shrunk by `_DOUBT`."""
    n = np.bincount(groups).astype(np.float64)[:, None]
    used = np.asarray(sums(groups, counts).todense())
    usual = np.asarray(counts.mean(axis=0)).ravel()[None, :]
    floor = np.where(usual > 0, _DOUBT * usual, 1)
    return (used + floor) / (n * usual + floor)


def meanings(groups: Int64s, vectors: Any, languages: Int64s) -> Float32s:
    """Mean vector of each group, less that of its language: what is said, not in which language.

    A group's language is the one most of its texts have; ties go to the first.
    """
    k = int(groups.max()) + 1
    n = np.bincount(groups)
    mean = np.asarray(sums(groups, vectors.astype(np.float64))) / n[:, None]
    per_language = np.zeros((k, int(languages.max()) + 1), np.int64)
    np.add.at(per_language, (groups, languages), 1)
    own = compact(per_language.argmax(axis=1))
    weighted = np.asarray(sums(own, ss.diags(n.astype(np.float64)) @ ss.csr_matrix(mean)).todense())
    mean -= (weighted / np.bincount(own, weights=n)[:, None])[own]
    length = np.linalg.norm(mean, axis=1, keepdims=True)
    unit: Float32s = (mean / np.where(length > 0, length, 1)).astype(np.float32)
    return unit


def vocabulary(bags: Sequence[Sequence[int]]) -> Vocabulary:
    """Anchors that several posts use and not most of them."""
    return Vocabulary.learn(bags, fewest=3, largest_share=0.5, most=2000)
