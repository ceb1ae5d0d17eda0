"""Sums of table rows are exact: any order, any batch."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate.tables import Table

ROWS = np.random.default_rng(0).integers(-127, 128, (50, 8)).astype(np.int8)
TABLE = Table(ROWS, np.random.default_rng(1).integers(-9, -3, 50).astype(np.int8))


@given(st.lists(st.integers(0, 49), max_size=128))
def test_order_does_not_matter(ids: list[int]) -> None:
    shuffled = sorted(ids)
    ends = np.array([0, len(ids)])
    assert (TABLE.sums(np.array(ids, int), ends) == TABLE.sums(np.array(shuffled, int), ends)).all()


def test_no_ids_sum_to_nothing() -> None:
    assert TABLE.sums(np.array([], int), np.array([0, 0])).tolist() == [[0.0] * 8]
