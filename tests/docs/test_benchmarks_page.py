"""docs/benchmarks.md is what results.jsonl says, one row per task."""

import re

import pytest
from benchmarks import report
from benchmarks.tasks import COSTS, TASKS

PAGE = report.PAGE.read_text(encoding="utf-8")


def test_the_page_is_generated_from_the_results() -> None:
    assert report.page(report.load()) == PAGE


def test_a_fresh_result_replaces_its_predecessor() -> None:
    old = [{"benchmark": "spam", "data": "a", "n": 1, "accuracy": 0.5}]
    fresh = {
        **{"benchmark": "spam", "data": "a", "n": 2, "accuracy": 0.75, "low": 0.7, "high": 0.8},
        **{"baseline_link_accuracy": 0.6, "ham_blocked": 0.05},
    }
    taken = report.take(old, fresh)
    assert taken == [fresh]
    row = "| a | 2 | **.750** (.700–.800); ham blocked .050 | .600 (has a link) | – |"
    assert row in report.page(taken)


def test_every_row_has_a_figure_a_baseline_and_what_constants_were_chosen_on() -> None:
    rows = re.findall(r"^\| [^|]+ \*[^*|]+\* \|.*\|$", PAGE, re.MULTILINE)
    assert len(rows) >= len(TASKS)
    for row in rows:
        _, _, _, n, ours, baseline, anchor, chosen_on, _ = (c.strip() for c in row.split("|"))
        assert re.match(r"[\d,]+", n) and re.match(r"\*\*[\d.,]+\*\*", ours), row
        assert re.match(r"[\d.,]+ \(", baseline) and anchor and chosen_on, row


def test_the_bundled_event_says_that_it_was_looked_at() -> None:
    section = PAGE.split("## The bundled event")[1].split("|")[0]
    assert "written while its truth was looked at" in section


def test_a_benchmark_without_a_description_is_refused() -> None:
    with pytest.raises(KeyError, match="describe it"):
        report.page([{"benchmark": "tides", "data": "a", "n": 1}])
    assert "event" not in {*TASKS, *COSTS}
