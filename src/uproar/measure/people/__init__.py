"""Whom posts name: the event's people, and others whom the editor may want to add."""

from __future__ import annotations

from uproar.measure.people.people import MEASURE

__all__ = ["MEASURE"]
