"""How themes are found: fine groups first, then joined by what they share across languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from uproar.arrays import Float32s, Int64s
from uproar.measure.themes.fitting import clustering, crosslingual, generic, lsa
from uproar.measure.themes.fitting.theme_model import Model, Texts, bag, nearest, place
from uproar.text.tokens import Vocabulary

SAMPLE = 10_000  # three to eight themes show in so many texts
DIMENSIONS = 150
# Fine groups: enough to hold one way of saying one thing, few enough to compare all pairs.
TEXTS_PER_GROUP = 10
MOST_GROUPS = 1000
# One language holds the corpus: its words alone can tell themes apart.
ONE_LANGUAGE = 0.7
# Anchors in fewer texts than this part are too rare to judge by.
ANCHORED = 0.2
# A tag, a name or an emoji that most posts hold tells nothing apart; nor does a word.
LARGEST_SHARE = 0.05
MOST_TOKENS = 20_000
STORY = (3, 8)
# A theme beyond this part of the texts tells a story's reader little, however well it explains.
LARGEST_THEME = 0.5
# One theme more is not worth it when it explains less than this part of what the best one did.
LITTLE = 0.2
ASPECTS = 30
STARTS = 3  # how often k-means starts afresh
ROUNDS = 10  # of k-means: themes are refined by their words afterwards


@dataclass(frozen=True, slots=True)
class _Fitting:
    """The sample on its way: what is compared (rows), in which groups, judged by which counts."""

    rows: Float32s
    groups: Int64s
    judge: Any
    bags: Any
    dendrogram: Any  # None where the rows are too many to compare in pairs
    is_shared: bool
    words: Any = None  # beside the anchors, where these are the judge
    languages: Any = None


def fit(texts: Texts, *, within: tuple[int, int] = STORY) -> Model:
    """Themes of the texts: as many within the bounds as explain the words best.

    Empty: one theme that nothing belongs to. Ties between numbers of themes go to the smaller.
    """
    sample = texts.take(np.argsort(texts.ids, kind="stable")[:SAMPLE])
    vocabulary = Vocabulary.of(
        sample.terms, fewest=3, largest_share=LARGEST_SHARE, most=MOST_TOKENS
    )
    words = vocabulary.counts(sample.terms)
    basis = lsa.fit(words, DIMENSIONS)
    joined = crosslingual.vocabulary(sample.anchors)
    used = joined.counts(sample.anchors)
    mean = _mean(sample)
    places = place(sample.vectors, mean, lsa.transform(words, basis))
    n_groups = min(MOST_GROUPS, max(1, len(sample) // TEXTS_PER_GROUP))
    fine = clustering.fine(places.astype(np.float32), n_groups)
    centres = lsa.to_int8(np.asarray(clustering.sums(fine, places.astype(np.float64)), np.float32))
    if not len(sample):
        centres = np.zeros((1, places.shape[1]), np.int8)
    codes, _ = nearest(places, centres)
    bags = bag(words, used, codes, len(centres))
    aspects = _aspects(sample, used, codes, len(centres))
    is_shared = _is_shared(sample, used)
    is_idle = generic.idle(sample, aspects[codes], used, is_anchored=is_shared)
    kept = np.flatnonzero(~is_idle)
    fitting = _fitting(
        sample.take(kept), places[kept], words[kept], used[kept], codes[kept], bags[kept], is_shared
    )
    labels = np.zeros(len(sample), np.int64)
    labels[kept] = _best(fitting, len(kept), within)
    labels[is_idle] = labels[kept].max(initial=-1) + 1
    table, prior = clustering.log_odds(labels, bags)
    return Model(
        *(vocabulary, basis, joined, mean, centres, aspects, table, prior),
        has_idle=bool(is_idle.any()),
    )


def _mean(sample: Texts) -> Float32s:
    if not len(sample):
        return np.zeros(sample.vectors.shape[1], np.float32)
    mean: Float32s = np.rint(sample.vectors.astype(np.float32).mean(axis=0)).astype(np.float32)
    return mean


def _is_shared(sample: Texts, used: Any) -> bool:
    """Whether texts are compared by what several languages share: no language holds them all."""
    n = len(sample)
    if not n or np.bincount(sample.languages).max() >= ONE_LANGUAGE * n:
        return False
    return bool(np.count_nonzero(used.getnnz(axis=1)) >= ANCHORED * n)


def _profiles(sample: Texts, used: Any, own: Int64s) -> Float32s:
    """What each group means beside the anchors it uses, whatever its language."""
    return np.hstack(
        [
            crosslingual.meanings(own, sample.vectors, sample.languages),
            crosslingual.profiles(own, used),
        ]
    )


def _aspects(sample: Texts, used: Any, codes: Int64s, n_codes: int) -> Int64s:
    """The finer theme of each fine group, one of some thirty."""
    aspects = np.zeros(n_codes, np.int64)
    if len(sample):
        own = clustering.compact(codes)
        rows = _profiles(sample, used, own)
        size = np.bincount(own).astype(np.float32)
        aspects[np.unique(codes)] = clustering.even(rows, min(ASPECTS, len(rows)), size, starts=3)
    return aspects


def _fitting(
    sample: Texts, places: Any, words: Any, used: Any, codes: Int64s, bags: Any, is_shared: bool
) -> _Fitting:
    """What to compare: texts where one language holds the corpus, else groups by their anchors."""
    n = len(sample)
    own = clustering.compact(codes)
    if is_shared and n:
        rows = _profiles(sample, used, own)
        return _Fitting(rows, own, used, bags, None, True, words, sample.languages)
    rows = places.astype(np.float32)
    dendrogram = clustering.tree(rows) if 1 < n <= clustering.PAIRWISE else None
    return _Fitting(rows, own, words, bags, dendrogram, False)


def _best(fitting: _Fitting, n: int, within: tuple[int, int]) -> Int64s:
    """The grouping with the best evidence.

    It is one without a theme of most texts, where any number of themes gives one; short texts
    hold so few words that evidence alone would leave most of them together.
    """
    if fitting.is_shared:
        return _elbow(fitting, n, within)
    best, found = (False, -np.inf), np.zeros(n, np.int64)
    for m in numbers(n, within):
        for labels in _candidates(fitting, m):
            refined = clustering.refine(labels, fitting.bags)
            value = (_is_parted(refined), clustering.evidence(refined, fitting.judge))
            if value > best:
                best, found = value, refined
    return found


def _elbow(fitting: _Fitting, n: int, within: tuple[int, int]) -> Int64s:
    """Groups by anchors, as many as explain much more than one fewer: anchors and words together.

    Words alone would part every way of saying a thing, anchors alone join what has none.
    """
    tried = [
        clustering.refine(labels, fitting.bags)
        for m in numbers(n, within)
        for labels in _candidates(fitting, m)
    ]
    worth = [
        clustering.evidence(labels, fitting.judge)
        + clustering.evidence(labels, fitting.words, fitting.languages)
        for labels in tried
    ]
    gains = np.diff(worth)
    first = next((i for i, labels in enumerate(tried) if _is_parted(labels)), 0)
    for i in range(first, len(gains)):
        if gains[i] <= LITTLE * max(0.0, gains[: i + 1].max()):
            return tried[i]
    return tried[-1]


def _is_parted(labels: Int64s) -> bool:
    return len(labels) > 0 and bool(np.bincount(labels).max() <= LARGEST_THEME * len(labels))


def _candidates(fitting: _Fitting, m: int) -> Iterator[Int64s]:
    if fitting.is_shared:
        size = np.bincount(fitting.groups).astype(np.float32)
        m = min(m, len(size))
        yield clustering.even(fitting.rows, m, size, starts=20)[fitting.groups]
        return
    for seed in range(STARTS):
        yield clustering.even(fitting.rows, m, starts=1, seed=seed, rounds=ROUNDS)
    if fitting.dendrogram is not None:
        yield clustering.cut(fitting.dendrogram, m)


def numbers(n: int, within: tuple[int, int]) -> Iterable[int]:
    """How many themes to try, rising: those within the bounds that n texts can fill.

    >>> list(numbers(100, (3, 5))), list(numbers(2, (3, 5))), list(numbers(0, (3, 5)))
    ([3, 4, 5], [2], [])
    """
    low, high = within
    return [m for m in range(low, high + 1) if m <= n] or ([n] if n else [])
