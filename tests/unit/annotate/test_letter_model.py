"""The batched model answers as the packaged one does."""

import copy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.annotate.letter_model import all_languages, chances

LANGUAGES = ("en", "es", "fr", "pt")


@settings(max_examples=50)
@given(st.lists(st.text(max_size=40).map(str.lower), min_size=1, max_size=5))
def test_answers_as_the_packaged_model(texts: list[str]) -> None:
    one_by_one = copy.copy(all_languages())
    one_by_one.set_languages(LANGUAGES)
    expected = np.array([one_by_one._decide(text) for text in texts])
    assert chances(texts, LANGUAGES) == pytest.approx(expected, abs=1e-4)


@settings(max_examples=50)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_a_row_does_not_depend_on_its_neighbours(texts: list[str]) -> None:
    alone = np.concatenate([chances([text], LANGUAGES) for text in texts])
    assert (chances(texts, LANGUAGES) == alone).all()


def test_no_texts() -> None:
    assert chances([], LANGUAGES).shape == (0, 4)
