"""Whether a post speaks for or against what it is about, read in the light of the event's posts."""

from __future__ import annotations

from uproar.measure.stance.stance import MEASURE

__all__ = ["MEASURE"]
