"""Scores of timelines on made-up ones whose values can be counted by hand."""

from datetime import date

import pytest
from benchmarks._timeline_scores import Score, aligned_rouge, dates, f1

DAY = date(2024, 3, 1)


def test_the_same_timeline_scores_one() -> None:
    made = [(DAY, ["Boats sank twice."]), (date(2024, 3, 9), ["Divers raised boats."])]
    assert aligned_rouge(made, made, 1) == aligned_rouge(made, made, 2) == Score(1.0, 1.0)
    assert f1([dates(made, made)]) == 1.0


def test_a_day_apart_counts_half_and_function_words_nothing() -> None:
    made = [(date(2024, 3, 2), ["The boat sank and the diver was in it."])]
    reference = [(DAY, ["Boats sinking: the harbour and the diver."])]
    # boat, sank, diver against boat, sink, harbour, diver: two hits, discounted by 1/2
    assert aligned_rouge(made, reference, 1) == pytest.approx((1 / 3, 1 / 4))


def test_a_date_is_aligned_to_the_other_that_costs_least() -> None:
    made = [(DAY, ["Divers raised boats."])]
    reference = [(DAY, ["Rain fell."]), (date(2024, 3, 2), ["Divers raised boats."])]
    # the same day costs nothing, whatever its words
    assert aligned_rouge(made, reference, 1).precision == 0.0
    assert aligned_rouge(made, reference, 1).recall == pytest.approx(3 / 2 / 5)


def test_f1_is_of_the_means() -> None:
    assert f1([Score(1.0, 0.0), Score(0.0, 1.0)]) == 0.5
    assert f1([]) == 0.0
