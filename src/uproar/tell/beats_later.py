"""The second half: the lines quoted, what changed, precedent, what comes next, how we counted."""

from __future__ import annotations

from uproar.model import Finding
from uproar.tell.beats import Points, article
from uproar.tell.desk import Bench, ref
from uproar.tell.plan import Point
from uproar.tell.slots import slot
from uproar.tell.themes import Theme


def moments(bench: Bench) -> Points:
    """The lines of the footage that were quoted most, ties told as ties."""
    found = bench.evidence.findings.get("moments")
    if found is None or not found.rows:
        return []
    rows = found.rows[:2]
    given = {}
    for at, row in enumerate(rows, 1):
        letter = "ab"[at - 1]
        given[letter] = slot("cue", int(row["cue"]), form="possessive")
        given[f"n_{letter}"] = slot(
            "finding", "moments", row=at, field="n", form="count", unit="posts"
        )
    if len(rows) == 1:
        return [bench.point("moments", "moments-one", given)]
    given["tie"] = slot("finding", "moments", row=1, other=2, form="tie")
    given["top"] = slot("finding", "moments", row=1, form="top")
    point = bench.point("moments", "moments-tie", given) or bench.point(
        "moments", "moments-two", given
    )
    bench.cues.update(int(r["cue"]) for r in rows)
    return [point]


def change(bench: Bench) -> Points:
    """A later peak, what was reported before it, and the theme that rose with it."""
    peaks = bench.evidence.findings.get("volume.peaks")
    if peaks is None or len(peaks.rows) < 2:
        return []
    given = {
        "ordinal": slot("finding", "volume.peaks", row=2, field="hour_start", form="ordinal"),
        "daytime": slot("finding", "volume.peaks", row=2, field="hour_start", form="daytime"),
    }
    trigger = bench.passage(bench.evidence.background.triggers)
    points: Points = []
    if trigger is None:
        points.append(bench.point("change", "change-peak-unexplained", given))
    else:
        points.append(bench.point("change", "change-peak", given))
        points.append(
            bench.point("change", "change-trigger", article(trigger), _cues(bench, trigger.theme))
        )
    risen = _risen(bench, trigger.theme if trigger else None)
    return [*points, *(_rise(bench, risen) if risen else [])]


def _cues(bench: Bench, theme_id: str | None) -> tuple[str, ...]:
    found = next((t for t in bench.themes if t.id == theme_id), None)
    return tuple(f"cue:{c}" for c in (found.cues if found else ())[:3])


def _risen(bench: Bench, theme_id: str | None) -> Theme | None:
    """The theme that the trigger is about, else the one that rose with the second peak."""
    for theme in bench.themes:
        if theme.id == theme_id or (
            theme_id is None and theme.rise is not None and theme.rise >= 2
        ):
            return theme
    return next((t for t in bench.themes if t.rise is not None and t.rise >= 2), None)


def _rise(bench: Bench, theme: Theme) -> Points:
    """The theme's share of the day before and of the day of the peak, by day in UTC."""
    best = max(
        zip(theme.days, theme.days[1:], strict=False),
        key=lambda pair: pair[1][1] / pair[1][2] - pair[0][1] / pair[0][2],
        default=None,
    )
    if best is None or best[1][1] / best[1][2] <= best[0][1] / best[0][2]:
        return []
    given = {"words": slot("finding", theme.share_id, form="words")}
    for name, day in zip(("from", "to"), best, strict=True):
        given[name] = slot("finding", theme.share_id, day=day[0], form="day-share")
        given[f"{name}_day"] = slot("finding", theme.share_id, day=day[0], form="day-name")
    support = tuple(f"cue:{c}" for c in theme.cues[:3])
    point = bench.point("change", "change-rise", given, support)
    quote = bench.quote(theme)
    if quote is None:
        return [point]
    return [
        point,
        bench.point("change", "quote-alone", {"quote": quote}, (f"finding:{theme.share_id}",)),
    ]


def precedent(bench: Bench) -> Points:
    """An earlier event of the same person with the same pattern; our archive draws the line."""
    found = bench.passage(bench.evidence.background.precedents)
    if found is None:
        return []
    points: Points = [bench.point("precedent", "precedent", article(found))]
    if found.sentence > 0:
        points.append(bench.point("precedent", "precedent-detail", article(found)))
    return points


def coming(bench: Bench) -> Points:
    """What is dated after the event, soonest first, two at the most."""
    upcoming = sorted(
        (p for p in bench.evidence.background.upcoming if p.happened_on is not None),
        key=lambda p: (-p.score, str(p.happened_on), p.article_id, p.sentence),
    )
    points: Points = []
    for _ in range(2):
        found = bench.passage(upcoming)
        if found is None:
            break
        given = article(found) | {"happens": slot("article", ref(found), form="happens")}
        message = "next-also" if points else "next"
        points.append(bench.point("next", message, given, (f"article:{ref(found)}",)))
    return points


def counted(bench: Bench) -> Points:
    """How we counted: platforms, days, the busiest hour, what is left out, what is missing."""
    return [
        _frame(bench),
        *_busiest(bench),
        _left_out(bench),
        bench.point("method", "method-gaps", {"gaps": slot("event", "gaps")})
        if bench.evidence.gaps
        else None,
        bench.point("method", "method-disclosure", {"disclosure": slot("event", "disclosure")})
        if bench.evidence.house.disclosure
        else None,
    ]


def _frame(bench: Bench) -> Point | None:
    platforms = _finding(bench, "platforms.shares")
    if platforms is None or not platforms.rows:
        return bench.point("method", "method-window", {"window": slot("event", "window")})
    given = {
        "window": slot("event", "window"),
        "platforms": slot("finding", "platforms.shares", form="rows", unit="platforms"),
    }
    return bench.point("method", "method-frame", given)


def _busiest(bench: Bench) -> Points:
    peaks = _finding(bench, "volume.peaks")
    if peaks is None or not peaks.rows:
        total = _finding(bench, "volume.total")
        given = {"count": slot("finding", "volume.total", form="count", unit="posts")}
        return [bench.point("method", "method-total", given)] if total else []
    best = max(range(len(peaks.rows)), key=lambda i: (peaks.rows[i]["posts_in_hour"], -i)) + 1
    given = {
        "count": slot(
            "finding", "volume.peaks", row=best, field="posts_in_hour", form="count", unit="posts"
        ),
        "times": slot("finding", "volume.peak_ratio", form="times"),
    }
    return [
        bench.point("method", "method-peak-times", given)
        or bench.point("method", "method-peak", given)
    ]


def _left_out(bench: Bench) -> Point | None:
    groups = _finding(bench, "coordination.groups")
    if groups is not None and groups.rows:
        given = {"groups": slot("finding", "coordination.groups", form="rows", unit="groups")}
        return bench.point("method", "method-left-out-groups", given)
    spam = _finding(bench, "spam.share")
    if spam is None:
        return None
    return bench.point("method", "method-left-out", support=("finding:spam.share",))


def _finding(bench: Bench, name: str) -> Finding | None:
    return bench.evidence.findings.get(name)
