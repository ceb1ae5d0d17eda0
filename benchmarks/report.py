"""docs/benchmarks.md from results.jsonl: `python -m benchmarks.report` rewrites the page.

`python -m benchmarks.report RESULT.json …` first takes new results (the JSON lines that benchmarks
print) in place of older ones of the same benchmark and data.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.tasks import COSTS, EVENT, EVENT_BASELINES, EVENT_TOTALS, TASKS, Task

Result = Mapping[str, Any]

RESULTS = Path(__file__).parent / "results.jsonl"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
# The bounds of an interval, by the figure that they are of.
INTERVALS = {"accuracy_short_noisy": "interval_short_noisy"}
HEAD = """# Benchmarks

The figures last measured, from `benchmarks/results.jsonl`; `python -m benchmarks.report` writes this
page. Development and validation data only. In brackets: the middle 95 percent of resamples. A
baseline is a trivial way, measured on the same rows. An anchor is what others published; where it
names another split or training set it is no like-for-like comparison. A figure is no proof where our
constants were chosen on the same data: such data are in bold.

## How well

| task | data | n | uproar | baseline | anchor | constants chosen on |
|---|---|---:|---|---|---|---|
"""
EVENT_HEAD = """
## The bundled event

Code, word lists and constants were written while its truth was looked at: `paper-lanterns` shows
whether something broke, not how well uproar does on an event it has never seen.

| figure | uproar | baseline |
|---|---:|---:|
"""
COST_HEAD = """
## What it costs

One core of a machine that was shared and busy: read throughput as a lower bound.

| benchmark | data | n | figure | value |
|---|---|---:|---|---:|
"""


def page(results: list[Result]) -> str:
    """The page for these results, in order of benchmark and data.

    Raises KeyError for a benchmark that benchmarks/tasks.py does not describe.
    """
    ordered = sorted(results, key=lambda r: (r["benchmark"], str(r["data"])))
    rows = [row for r in ordered if r["benchmark"] in TASKS for row in task_rows(r)]
    event = [row for r in ordered if r["benchmark"] == "event" for row in event_rows(r)]
    costs = [row for r in ordered for row in cost_rows(r)]
    for result in ordered:
        if result["benchmark"] not in {*TASKS, *COSTS, "event"}:
            raise KeyError(f"{result['benchmark']}: describe it in benchmarks/tasks.py")
    parts = [HEAD + "\n".join(rows)]
    parts += [EVENT_HEAD + "\n".join(event)] if event else []
    parts += [COST_HEAD + "\n".join(costs)] if costs else []
    return "\n".join(parts) + "\n"


def task_rows(result: Result) -> Iterator[str]:
    """A row per data set of a result."""
    task = TASKS[result["benchmark"]]
    parts = result[task.parts] if task.parts else {str(result["data"]): result}
    for name, part in parts.items():
        cells = (
            f"{task.asks} *{task.metric}*",
            name,
            f"{part['n']:,} {task.n_of}".strip(),
            _ours(task, part),
            f"{_number(value(part, task.baseline))} ({task.beside})",
            task.anchors.get(name, "–"),
            task.chosen_here.get(name, task.chosen_on),
        )
        yield f"| {' | '.join(cells)} |"


def _ours(task: Task, part: Result) -> str:
    """The task's figure with its interval, and the further figures."""
    cells = [f"**{_number(value(part, task.figure))}**{_interval(part, task.figure)}"]
    for key, label in task.also.items():
        if value(part, key) is not None:
            interval = _interval(part, key) if key in INTERVALS else ""
            cells.append(f"{label} {_number(value(part, key))}{interval}")
    return "; ".join(cells)


def event_rows(result: Result) -> Iterator[str]:
    """A row per figure of the bundled event."""
    for key, label in EVENT.items():
        if result.get(key) is not None:
            total = f" of {result[EVENT_TOTALS[key]]}" if key in EVENT_TOTALS else ""
            baseline = "–"
            if key in EVENT_BASELINES and EVENT_BASELINES[key][0] in result:
                other, name = EVENT_BASELINES[key]
                baseline = f"{_number(result[other])} ({name})"
            yield f"| {label} | {_number(result[key])}{total} | {baseline} |"


def cost_rows(result: Result) -> Iterator[str]:
    """A row per cost that a result holds."""
    for key, label in COSTS.get(result["benchmark"], {}).items():
        if result.get(key) is not None:
            place = f"{result['benchmark']} | {result['data']} | {result.get('n', 0):,}"
            yield f"| {place} | {label} | {_number(result[key])} |"


def value(result: Result, key: str) -> Any:
    """The value at a key, or at the first of several (`a|b`); None where there is none.

    >>> value({"baseline": {"ar1": 0.1}}, "baseline.ar1")
    0.1
    """
    for path in key.split("|"):
        place: Any = result
        for step in path.split("."):
            place = place.get(step) if isinstance(place, Mapping) else None
        if place is not None:
            return place
    return None


def _interval(result: Result, key: str) -> str:
    """The interval of a figure in brackets, where the benchmark gave one."""
    holder = result
    if len(result.get("per_set", ())) == 1:
        (holder,) = result["per_set"].values()
    bounds = holder.get(INTERVALS.get(key, "interval"))
    if key == "accuracy" and "low" in holder:
        bounds = holder["low"], holder["high"]
    if bounds is None:
        return ""
    return f" ({_number(bounds[0])}–{_number(bounds[1])})"


def _number(figure: Any) -> str:
    """A figure to read: whole numbers with commas, shares to three digits.

    >>> _number(1234), _number(0.98765), _number(63.481), _number(True)
    ('1,234', '.988', '63.48', '1')
    """
    if isinstance(figure, bool) or float(figure).is_integer():
        return f"{int(figure):,}"
    if abs(figure) >= 1:
        return f"{figure:,.4g}" if abs(figure) < 10_000 else f"{figure:,.0f}"
    return f"{figure:.3f}".replace("0.", ".", 1) if abs(figure) >= 0.001 else f"{figure:.1e}"


def load() -> list[dict[str, Any]]:
    """The results that are stored. Empty: none yet."""
    lines = RESULTS.read_text(encoding="utf-8").splitlines() if RESULTS.exists() else []
    return [json.loads(line) for line in lines if line.strip()]


def take(results: list[dict[str, Any]], fresh: dict[str, Any]) -> list[dict[str, Any]]:
    """The results with a fresh one in place of its predecessor."""
    key = (fresh["benchmark"], str(fresh["data"]))
    others = [r for r in results if (r["benchmark"], str(r["data"])) != key]
    return sorted([*others, fresh], key=lambda r: (r["benchmark"], str(r["data"])))


def main(paths: list[str]) -> None:
    results = load()
    for path in paths:
        last = Path(path).read_text(encoding="utf-8").strip().splitlines()[-1]
        results = take(results, json.loads(last))
    lines = (json.dumps(r, ensure_ascii=False, sort_keys=True) for r in results)
    RESULTS.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    PAGE.write_text(page(load()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
