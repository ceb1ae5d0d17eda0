"""n-grams of a batch are those of its texts one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from uproar.text.ngrams import BITS, LONGEST, hashed, score

WEIGHTS = np.random.default_rng(1).normal(size=(2, 1 << BITS))


def alone(text: str, model: int = 0) -> float:
    return float(score(hashed([text]), np.array([model]), WEIGHTS)[0])


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_a_score_does_not_depend_on_the_batch(texts: list[str]) -> None:
    models = np.arange(len(texts)) % 2
    together = score(hashed(texts), models, WEIGHTS)
    apart = [alone(t, i % 2) for i, t in enumerate(texts)]
    assert np.allclose(together, apart)


def test_no_words_score_nothing() -> None:
    assert alone("") == 0.0


def test_only_the_beginning_of_a_wall_of_text_is_read() -> None:
    assert alone("ab" * LONGEST) == alone("ab" * (LONGEST // 2) + "cd" * 50_000)


def test_surrogates_and_nul_are_characters_like_others() -> None:
    assert np.isfinite(alone("a\ud800b\x00c"))
    assert alone("a\x00b") == alone("a b")
