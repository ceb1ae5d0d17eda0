"""Corrected shares: the interval holds whatever the classifier gets wrong."""

from __future__ import annotations

import numpy as np
import pytest

from uproar.code.shares import corrected


def draw(share: float, skill: float, n: int, n_all: int, seed: int):
    """A population, a classifier of some skill and bias, and a uniform sample of it."""
    rng = np.random.default_rng(seed)
    truth = (rng.random(n_all) < share).astype(float)
    read = np.clip(skill * truth + (1 - skill) * rng.random(n_all) + 0.1, 0, 1)
    is_coded = np.zeros(n_all, bool)
    is_coded[rng.permutation(n_all)[:n]] = True
    return truth, read, is_coded


@pytest.mark.parametrize("skill", [0.0, 0.4, 0.9])
@pytest.mark.parametrize("share", [0.04, 0.3])
@pytest.mark.parametrize(("n", "n_all"), [(150, 300), (200, 20_000)])
def test_the_interval_holds_the_true_share(share: float, skill: float, n: int, n_all: int) -> None:
    hits, runs = 0, 400
    for seed in range(runs):
        truth, read, is_coded = draw(share, skill, n, n_all, seed)
        got = corrected(truth[is_coded], read, is_coded)
        hits += got.low <= truth.mean() <= got.high
    assert 0.92 <= hits / runs <= 0.985  # 95 %; three standard errors of 400 runs, small shares


def test_a_better_classifier_narrows_the_interval() -> None:
    widths = []
    for skill in (0.0, 0.5, 0.95):
        truth, read, is_coded = draw(0.3, skill, 200, 10_000, 1)
        got = corrected(truth[is_coded], read, is_coded)
        widths.append((got.high - got.low) / (got.alone[2] - got.alone[1]))
    assert widths[0] == pytest.approx(1.0, abs=0.03)
    assert widths[0] > widths[1] > widths[2]
    assert widths[2] < 0.4


def test_a_classifier_that_is_always_wrong_does_no_harm() -> None:
    truth, _, is_coded = draw(0.3, 0.0, 200, 10_000, 2)
    got = corrected(truth[is_coded], 1 - truth, is_coded)
    assert got.trust == 0.0
    assert (got.share, got.low, got.high) == pytest.approx(got.alone)


def test_all_posts_coded_leave_nothing_to_guess() -> None:
    truth, read, _ = draw(0.3, 0.5, 10, 300, 3)
    got = corrected(truth, read, np.ones(300, bool))
    assert got.low == pytest.approx(truth.mean())
    assert got.high == pytest.approx(truth.mean())


def test_no_coded_post_says_nothing() -> None:
    got = corrected(np.zeros(0), np.full(9, 0.7), np.zeros(9, bool))
    assert (got.low, got.high) == (0.0, 1.0)


def test_a_value_that_nobody_has_is_still_possible() -> None:
    truth, _, is_coded = draw(0.0, 0.5, 150, 300, 4)
    got = corrected(truth[is_coded], np.zeros(300), is_coded)
    assert got.share == 0.0
    assert 0.005 < got.high < 0.03


@pytest.mark.parametrize("part", [0.35, 0.9])
def test_a_share_within_a_part_holds(part: float) -> None:
    """The share among the posts about the event, when readers also say which those are."""
    hits, runs = 0, 400
    for seed in range(runs):
        rng = np.random.default_rng(seed)
        about = (rng.random(4000) < part).astype(float)
        value = about * (rng.random(4000) < 0.25)
        read_about = np.clip(0.6 * about + 0.4 * rng.random(4000), 0, 1)
        read = np.clip(0.5 * value + 0.3 * rng.random(4000), 0, 1)
        is_coded = np.zeros(4000, bool)
        is_coded[rng.permutation(4000)[:250]] = True
        got = corrected(value[is_coded], read, is_coded, (about[is_coded], read_about))
        hits += got.low <= value.sum() / about.sum() <= got.high
    assert 0.92 <= hits / runs <= 0.985


@pytest.mark.parametrize("n", [60, 150])
def test_mistakes_too_rare_for_the_sample_are_allowed_for(n: int) -> None:
    """A classifier that is wrong on one post of a hundred seldom shows it among the coded."""
    hits, runs = 0, 400
    for seed in range(runs):
        rng = np.random.default_rng(seed)
        truth = (rng.random(5_000) < 0.3).astype(float)
        read = np.where(rng.random(5_000) < 0.01, 1 - truth, truth)
        is_coded = np.zeros(5_000, bool)
        is_coded[rng.permutation(5_000)[:n]] = True
        got = corrected(truth[is_coded], read, is_coded)
        hits += got.low <= truth.mean() <= got.high
    assert hits / runs >= 0.92
