"""Sums of table rows are exact: any order, any batch."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.annotate.embedding_bag import MANY, Table

ROWS = np.random.default_rng(0).integers(-127, 128, (50, 8)).astype(np.int8)
TABLE = Table(ROWS, np.random.default_rng(1).integers(-9, -3, 50).astype(np.int8))


@given(st.lists(st.integers(0, 49), max_size=128))
def test_order_does_not_matter(ids: list[int]) -> None:
    shuffled = sorted(ids)
    ends = np.array([0, len(ids)])
    assert (TABLE.sums(np.array(ids, int), ends) == TABLE.sums(np.array(shuffled, int), ends)).all()


@settings(deadline=None, max_examples=50)  # the first example loads a library
@given(st.lists(st.lists(st.integers(0, 49), max_size=6), min_size=1, max_size=8))
def test_few_and_many_terms_give_the_same_sums(texts: list[list[int]]) -> None:
    ids = np.array([i for text in texts for i in text], int)
    ends = np.cumsum([0, *map(len, texts)])
    few = TABLE.sums(ids, ends)
    again = MANY // max(len(ids), 1) + 1
    all_ends = np.concatenate([[0], *(len(ids) * k + ends[1:] for k in range(again))])
    many = TABLE.sums(np.tile(ids, again), all_ends)
    assert (many == np.tile(few, (again, 1))).all()


def test_no_ids_sum_to_nothing() -> None:
    assert TABLE.sums(np.array([], int), np.array([0, 0])).tolist() == [[0.0] * 8]
    assert TABLE.sums(np.array([], int), np.array([0])).shape == (0, 8)
