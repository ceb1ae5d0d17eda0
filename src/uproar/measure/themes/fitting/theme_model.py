"""A fitted set of themes: made once from a sample, then used on every text alike.

Fitting is single-threaded on a bounded sample in the order of the texts' hashes; using is integer
arithmetic, so a text gets the same theme in whatever batch and process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as ss

from uproar.arrays import Float32s, Int8s, Int64s
from uproar.measure.themes.fitting import clustering, lsa
from uproar.text.tokens import Vocabulary

# A text's fine group counts as one more word of it.
CODE_WEIGHT = 1.0
_ROWS = 65_536

Int8s = Int8s


@dataclass(frozen=True, slots=True)
class Texts:
    """Distinct texts in the order of their ids. Shape: ids (n), vectors (n, d) int8 or d = 0.

    `is_stock`: a text holds stock words only; `sizes` in bytes. Not known: all texts say something.
    """

    ids: Int64s
    vectors: Int8s
    terms: Sequence[Sequence[int]]
    anchors: Sequence[Sequence[int]]
    languages: Int64s  # small codes, 0..
    is_stock: Any = None
    sizes: Any = None  # bytes

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: Int64s) -> Texts:
        """Some of the texts."""
        return Texts(
            self.ids[rows],
            self.vectors[rows],
            [self.terms[i] for i in rows.tolist()],
            [self.anchors[i] for i in rows.tolist()],
            self.languages[rows],
            None if self.is_stock is None else self.is_stock[rows],
            None if self.sizes is None else self.sizes[rows],
        )


@dataclass(frozen=True, slots=True)
class Assigned:
    """Per text its theme, how far ahead of the next it is (nats), its fine group, its place.

    Shape: themes, lead and groups (n); a text without any known token has lead 0. Theme -1: it
    says nothing in particular.
    """

    themes: Int64s
    lead: Any
    groups: Int64s
    near: Any


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that assigns a text to a theme. Arrays only: it holds no words."""

    vocabulary: Vocabulary
    basis: lsa.Basis
    anchors: Vocabulary
    mean: Float32s  # of the vectors, rounded
    centres: Int8s  # of the fine groups
    aspects: Int64s  # of each fine group: which of some thirty finer themes it belongs to
    table: Any  # (tokens + anchors + fine groups, n themes), 1/1024 of log-probability
    prior: Any
    has_idle: bool = False  # the last column is of texts that say nothing in particular

    @property
    def n_themes(self) -> int:
        """How many themes there are."""
        return len(self.prior) - self.has_idle

    def assign(self, texts: Texts) -> Assigned:
        """The theme of each text, whatever else is in the batch."""
        parts = [
            self._assign(texts.take(np.arange(i, min(i + _ROWS, len(texts)))))
            for i in range(0, len(texts), _ROWS)
        ]
        if not parts:
            none = np.empty(0, np.int64)
            return Assigned(none, np.empty(0), none, np.empty(0))
        return Assigned(
            *(
                np.concatenate([getattr(p, name) for p in parts])
                for name in ("themes", "lead", "groups", "near")
            )
        )

    def _assign(self, texts: Texts) -> Assigned:
        words = self.vocabulary.counts(texts.terms)
        used = self.anchors.counts(texts.anchors)
        places = place(texts.vectors, self.mean, lsa.transform(words, self.basis))
        groups, near = nearest(places, self.centres)
        counts = bag(words, used, groups, len(self.centres))
        scores = clustering.scores(counts, self.table, self.prior)
        themes = scores.argmax(axis=1).astype(np.int64)
        themes[themes == self.n_themes] = -1
        if texts.is_stock is not None:
            themes[texts.is_stock] = -1
        known = (words.getnnz(axis=1) + used.getnnz(axis=1) > 0) | places.any(axis=1)
        return Assigned(themes, np.where(known, _lead(scores), 0.0), groups, near)


def _lead(scores: Any) -> Any:
    if scores.shape[1] < 2:
        return np.full(len(scores), np.inf)
    top = np.partition(scores, -2, axis=1)
    return (top[:, -1] - top[:, -2]) / clustering.UNITS


def place(vectors: Int8s, mean: Float32s, latent: Int8s) -> Int8s:
    """A text's embedding, centred, beside its place in the corpus' own space."""
    known = np.any(vectors, axis=1, keepdims=True)
    centred = lsa.to_int8(((vectors.astype(np.float32) - mean) * known).astype(np.float32))
    return np.hstack([centred, latent])


def nearest(places: Int8s, centres: Int8s) -> tuple[Int64s, Any]:
    """The nearest centre of each row and the dot product; exact, since integers below 2^24."""
    found = np.zeros(len(places), np.int64)
    near = np.zeros(len(places))
    right = centres.astype(np.float32).T
    for start in range(0, len(places), 4096):
        block = places[start : start + 4096].astype(np.float32) @ right
        found[start : start + 4096] = block.argmax(axis=1)
        near[start : start + 4096] = block.max(axis=1)
    return found, near


def bag(words: Any, used: Any, groups: Int64s, n_groups: int) -> Any:
    """A text as counts: its tokens, its anchors and its fine group."""
    weight = np.full(len(groups), CODE_WEIGHT)
    own = ss.csr_matrix((weight, (np.arange(len(groups)), groups)), shape=(len(groups), n_groups))
    return ss.hstack([words, used, own]).tocsr()
