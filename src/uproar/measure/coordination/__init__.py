"""Groups of accounts that posted near-identical texts, or the same links, together."""

from __future__ import annotations

from uproar.measure.coordination.coordination import MEASURE

__all__ = ["MEASURE"]
