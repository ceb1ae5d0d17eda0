"""Which kind of reaction the findings show. The plan and the wordings depend on it."""

from __future__ import annotations

from uproar.model import Finding, rows_of
from uproar.model.rows import PersonRow
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.evidence.peaks import second_peak
from uproar.tell.evidence.themes import is_open, themes
from uproar.tell.slots.figures import FEW, is_lone, n_accounts
from uproar.tell.slots.numbers import is_tie
from uproar.tell.slots.sides import feeling_of, leads, part_of, sides, stance_of

PATTERNS = (
    "none", "lone", "organised", "few", "mourning", "elsewhere", "mocking", "asking", "critical",
    "divided", "warm", "again", "plain",
)  # fmt: skip
SMALL = ("none", "lone", "few")  # too little for shares
# Share of near-identical posts above which the event is mostly organised.
MOSTLY = 0.5  # by definition: more than half
# Part of the posts in which questions must be the strongest emotion.
MIN_ASKING = 0.25  # chosen on: judgement, as sides.MIN_FEELING; not swept
# Part of the posts that name somebody whom the event's title does not.
MIN_NAMED = 0.3  # chosen on: judgement; not swept


def pattern(evidence: Evidence) -> str:
    """One of PATTERNS, the first that holds.

    none       no post was found
    lone       every post found comes from one account
    organised  more than half of the posts are near-identical
    few        fewer original posts than FEW, by fewer accounts than FEW
    mourning   sadness is surely the strongest feeling, in MIN_FEELING of the posts or more
    elsewhere  most named, surely, is somebody whom the event's title does not name
    mocking    amusement is surely the strongest feeling
    asking     curiosity or confusion is surely the strongest emotion
    critical   criticism surely outweighs praise, by CLEAR times or with praise hardly heard
    divided    both sides are heard, and neither is CLEAR times the other
    warm       praise surely outweighs criticism
    again      a second peak that is news
    plain      none of these
    """
    small = _small(evidence)
    if small:
        return small
    copies = evidence.findings.get("coordination.share")
    if copies is not None and (copies.n or 0) >= FEW and _value(copies) > MOSTLY:
        return "organised"
    if max(n_originals(evidence), n_accounts(evidence)) < FEW:
        return "few"
    feeling = feeling_of(evidence)
    if feeling == "sadness":
        return "mourning"
    if most_named_besides(evidence) is not None:
        return "elsewhere"
    if feeling == "amusement":
        return "mocking"
    if is_asking(evidence):
        return "asking"
    stance = stance_of(evidence) if sides(evidence) else _stance_of_themes(evidence)
    if stance in ("criticism", "split"):
        return {"criticism": "critical", "split": "divided"}[stance]
    if stance == "praise":
        return "warm"
    return "again" if second_peak(evidence.findings.get("volume.peaks")) else "plain"


def _small(evidence: Evidence) -> str:
    if is_nothing(evidence):
        return "none"
    return "lone" if is_lone(evidence.findings.get("voices.n")) else ""


def _stance_of_themes(evidence: Evidence) -> str:
    """The stance by the themes, where the posts' own was not read."""
    allowed = [t for t in themes(evidence) if is_open(t, evidence)]
    critical = [t for t in allowed if t.stance == "critical"]
    others = [t for t in allowed if t.stance != "critical"]
    if not critical or not others:
        return "criticism" if critical else ""
    a, b = critical[0], others[0]
    if is_tie(a.low, a.high, b.low, b.high):
        return "split"
    return "criticism" if a.share > b.share else ""


def is_asking(evidence: Evidence) -> bool:
    """Whether questions are surely what posts show most, of all emotions that were read."""
    read = {
        name.split(".")[1]: part
        for name, finding in evidence.findings.items()
        if name.startswith("emotions.") and (part := part_of(finding)) is not None
    }
    asking = [read[name] for name in ("curiosity", "confusion") if name in read]
    best = max(asking, key=lambda part: part.share, default=None)
    others = [
        part for name, part in read.items() if name not in ("curiosity", "confusion", "neutral")
    ]
    return (
        best is not None and best.low >= MIN_ASKING and all(leads(best, other) for other in others)
    )


def most_named_besides(evidence: Evidence) -> str | None:
    """The person or group of the event that is surely named most, if its title names another."""
    rows = rows_of(evidence.findings.get("people"), PersonRow)
    by_share = sorted(rows, key=lambda row: (-row.share, row.id))
    if not by_share or by_share[0].low < MIN_NAMED:
        return None
    first = by_share[0]
    entity = evidence.entity(first.id)
    if entity is None or entity.kind not in ("person", "group"):
        return None
    about = f"{evidence.event.title} {evidence.event.publisher}".casefold()
    names = {entity.name, *(a for known in entity.aliases.values() for a in known)}
    is_clear = all(first.low > row.high for row in by_share[1:])
    return first.id if is_clear and not any(n.casefold() in about for n in names) else None


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
