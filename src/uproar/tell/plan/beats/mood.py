"""The mood of the reaction: which side outweighs the other, or which feeling came through."""

from __future__ import annotations

from uproar.tell.plan.plan import Option, Part, Role, Used
from uproar.tell.plan.planner import Planner
from uproar.tell.slots import SMALL, slot
from uproar.tell.slots.sides import CRITICISM, PRAISE, feeling_of, stance_of


def mood(planner: Planner, used: Used) -> Part:
    """How praise and criticism stand; where one feeling marks the reaction, that first."""
    if planner.pattern in SMALL:
        return Part(used)
    part = Part(used)
    if planner.pattern in ("mourning", "mocking"):
        part = _feeling(planner, used)
    if part.points:
        return part
    stance = stance_of(planner.evidence)
    if not stance:
        return part
    arguments = mood_slots(planner)
    for name, finding in (("praise", PRAISE), ("criticism", CRITICISM)):
        arguments[name] = slot("finding", finding, form="amount")
    lead, trail = _ends(stance)
    arguments["more"] = slot("finding", lead, form="amount")
    arguments["fewer"] = slot("finding", trail, form="amount")
    arguments["read"] = slot("finding", lead, form="n", unit="posts")
    return planner.tell(part.used, "mood", Option(f"mood-{stance}", Role.MOOD), arguments)


def _feeling(planner: Planner, used: Used) -> Part:
    leading = f"feelings.{feeling_of(planner.evidence)}.share"
    arguments = {
        "feeling": feeling_slot(planner),
        "more": slot("finding", leading, form="amount"),
        "read": slot("finding", leading, form="n", unit="posts"),
    }
    support = ("finding:voices.originals", "finding:voices.n")
    held = tuple(s for s in support if s.partition(":")[2] in planner.evidence.findings)
    return planner.tell(used, "mood", Option("feeling", Role.MOOD), arguments, held)


def feeling_slot(planner: Planner) -> str:
    """The word for the feeling that leads."""
    return slot("finding", f"feelings.{feeling_of(planner.evidence)}.share", form="feeling")


def mood_slots(planner: Planner) -> dict[str, str]:
    """The words for how the sides stand: `side` and `trailing`, or `split`."""
    stance = stance_of(planner.evidence)
    lead, trail = _ends(stance)
    return {
        "side": slot("finding", lead, form="leading"),
        "trailing": slot("finding", trail, form="trailing"),
        "split": slot("finding", PRAISE, form="split"),
    }


def _ends(stance: str) -> tuple[str, str]:
    return (CRITICISM, PRAISE) if stance == "criticism" else (PRAISE, CRITICISM)
