"""docs/benchmarks.md from results.jsonl: `python -m benchmarks.report` rewrites the page.

`python -m benchmarks.report RESULT.json …` first takes new results (the JSON lines that benchmarks
print) in place of older ones of the same benchmark and data.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.jsonl"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
# What a reader looks for first, per benchmark; the rest is in results.jsonl.
SHOWN: dict[str, tuple[str, ...]] = {
    "event": (
        *("relevance_f1", "relevance_ambiguous_precision", "language_accuracy", "theme_ari"),
        *("theme_share_error", "moments_recall5", "moment_accuracy", "campaign_precision"),
        *("campaign_recall", "spam_f1", "peak_ratio_error", "onset_error_min", "malformed_ok"),
        *("emotion_macro_f1", "facts_must", "facts_must_total", "facts_told", "facts_total"),
        *("traps", "unaccounted"),
    ),
    "speed": (
        *("posts_per_cpu_s", "posts_per_cpu_s_gather", "peak_rss_mb", "growth_factor"),
        "growth_exponent",
    ),
}
# The figure of a result that its interval is of.
WITH_INTERVAL = frozenset({"accuracy", "accuracy_short_noisy", "macro_f1", "macro_recall", "top1"})
LEFT_OUT = frozenset({"benchmark", "data", "n", "cpu_s", "stages", "peak_rss_mb", "note"})
HEAD = """# Benchmarks

The figures last measured, from `benchmarks/results.jsonl`; `python -m benchmarks.report` writes this
page. Development and validation data only, each with its n; what a figure means is in the
benchmark's docstring; in brackets the middle 95 percent of resamples. Baselines are trivial ones,
measured on the same data. The machine was shared and busy: read throughput as a lower bound.

| benchmark | data | n | figure | value |
|---|---|---|---|---|
"""


def page(results: list[dict[str, Any]]) -> str:
    """The page for these results, in order of benchmark and data."""
    rows = []
    for result in sorted(results, key=lambda r: (r["benchmark"], str(r["data"]))):
        names = SHOWN.get(result["benchmark"]) or tuple(
            k for k, v in result.items() if isinstance(v, (int, float)) and k not in LEFT_OUT
        )
        for name in names:
            if result.get(name) is not None:
                start = f"| {result['benchmark']} | {result['data']} | {result.get('n', '')} "
                rows.append(f"{start}| {name} | {_number(result[name])}{_interval(result, name)} |")
    return HEAD + "\n".join(rows) + "\n"


def _interval(result: dict[str, Any], name: str) -> str:
    """The middle 95 percent of resamples, where the benchmark gave one for this figure."""
    found = result
    if name in ("macro_f1", "macro_recall") and len(result.get("per_set", ())) == 1:
        (found,) = result["per_set"].values()
    key = {"accuracy_short_noisy": "interval_short_noisy"}.get(name, "interval")
    if name not in WITH_INTERVAL or key not in found:
        return ""
    low, high = found[key]
    return f" ({low:.3g}–{high:.3g})"


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"


def load() -> list[dict[str, Any]]:
    """The results kept. Empty: none yet."""
    lines = RESULTS.read_text(encoding="utf-8").splitlines() if RESULTS.exists() else []
    return [json.loads(line) for line in lines if line.strip()]


def take(results: list[dict[str, Any]], fresh: dict[str, Any]) -> list[dict[str, Any]]:
    """The results with a fresh one in place of its predecessor."""
    key = (fresh["benchmark"], str(fresh["data"]))
    kept = [r for r in results if (r["benchmark"], str(r["data"])) != key]
    return sorted([*kept, fresh], key=lambda r: (r["benchmark"], str(r["data"])))


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
