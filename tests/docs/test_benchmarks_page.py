"""docs/benchmarks.md is what results.jsonl says."""

from benchmarks import report


def test_the_page_is_generated_from_the_results() -> None:
    assert report.PAGE.read_text(encoding="utf-8") == report.page(report.load())


def test_a_fresh_result_replaces_its_predecessor() -> None:
    old = [{"benchmark": "spam", "data": "a", "n": 1, "f1": 0.5}]
    taken = report.take(old, {"benchmark": "spam", "data": "a", "n": 2, "f1": 0.75})
    assert taken == [{"benchmark": "spam", "data": "a", "n": 2, "f1": 0.75}]
    assert "| spam | a | 2 | f1 | 0.75 |" in report.page(taken)
