"""The second half: the lines quoted, what changed, precedent, what comes next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from uproar.model import Passage, rows_of
from uproar.model.rows import MomentRow, ThemeRow
from uproar.tell.evidence import is_open, second_peak, themes
from uproar.tell.plan.article_choice import ref
from uproar.tell.plan.attribution import quote_slots
from uproar.tell.plan.beats.theme import (
    article_slots,
    backing_lines,
    quoted_post,
    tell_passage,
)
from uproar.tell.plan.plan import Manner, Option, Part, Role, Used
from uproar.tell.plan.planner import Planner
from uproar.tell.plan.quote_choice import is_told_by_statement
from uproar.tell.slots import SMALL, slot

# Posts that quote a line, before it counts as one that people quote.
MIN_QUOTED = 5  # chosen on: judgement; not swept
# Dated reports that the last paragraph tells.
MAX_COMING = 2  # chosen on: judgement; not swept


def moments(planner: Planner, used: Used) -> Part:
    """The lines of the footage that were quoted most, ties told as ties."""
    finding = planner.evidence.findings.get("moments")
    rows = [r for r in rows_of(finding, MomentRow)[:2] if r.n >= MIN_QUOTED]
    if not rows or planner.pattern in SMALL:
        return Part(used)
    arguments = {}
    for position, row in enumerate(rows, 1):
        letter = "ab"[position - 1]
        is_short = row.cue in used.cues or not planner.is_readable(row.cue)
        form = "again" if is_short else "possessive"
        arguments[letter] = slot("cue", row.cue, form=form)
        arguments[f"n_{letter}"] = slot(
            "finding", "moments", row=position, field="n", form="count", unit="posts"
        )
    cites = frozenset(row.cue for row in rows)
    if len(rows) == 1:
        option = Option("moments-one", Role.MOMENTS, cites=cites)
        return planner.tell(used, "moments", option, arguments)
    arguments["tie"] = slot("finding", "moments", row=1, other=2, form="tie")
    arguments["top"] = slot("finding", "moments", row=1, form="top")
    options = [Option(m, Role.MOMENTS, cites=cites) for m in ("moments-tie", "moments-two")]
    return planner.tell(used, "moments", options, arguments)


def change(planner: Planner, used: Used) -> Part:
    """A later peak, what was reported before it, and the theme that rose with it."""
    row = second_peak(planner.evidence.findings.get("volume.peaks"))
    if row is None:
        return Part(used)
    arguments = {
        form: slot("finding", "volume.peaks", row=row, field="start_at", form=form)
        for form in ("ordinal", "daytime")
    }
    articles = planner.evidence.articles
    triggers = [p for p in planner.evidence.background.triggers if p.article_id in articles]
    trigger = planner.articles.unused(triggers, used) or next(iter(triggers), None)
    is_unexplained = trigger is None and bool(articles)
    message = "change-peak-unexplained" if is_unexplained else "change-peak"
    part = planner.tell(used, "change", Option(message, Role.CHANGE), arguments)
    if trigger is not None:
        part = part.followed_by(_trigger(planner, part.used, trigger))
    risen = _risen(planner, trigger.theme if trigger else None)
    return part.followed_by(_rise(planner, part.used, risen)) if risen else part


def _trigger(planner: Planner, used: Used, trigger: Passage) -> Part:
    """The report before a peak, backed by the lines of the theme that it is about."""
    theme = next((t for t in planner.themes if t.id == trigger.theme), None)
    support = backing_lines(theme) if theme else ()
    used = used.with_article(trigger.article_id)
    return tell_passage(
        planner, used, "change", "change-trigger", trigger, Role.CHANGE, support=support
    )


def _risen(planner: Planner, theme_id: str | None) -> ThemeRow | None:
    """The theme that the trigger is about, else the one that rose with the second peak.

    A theme before a statement: what few say moves too little to be told.
    """
    every = [t for t in themes(planner.evidence) if is_open(t, planner.evidence)]
    rising = (t for t in (*every, *planner.themes) if t.rise is not None and t.rise >= 2)
    named = (t for t in planner.themes if t.id == theme_id)
    return next(named, None) or next(rising, None)


def _rise(planner: Planner, used: Used, theme: ThemeRow) -> Part:
    """The theme's share of the day before and of the day of the peak, by day in UTC."""
    best = max(
        zip(theme.by_day, theme.by_day[1:], strict=False),
        key=lambda pair: pair[1].n / pair[1].n_all - pair[0].n / pair[0].n_all,
        default=None,
    )
    if best is None or best[1].n / best[1].n_all <= best[0].n / best[0].n_all:
        return Part(used)
    arguments = {"words": slot("finding", theme.share_id, form="words")}
    for name, day in zip(("from", "to"), best, strict=True):
        arguments[name] = slot("finding", theme.share_id, day=day.day, form="day-share")
        arguments[f"{name}_day"] = slot("finding", theme.share_id, day=day.day, form="day-name")
    by_post = _risen_statement(planner, used, theme, arguments)
    if by_post.points:
        return by_post
    quoted = quoted_post(planner, used, "change", theme)
    messages = ("change-rise", "change-theme") if quoted.points else ("change-rise",)
    options = [Option(message, Role.CHANGE) for message in messages]
    rise = planner.tell(quoted.used, "change", options, arguments, backing_lines(theme))
    points = (*rise.points, *quoted.points)  # the quote comes behind the figure
    return replace(quoted.followed_by(rise), points=points)


def _risen_statement(
    planner: Planner, used: Used, theme: ThemeRow, arguments: dict[str, str]
) -> Part:
    """A theme that rose by the post that stands for it; no point where none does."""
    post = planner.quotes.best(theme, used) if is_told_by_statement(theme) else None
    if post is None or not planner.quotes.is_readable(post):
        return Part(used)
    ended = quote_slots(planner, used, post)["ended"]
    option = Option("change-new", Role.CHANGE)
    return planner.tell(used.with_quote(post), "change", option, {**arguments, "ended": ended})


def precedent(planner: Planner, used: Used) -> Part:
    """An earlier event that posts bring up, or one of the same pattern, from the archive.

    Who draws the comparison is said; where posts do, they are behind the sentence.
    """
    passage = planner.articles.unused(planner.evidence.background.precedents, used)
    if passage is None:
        return Part(used)
    detail = Part(used.with_article(passage.article_id))
    if passage.sentence:
        detail = tell_passage(
            planner, detail.used, "precedent", "detail", passage, Role.PRECEDENT_DETAIL,
            support=(), leaning=True,
        )  # fmt: skip
    raised = [f"quote:{post}" for post in passage.posts if post in planner.evidence.quotes]
    messages = (
        ("precedent-raised-alone-headline", "precedent-raised-headline")
        if raised
        else ("precedent-alone-headline", "precedent-headline")
    )
    option = Option(messages[bool(detail.points)], Role.PRECEDENT)
    first = planner.tell(detail.used, "precedent", option, article_slots(passage), raised)
    return replace(detail.followed_by(first), points=(*first.points, *detail.points))


def coming(planner: Planner, used: Used) -> Part:
    """What the archive dates after the event: at most MAX_COMING reports, the soonest first."""
    dated = [p for p in planner.evidence.background.upcoming if p.happened_on is not None]
    best = sorted(dated, key=lambda p: (-p.score, str(p.happened_on), p.article_id, p.sentence))
    chosen: list[Passage] = []
    while len(chosen) < MAX_COMING:
        passage = planner.articles.unused(best, used)
        if passage is None:
            break
        used = used.with_article(passage.article_id)
        chosen.append(passage)
    part = Part(used)
    for passage in sorted(chosen, key=lambda p: (str(p.happened_on), p.article_id)):
        is_first = not part.points
        name, role = ("next", Role.NEXT) if is_first else ("next-also", Role.NEXT_ALSO)
        part = part.followed_by(_dated_report(planner, part.used, passage, name, role))
    return part


def _dated_report(planner: Planner, used: Used, passage: Passage, name: str, role: Role) -> Part:
    """A report of what is to come. Its day is added where its words do not give it."""
    manners, used = planner.articles.cited(name, passage, used)
    if not manners:
        return Part(used)
    manner = manners[0]
    cited = replace(passage, sentence=0) if manner is Manner.HEADLINE else passage
    messages = [f"{name}-{m}" for m in manners]
    if _is_dated(planner.articles.text(cited), passage):
        messages = [f"{name}-dated-{manner}"]
    happens = slot("article", ref(passage), form="happens")
    return planner.tell(
        used,
        "next",
        [Option(message, role) for message in messages],
        article_slots(passage) | {"happens": happens},
        (f"article:{ref(passage)}",),
    )


def _is_dated(text: str, passage: Passage) -> bool:
    """Whether a text gives the day of the month on which the passage's event happens."""
    day = passage.happened_on.day if passage.happened_on else 0
    return bool(re.search(rf"(?<!\d){day}(?!\d)", text))


def related(planner: Planner, used: Used) -> Part:
    """Related news: a report of the archive on the same people."""
    return _news(planner, used, planner.evidence.background.related)


def related_since(planner: Planner, used: Used) -> Part:
    """Related news: the same, from after the event only, for readers of the first story."""
    published, articles = planner.evidence.event.published_at, planner.evidence.articles
    fresh = [p for p in planner.evidence.background.related if p.article_id in articles]
    since = [p for p in fresh if articles[p.article_id].published_at > published]
    return _news(planner, used, since)


def _news(planner: Planner, used: Used, passages: Sequence[Passage]) -> Part:
    passage = planner.articles.unused(passages, used)
    if passage is None:
        return Part(used)
    used = used.with_article(passage.article_id)
    if passage.sentence == 0 and planner.evidence.articles[passage.article_id].sentences:
        passage = replace(passage, sentence=1)
    return tell_passage(planner, used, "next", "related", passage, Role.RELATED)
