"""Themes by meaning: fitted on the texts that were read closely, then used on every text alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import scipy.sparse as ss

from uproar.arrays import AnyArray, Float32s, Float64s, Int8s, Int64s
from uproar.measure.stats import frames
from uproar.measure.stats.grouping import compact, sums
from uproar.measure.themes.config import FittingConfig
from uproar.measure.themes.fitting import clustering
from uproar.measure.themes.fitting.alike import alike_groups
from uproar.measure.themes.fitting.neighbours import linked_groups, nearest_texts
from uproar.measure.themes.fitting.space import LENGTH, Space, centred, fit_space, quantised
from uproar.measure.themes.fitting.theme_model import Assigned, Texts, nearest
from uproar.text.tokens import Vocabulary

_TEXTS_AT_A_TIME = 65_536  # chosen on: judgement, bounds the memory


@dataclass(frozen=True, slots=True)
class MeaningModel:
    """Centres of themes in a space of meanings. Arrays only: it holds no words.

    `vocabulary`: the telling words, and how much each tells (`rarity`, shape: n words). Shape:
    themes (n themes, width) and centres (n fine groups, width), int8, rows of one length;
    subthemes (n fine groups): each its own. A text is of the theme whose centre is nearest.
    """

    vocabulary: Vocabulary
    rarity: Float32s
    space: Space
    themes: Int8s
    centres: Int8s
    subthemes: Int64s
    config: FittingConfig

    KIND: ClassVar[str] = "meaning"
    has_generic: ClassVar[bool] = False

    @property
    def n_themes(self) -> int:
        """How many themes there are."""
        return len(self.themes)

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
        places = self.places(texts)
        groups, similarity = nearest(places, self.centres)
        product = places.astype(np.float32) @ self.themes.astype(np.float32).T
        size = np.linalg.norm(places.astype(np.float64), axis=1, keepdims=True)
        cosine = product / np.where(size > 0, size, 1) / LENGTH
        themes = cosine.argmax(axis=1).astype(np.int64)
        if texts.is_generic is not None:
            themes[texts.is_generic] = -1
        top = np.sort(cosine, axis=1)[:, ::-1]
        lead = top[:, 0] - top[:, 1] if cosine.shape[1] > 1 else np.ones(len(top))
        # a text between two themes has one of them all the same: no lead is not "not known"
        sure = np.maximum(self.config.concentration * lead, np.finfo(np.float64).tiny)
        return Assigned(themes, np.where(places.any(axis=1), sure, 0.0), groups, similarity)

    def places(self, texts: Texts) -> Int8s:
        """Where the texts stand. Shape: (n texts, width)."""
        close = texts.close
        if close is None:
            close = np.zeros((len(texts), self.space.means.shape[1]), np.int8)
        languages = tuple(texts.language_names[i] for i in texts.languages.tolist())
        counts = self.vocabulary.counts(texts.terms).toarray()
        meanings = self.space.meanings(close, texts.vectors, languages)
        return self.space.place(meanings, counts * self.rarity.astype(np.float64), self.config)

    def with_standing(self, texts: Texts, assigned: Assigned) -> Assigned:
        """The same with how well each text stands for its theme.

        The mean cosine of a text and those of its nearest ones that are of its theme, the others
        counting 0. Only `sample` texts, those of lowest id first, are looked at; the rest stand for
        nothing. Source: local density, as in Rodriguez & Laio 2014, doi:10.1126/science.1242072.
        """
        rows = np.flatnonzero(assigned.themes >= 0)
        if texts.close is not None and texts.close.any():
            rows = rows[texts.close[rows].any(axis=1)]
        rows = rows[np.argsort(texts.ids[rows], kind="stable")[: self.config.sample]]
        standing = np.zeros(len(texts))
        if len(rows) > 1:
            places = self.places(texts.take(rows))
            near, cosine = nearest_texts(places, min(self.config.witnesses, len(rows) - 1))
            same = assigned.themes[rows][near] == assigned.themes[rows][:, None]
            standing[rows] = np.round((cosine * same).mean(axis=1).clip(0, 1), 6)
        return replace(assigned, standing=standing)

    def alike(self, texts: Texts) -> Assigned:
        """Groups of texts that say much the same, in place of themes; -1: of none.

        Only texts that were read closely and say something are looked at, at most `max_pairwise`,
        those of lowest id first. Where all of them were read by the closest reading too, both
        readings say how near two texts are.
        """
        config, n = self.config, len(texts)
        rows = read_rows(texts)[: config.max_pairwise]
        sample = texts.take(rows)
        places, least = self._spoken(sample)
        alike = alike_groups(
            places, least=least, fewest=config.min_alike, most=config.max_statements
        )
        groups, standing, nearness = np.full(n, -1, np.int64), np.zeros(n), np.zeros(n)
        groups[rows], standing[rows], nearness[rows] = (
            alike.groups,
            alike.standing,
            alike.nearness,
        )
        # a text that stands apart from all groups is known all the same
        is_known = (groups >= 0).astype(np.float64)
        return Assigned(groups, is_known, np.maximum(groups, 0), nearness, standing)

    def passing_on(self, texts: Texts) -> Float64s:
        """The chance that each text passes on news, as its meaning has it."""
        return frames.passing_on(self.places(texts)[:, : self.space.means.shape[1]])

    def _spoken(self, sample: Texts) -> tuple[Int8s, float]:
        """What texts say and do, and the cosine from which two say much the same."""
        config = self.config
        languages = tuple(sample.language_names[i] for i in sample.languages.tolist())
        width = self.space.means.shape[1]
        places = self.places(sample)
        meanings, deeds = places[:, :width], places[:, width : width + self.space.usual.shape[0]]
        parts = [meanings, quantised(deeds.astype(np.float64), LENGTH * config.alike_frame_weight)]
        if sample.closest is None or not sample.closest.any(axis=1).all():
            return np.hstack(parts), config.alike
        return np.hstack([*parts, centred(sample.closest, languages, config)]), config.alike_closest

    def arrays(self) -> dict[str, AnyArray]:
        """What is saved of it."""
        return {
            **self.space.arrays(),
            "vocabulary": self.vocabulary.ids,
            "rarity": self.rarity,
            "themes": self.themes,
            "centres": self.centres,
        }

    @classmethod
    def from_arrays(cls, saved: Mapping[str, AnyArray]) -> MeaningModel:
        """The model that these arrays are of, with the weights of this version."""
        return cls(
            Vocabulary(saved["vocabulary"]),
            saved["rarity"],
            Space.from_arrays(saved),
            saved["themes"],
            saved["centres"],
            np.arange(len(saved["centres"])),
            FittingConfig(),
        )


def fit_meanings(texts: Texts, config: FittingConfig) -> MeaningModel:
    """Themes of the texts that were read closely; those of generic words alone are left out.

    Raises ValueError where no text was read closely.
    """
    if texts.close is None:
        raise ValueError("no text was read closely")
    sample = texts.take(read_rows(texts)[: config.sample])
    vocabulary = Vocabulary.learn(
        [[term for term in terms if term in sample.rarity] for terms in sample.terms],
        fewest=max(config.min_telling, int(config.min_telling_share * len(sample))),
        largest_share=config.max_telling_share,
        most=config.telling_words,
    )
    rarity = np.array([sample.rarity[int(token)] for token in vocabulary.ids], np.float32)
    assert sample.close is not None, "the sample is of texts that were read"
    languages = tuple(sample.language_names[i] for i in sample.languages.tolist())
    space = fit_space(sample.close, sample.vectors, languages, config)
    empty = np.zeros((0, 0), np.int8)
    model = MeaningModel(vocabulary, rarity, space, empty, empty, np.zeros(0, np.int64), config)
    places = model.places(sample)
    seeds, seen = _seeds(sample, places, languages, config)
    seeds, seen = seeds[: config.max_pairwise], seen[: config.max_pairwise]
    groups = linked_groups(seen, n_themes(len(seeds), config), config)
    finer = clustering.k_means(
        places.astype(np.float64),
        config.subthemes,
        starts=config.starts,
        rounds=config.full_rounds,
    )
    return MeaningModel(
        vocabulary,
        rarity,
        space,
        _centres(places[seeds[groups >= 0]], groups[groups >= 0]),
        _centres(places, finer),
        np.arange(int(finer.max(initial=-1)) + 1),
        config,
    )


def read_rows(texts: Texts) -> Int64s:
    """The positions of the texts that were read closely, lowest id first.

    Those of generic words alone are left out, unless there are no others.
    """
    if texts.close is None:
        return np.zeros(0, np.int64)
    is_read = texts.close.any(axis=1)
    if texts.is_generic is not None and (is_read & ~texts.is_generic).any():
        is_read &= ~texts.is_generic
    rows = np.flatnonzero(is_read)
    ordered: Int64s = rows[np.argsort(texts.ids[rows], kind="stable")]
    return ordered


def _seeds(
    sample: Texts, places: Int8s, languages: tuple[str, ...], config: FittingConfig
) -> tuple[Int64s, Int8s]:
    """The texts that decide what the themes are, and where they stand as they were read best.

    Those of the closest reading, where enough were read so: their meaning is taken from it, all
    else stays. Otherwise all, where they stand.
    """
    whole = np.arange(len(sample))
    if sample.closest is None:
        return whole, places
    seeds = np.flatnonzero(sample.closest.any(axis=1))
    if len(seeds) < min(len(sample), config.min_closest):
        return whole, places
    read, spoken = sample.closest[seeds], tuple(languages[i] for i in seeds.tolist())
    meanings = centred(read, spoken, config)
    width = sample.close.shape[1] if sample.close is not None else 0
    return seeds, np.hstack([meanings, places[seeds][:, width:]])


def n_themes(n_texts: int, config: FittingConfig) -> int:
    """How many themes to seek among so many texts.

    >>> [n_themes(n, FittingConfig()) for n in (0, 10, 80, 5000)]
    [1, 3, 6, 12]
    """
    most = n_texts // config.texts_per_theme
    return max(1, min(n_texts, max(config.min_themes, min(config.meaning_themes, most))))


def _centres(places: Int8s, groups: Int64s) -> Int8s:
    """The mean of each group's places, scaled to LENGTH. No places: one centre, at zero."""
    if not len(places):
        return np.zeros((1, places.shape[1]), np.int8)
    unit = places / np.linalg.norm(places.astype(np.float64), axis=1, keepdims=True).clip(1)
    total = np.asarray(sums(compact(groups), ss.csr_matrix(unit)).todense())
    return quantised(total, LENGTH)
