"""The second half: the lines quoted, what changed, precedent, what comes next."""

from __future__ import annotations

from uproar.tell.beats import Points, article
from uproar.tell.desk import Bench, ref
from uproar.tell.lexicon import WORD
from uproar.tell.slots import slot
from uproar.tell.themes import Theme

MAX_COMING = 140  # a longer sentence on what comes next gives way to its headline
MIN_QUOTED = 5  # posts that quote a line, before it counts as one that people quote


def moments(bench: Bench) -> Points:
    """The lines of the footage that were quoted most, ties told as ties."""
    found = bench.evidence.findings.get("moments")
    rows = [r for r in (found.rows if found else ())[:2] if int(r["n"]) >= MIN_QUOTED]
    if not rows:
        return []
    given = {}
    for at, row in enumerate(rows, 1):
        letter = "ab"[at - 1]
        number = int(row["cue"])
        is_short = bench.is_told(number) or not bench.is_readable(number)
        form = "again" if is_short else "possessive"
        given[letter] = slot("cue", number, form=form)
        given[f"n_{letter}"] = slot(
            "finding", "moments", row=at, field="n", form="count", unit="posts"
        )
    if len(rows) == 1:
        return [bench.point("moments", "moments-one", given)]
    given["tie"] = slot("finding", "moments", row=1, other=2, form="tie")
    given["top"] = slot("finding", "moments", row=1, form="top")
    point = bench.point("moments", ("moments-tie", "moments-two"), given)
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
        has_archive = bool(bench.evidence.articles)
        message = "change-peak-unexplained" if has_archive else "change-peak"
        points.append(bench.point("change", message, given))
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
    dated = [p for p in bench.evidence.background.upcoming if p.happened_on is not None]
    best = sorted(dated, key=lambda p: (-p.score, str(p.happened_on), p.article_id, p.sentence))
    taken = [p for p in (bench.passage(best) for _ in range(2)) if p is not None]
    points: Points = []
    for found in sorted(taken, key=lambda p: (str(p.happened_on), p.article_id)):
        given = article(found) | {"happens": slot("article", ref(found), form="happens")}
        text = bench.evidence.articles[found.article_id].sentences[found.sentence - 1 :][:1]
        fits = len("".join(text)) <= MAX_COMING and not _is_relative(bench, "".join(text))
        if found.sentence > 0 and fits:
            given["headline"] = given["quote"]
        message = "next-also" if points else "next"
        points.append(bench.point("next", message, given, (f"article:{ref(found)}",)))
    return points


def _is_relative(bench: Bench, text: str) -> bool:
    """Whether a sentence dates by its own day, so that beside a date it reads wrong."""
    folded = f" {' '.join(WORD.findall(text.casefold()))} "
    return any(f" {phrase} " in folded for phrase in bench.say.words("lexicon-relative"))


def related(bench: Bench) -> Points:
    """In other news: the latest that the archive has on the same people."""
    found = bench.passage(bench.evidence.background.related)
    return [bench.point("next", "related", article(found))] if found else []
