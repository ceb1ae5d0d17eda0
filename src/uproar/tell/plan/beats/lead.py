"""The first half of a story: the scene and the joke. A beat that has nothing is empty."""

from __future__ import annotations

import re

from uproar.model import Passage, rows_of
from uproar.model.rows import MomentRow, ThemeRow
from uproar.tell.messages.lexicon import WORD
from uproar.tell.plan.article_choice import ref
from uproar.tell.plan.beats.dissent import known_on
from uproar.tell.plan.beats.theme import (
    Points,
    article,
    dissent_theme,
    is_bare,
    line_slots,
    main_theme,
    quoted_post,
    share,
)
from uproar.tell.plan.planner import Bench
from uproar.tell.slots.articles import content, is_dangling
from uproar.tell.slots.grammar import slot
from uproar.tell.slots.kind_of_reaction import SMALL
from uproar.tell.slots.quotations import short

BROAD = 0.5  # a theme without a name that holds more than this is no theme to a reader
RUN = 3  # words in a row that a line and an earlier report have to share


def scene(bench: Bench) -> Points:
    """Who posted what when, by a line of it."""
    main = main_theme(bench)
    moments = bench.evidence.findings.get("moments")
    ranked = [row.cue for row in rows_of(moments, MomentRow)]
    of_theme = sorted(main.cues if main else (), key=lambda c: _order(c, ranked))
    first = bench.line(of_theme) or bench.line(ranked)
    given = {
        "what": bench.what(),
        "publisher": slot("event", "publisher"),
        "date": slot("event", "published_at", form="date"),
        "posted": slot("event", "posted"),
    }
    opening = tuple(f"cue:{n}" for n in sorted(bench.evidence.cues)[:1])
    if first is None:
        return [bench.point("scene", "scene-plain", given, opening)]
    lines = line_slots(bench, first)
    points: Points = [bench.point("scene", "scene-line", given | lines, opening)]
    later = bench.line([c for c in of_theme if c > first])
    if later is not None:
        message = (
            "scene-later" if _speaker(bench, later) == _speaker(bench, first) else "scene-other"
        )
        points.append(bench.point("scene", message, line_slots(bench, later)))
    return points


def _order(cue: int, ranked: list[int]) -> tuple[int, int]:
    return (ranked.index(cue) if cue in ranked else len(ranked), cue)


def _speaker(bench: Bench, number: int) -> str | None:
    found = bench.evidence.cue(number)
    return found.speaker if found else None


def release(bench: Bench) -> Points:
    """What came out before, by the archive: the work that the footage belongs to."""
    published = bench.evidence.event.published_at
    kept = {p.article_id for p in bench.evidence.background.context if p.theme}  # for their themes
    against = dissent_theme(bench)
    on_it = known_on(bench, against) if against else None
    kept |= {on_it.article_id} if on_it else set()
    before = [
        p
        for p in (*bench.evidence.background.context, *bench.evidence.background.timeline)
        if p.article_id not in kept
        and p.article_id in bench.evidence.articles
        and 0 <= (published - bench.evidence.articles[p.article_id].published_at).days <= 30
        and bench.evidence.articles[p.article_id].published_at <= published
    ]
    best = sorted(before, key=lambda p: _centrality(bench, p), reverse=True)
    found = bench.shelf.take(best[:1])
    if found is None:
        return []
    told = _best_told(bench, [p for p in best if p.article_id == found.article_id])
    return [bench.point("scene", bench.shelf.cited("background", told), article(told))]


def _best_told(bench: Bench, of_article: list[Passage]) -> Passage:
    """Of an article's sentences that were found, the first that can be told as it stands."""

    def can_be_told(passage: Passage) -> bool:
        text = bench.shelf.said(passage)
        return not is_dangling(text, bench.say) and content(text, bench.say) is not None

    return next((p for p in of_article if p.sentence and can_be_told(p)), of_article[0])


def _centrality(bench: Bench, passage: Passage) -> tuple[int, float, str]:
    """How many of the event's people and works a headline names; then the newest."""
    found = bench.evidence.articles[passage.article_id]
    names = {short(e.name) for e in bench.evidence.event.entities}
    n = sum(bool(re.search(rf"(?<!\w){re.escape(x)}(?!\w)", found.headline)) for x in names)
    return n, found.published_at.timestamp(), passage.article_id


def noticed(bench: Bench) -> Points:
    """For an event that few noticed, or that copies fill: how large the reaction really is."""
    if bench.pattern == "none":
        given = {"nothing": slot("event", "nothing"), "window": slot("event", "window")}
        return [bench.point("joke", "noticed-none", given)]
    if bench.pattern == "lone":
        given = {
            "lone": slot("finding", "voices.n", form="lone", unit="people"),
            "count": slot("finding", "voices.n", form="n", unit="posts"),
        }
        return [bench.point("joke", "noticed-lone", given)]
    if bench.pattern == "few":
        given = {
            "few": slot("finding", "voices.originals", form="few"),
            "count": slot("finding", "voices.originals", form="count", unit="originals"),
        }
        return [bench.point("joke", "noticed-few", given)]
    if bench.pattern == "organised":
        given = {
            "part": slot("finding", "coordination.share", form="quantifier"),
            "groups": slot("finding", "coordination.groups", form="rows", unit="groups"),
            "count": slot("finding", "voices.originals", form="count", unit="originals"),
        }
        messages = ("noticed-organised-groups", "noticed-organised")
        return [bench.point("joke", messages, given)]
    return []


def joke(bench: Bench) -> Points:
    """The theme that opens the story: one post, and its share."""
    main = main_theme(bench)
    if bench.pattern in SMALL:
        return quoted_post(bench, "joke", main) or quoted_post(bench, "joke", None)
    if main is None:
        return []
    shared = share(bench, "joke", main)
    quoted = quoted_post(bench, "joke", main, must_show=True)
    if not quoted and not is_bare(shared):
        quoted = quoted_post(bench, "joke", main)
    if quoted and is_bare(shared) and main.share > BROAD:
        shared = None
    shown = [shared, *quoted] if bench.pattern in ("mixed", "organised") else [*quoted, shared]
    return [*shown, *_echo(bench, main)]


def _echo(bench: Bench, theme: ThemeRow) -> Points:
    """A line that the theme quotes, and an earlier report with the very words of it."""
    b = bench.evidence.background
    for number in theme.cues:
        if not bench.is_readable(number):
            continue
        tracks = bench.evidence.cues[number].values()
        runs = {run for cue in tracks for run in _runs(cue.text)}
        older = [p for p in (*b.context, *b.timeline) if _is_older(bench, p)]
        same = [p for p in older if runs & _runs(bench.shelf.said(p))]
        found = bench.shelf.take(sorted(same, key=lambda p: (p.article_id, p.sentence)))
        if found is None:
            continue
        name = "echo" if bench.is_told(number) else "echo-other"
        bench.cues.add(number)
        given = article(found) | {
            "time": slot("cue", number, form="time"),
            "line": slot("cue", number, form="quote"),
        }
        return [
            bench.point("joke", bench.shelf.cited(name, found), given, (f"article:{ref(found)}",))
        ]
    return []


def _is_older(bench: Bench, passage: Passage) -> bool:
    found = bench.evidence.articles.get(passage.article_id)
    return found is not None and found.published_at < bench.evidence.event.published_at


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every RUN of words in a row."""
    said = [w.casefold() for w in WORD.findall(text)]
    return frozenset(tuple(said[i : i + RUN]) for i in range(len(said) - RUN + 1))
