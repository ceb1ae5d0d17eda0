"""Real posts end to end: gathered, measured and told; figures only, never a post's words.

Each event of ours in real_events/ that finds its files in DIR is run. There is no truth to compare
with: what is reported is whether the accounts add up, what was measured, and what it cost.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

EVENTS = Path(__file__).parent / "real_events"
AT = datetime(2025, 1, 1, tzinfo=UTC)  # written in the desk's log only


def run(data: Path, train: Path | None = None, **options: Any) -> dict[str, Any]:
    """What became of each event whose files lie in `data`: one process each, for its own peak.

    The trivial baseline is to take every gathered post for one about the event.
    """
    chosen = events_for(data)
    if not chosen:
        raise SystemExit(f"{data}: none of the known layouts: {', '.join(_known())}")
    results = [_measured(event, data) for event in chosen]
    return {
        "benchmark": "real",
        "data": data.name,
        "n": sum(r["counts"]["in"] for r in results),
        "events": results,
        "baseline": {
            "method": "every kept post is about the event",
            "about": sum(r["counts"]["posts"] for r in results),
        },
    }


def events_for(data: Path) -> list[Path]:
    """Descriptions of which every source finds a file in `data`, by name."""
    from uproar.sources.events.event_file import load_event

    return [
        path
        for path in sorted(EVENTS.glob("*.toml"))
        if all(any(data.glob(spec.path)) for spec in load_event(path).sources)
    ]


def _known() -> list[str]:
    return sorted(path.stem for path in EVENTS.glob("*.toml"))


def _measured(event: Path, data: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.real", str(event), str(data.resolve())]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _run_one(file: Path, data: Path, desk_path: Path) -> dict[str, Any]:
    from uproar import pipeline
    from uproar.config import resolve
    from uproar.pipeline.exporting import rendered
    from uproar.store import Desk

    stages: dict[str, float] = {}
    last = time.process_time()

    def lap(name: str) -> None:
        nonlocal last
        stages[name] = round(time.process_time() - last, 2)
        last = time.process_time()

    with Desk.create(desk_path) as desk:
        settings = resolve(desk.path)
        event = pipeline.add_event(desk, file)
        pipeline.gather(desk, event, data, settings)
        lap("gather")
        measured = pipeline.measure(desk, event, settings, measured_at=AT)
        lap("measure")
        story = pipeline.tell(desk, event, settings)
        filled, _, _ = rendered(desk, story.id, "markdown", settings)
        lap("tell")
        counts, gaps = _counts(desk, event.id), len(desk.gaps.for_event(event.id))
    return {
        "event": event.id,
        "counts": counts,
        "gaps": gaps,
        **figures(measured.findings),
        "sentences": sum(len(p) for p in filled.paragraphs),
        "refused": len(story.refused),
        "cpu_s": round(sum(stages.values()), 2),
        "stages": stages,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _counts(desk: Any, event_id: str) -> dict[str, Any]:
    """The account of all records, and whether it adds up."""
    rows = desk.coverage.for_event(event_id)
    parts = ("posts", "edits", "deletes", "account_events", "repeats", "out_of_scope", "rejected")
    counts = {part: sum(getattr(row.counts, part) for row in rows) for part in parts}
    total = sum(row.n_records for row in rows)
    return {"in": total, **counts, "adds_up": total == sum(counts.values())}


def figures(findings: Mapping[str, Any]) -> dict[str, Any]:
    """What was measured, in figures: nothing that a person wrote."""

    def value(name: str) -> Any:
        return findings[name].value if name in findings else None

    def rows(name: str) -> Any:
        return findings[name].rows if name in findings else ()

    onset = value("volume.onset")
    return {
        "about": findings["voices.originals"].n if "voices.originals" in findings else 0,
        "voices": value("voices.n"),
        "originals": value("voices.originals"),
        "volume": {
            "total": value("volume.total"),
            "onset": onset and datetime.fromtimestamp(onset / 1e6, UTC).isoformat(),
            "baseline_per_h": value("volume.baseline_per_h"),
            "peak_ratio": value("volume.peak_ratio"),
            "peaks": [
                {
                    "hour": datetime.fromtimestamp(p.start_at / 1e6, UTC).isoformat(),
                    "posts": p.posts_in_hour,
                }
                for p in rows("volume.peaks")
            ],
        },
        "themes": [
            {"n": t.n, "share": round(t.share, 4), "stance": t.stance} for t in rows("themes")
        ],
        "languages": {r.lang: round(r.share, 4) for r in rows("languages.shares")[:6]},
        "spam_share": value("spam.share"),
        "coordinated_groups": value("coordination.groups"),
    }


if __name__ == "__main__":
    kept = os.environ.get("REAL_DESKS")  # a folder to keep the desks in, to read the stories
    with tempfile.TemporaryDirectory() as scratch:
        where = Path(kept or scratch) / Path(sys.argv[1]).stem
        print(json.dumps(_run_one(Path(sys.argv[1]), Path(sys.argv[2]), where), default=float))
