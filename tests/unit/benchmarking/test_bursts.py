"""The score of bursts is the one of its source; the made-up series hold what they say."""

import numpy as np
import pytest
from benchmarks import bursts
from benchmarks._burst_series import BIN_S, KINDS, PER_DAY

SERIES = bursts.Series("one", [], np.zeros(1_000), [(400, 499)])


def test_an_early_alert_earns_more_and_a_miss_costs_one() -> None:
    early, late, missed = (bursts.score(SERIES, alerts).raw for alerts in ([400], [499], []))
    assert early == pytest.approx(1.0)
    assert 0 < late < early
    assert missed == -1.0


def test_a_false_alarm_costs_the_less_the_nearer_it_follows() -> None:
    far, near = (bursts.score(SERIES, [alert]) for alert in (300, 505))
    assert far.false_positives == near.false_positives == 1
    assert far.raw == pytest.approx(-1 - bursts.FALSE_POSITIVE)
    assert far.raw < near.raw < -1
    assert bursts.score(SERIES, [10]).false_positives == 0  # not scored so early


def test_made_series_have_their_changes_and_gaps() -> None:
    made = {kind: make(np.random.default_rng(3)) for kind, make in KINDS.items()}
    assert {kind for kind, one in made.items() if np.isnan(one.counts).any()} == {"missing"}
    for start, _ in made["one_burst"].changes:
        before, after = (
            made["one_burst"].counts[start - 12 : start],
            made["one_burst"].counts[start:],
        )
        assert after[:12].mean() > 2 * before.mean()
    assert len(made["two_regions"].changes) == 2
    assert BIN_S * PER_DAY == 86_400


def test_what_was_found_of_made_series_is_counted() -> None:
    result = bursts._of_kind(KINDS["two_regions"], 2)
    assert result["recall"] is not None and 0 < result["recall"] <= 1
    assert result["false_per_month"] < 3
