"""How themes are found: fine groups first, then joined by what they share across languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import scipy.sparse as ss

from uproar.arrays import Float32s, Int8s, Int64s
from uproar.measure.stats.grouping import compact, sums
from uproar.measure.themes.config import FittingConfig
from uproar.measure.themes.fitting import clustering, crosslingual, generic, joining, lsa, selection
from uproar.measure.themes.fitting.meaning_model import MeaningModel, fit_meanings
from uproar.measure.themes.fitting.space import Space, fit_space
from uproar.measure.themes.fitting.theme_model import Model, Texts, bag, meanings, nearest
from uproar.text.tokens import Vocabulary


class _Views(NamedTuple):
    """The same texts, seen in every way that fitting compares them by; rows are texts.

    `meanings`: what it means, whatever its words; `places`: that beside its words' latent
    semantics; `groups`: its fine group; `bags`: words, anchors and fine groups together.
    """

    texts: Texts
    meanings: Int8s
    places: Int8s
    words: ss.csr_matrix
    uses: ss.csr_matrix
    groups: Int64s
    bags: ss.csr_matrix

    def take(self, rows: Int64s) -> _Views:
        """The texts at these positions."""
        return _Views(
            self.texts.take(rows),
            self.meanings[rows],
            self.places[rows],
            self.words[rows],
            self.uses[rows],
            self.groups[rows],
            self.bags[rows],
        )


def fit(texts: Texts, config: FittingConfig) -> Model | MeaningModel:
    """Themes of the texts, by what they mean where they were read closely.

    Where many point at lines of the footage, those join the texts across languages, and words
    choose; so they do where nothing was read closely.
    """
    if texts.close is not None and texts.close.any() and not texts.points_at_footage:
        return fit_meanings(texts, config)
    return fit_words(texts, config)


def fit_words(texts: Texts, config: FittingConfig) -> Model:
    """Themes of the texts: as many within the bounds as explain the words best.

    Empty: one theme that nothing belongs to. Ties between numbers of themes go to the smaller.
    """
    sample = _sample(texts, config)
    vocabulary = Vocabulary.learn(
        sample.terms,
        fewest=config.min_texts,
        largest_share=config.max_word_share,
        most=config.max_words,
    )
    anchors = crosslingual.vocabulary(sample.anchors, config)
    words, uses = vocabulary.counts(sample.terms), anchors.counts(sample.anchors)
    basis = lsa.fit(words, config.dimensions)
    mean = _mean(sample)
    space = _space(sample, config)
    meant = meanings(sample, mean, space)
    places = np.hstack([meant, lsa.transform(words, basis)])
    centres = _centres(places, config, is_read=space is not None)
    groups, _ = nearest(places, centres)
    bags = bag(words, uses, groups, len(centres))
    views = _Views(sample, meant if space else sample.vectors, places, words, uses, groups, bags)
    subthemes = _subthemes(views, len(centres), config)
    is_anchored = _is_anchored(sample, uses, config)
    is_generic = generic.generic_texts(
        sample, subthemes[groups], uses, config, is_anchored=is_anchored
    )
    labels = np.zeros(len(sample), np.int64)
    labels[~is_generic] = _grouping(views.take(np.flatnonzero(~is_generic)), is_anchored, config)
    labels[is_generic] = labels[~is_generic].max(initial=-1) + 1
    table, prior = clustering.classifier(labels, bags)
    return Model(
        vocabulary,
        basis,
        anchors,
        mean,
        centres,
        subthemes,
        table,
        prior,
        has_generic=bool(is_generic.any()),
        space=space,
    )


def _sample(texts: Texts, config: FittingConfig) -> Texts:
    """The texts of lowest ids, of those that were read closely where some were.

    A meaning that was predicted is duller than one that was read: together they would be grouped
    by which of the two they are.
    """
    order = np.argsort(texts.ids, kind="stable")
    if texts.close is not None and texts.close.any():
        order = order[texts.close[order].any(axis=1)]
    return texts.take(order[: config.sample])


def _mean(sample: Texts) -> Float32s:
    """The sample's mean embedding, rounded. Empty: zeros."""
    if not len(sample):
        return np.zeros(sample.vectors.shape[1], np.float32)
    mean: Float32s = np.rint(sample.vectors.astype(np.float32).mean(axis=0)).astype(np.float32)
    return mean


def _space(sample: Texts, config: FittingConfig) -> Space | None:
    """What meanings are measured from, where the sample was read closely."""
    if sample.close is None or not sample.close.any():
        return None
    languages = tuple(sample.language_names[i] for i in sample.languages.tolist())
    return fit_space(sample.close, sample.vectors, languages, config)


def _centres(places: Int8s, config: FittingConfig, *, is_read: bool) -> Int8s:
    """The centres of the fine groups, finer where texts were read closely. Empty: one, at zero."""
    if not len(places):
        return np.zeros((1, places.shape[1]), np.int8)
    most = config.max_read_groups if is_read else config.max_groups
    size = config.read_texts_per_group if is_read else config.texts_per_group
    n_groups = min(most, max(1, len(places) // size))
    groups = clustering.fine_groups(places.astype(np.float32), n_groups, config)
    return lsa.to_int8(np.asarray(sums(groups, places.astype(np.float64)), np.float32))


def _is_anchored(sample: Texts, uses: ss.csr_matrix, config: FittingConfig) -> bool:
    """Whether texts are compared by what languages share: none holds them all, and they share."""
    n = len(sample)
    if not n or np.bincount(sample.languages).max() >= config.one_language_share * n:
        return False
    return bool(np.count_nonzero(uses.getnnz(axis=1)) >= config.anchored_share * n)


def _profiles(views: _Views, groups: Int64s, config: FittingConfig) -> Float32s:
    """What each group means beside the anchors it uses, whatever its language."""
    return np.hstack(
        [
            crosslingual.meanings(groups, views.meanings, views.texts.languages),
            crosslingual.profiles(groups, views.uses, config),
        ]
    )


def _subthemes(views: _Views, n_groups: int, config: FittingConfig) -> Int64s:
    """The subtheme of each fine group, one of some thirty. Shape: (n groups,)."""
    subthemes = np.zeros(n_groups, np.int64)
    if len(views.texts):
        groups = compact(views.groups)
        rows = _profiles(views, groups, config)
        subthemes[np.unique(views.groups)] = clustering.k_means(
            rows,
            min(config.subthemes, len(rows)),
            np.bincount(groups).astype(np.float32),
            starts=config.starts,
            rounds=config.full_rounds,
        )
    return subthemes


def _grouping(views: _Views, is_anchored: bool, config: FittingConfig) -> Int64s:
    """The themes of these texts, 0 to k-1.

    Where one language holds the corpus, texts are grouped by meaning and words, and the words
    choose among the groupings. Else fine groups are joined by their profiles, and words and anchors
    choose together: words alone would part every way of saying a thing, anchors alone join what
    has none.
    """
    n = len(views.texts)
    if not n:
        return np.zeros(0, np.int64)
    tried = selection.numbers(n, config.min_themes, config.max_themes)
    if is_anchored:
        groupings, worth = _joined(views, tried, config)
        if views.texts.close is None:
            chosen = selection.elbow(groupings, worth, config.max_theme_share, config.min_gain)
        else:  # what is worth more rises and falls from number to number: no elbow to see
            chosen = selection.best(groupings, worth, config.max_theme_share)
    else:
        groupings = [
            clustering.refine(labels, views.bags, config)
            for labels in _by_places(views, tried, config)
        ]
        worth = [_worth(labels, views, is_anchored, config) for labels in groupings]
        chosen = selection.best(groupings, worth, config.max_theme_share)
    return groupings[chosen]


def _joined(
    views: _Views, tried: list[int], config: FittingConfig
) -> tuple[list[Int64s], list[float]]:
    """For each number tried the worthiest of the groupings that were made, and its worth."""
    groupings, worth = [], []
    for labels in _by_profiles(views, tried, config):
        options = [clustering.refine(each, views.bags, config) for each in labels]
        worths = [_worth(each, views, True, config) for each in options]
        best = worths.index(max(worths))
        groupings.append(options[best])
        worth.append(worths[best])
    return groupings, worth


def _worth(labels: Int64s, views: _Views, is_anchored: bool, config: FittingConfig) -> float:
    """How well a grouping explains the texts, in nats per text."""
    prior = config.word_prior
    if not is_anchored:
        return clustering.log_marginal_likelihood(labels, views.words, word_prior=prior)
    return clustering.log_marginal_likelihood(
        labels, views.uses, word_prior=prior
    ) + clustering.log_marginal_likelihood(
        labels, views.words, views.texts.languages, word_prior=prior
    )


def _by_profiles(views: _Views, tried: list[int], config: FittingConfig) -> Iterator[list[Int64s]]:
    """Fine groups joined by their profiles: the groupings of the texts for each number tried.

    By k-means; and, where texts were read closely, by ties across languages, with one part more, of
    which the leftover one goes to the others.
    """
    groups = compact(views.groups)
    rows = _profiles(views, groups, config)
    size = np.bincount(groups).astype(np.float32)
    spoken = crosslingual.languages_of(groups, views.texts.languages)
    is_read = views.texts.close is not None
    ties = joining.ties_across(rows, spoken, size, config) if is_read else None
    for m in tried:
        made = [
            clustering.k_means(
                rows,
                min(m, len(size)),
                size,
                starts=config.group_starts,
                rounds=config.full_rounds,
            )[groups]
        ]
        if ties is not None and len(size) > m + 1:
            parts = joining.joined(ties, size, m + 1, config)
            left = joining.leftover(ties, parts)
            made.append(joining.without(parts[groups], left, views.bags))
        yield made


def _by_places(views: _Views, tried: list[int], config: FittingConfig) -> Iterator[Int64s]:
    """Texts grouped by their places: for each number tried several starts of k-means.

    Up to `max_pairwise` texts, where all distances fit in memory, average linkage is tried too. The
    groupings are judged alike whatever made them, so that the bound decides what is tried and not
    how it is chosen.
    """
    rows = views.places.astype(np.float32)
    has_pairs = 1 < len(rows) <= config.max_pairwise
    dendrogram = clustering.average_linkage(rows) if has_pairs else None
    for m in tried:
        for seed in range(config.starts):
            yield clustering.k_means(rows, m, starts=1, seed=seed, rounds=config.rounds)
        if dendrogram is not None:
            yield clustering.cut(dendrogram, m)
