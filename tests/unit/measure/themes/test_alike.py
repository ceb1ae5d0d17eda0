"""Statements: texts that say much the same, about one that many are near."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.unit.measure.themes.test_meanings import CONFIG, LANGUAGES, SUBJECTS, texts

from uproar.measure.themes.fitting import fit
from uproar.measure.themes.fitting.alike import alike_groups

# Five near each other, three near each other, one apart from all.
NEAR = [[100, 0, 0], [99, 5, 0], [98, 8, 3], [97, 0, 9], [99, 2, 2]]
PLACES = np.array([*NEAR, [0, 100, 4], [0, 99, 0], [3, 98, 0], [0, 0, -90]], np.int8)


def test_the_densest_is_first_and_what_stands_apart_is_of_none() -> None:
    alike = alike_groups(PLACES, least=0.9, fewest=3, most=9)
    assert alike.groups.tolist() == [0] * 5 + [1] * 3 + [-1]
    assert (alike.standing[:8] > 0.9).all()
    assert alike.standing[8] == 0
    assert alike.nearness[alike.centres].tolist() == [1, 1]


def test_too_few_are_no_group_and_no_more_are_made_than_asked_for() -> None:
    assert alike_groups(PLACES, least=0.9, fewest=4, most=9).groups.max() == 0
    assert alike_groups(PLACES, least=0.9, fewest=3, most=1).groups.max() == 0
    assert alike_groups(PLACES, least=0.9, fewest=10, most=9).groups.tolist() == [-1] * 9
    assert alike_groups(PLACES[:0], least=0.9, fewest=1, most=9).groups.tolist() == []


def test_a_text_without_a_place_is_of_no_group() -> None:
    rows = np.vstack([np.zeros((4, 3), np.int8), PLACES])
    assert alike_groups(rows, least=0.9, fewest=3, most=9).groups[:4].tolist() == [-1] * 4


@given(
    arrays(np.int8, st.tuples(st.integers(0, 30), st.just(4)), elements=st.integers(-127, 127)),
    st.floats(0.3, 0.99),
)
def test_every_text_is_as_near_to_its_centre_as_asked_for(places: np.ndarray, least: float) -> None:
    alike = alike_groups(places, least=least, fewest=2, most=5)
    exact = places.astype(np.float64)
    length = np.linalg.norm(exact, axis=1, keepdims=True)
    unit = exact / np.where(length > 0, length, 1)
    for number, centre in enumerate(alike.centres.tolist()):
        members = np.flatnonzero(alike.groups == number)
        assert centre in members
        assert len(members) >= 2
        assert (unit[members] @ unit[centre] >= least - 1e-5).all()


def test_a_statement_is_on_one_subject_whatever_its_language() -> None:
    crowd = texts(closest=True)
    alike = fit(crowd, CONFIG).alike(crowd)
    held = alike.themes >= 0
    assert held.sum() > len(held) / 2
    for number in range(alike.themes.max() + 1):
        members = alike.themes == number
        assert len(set(SUBJECTS[members].tolist())) == 1
    assert set(LANGUAGES[held].tolist()) == {0, 1}


def test_what_was_not_read_closely_is_of_no_statement() -> None:
    crowd = texts(unread=60)
    alike = fit(crowd, CONFIG).alike(crowd)
    assert (alike.themes[:-60] >= 0).any()
    assert (alike.themes[-60:] == -1).all()
