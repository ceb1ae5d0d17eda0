"""Themes by meaning: subjects part, languages meet, and a text has its theme in any batch."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from uproar.measure.stats.association import cramers_v
from uproar.measure.themes.config import FittingConfig
from uproar.measure.themes.fitting import Run, Texts, dump, fit, load
from uproar.measure.themes.fitting.meaning_model import MeaningModel, n_themes

CONFIG = replace(FittingConfig(), meaning_themes=3)
N, WIDTH, STATIC = 180, 512, 256
SUBJECTS = np.arange(N) % 3
LANGUAGES = (np.arange(N) // 3) % 2


def texts(seed: int = 0, *, closest: bool = False, unread: int = 0) -> Texts:
    """Three subjects in two languages; the language is louder in a vector than the subject.

    The last `unread` texts have no closer reading, only a static vector.
    """
    rng = np.random.default_rng(seed)

    def vectors(width: int, loud: float) -> np.ndarray:
        subject, language = rng.normal(size=(3, width)), rng.normal(size=(2, width))
        rows = subject[SUBJECTS] + loud * language[LANGUAGES] + 0.5 * rng.normal(size=(N, width))
        return np.rint(rows / np.linalg.norm(rows, axis=1, keepdims=True) * 254).astype(np.int8)

    close, static = vectors(WIDTH, 2.0), vectors(STATIC, 1.0)
    close[N - unread :] = 0
    return Texts(
        ids=np.arange(N, dtype=np.int64) * 7919,
        vectors=static,
        terms=[[int(s) + 1, 9] for s in SUBJECTS],
        anchors=[[] for _ in range(N)],
        languages=LANGUAGES,
        is_generic=np.zeros(N, bool),
        sizes=np.full(N, 40),
        close=close,
        closest=vectors(384, 2.0) if closest else None,
        language_names=("en", "ko"),
    )


@pytest.mark.parametrize("closest", [False, True])
def test_subjects_part_and_languages_meet(closest: bool) -> None:
    crowd = texts(closest=closest)
    themes = fit(crowd, CONFIG).assign(crowd).themes
    assert adjusted_rand_score(SUBJECTS, themes) > 0.95
    assert cramers_v(themes, LANGUAGES) < 0.1


def test_a_text_that_was_not_read_closely_has_the_theme_of_its_like() -> None:
    crowd = texts(unread=60)
    themes = fit(crowd, CONFIG).assign(crowd).themes
    assert adjusted_rand_score(SUBJECTS[-60:], themes[-60:]) > 0.8


def test_neither_batch_nor_order_changes_a_theme() -> None:
    crowd = texts()
    model = fit(crowd, CONFIG)
    together = model.assign(crowd).themes
    for rows in (np.arange(1), np.arange(50, 57), np.arange(N)[::-1]):
        assert model.assign(crowd.take(rows)).themes.tolist() == together[rows].tolist()
    order = np.random.default_rng(3).permutation(N)
    mixed = crowd.take(order)
    assert fit(mixed, CONFIG).assign(mixed).themes.tolist() == together[order].tolist()


def test_a_saved_model_gives_every_text_its_theme_again() -> None:
    crowd = texts()
    model = fit(crowd, CONFIG)
    saved = dump(Run(model, ("t1", "t2", "t3"), N, 0, 4, ""))
    again = load(saved)
    assert again is not None
    assert isinstance(again.model, MeaningModel)
    assert dump(again) == saved
    assert again.model.assign(crowd).themes.tolist() == model.assign(crowd).themes.tolist()


def test_generic_texts_have_no_theme() -> None:
    crowd = replace(texts(), is_generic=np.arange(N) < 20)
    assert (fit(crowd, CONFIG).assign(crowd).themes[:20] == -1).all()


def test_a_post_stands_for_its_theme_by_its_neighbours() -> None:
    crowd = texts()
    model = fit(crowd, CONFIG)
    assert isinstance(model, MeaningModel)
    standing = model.with_standing(crowd, model.assign(crowd)).standing
    assert standing is not None
    assert (standing > 0).all()
    assert (standing <= 1).all()


@pytest.mark.parametrize("n", [1, 2, 3, 5, 14, 40])
def test_a_handful_of_texts_has_themes_too(n: int) -> None:
    crowd = texts().take(np.arange(n))
    model = fit(crowd, CONFIG)
    assert 1 <= model.n_themes <= n_themes(n, CONFIG)
    assert (model.assign(crowd).themes >= 0).all()


def test_where_the_footage_is_pointed_at_words_decide() -> None:
    assert not isinstance(fit(replace(texts(), points_at_footage=True), CONFIG), MeaningModel)
