"""How much was posted, against this event's own normal: baseline, onset, peaks, decay."""

from __future__ import annotations

from uproar.measure.volume.volume import MEASURE

__all__ = ["MEASURE"]
