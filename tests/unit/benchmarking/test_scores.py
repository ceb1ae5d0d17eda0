"""Figures of labelled sets on cases small enough to check by hand."""

import numpy as np
from benchmarks import scores

GIVEN = np.array([[1, 0], [1, 0], [0, 1], [0, 0]], bool)
TRUE = np.array([[1, 0], [0, 1], [0, 1], [1, 0]], bool)


def test_f1_by_hand() -> None:
    assert scores.f1_per_label(GIVEN, TRUE).tolist() == [0.5, 2 / 3]
    assert scores.macro_f1(GIVEN, TRUE) == (0.5 + 2 / 3) / 2
    assert scores.micro_f1(GIVEN, TRUE) == 4 / 7
    assert scores.macro_recall(GIVEN, TRUE) == 0.5


def test_calibration_error_is_the_mean_gap() -> None:
    confidence = np.array([0.9, 0.9, 0.1, 0.1])
    assert scores.ece(confidence, np.array([1, 1, 0, 0])) < 0.11
    assert scores.ece(confidence, np.array([0, 0, 1, 1])) > 0.89


def test_interval_holds_the_figure_and_repeats() -> None:
    low, high = scores.interval(scores.macro_f1, GIVEN, TRUE)
    assert low <= scores.macro_f1(GIVEN, TRUE) <= high
    assert [low, high] == scores.interval(scores.macro_f1, GIVEN, TRUE)


def test_thresholds_part_what_can_be_parted() -> None:
    p = np.array([[0.9], [0.8], [0.2], [0.1]])
    assert scores.thresholds(p, np.array([[True], [True], [False], [False]])) == [0.8]
