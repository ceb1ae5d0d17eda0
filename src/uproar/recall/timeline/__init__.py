"""What was and what is to come, by day; which days weigh, and which dates were moved."""

from __future__ import annotations

from uproar.recall.timeline.day_weights import day_weights
from uproar.recall.timeline.timeline import Timeline, timeline

__all__ = ["Timeline", "day_weights", "timeline"]
