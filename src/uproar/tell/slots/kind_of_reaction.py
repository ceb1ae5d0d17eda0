"""Which kind of reaction the findings show. The plan and the wordings depend on it."""

from __future__ import annotations

from uproar.model import Finding
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.evidence.peaks import second_peak
from uproar.tell.evidence.themes import is_open, themes
from uproar.tell.slots.figures import FEW, is_lone, n_accounts
from uproar.tell.slots.numbers import is_tie

PATTERNS = ("none", "lone", "organised", "few", "mixed", "again", "neutral")
SMALL = ("none", "lone", "few")  # too little for shares
# Share of near-identical posts above which the event is mostly organised.
MOSTLY = 0.5  # by definition: more than half


def pattern(evidence: Evidence) -> str:
    """One of PATTERNS, the first that holds.

    none       no post was found
    lone       every post found comes from one account
    organised  more than half of the posts are near-identical
    few        fewer original posts than FEW, by fewer accounts than FEW
    mixed      a critical theme is as large as the largest other one, or larger
    again      a second peak that is news
    neutral    none of these
    """
    if is_nothing(evidence):
        return "none"
    if is_lone(evidence.findings.get("voices.n")):
        return "lone"
    copies = evidence.findings.get("coordination.share")
    if copies is not None and (copies.n or 0) >= FEW and _value(copies) > MOSTLY:
        return "organised"
    if max(n_originals(evidence), n_accounts(evidence)) < FEW:
        return "few"
    allowed = [t for t in themes(evidence) if is_open(t, evidence)]
    critical = [t for t in allowed if t.stance == "critical"]
    others = [t for t in allowed if t.stance != "critical"]
    if critical and others:
        a, b = critical[0], others[0]
        if a.share >= b.share or is_tie(a.low, a.high, b.low, b.high):
            return "mixed"
    return "again" if second_peak(evidence.findings.get("volume.peaks")) else "neutral"


def n_originals(evidence: Evidence) -> int:
    """How many original posts there are; 0 where no finding counts them."""
    originals, all_themes = (evidence.findings.get(n) for n in ("voices.originals", "themes"))
    if originals is not None:
        return int(_value(originals))
    return (all_themes.n or 0) if all_themes is not None else 0


def is_nothing(evidence: Evidence) -> bool:
    """Whether the event has no posts; a count that is missing is taken as zero."""
    total = evidence.findings.get("volume.total")
    most = max(n_originals(evidence), n_accounts(evidence))
    return most == 0 and (total is None or _value(total) == 0)


def _value(finding: Finding) -> float:
    return finding.value if isinstance(finding.value, (int, float)) else 0.0
