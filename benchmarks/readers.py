"""Real events against two people's reading of their posts, as data/real-events/METRICS.md says.

Each folder with `readers.*.tsv` is run twice: whole, as it comes, and with the coded posts alone,
where the product has read what the readers read. The readers' agreement with one another is the
ceiling; the trivial baseline calls every post about the event, of the commonest language, without a
stance or an emotion, and of one theme. Then one reader codes half of the coded posts, and what the
product makes of the other half is scored.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks import _readers_scores as scores
from benchmarks._readers_coded import N_SEEDS, coded_figures
from benchmarks._readers_codes import Reader, coded_alone, reader_files, readers_of
from uproar import pipeline
from uproar.config import Settings, resolve
from uproar.model import Story
from uproar.pipeline.exporting import rendered
from uproar.store import Desk

AT = datetime(2026, 1, 1, tzinfo=UTC)  # written in the desk's log only
# Events on which constants of themes, stance, emotion and coding were chosen; others are kept out.
CHOSEN = ("ditto", "golden-globes", "lesserafim")
CHOSEN_ON = f"themes, coding: {', '.join(CHOSEN)}; stance, emotion: ditto, golden-globes"


def run(data: Path, train: Path | None = None, **options: object) -> dict[str, Any]:
    """The figures of every coded event in `data`, their means, the baseline and the ceiling."""
    del train, options
    folders = [data] if reader_files(data) else sorted(p for p in data.iterdir() if p.is_dir())
    wanted = os.environ.get("READERS_EVENTS", "").split()  # to run some of them
    events = {
        folder.name: event_figures(folder)
        for folder in folders
        if reader_files(folder) and (not wanted or folder.name in wanted)
    }
    if not events:
        raise SystemExit(f"{data}: no folder with readers.*.tsv")
    chosen = [e["figures"] for name, e in events.items() if name in CHOSEN]
    kept_out = [e["figures"] for name, e in events.items() if name not in CHOSEN]
    return {
        "benchmark": "readers",
        "data": data.name,
        "n": sum(e["n"] for e in events.values()),
        "chosen_on": CHOSEN_ON,
        **_means([e["figures"] for e in events.values()]),
        "baseline": _means([e["baseline"] for e in events.values()]),
        "readers": _means([e["readers"] for e in events.values()]),
        "on_chosen": _means(chosen),
        "kept_out": _means(kept_out),
        "kept_out_events": [name for name in events if name not in CHOSEN],
        "events": events,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def event_figures(folder: Path) -> dict[str, Any]:
    """All figures of one event, as it comes and on equal terms."""
    readers = readers_of(folder)
    whole, cpu_s = _figures(folder, readers, scores.as_it_comes)
    with tempfile.TemporaryDirectory() as scratch:
        alone = coded_alone(folder, readers, Path(scratch))
        equal, _ = _figures(alone, readers, scores.equal_terms)
        n_seeds = int(os.environ.get("READERS_SEEDS", N_SEEDS))  # fewer, for a first look
        coded = coded_figures(alone, readers, n_seeds)
    return {
        "n": len(readers[0].codes),
        "figures": {**whole, **equal, **coded},
        "baseline": scores.baseline(readers),
        "readers": scores.agreement(readers),
        "cpu_s": cpu_s,
    }


def _figures(
    folder: Path, readers: Sequence[Reader], score: scores.Score
) -> tuple[dict[str, float | None], float]:
    """The event's figures by one way of scoring, and the CPU seconds from records to story."""
    started = time.process_time()
    with tempfile.TemporaryDirectory() as scratch, Desk.create(Path(scratch) / "desk") as desk:
        settings = resolve(desk.path)
        event = pipeline.add_event(desk, folder)
        pipeline.gather(desk, event, folder, settings)
        measured = pipeline.measure(desk, event, settings, measured_at=AT)
        story = pipeline.tell(desk, event, settings)
        spent = time.process_time() - started
        words = _words(desk, story, settings)
        posts = scores.product_posts(measured.corpus)
        return score(readers, posts, measured.findings, story, words), round(spent, 2)


def _words(desk: Desk, story: Story, settings: Settings) -> int:
    """How many words the story has, without the line on its method."""
    filled, _, _ = rendered(desk, story.id, "markdown", settings)
    told = [s.text for p in filled.paragraphs for s in p if s.beat != "method"]
    return sum(len(text.split()) for text in told)


def _means(rows: Sequence[Mapping[str, float | None]]) -> dict[str, float | None]:
    """The mean of each figure over the events that have it."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {
        name: fmean(held) if (held := [v for r in rows if (v := r.get(name)) is not None]) else None
        for name in names
    }
