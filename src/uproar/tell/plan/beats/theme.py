"""A theme as a beat: which opens the story, which objects, its share and one post of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uproar.model import Passage
from uproar.model.rows import ThemeRow
from uproar.tell.plan.article_choice import ref
from uproar.tell.plan.plan import Point
from uproar.tell.plan.planner import Bench
from uproar.tell.plan.quote_choice import is_against
from uproar.tell.slots.grammar import slot

Points = list[Point | None]
LARGE = 0.8  # part of the largest theme from which another may open the story
MIN_HUMOUR = 0.2  # less is no joke, however serious the others are
CLEARLY = 0.1  # by which the funniest theme stands clear


def main_theme(bench: Bench) -> ThemeRow | None:
    """The theme that opens the story: the largest uncritical one, or the funniest of the large."""
    found = [t for t in bench.themes if t.stance != "critical"] or list(bench.themes)
    if not found:
        return None
    large = [t for t in found if t.high >= found[0].low or t.share >= LARGE * found[0].share]
    tied = [t for t in large if t.high >= found[0].low]
    funniest = _funniest(large)
    if funniest is not None:
        return funniest
    return max(tied, key=lambda t: (bool(t.cues), t.share, t.id))


def _funniest(large: list[ThemeRow]) -> ThemeRow | None:
    """The theme whose humour stands clear of the other large ones; None when none does."""
    ranked = sorted(large, key=lambda t: (-t.humour, -t.share, t.id))
    next_best = ranked[1].humour if len(ranked) > 1 else 0.0
    best = ranked[0].humour
    return ranked[0] if best >= MIN_HUMOUR and best >= next_best + CLEARLY else None


def dissent_theme(bench: Bench) -> ThemeRow | None:
    """The largest critical theme that is not the one that opens the story."""
    main = main_theme(bench)
    critical = [t for t in bench.themes if t.stance == "critical" and t is not main]
    return next((t for t in critical if _objects(bench, t)), None)


def _objects(bench: Bench, theme: ThemeRow) -> bool:
    """Whether a theme's own quotes object: one does, or none has been read for what it feels."""
    quotes = [bench.evidence.quotes[p] for p in theme.quotes if p in bench.evidence.quotes]
    read = [q for q in quotes if q.emotions]
    return not read or any(is_against(q) for q in read)


def share(
    bench: Bench, beat: str, theme: ThemeRow, name: str = "", lines: Sequence[int] = ()
) -> Point | None:
    """A theme's share of all original posts; its count where the share would say too much.

    `name` is that of the messages where it is not the beat's; `lines` are the theme's, best first.
    """
    name, lines = name or beat, lines or theme.cues
    share_id = theme.share_id
    given = {
        "rank": slot("finding", share_id, form="rank"),
        "share": slot("finding", share_id, form="share"),
        "words": slot("finding", share_id, form="words"),
        "n": slot("finding", share_id, form="n", unit="originals"),
        "count": slot("finding", f"themes.{theme.id}.n", form="count", unit="originals"),
    }
    support = tuple(f"cue:{c}" for c in theme.cues[:3])
    kinds = ["words"]
    if set(theme.cues) & bench.cues:
        kinds = ["line"]
    elif name != "dissent" and (number := bench.line(lines)) is not None:
        # (the dissent's line is told beside its quote)
        bench.cues.discard(number)
        given |= line_slots(bench, number)
        kinds = ["cue", "words"] if name == "further" else ["words", "cue"]
    messages = (*(f"{name}-share-{kind}" for kind in kinds), f"{name}-share", f"{name}-count")
    point = bench.point(beat, messages, given, support)
    if point and point.wordings[0].startswith(f"{name}-share-cue"):
        bench.line(lines)  # it is told now
    return point


def quoted_post(
    bench: Bench, beat: str, theme: ThemeRow | None, *, must_show: bool = False
) -> Points:
    """One post of a theme, with who wrote it where; empty where none fits.

    `must_show`: only one with a word of the theme, its lines or the event's names.
    """
    found = bench.quotes.take(theme, must_show=must_show)
    if found is None:
        return []
    message, quote = found
    support = (f"finding:{theme.share_id}",) if theme else ()
    return [bench.point(beat, message, {"quote": quote}, support)]


def is_bare(point: Point | None) -> bool:
    """Whether a point gives a share, or a count, of a theme that it does not name."""
    return point is None or bool(re.search(r"-(?:share|count)(?:-[b-h])?$", point.wordings[0]))


def line_slots(bench: Bench, number: int) -> dict[str, str]:
    return {
        "line": slot("cue", number, form="running"),
        "quote": slot("cue", number, form="quote"),
        "speaker": slot("cue", number, form="speaker"),
        "time": slot("cue", number, form="time"),
    }


def article(passage: Passage) -> dict[str, str]:
    """The slots that tell a passage."""
    at, headline = ref(passage), f"{passage.article_id}#0"
    given = {
        form: slot("article", at, form=form)
        for form in ("publisher", "date", "month", "before", "daytime", "quote", "content")
    }
    return given | {
        "kind": slot("event", "kind"),
        "headline": slot("article", headline, form="quote"),
    }
