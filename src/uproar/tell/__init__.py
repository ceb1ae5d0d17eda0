"""From findings to a story: plan → sentences with slots → check → fill → render."""

from __future__ import annotations

from uproar import plugins
from uproar.model import Renderer
from uproar.tell.check import check, check_story
from uproar.tell.evidence.evidence import Evidence, House, Quotable
from uproar.tell.plan.outline import plan_story
from uproar.tell.plan.plan import LENGTHS, Plan, Point
from uproar.tell.review.audit import Change, Changes, audit
from uproar.tell.slots.fill import (
    FilledSentence,
    FilledStory,
    fill,
    fill_sentence,
    fill_standing,
    referent,
    removal_note,
)
from uproar.tell.write.draft import PLAIN, PlainWriter, Writer, draft

__all__ = [
    "LENGTHS",
    "PLAIN",
    "Change",
    "Changes",
    "Evidence",
    "FilledSentence",
    "FilledStory",
    "House",
    "PlainWriter",
    "Plan",
    "Point",
    "Quotable",
    "Writer",
    "audit",
    "check",
    "check_story",
    "draft",
    "fill",
    "fill_sentence",
    "fill_standing",
    "plan_story",
    "referent",
    "removal_note",
    "renderers",
]


def renderers() -> dict[str, Renderer[FilledStory]]:
    """Every output format by name."""
    scanned: tuple[Renderer[FilledStory], ...] = plugins.scan(
        "uproar.tell.render", "RENDERER", "uproar.renderers"
    )
    return {renderer.name: renderer for renderer in scanned}
