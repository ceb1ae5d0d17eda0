"""The closer readings: the same bytes in any batch, and near where the meaning is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.annotate.closer import CLOSER, CLOSEST, Encoder, convolutional, transformer
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
ENCODERS = [CLOSER, CLOSEST]


@pytest.fixture(params=ENCODERS, ids=[encoder.name for encoder in ENCODERS])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    chosen: Encoder = request.param
    if not chosen.is_installed():
        pytest.skip(f"{chosen.package} is not installed")
    return chosen


def test_a_text_has_the_same_bytes_in_any_batch_and_order(encoder: Encoder) -> None:
    many = [f"{text} {i}" for i in range(20) for text in TEXTS[:3]] + TEXTS
    together = encoder.read(many)
    order = np.random.default_rng(0).permutation(len(many))
    assert (encoder.read([many[i] for i in order]) == together[order]).all()
    for i in range(0, len(many), 17):
        assert (encoder.read([many[i]])[0] == together[i]).all()


@given(texts=st.lists(st.text(max_size=300), max_size=5))
@settings(max_examples=15, deadline=None)
def test_reads_any_text_and_only_in_its_own_row(texts: list[str]) -> None:
    vectors = CLOSER.read([*texts, "one plain sentence"])
    assert vectors.shape == (len(texts) + 1, CLOSER.width)
    assert (vectors[-1] == CLOSER.read(["one plain sentence"])[0]).all()


def test_nothing_said_is_the_zero_vector(encoder: Encoder) -> None:
    assert not encoder.read(["", "https://a.example/x", "   "]).any()
    assert encoder.read([]).shape == (0, encoder.width)


def test_translations_are_nearer_than_other_subjects(encoder: Encoder) -> None:
    texts = [
        "the boat left the harbour",
        "배가 항구를 떠났다",
        "el barco dejó el puerto",
        "the soup is cold",
    ]
    vectors = encoder.read(texts).astype(float)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    near = unit @ unit.T
    assert min(near[0, 1], near[0, 2]) > near[0, 3]


@pytest.mark.parametrize("module", [convolutional, transformer])
def test_an_absent_package_is_named(module, monkeypatch: pytest.MonkeyPatch) -> None:
    load = module._weights if module is convolutional else module._engine
    load.cache_clear()
    monkeypatch.setattr(module, "PACKAGE", "a_package_that_nobody_has")
    with pytest.raises(ConfigError, match="needs the package"):
        module.read(["one"])
    load.cache_clear()
