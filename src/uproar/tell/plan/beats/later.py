"""The second half: the lines quoted, what changed, precedent, what comes next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from uproar.model import Passage, rows_of
from uproar.model.rows import MomentRow, ThemeRow
from uproar.tell.evidence.peaks import second_peak
from uproar.tell.plan.article_choice import ref
from uproar.tell.plan.beats.theme import Points, article, quoted_post
from uproar.tell.plan.planner import Bench
from uproar.tell.slots.grammar import slot
from uproar.tell.slots.kind_of_reaction import SMALL

MIN_QUOTED = 5  # posts that quote a line, before it counts as one that people quote


def moments(bench: Bench) -> Points:
    """The lines of the footage that were quoted most, ties told as ties."""
    found = bench.evidence.findings.get("moments")
    if bench.pattern in SMALL:
        return []
    rows = [r for r in rows_of(found, MomentRow)[:2] if r.n >= MIN_QUOTED]
    if not rows:
        return []
    given = {}
    for at, row in enumerate(rows, 1):
        letter = "ab"[at - 1]
        number = row.cue
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
    bench.cues.update(r.cue for r in rows)
    return [point]


def change(bench: Bench) -> Points:
    """A later peak, what was reported before it, and the theme that rose with it."""
    row = second_peak(bench.evidence.findings.get("volume.peaks"))
    if row is None:
        return []
    given = {
        form: slot("finding", "volume.peaks", row=row, field="start_at", form=form)
        for form in ("ordinal", "daytime")
    }
    triggers = [
        p for p in bench.evidence.background.triggers if p.article_id in bench.evidence.articles
    ]
    trigger = bench.shelf.take(triggers) or next(iter(triggers), None)
    points: Points = []
    if trigger is None:
        has_archive = bool(bench.evidence.articles)
        message = "change-peak-unexplained" if has_archive else "change-peak"
        points.append(bench.point("change", message, given))
    else:
        points.append(bench.point("change", "change-peak", given))
        messages = bench.shelf.cited("change-trigger", trigger)
        support = _cues(bench, trigger.theme)
        points.append(bench.point("change", messages, article(trigger), support))
    risen = _risen(bench, trigger.theme if trigger else None)
    return [*points, *(_rise(bench, risen) if risen else [])]


def _cues(bench: Bench, theme_id: str | None) -> tuple[str, ...]:
    found = next((t for t in bench.themes if t.id == theme_id), None)
    return tuple(f"cue:{c}" for c in (found.cues if found else ())[:3])


def _risen(bench: Bench, theme_id: str | None) -> ThemeRow | None:
    """The theme that the trigger is about, else the one that rose with the second peak."""
    for theme in bench.themes:
        if theme.id == theme_id or (
            theme_id is None and theme.rise is not None and theme.rise >= 2
        ):
            return theme
    return next((t for t in bench.themes if t.rise is not None and t.rise >= 2), None)


def _rise(bench: Bench, theme: ThemeRow) -> Points:
    """The theme's share of the day before and of the day of the peak, by day in UTC."""
    best = max(
        zip(theme.by_day, theme.by_day[1:], strict=False),
        key=lambda pair: pair[1].n / pair[1].n_all - pair[0].n / pair[0].n_all,
        default=None,
    )
    if best is None or best[1].n / best[1].n_all <= best[0].n / best[0].n_all:
        return []
    given = {"words": slot("finding", theme.share_id, form="words")}
    for name, day in zip(("from", "to"), best, strict=True):
        given[name] = slot("finding", theme.share_id, day=day.day, form="day-share")
        given[f"{name}_day"] = slot("finding", theme.share_id, day=day.day, form="day-name")
    support = tuple(f"cue:{c}" for c in theme.cues[:3])
    quoted = quoted_post(bench, "change", theme)
    names = ("change-rise", "change-theme") if quoted else ("change-rise",)
    return [bench.point("change", names, given, support), *quoted]


def precedent(bench: Bench) -> Points:
    """An earlier event of the same person with the same pattern; our archive draws the line."""
    found = bench.shelf.take(bench.evidence.background.precedents)
    if found is None:
        return []
    messages = bench.shelf.cited("detail", found, leaning=True) if found.sentence else ()
    detail = bench.point("precedent", messages, article(found)) if messages else None
    name = "precedent-headline" if detail else "precedent-alone-headline"
    return [bench.point("precedent", name, article(found)), detail]


def coming(bench: Bench) -> Points:
    """What is dated after the event, soonest first, two at the most."""
    dated = [p for p in bench.evidence.background.upcoming if p.happened_on is not None]
    best = sorted(dated, key=lambda p: (-p.score, str(p.happened_on), p.article_id, p.sentence))
    taken = [p for p in (bench.shelf.take(best) for _ in range(2)) if p is not None]
    points: Points = []
    for found in sorted(taken, key=lambda p: (str(p.happened_on), p.article_id)):
        given = article(found) | {"happens": slot("article", ref(found), form="happens")}
        name = "next-also" if points else "next"
        messages = bench.shelf.cited(name, found)
        is_headline = messages[0].endswith("headline")
        said = _headline(bench, found) if is_headline else bench.shelf.said(found)
        if _is_dated(said, found):
            manner = messages[0].removeprefix(f"{name}-")
            messages = (f"{name}-dated-{manner}",)
        points.append(bench.point("next", messages, given, (f"article:{ref(found)}",)))
    return points


def _headline(bench: Bench, passage: Passage) -> str:
    return bench.evidence.articles[passage.article_id].headline


def _is_dated(text: str, passage: Passage) -> bool:
    """Whether a text names the day itself, so that the story need not."""
    day = passage.happened_on.day if passage.happened_on else 0
    return bool(re.search(rf"(?<!\d){day}(?!\d)", text))


def related(bench: Bench) -> Points:
    """In other news: the latest that the archive has on the same people."""
    return _news(bench, bench.evidence.background.related)


def related_since(bench: Bench) -> Points:
    """In other news: what has come since the event, for readers who had the rest."""
    at, articles = bench.evidence.event.published_at, bench.evidence.articles
    fresh = [p for p in bench.evidence.background.related if p.article_id in articles]
    return _news(bench, [p for p in fresh if articles[p.article_id].published_at > at])


def _news(bench: Bench, passages: Sequence[Passage]) -> Points:
    found = bench.shelf.take(passages)
    if found is None:
        return []
    if found.sentence == 0 and bench.evidence.articles[found.article_id].sentences:
        found = replace(found, sentence=1)
    messages = bench.shelf.cited("related", found)
    return [bench.point("next", messages, article(found), (f"article:{ref(found)}",))]
