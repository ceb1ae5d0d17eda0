"""A whole event: run the flow as a user would, then score it against truth.json (METRICS.md)."""

from __future__ import annotations

import json
import resource
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import _event_posts as posts_scores
from benchmarks import _event_story as story_scores
from uproar import pipeline
from uproar.config import resolve
from uproar.store import Desk

Truth = Mapping[str, Any]


def run(data: Path, train: Path | None = None) -> dict[str, Any]:
    """Every figure of METRICS.md for the event in `data`, beside trivial baselines."""
    truth = json.loads((data / "truth.json").read_text(encoding="utf-8"))
    cpu: dict[str, float] = {}
    at = datetime(2026, 1, 1, tzinfo=UTC)  # written in the desk's log only
    with tempfile.TemporaryDirectory() as scratch, Desk.create(Path(scratch) / "desk") as desk:
        settings = resolve(desk.path)
        clock = _Clock(cpu)
        event = pipeline.add_event(desk, data)
        pipeline.gather(desk, event, data, settings)
        clock.lap("gather")
        pipeline.corpus_of(desk, event, settings)
        clock.lap("annotate")
        measured = pipeline.measure(desk, event, settings, measured_at=at)
        clock.lap("measure")
        story = pipeline.tell(desk, event, settings)
        clock.lap("tell")
        coverage = desk.coverage.for_event(event.id)
        pipeline.gather(desk, event, data, settings)
        regathered = sum(c.counts.posts for c in desk.coverage.for_event(event.id))
        labels = posts_scores.labels(truth)
        found = posts_scores.found(measured.corpus)
        n = sum(c.n_records for c in coverage)
        return {
            "benchmark": "event",
            "data": str(data.name),
            "n": len(labels),
            "accounting": _accounting(coverage),
            "regather_adds": regathered - sum(c.counts.posts for c in coverage),
            "malformed_ok": posts_scores.malformed_ok(truth, desk, event.id, found),
            **posts_scores.scores(truth, event, labels, found),
            **story_scores.volume(truth, measured.findings),
            **story_scores.moments(truth, measured.findings),
            **story_scores.told(truth, labels, measured, story, found),
            "cpu_s": cpu,
            "posts_per_cpu_s": round(n / sum(cpu.values())),
            "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }


def _accounting(coverage: list[Any]) -> dict[str, Any]:
    """in = posts + operations + repeats + out of scope + rejected, per file."""
    return {
        c.stream.partition("@")[0].rpartition(":")[2]: {
            "in": c.n_records,
            "posts": c.counts.posts,
            "operations": c.counts.edits + c.counts.deletes + c.counts.account_events,
            "repeats": c.counts.repeats,
            "out_of_scope": c.counts.out_of_scope,
            "rejected": c.counts.rejected,
        }
        for c in coverage
    }


class _Clock:
    """CPU seconds of this process and its children, per stage."""

    def __init__(self, into: dict[str, float]) -> None:
        self._into = into
        self._last = self._now()

    def lap(self, stage: str) -> None:
        now = self._now()
        self._into[stage] = round(now - self._last, 3)
        self._last = now

    @staticmethod
    def _now() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime
