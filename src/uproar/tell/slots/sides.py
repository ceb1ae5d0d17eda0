"""Which side of a reaction leads, and which feeling: told only where the intervals allow it."""

from __future__ import annotations

from dataclasses import dataclass

from uproar.model import Finding
from uproar.model.emotions import FEELINGS
from uproar.tell.evidence.evidence import Evidence

PRAISE, CRITICISM = "stance.praise.share", "stance.criticism.share"
# Posts whose side or feeling was read, below which a story does not tell it of the whole.
MIN_READ = 50  # chosen on: judgement, as figures.FEW; not swept
# How many times as large as the other side the leading one must be, so that the reaction is
# warm or critical and not divided.
# chosen on: ditto, lesserafim, golden-globes, where readers counted 189 to 8, 76 to 35, 35 to 49
CLEAR = 1.5
# Part of the posts that each side needs at least, so that opinion is divided and not just faint.
MIN_SIDE = 0.2  # chosen on: judgement; not swept
# Part of the posts in which a feeling must be the strongest, so that it marks the reaction.
MIN_FEELING = 0.25  # chosen on: judgement; not swept


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the posts with its interval."""

    share: float
    low: float
    high: float


def part_of(finding: Finding | None) -> Part | None:
    """The share that a finding holds; None where it has none, or rests on fewer than MIN_READ."""
    if finding is None or finding.low is None or finding.high is None:
        return None
    if not isinstance(finding.value, (int, float)) or (finding.n or 0) < MIN_READ:
        return None
    return Part(float(finding.value), finding.low, finding.high)


def sides(evidence: Evidence) -> tuple[Part, Part] | None:
    """Praise and criticism; None where they were not read, or of too few posts."""
    praise, criticism = (part_of(evidence.findings.get(side)) for side in (PRAISE, CRITICISM))
    return (praise, criticism) if praise and criticism else None


def leads(first: Part, second: Part) -> bool:
    """Whether one share is surely larger than the other."""
    return first.low > second.high


def is_split(first: Part, second: Part) -> bool:
    """Whether both sides are heard, and neither is CLEAR times the other."""
    larger, smaller = (
        max(first, second, key=lambda p: p.share),
        min(first, second, key=lambda p: p.share),
    )
    is_clear = larger.low > CLEAR * smaller.share
    return min(first.low, second.low) >= MIN_SIDE and not is_clear


def stance_of(evidence: Evidence) -> str:
    """ "praise" or "criticism" where it surely leads, "split", or "" where neither can be said."""
    read = sides(evidence)
    if read is None:
        return ""
    praise, criticism = read
    if is_split(praise, criticism):
        return "split"
    if leads(praise, criticism):
        return "praise"
    return "criticism" if leads(criticism, praise) else ""


def feeling_of(evidence: Evidence) -> str:
    """The feeling that surely leads all others and marks the reaction; "" where none does."""
    read = {
        name: part
        for name in FEELINGS
        if name != "none"
        and (part := part_of(evidence.findings.get(f"feelings.{name}.share"))) is not None
    }
    if len(read) < len(FEELINGS) - 1:
        return ""
    first, second, *_ = sorted(read, key=lambda name: (-read[name].share, name))
    is_clear = leads(read[first], read[second]) and read[first].low >= MIN_FEELING
    return first if is_clear else ""
