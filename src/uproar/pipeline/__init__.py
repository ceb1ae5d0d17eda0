"""The whole flow: gather → annotate → select → measure → recall → tell.

The only package that knows every stage. Each step reads what the one before left on the desk, so
each can be run alone, again, or after a crash; `run` is all of them.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from uproar.config import Settings
from uproar.model import Event, Story
from uproar.pipeline.annotating import annotate
from uproar.pipeline.gathering import add_event, gather, gather_live
from uproar.pipeline.measuring import Measurement, corpus_of, measure
from uproar.pipeline.progress import Progress
from uproar.pipeline.recalling import recall
from uproar.pipeline.telling import evidence_of, tell
from uproar.store import Desk

__all__ = [
    "Measurement",
    "Progress",
    "add_event",
    "annotate",
    "corpus_of",
    "evidence_of",
    "gather",
    "gather_live",
    "measure",
    "recall",
    "run",
    "tell",
]


def run(
    desk: Desk,
    folder: Path,
    settings: Settings,
    *,
    measured_at: datetime,
    length: str = "story",
    progress: Progress | None = None,
) -> tuple[Event, Measurement, Story]:
    """From an event's folder to its story. `measured_at` is the time written in the desk's log."""
    event = add_event(desk, folder)
    gather(desk, event, folder, settings, progress=progress)
    measured = measure(desk, event, settings, measured_at=measured_at, progress=progress)
    story = tell(desk, event, settings, length=length, drafted_at=measured_at)
    return event, measured, story
