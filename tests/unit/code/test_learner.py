"""The classifier: what it says of a post never rests on that post's code."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from uproar.annotate.embed import vectors
from uproar.code.config import CONFIG
from uproar.code.learner import cross_read, features

SAID = {
    "plea": ("please come back", "we miss you so much", "come home, all five of you", "miss them"),
    "song": ("the chorus is perfect", "what a bridge", "this song heals me", "best b-side ever"),
    "film": ("shot like a movie", "the camera work!", "a short film really", "that last shot"),
}
TAILS = ("", " today", " ㅠㅠ", " honestly", " again", "!!", " tonight", " and that is it")
TEXTS = [text + tail for lines in SAID.values() for text in lines for tail in TAILS]
LABELS = [name for name, lines in SAID.items() for _ in lines for _ in TAILS]
ORDER = np.random.default_rng(5).permutation(len(TEXTS))
CODED = ORDER[:60]


def texts():
    return features(TEXTS, [vectors(TEXTS)], CONFIG)


def test_it_learns_what_readers_said() -> None:
    read = cross_read(texts(), CODED, [LABELS[i] for i in CODED], CONFIG)
    rest = ORDER[60:]
    guessed = [read.values[i] for i in read.p[rest].argmax(axis=1)]
    right = np.mean([g == LABELS[i] for g, i in zip(guessed, rest, strict=True)])
    assert right > 0.85
    assert read.p.sum(axis=1) == pytest.approx(1.0)


def test_a_post_s_own_code_is_not_used_for_it() -> None:
    said = [LABELS[i] for i in CODED]
    before = cross_read(texts(), CODED, said, CONFIG)
    for place in (0, 17, 59):
        changed = list(said)
        changed[place] = "film" if said[place] != "film" else "plea"
        after = cross_read(texts(), CODED, changed, CONFIG)
        assert after.p[CODED[place]] == pytest.approx(before.p[CODED[place]], abs=1e-9)


def test_the_size_of_chunks_does_not_matter() -> None:
    said = [LABELS[i] for i in CODED]
    whole = cross_read(texts(), CODED, said, CONFIG)
    parts = cross_read(texts(), CODED, said, replace(CONFIG, chunk=7))
    assert np.abs(whole.p - parts.p).max() < 1e-12


@pytest.mark.parametrize("said", [["plea"] * 60, ["plea"] * 59 + ["song"]])
def test_one_value_or_a_lone_one(said: list[str]) -> None:
    read = cross_read(texts(), CODED, said, CONFIG)
    assert np.isfinite(read.p).all()
    assert read.p.sum(axis=1) == pytest.approx(1.0)
    assert np.mean(read.p[:, read.values.index("plea")] > 0.5) > 0.5


def test_texts_without_words_are_read_too() -> None:
    lines = [*TEXTS, "", "🔥", "\ud800", "a" * 50_000]
    made = features(lines, [vectors([line.replace("\ud800", "?") for line in lines])], CONFIG)
    read = cross_read(made, CODED, [LABELS[i] for i in CODED], CONFIG)
    assert np.isfinite(read.p).all()
    assert len(features([], [vectors([])], CONFIG)) == 0
