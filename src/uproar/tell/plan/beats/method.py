"""How we counted, and what could not be had: the story's last paragraph."""

from __future__ import annotations

from uproar.model import Finding, rows_of
from uproar.model.rows import PeakRow
from uproar.tell.plan.beats.theme import Points
from uproar.tell.plan.plan import Point
from uproar.tell.plan.planner import Bench
from uproar.tell.slots.grammar import slot
from uproar.tell.slots.kind_of_reaction import SMALL

# Part of the posts without an author, from which the story says so. A smaller part would be told as
# "under 1 percent".
# source: the smallest share that words.percent writes as a figure
MIN_UNKNOWN = 0.01


def counted(bench: Bench) -> Points:
    """How we counted: platforms, days, the busiest hour, what is left out, what is missing."""
    return [
        _frame(bench),
        *_busiest(bench),
        _left_out(bench),
        _authors(bench),
        bench.point("method", "method-gaps", {"gaps": slot("event", "gaps")})
        if bench.evidence.gaps
        else None,
        *_lacking(bench),
        bench.point("method", "method-disclosure", {"disclosure": slot("event", "disclosure")})
        if bench.evidence.house.disclosure
        else None,
    ]


def _frame(bench: Bench) -> Point | None:
    if bench.pattern == "none":
        return bench.point("method", "method-none", {"nothing": slot("event", "nothing")})
    platforms = _finding(bench, "platforms.shares")
    if platforms is None or not platforms.rows:
        return bench.point("method", "method-window", {"window": slot("event", "window")})
    given = {
        "window": slot("event", "window"),
        "platforms": slot("finding", "platforms.shares", form="count", unit="platforms"),
    }
    return bench.point("method", "method-frame", given)


def _lacking(bench: Bench) -> Points:
    """What the story could not say anything about, and why, in one sentence where one says it."""
    about = ("event:title",)
    missing = [
        name
        for name, is_missing in (
            ("no-footage", not bench.evidence.cues),
            ("no-archive", not bench.evidence.articles),
            ("no-quotes", not bench.quotes.used and bench.pattern != "none"),
        )
        if is_missing
    ]
    points: Points = []
    if bench.evidence.cues and not any(bench.is_readable(n) for n in bench.evidence.cues):
        points.append(bench.point("method", "method-foreign-footage", support=about))
    if missing:
        points.append(bench.point("method", f"method-{'-'.join(missing)}", support=about))
    return points


def _busiest(bench: Bench) -> Points:
    if bench.pattern == "none":
        return []
    peaks = _finding(bench, "volume.peaks")
    if peaks is None or not peaks.rows:
        total = _finding(bench, "volume.total")
        given = {"count": slot("finding", "volume.total", form="count", unit="posts")}
        return [bench.point("method", "method-total", given)] if total else []
    heights = [row.posts_in_hour for row in rows_of(peaks, PeakRow)]
    best = heights.index(max(heights)) + 1
    given = {
        "count": slot(
            "finding", "volume.peaks", row=best, field="posts_in_hour", form="count", unit="posts"
        ),
        "times": slot("finding", "volume.peak_ratio", form="times"),
    }
    return [bench.point("method", ("method-peak-times", "method-peak"), given)]


def _left_out(bench: Bench) -> Point | None:
    if bench.pattern in SMALL:
        return None  # no share is told
    names = ("spam.share", "coordination.groups")
    support = tuple(f"finding:{n}" for n in names if _finding(bench, n) is not None)
    groups = _finding(bench, "coordination.groups")
    if groups is not None and groups.rows:
        given = {"groups": slot("finding", "coordination.groups", form="rows", unit="groups")}
        return bench.point("method", "method-left-out-groups", given, support)
    return bench.point("method", "method-left-out", support=support) if support else None


def _authors(bench: Bench) -> Point | None:
    """That posts came without their authors, so that the number of voices is not known."""
    unknown = _finding(bench, "voices.unknown")
    if unknown is None or not isinstance(unknown.value, (int, float)) or bench.pattern == "none":
        return None
    support = ("finding:voices.unknown",)
    if unknown.value == 1:
        return bench.point("method", "method-authors-unknown", support=support)
    given = {"part": slot("finding", "voices.unknown", form="share")}
    messages = ("method-authors-partly", "method-authors-some")
    is_noted = unknown.value >= MIN_UNKNOWN
    return bench.point("method", messages, given, support) if is_noted else None


def _finding(bench: Bench, name: str) -> Finding | None:
    return bench.evidence.findings.get(name)
