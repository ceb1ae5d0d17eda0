"""The story's last paragraph: how we counted, and what was missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from uproar.model import Finding, rows_of
from uproar.model.rows import PeakRow
from uproar.tell.plan.plan import Option, Part, Role, Used
from uproar.tell.plan.planner import Planner
from uproar.tell.slots import SMALL, slot
from uproar.tell.slots.sides import PRAISE, stance_of

# Part of the posts without an author, from which the story says so. A smaller part would be told as
# "under 1 percent".
# source: the smallest share that words.percent writes as a figure
MIN_UNKNOWN = 0.01


def counted(planner: Planner, used: Used) -> Part:
    """How we counted: platforms, days, the busiest hour, what is left out, what is missing."""
    part = Part(used)
    for write in (_frame, _busiest, _left_out, _read, _authors, _gaps, _lacking, _disclosure):
        part = part.followed_by(write(planner, part.used))
    return part


def counted_briefly(planner: Planner, used: Used) -> Part:
    """How we counted, in a brief: what the figures rest on, and what is missing."""
    part = Part(used)
    for write in (_frame, _read, _gaps, _lacking, _disclosure):
        part = part.followed_by(write(planner, part.used))
    return part


def _tell(
    planner: Planner,
    used: Used,
    messages: str | Sequence[str],
    arguments: Mapping[str, str] | None = None,
    support: Sequence[str] = (),
    role: Role = Role.METHOD,
) -> Part:
    names = (messages,) if isinstance(messages, str) else messages
    options = [Option(name, role) for name in names]
    return planner.tell(used, "method", options, arguments, support)


def _frame(planner: Planner, used: Used) -> Part:
    if planner.pattern == "none":
        return _tell(planner, used, "method-none", {"nothing": slot("event", "nothing")})
    platforms = _finding(planner, "platforms.shares")
    if platforms is None or not platforms.rows:
        return _tell(planner, used, "method-window", {"window": slot("event", "window")})
    arguments = {
        "window": slot("event", "window"),
        "platforms": slot("finding", "platforms.shares", form="count", unit="platforms"),
        "platform": slot("event", "platform"),
        "count": slot("finding", "voices.originals", form="count", unit="originals"),
    }
    is_small = planner.pattern in SMALL  # the story has said how many posts there are
    names = ("method-frame",) if is_small else ("method-frame-named", "method-frame")
    return _tell(planner, used, names, arguments)


def _busiest(planner: Planner, used: Used) -> Part:
    if planner.pattern == "none":
        return Part(used)
    peaks = _finding(planner, "volume.peaks")
    if peaks is None or not peaks.rows:
        if _finding(planner, "volume.total") is None:
            return Part(used)
        arguments = {"count": slot("finding", "volume.total", form="count", unit="posts")}
        return _tell(planner, used, "method-total", arguments)
    heights = [row.posts_in_hour for row in rows_of(peaks, PeakRow)]
    best = heights.index(max(heights)) + 1
    arguments = {
        "count": slot(
            "finding", "volume.peaks", row=best, field="posts_in_hour", form="count", unit="posts"
        ),
        "times": slot("finding", "volume.peak_ratio", form="times"),
    }
    return _tell(planner, used, ("method-peak-times", "method-peak"), arguments)


def _left_out(planner: Planner, used: Used) -> Part:
    if planner.pattern in SMALL:
        return Part(used)  # the story gives no share
    names = ("spam.share", "coordination.groups")
    support = tuple(f"finding:{n}" for n in names if _finding(planner, n) is not None)
    groups = _finding(planner, "coordination.groups")
    if groups is not None and groups.rows:
        arguments = {"groups": slot("finding", "coordination.groups", form="rows", unit="groups")}
        return _tell(planner, used, "method-left-out-groups", arguments, support, Role.LEFT_OUT)
    if not support:
        return Part(used)
    return _tell(planner, used, "method-left-out", None, support, Role.LEFT_OUT)


def _read(planner: Planner, used: Used) -> Part:
    """That a program read the tone, where the story tells it."""
    if planner.pattern in SMALL or not stance_of(planner.evidence):
        return Part(used)
    return _tell(planner, used, "method-read", None, (f"finding:{PRAISE}",), Role.LEFT_OUT)


def _authors(planner: Planner, used: Used) -> Part:
    """That posts came without their authors, so that the number of voices is not known."""
    unknown = _finding(planner, "voices.unknown")
    if unknown is None or not isinstance(unknown.value, (int, float)) or planner.pattern == "none":
        return Part(used)
    support = ("finding:voices.unknown",)
    if unknown.value == 1:
        return _tell(planner, used, "method-authors-unknown", None, support)
    if unknown.value < MIN_UNKNOWN:
        return Part(used)
    arguments = {"part": slot("finding", "voices.unknown", form="share")}
    messages = ("method-authors-partly", "method-authors-some")
    return _tell(planner, used, messages, arguments, support)


def _gaps(planner: Planner, used: Used) -> Part:
    if not planner.evidence.gaps:
        return Part(used)
    return _tell(planner, used, "method-gaps", {"gaps": slot("event", "gaps")}, (), Role.GAPS)


def _lacking(planner: Planner, used: Used) -> Part:
    """What the story lacks: footage in its language, an archive, or quotes."""
    about = ("event:title",)
    cues = planner.evidence.cues
    missing = [
        name
        for name, is_missing in (
            ("no-footage", not cues),
            ("no-archive", not planner.evidence.articles),
            ("no-quotes", not used.quotes and planner.pattern != "none"),
        )
        if is_missing
    ]
    part = Part(used)
    if cues and not any(planner.is_readable(n) for n in cues):
        foreign = _tell(planner, used, "method-foreign-footage", None, about)
        part = part.followed_by(foreign)
    if missing:
        message = f"method-{'-'.join(missing)}"
        part = part.followed_by(_tell(planner, part.used, message, None, about))
    return part


def _disclosure(planner: Planner, used: Used) -> Part:
    if not planner.evidence.house.disclosure:
        return Part(used)
    arguments = {"disclosure": slot("event", "disclosure")}
    return _tell(planner, used, "method-disclosure", arguments)


def _finding(planner: Planner, name: str) -> Finding | None:
    return planner.evidence.findings.get(name)
