"""A fitted set of themes: made once from a sample, then used on every text alike.

Fitting is single-threaded on a bounded sample in the order of the texts' hashes; using is integer
arithmetic, so a text gets the same theme in whatever batch and process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import scipy.sparse as ss

from uproar.arrays import AnyArray, Bools, Float32s, Float64s, Int8s, Int32s, Int64s
from uproar.measure.themes.fitting import clustering, lsa
from uproar.text.tokens import Vocabulary

# A text's fine group counts as so many words of it. chosen on: short texts of the themes benchmark,
# StackOverflow .764 and tweets .927 NMI at the true number (commit 06f2eca); not swept
GROUP_WEIGHT = 1.0
_TEXTS_AT_A_TIME = 65_536  # chosen on: judgement, bounds the memory
_ROWS_AT_A_TIME = 4_096  # of a product with all centres; chosen on: the same


@dataclass(frozen=True, slots=True)
class Texts:
    """Distinct texts in the order of their ids. Shape: ids (n), vectors (n, d) int8 or d = 0.

    `terms` and `anchors`: each text's tokens by id. `languages`: small codes from 0.
    `is_generic`: whether a text holds generic words only; `sizes`: its length in bytes; None where
    neither is known: then all texts say something. `close` and `closest`: the closer readings,
    zeros where a text was not read so; None where nothing was. `language_names`: what the codes
    stand for.
    `points_at_footage`: whether many texts quote lines of the footage. `rarity`: how much each
    telling token tells, 0 to 1.
    """

    ids: Int64s
    vectors: Int8s
    terms: Sequence[Sequence[int]]
    anchors: Sequence[Sequence[int]]
    languages: Int64s
    is_generic: Bools | None = None
    sizes: Int64s | None = None
    close: Int8s | None = None
    closest: Int8s | None = None
    language_names: tuple[str, ...] = ()
    points_at_footage: bool = False
    rarity: Mapping[int, float] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: Int64s) -> Texts:
        """The texts at these positions, in their order."""
        return Texts(
            self.ids[rows],
            self.vectors[rows],
            [self.terms[i] for i in rows.tolist()],
            [self.anchors[i] for i in rows.tolist()],
            self.languages[rows],
            None if self.is_generic is None else self.is_generic[rows],
            None if self.sizes is None else self.sizes[rows],
            None if self.close is None else self.close[rows],
            None if self.closest is None else self.closest[rows],
            self.language_names,
            self.points_at_footage,
            self.rarity,
        )


@dataclass(frozen=True, slots=True)
class Assigned:
    """What the model says of each text. Shape: (n texts,), all fields.

    Theme -1: the text says nothing in particular. `margin`: nats between its theme and the next
    best; 0 for a text without any known token. `groups`: its fine group; `similarity`: how near it
    lies to that group's centre. `standing`: how well it stands for its theme, 0-1, where the model
    says it.
    """

    themes: Int64s
    margin: Float64s
    groups: Int64s
    similarity: Float64s
    standing: Float64s | None = None

    @classmethod
    def concatenated(cls, parts: Sequence[Assigned]) -> Assigned:
        """The parts in a row. No parts: no texts."""
        return cls(
            np.concatenate([np.empty(0, np.int64), *(p.themes for p in parts)]),
            np.concatenate([np.empty(0), *(p.margin for p in parts)]),
            np.concatenate([np.empty(0, np.int64), *(p.groups for p in parts)]),
            np.concatenate([np.empty(0), *(p.similarity for p in parts)]),
        )


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that assigns a text to a theme. Arrays only: it holds no words.

    Shape: mean (d), rounded; centres (n fine groups, d + latent d); subthemes (n fine groups), each
    group's subtheme; table (tokens + anchors + fine groups, n classes) and prior (n classes), in
    1/1024 of log-probability. `has_generic`: the last class is of texts that say nothing in
    particular.
    """

    vocabulary: Vocabulary
    basis: lsa.Basis
    anchors: Vocabulary
    mean: Float32s
    centres: Int8s
    subthemes: Int64s
    table: Int32s
    prior: Int32s
    has_generic: bool = False

    KIND: ClassVar[str] = "words"

    @property
    def n_themes(self) -> int:
        """How many themes there are."""
        return len(self.prior) - self.has_generic

    def arrays(self) -> dict[str, AnyArray]:
        """What is saved of it, by the names of the format, older than the code's."""
        return {
            "vocabulary": self.vocabulary.ids,
            "idf": self.basis.idf,
            "basis": self.basis.basis.astype(np.float16),
            "anchors": self.anchors.ids,
            "mean": self.mean,
            "centres": self.centres,
            "aspects": self.subthemes,
            "table": self.table,
            "prior": self.prior,
            "has_idle": np.array([self.has_generic]),
        }

    @classmethod
    def from_arrays(cls, saved: Mapping[str, AnyArray]) -> Model:
        """The model that these arrays are of."""
        return cls(
            Vocabulary(saved["vocabulary"]),
            lsa.Basis(saved["idf"], saved["basis"].astype(np.float32)),
            Vocabulary(saved["anchors"]),
            saved["mean"],
            saved["centres"],
            saved["aspects"],
            saved["table"],
            saved["prior"],
            bool(saved["has_idle"][0]),
        )

    def assign(self, texts: Texts) -> Assigned:
        """The theme of each text, whatever else is in the batch."""
        n = len(texts)
        return Assigned.concatenated(
            [
                self._assign(texts.take(np.arange(i, min(i + _TEXTS_AT_A_TIME, n))))
                for i in range(0, n, _TEXTS_AT_A_TIME)
            ]
        )

    def _assign(self, texts: Texts) -> Assigned:
        words = self.vocabulary.counts(texts.terms)
        uses = self.anchors.counts(texts.anchors)
        places = place(texts.vectors, self.mean, lsa.transform(words, self.basis))
        groups, similarity = nearest(places, self.centres)
        counts = bag(words, uses, groups, len(self.centres))
        scores = clustering.scores(counts, self.table, self.prior)
        themes = scores.argmax(axis=1).astype(np.int64)
        themes[themes == self.n_themes] = -1
        if texts.is_generic is not None:
            themes[texts.is_generic] = -1
        is_known = (words.getnnz(axis=1) + uses.getnnz(axis=1) > 0) | places.any(axis=1)
        margin = np.where(is_known, _margin(scores), 0.0)
        return Assigned(themes, margin, groups, similarity)


def _margin(scores: Float64s) -> Float64s:
    """Nats between each row's best and second best; infinite where there is one class."""
    if scores.shape[1] < 2:
        return np.full(len(scores), np.inf)
    top = np.partition(scores, -2, axis=1)
    margin: Float64s = (top[:, -1] - top[:, -2]) / clustering.UNITS
    return margin


def place(vectors: Int8s, mean: Float32s, latent: Int8s) -> Int8s:
    """A text's embedding, centred, beside its place in the corpus' own space."""
    is_known = np.any(vectors, axis=1, keepdims=True)
    centred = lsa.to_int8((vectors.astype(np.float64) - mean) * is_known)
    return np.hstack([centred, latent])


def nearest(places: Int8s, centres: Int8s) -> tuple[Int64s, Float64s]:
    """The nearest centre of each row and the dot product; exact, since integers below 2^24."""
    closest = np.zeros(len(places), np.int64)
    similarity = np.zeros(len(places))
    columns = centres.astype(np.float32).T
    for start in range(0, len(places), _ROWS_AT_A_TIME):
        rows = slice(start, start + _ROWS_AT_A_TIME)
        product = places[rows].astype(np.float32) @ columns
        closest[rows] = product.argmax(axis=1)
        similarity[rows] = product.max(axis=1)
    return closest, similarity


def bag(words: ss.csr_matrix, uses: ss.csr_matrix, groups: Int64s, n_groups: int) -> ss.csr_matrix:
    """A text as counts: its tokens, its anchors and its fine group. Shape: (n texts, all three)."""
    weight = np.full(len(groups), GROUP_WEIGHT)
    shape = (len(groups), n_groups)
    membership = ss.csr_matrix((weight, (np.arange(len(groups)), groups)), shape=shape)
    return ss.hstack([words, uses, membership]).tocsr()
