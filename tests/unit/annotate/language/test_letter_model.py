"""The batched model answers as the packaged one does."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from uproar.annotate.language.letter_model import chances
from uproar.text.scripts import SHARED

LANGUAGES = ("en", "es", "fr", "pt")
TEXTS = st.lists(st.text(max_size=40).map(str.lower), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def packaged() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@settings(max_examples=50, deadline=None)
@given(texts=TEXTS, languages=st.sampled_from((LANGUAGES, *SHARED.values())))
def test_answers_as_the_packaged_model(
    packaged: LanguageIdentifier, texts: list[str], languages: tuple[str, ...]
) -> None:
    packaged.set_languages(languages)
    ranked = [dict(packaged.rank(text)) for text in texts]
    expected = np.array([[row[language] for language in languages] for row in ranked])
    assert chances(texts, languages) == pytest.approx(expected, abs=1e-4)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_a_row_does_not_depend_on_its_neighbours(texts: list[str]) -> None:
    alone = np.concatenate([chances([text], LANGUAGES) for text in texts])
    assert (chances(texts, LANGUAGES) == alone).all()
    many = chances(texts * 100, LANGUAGES)
    assert (many == np.tile(alone, (100, 1))).all()


def test_no_texts() -> None:
    assert chances([], LANGUAGES).shape == (0, 4)
