"""Which lines of the footage people point to: by the second, by words, by meaning."""

from __future__ import annotations

from uproar.measure.moments.moments import MEASURE

__all__ = ["MEASURE"]
