"""One file per measure: corpus → findings and marks, and the words that tell them."""

from __future__ import annotations

from uproar.model import Measure
from uproar.plugins import in_order, scan


def find() -> tuple[Measure, ...]:
    """Every measure, each after those whose findings or marks it needs."""
    measures: tuple[Measure, ...] = scan(__name__, "MEASURE", "uproar.measures")
    return in_order(measures, lambda m: m.needs, lambda m: m.gives)
