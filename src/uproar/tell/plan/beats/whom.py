"""Whom the posts are about, and how they stand to them."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.model import rows_of
from uproar.model.rows import PersonRow
from uproar.tell.plan.plan import Option, Part, Role, Used
from uproar.tell.plan.planner import Planner
from uproar.tell.slots import SMALL, slot

# Part of the posts that name somebody, from which the story says so.
MIN_NAMED = 0.1  # chosen on: judgement; not swept
# Posts that name somebody alone and take a side, below which their sides are not told.
MIN_SIDED = 30  # chosen on: judgement, as check.MIN_SHARE_N; not swept
# How many times the other side a side must be, so that it says how posts stand to somebody.
CLEAR = 2.0  # chosen on: judgement; not swept


def whom(planner: Planner, used: Used) -> Part:
    """The most named of the event's people; then one to whom posts stand otherwise."""
    if planner.pattern in SMALL:
        return Part(used)
    rows = rows_of(planner.evidence.findings.get("people"), PersonRow)
    order = sorted(range(len(rows)), key=lambda i: (-rows[i].share, rows[i].id))
    named = [i for i in order if rows[i].share >= MIN_NAMED and _is_person(planner, rows[i])]
    if not named:
        return Part(used)
    first, *others = named
    against = [i for i in others if _stands_otherwise(rows[first], rows[i])]
    if against:
        return _contrast(planner, used, rows, (first, against[0]))
    name = "whom-elsewhere" if planner.pattern == "elsewhere" else "whom"
    if name == "whom" and rows[first].criticism > rows[first].praise:
        name = "whom-against"
    option = Option(name if _is_sided(rows[first]) else "whom-named", Role.WHOM)
    arguments = {
        "name": slot("name", rows[first].id),
        "part": _cell(first, "share", "part", unit="originals"),
        "praise": _cell(first, "praise", "number"),
        "criticism": _cell(first, "criticism", "number"),
    }
    return planner.tell(used, "whom", option, arguments, ("finding:people",))


def _contrast(
    planner: Planner, used: Used, rows: Sequence[PersonRow], pair: tuple[int, int]
) -> Part:
    """Two to whom posts stand otherwise, in a sentence."""
    kind_to, hard_on = sorted(pair, key=lambda i: _side(rows[i]) != "praise")
    arguments = {
        "kind_to": slot("name", rows[kind_to].id),
        "praise": _cell(kind_to, "praise", "number"),
        "criticism": _cell(kind_to, "criticism", "number"),
        "hard_on": slot("name", rows[hard_on].id),
        "against": _cell(hard_on, "criticism", "number"),
        "for": _cell(hard_on, "praise", "number"),
    }
    option = Option("whom-contrast", Role.WHOM)
    return planner.tell(used, "whom", option, arguments, ("finding:people",))


def _cell(place: int, field: str, form: str, **more: str) -> str:
    return slot("finding", "people", row=place + 1, field=field, form=form, **more)


def _is_person(planner: Planner, row: PersonRow) -> bool:
    entity = planner.evidence.entity(row.id)
    return entity is not None and entity.kind in ("person", "group")


def _is_sided(row: PersonRow) -> bool:
    return row.praise + row.criticism >= MIN_SIDED


def _stands_otherwise(first: PersonRow, other: PersonRow) -> bool:
    """Whether posts clearly take one side to the one, and the opposite to the other."""
    if not (_is_sided(first) and _is_sided(other)):
        return False
    a, b = _side(first), _side(other)
    return bool(a and b) and a != b


def _side(row: PersonRow) -> str:
    if row.praise >= CLEAR * row.criticism:
        return "praise"
    return "criticism" if row.criticism >= CLEAR * row.praise else ""
