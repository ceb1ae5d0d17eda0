"""Themes of small made corpora: subjects part, languages meet, and how many themes there are."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as ss
from sklearn.metrics import adjusted_rand_score
from tests.support.footage_event import SAYINGS, chatter, corpus, event

from uproar.measure.themes.config import FittingConfig, InputsConfig
from uproar.measure.themes.fitting import clustering, fit, selection
from uproar.measure.themes.inputs import DistinctTexts, distinct_texts

CONFIG = FittingConfig()
N = 120
ENGLISH = frozenset(saying for _, sayings in SAYINGS for saying in sayings[:3])
EMOJI = str.maketrans("", "", "".join(emoji for emoji, _ in SAYINGS))


def _is_english(text: str) -> bool:
    return any(text.startswith(saying) for saying in ENGLISH)


def _subject(norm: str) -> int:
    return next(
        i for i, (_, sayings) in enumerate(SAYINGS) if any(norm.startswith(s) for s in sayings)
    )


@pytest.fixture(scope="module")
def english() -> DistinctTexts:
    """Texts of three subjects in one language, without emoji in common."""
    posts = [p | {"text": p["text"].translate(EMOJI)} for p in chatter() if _is_english(p["text"])]
    return distinct_texts(corpus(posts), event(), InputsConfig())


@pytest.fixture(scope="module")
def bilingual() -> DistinctTexts:
    """Texts of three subjects in two languages, each subject with its emoji."""
    return distinct_texts(corpus(chatter()), event(), InputsConfig())


@pytest.mark.parametrize("language", ["english", "bilingual"])
def test_subjects_part_and_languages_meet(language: str, request) -> None:
    norms, texts = request.getfixturevalue(language)
    model = fit(texts, CONFIG)
    themes = model.assign(texts).themes
    assert CONFIG.min_themes <= model.n_themes <= CONFIG.max_themes
    subjects = np.array([_subject(norm) for norm in norms])
    for theme in np.unique(themes):
        assert len(np.unique(subjects[themes == theme])) == 1


@pytest.mark.parametrize("most", [1, 2, 5])
def test_there_are_never_more_themes_than_the_bound(english: DistinctTexts, most: int) -> None:
    bound = replace(CONFIG, min_themes=1, max_themes=most)
    assert 1 <= fit(english.texts, bound).n_themes <= most


def test_the_same_themes_whether_or_not_all_pairs_are_compared(english: DistinctTexts) -> None:
    three = replace(CONFIG, max_themes=3)
    with_pairs = fit(english.texts, three).assign(english.texts).themes
    without = fit(english.texts, replace(three, max_pairwise=0)).assign(english.texts).themes
    assert adjusted_rand_score(with_pairs, without) == 1.0


def test_the_order_of_texts_does_not_matter_to_a_theme(english: DistinctTexts) -> None:
    order = np.random.default_rng(1).permutation(len(english.texts))
    mixed = english.texts.take(order)
    themes = fit(english.texts, CONFIG).assign(english.texts).themes
    assert fit(mixed, CONFIG).assign(mixed).themes.tolist() == themes[order].tolist()


def test_no_texts_have_a_model_that_nothing_belongs_to(english: DistinctTexts) -> None:
    none = english.texts.take(np.empty(0, np.int64))
    assert len(fit(none, CONFIG).assign(none).themes) == 0


def test_a_grouping_without_a_group_of_most_texts_goes_first() -> None:
    coarse, parted = np.repeat([0, 1, 2], [100, 10, 10]), np.repeat([0, 1, 2, 3], N // 4)
    uneven = np.repeat([0, 1, 2, 3], [90, 10, 10, 10])
    assert selection.best([coarse, parted], [-2.0, -3.0], 0.5) == 1
    assert selection.best([coarse, uneven], [-2.0, -3.0], 0.5) == 0
    assert selection.best([parted, parted], [-2.0, -2.0], 0.5) == 0


def _number(worth: list[float], parted: range | set[int] = range(3, 9)) -> int:
    """How many groups are taken where each number from 3 on is worth so much; `parted`: even."""
    numbers = range(3, 3 + len(worth))
    groupings = [
        np.arange(N) % m if m in parted else np.r_[np.zeros(N - m + 1, np.int64), np.arange(1, m)]
        for m in numbers
    ]
    return numbers[selection.elbow(groupings, worth, 0.5, CONFIG.min_gain)]


def test_the_search_ends_where_one_group_more_explains_little() -> None:
    assert _number([-9.0, -5.0, -3.0, -2.9, 0.0]) == 5
    assert _number([-9.0, -8.0, -5.0, -4.0]) == 6
    assert _number([-5.0, -6.0, -2.0]) == 3
    assert _number([-5.0]) == 3


def test_the_search_begins_where_no_group_holds_most() -> None:
    assert _number([-5.0, -5.1, -2.0, -1.9], {5, 6}) == 5


def test_parting_a_language_from_another_explains_nothing() -> None:
    words = ss.csr_matrix(np.eye(4)[np.arange(40) % 4])
    languages = np.arange(40) % 2
    together, apart = np.zeros(40, np.int64), languages

    def worth(labels, languages=None) -> float:
        return clustering.log_marginal_likelihood(
            labels, words, languages, word_prior=CONFIG.word_prior
        )

    assert worth(together, languages) > worth(apart, languages)
    assert worth(together) < worth(apart)
