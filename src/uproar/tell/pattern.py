"""What kind of event the findings show; the plan and the wordings follow it."""

from __future__ import annotations

from uproar.tell.evidence import Evidence
from uproar.tell.forms import FEW
from uproar.tell.themes import is_open, themes
from uproar.tell.words import is_tie

PATTERNS = ("few", "organised", "mixed", "again", "joy")
MOSTLY = 0.5  # above this part of near-identical posts the event is mostly organised


def pattern(evidence: Evidence) -> str:
    """One of PATTERNS, the first that holds.

    few        fewer original posts than FEW
    organised  more than half of the posts are near-identical
    mixed      a critical theme is as large as the largest other one, or larger
    again      a second peak
    joy        none of these
    """
    if voices(evidence) < FEW:
        return "few"
    copies = evidence.findings.get("coordination.share")
    if copies is not None and isinstance(copies.value, (int, float)) and copies.value > MOSTLY:
        return "organised"
    told = [t for t in themes(evidence) if is_open(t, evidence)]
    critical = [t for t in told if t.stance == "critical"]
    others = [t for t in told if t.stance != "critical"]
    if critical and others:
        a, b = critical[0], others[0]
        if a.share >= b.share or is_tie(a.low, a.high, b.low, b.high):
            return "mixed"
    peaks = evidence.findings.get("volume.peaks")
    return "again" if peaks is not None and len(peaks.rows) > 1 else "joy"


def voices(evidence: Evidence) -> int:
    """How many original posts there are; 0 where nothing says so."""
    for name in ("voices.originals", "themes"):
        found = evidence.findings.get(name)
        value = found.value if found and name == "voices.originals" else found.n if found else None
        if isinstance(value, (int, float)):
            return int(value)
    return 0
