"""The first half of a story: the scene, the joke, the dissent. A beat that has nothing is empty."""

from __future__ import annotations

import re

from uproar.model import Passage
from uproar.tell.citing import short
from uproar.tell.desk import Bench, ref
from uproar.tell.pattern import SMALL
from uproar.tell.plan import Point
from uproar.tell.slots import slot
from uproar.tell.themes import Theme

Points = list[Point | None]
LARGE = 0.8  # part of the largest theme from which another may open the story
MIN_HUMOUR = 0.2  # less is no joke, however serious the others are
CLEARLY = 0.1  # by which the funniest theme stands clear
MIN_SENTENCE = 50  # a shorter one says too little by itself: its headline is quoted
MAX_SENTENCE = 260  # characters of an article's sentence that the story may quote whole


def main_theme(bench: Bench) -> Theme | None:
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


def _funniest(large: list[Theme]) -> Theme | None:
    """The theme whose humour stands clear of the other large ones; None when none does."""
    ranked = sorted(large, key=lambda t: (-t.humour, -t.share, t.id))
    next_best = ranked[1].humour if len(ranked) > 1 else 0.0
    best = ranked[0].humour
    return ranked[0] if best >= MIN_HUMOUR and best >= next_best + CLEARLY else None


def dissent_theme(bench: Bench) -> Theme | None:
    """The largest critical theme that is not the one that opens the story."""
    main = main_theme(bench)
    critical = [t for t in bench.themes if t.stance == "critical" and t is not main]
    return critical[0] if critical else None


def scene(bench: Bench) -> Points:
    """Who posted what when, by a line of it."""
    main = main_theme(bench)
    moments = bench.evidence.findings.get("moments")
    ranked = [int(r["cue"]) for r in (moments.rows if moments else ())]
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
    lines = _line(bench, first)
    points: Points = [bench.point("scene", "scene-line", given | lines, opening)]
    later = bench.line([c for c in of_theme if c > first])
    if later is not None:
        message = (
            "scene-later" if _speaker(bench, later) == _speaker(bench, first) else "scene-other"
        )
        points.append(bench.point("scene", message, _line(bench, later)))
    return points


def _order(cue: int, ranked: list[int]) -> tuple[int, int]:
    return (ranked.index(cue) if cue in ranked else len(ranked), cue)


def _speaker(bench: Bench, number: int) -> str | None:
    found = bench.evidence.cue(number)
    return found.speaker if found else None


def _line(bench: Bench, number: int) -> dict[str, str]:
    return {
        "line": slot("cue", number, form="running"),
        "quote": slot("cue", number, form="quote"),
        "speaker": slot("cue", number, form="speaker"),
        "time": slot("cue", number, form="time"),
    }


def release(bench: Bench) -> Points:
    """What came out before, by the archive: the work that the footage belongs to."""
    published = bench.evidence.event.published_at
    before = [
        p
        for p in (*bench.evidence.background.context, *bench.evidence.background.timeline)
        if p.theme is None
        and p.article_id in bench.evidence.articles
        and 0 <= (published - bench.evidence.articles[p.article_id].published_at).days <= 30
        and bench.evidence.articles[p.article_id].published_at <= published
    ]
    found = bench.passage(sorted(before, key=lambda p: _centrality(bench, p), reverse=True)[:1])
    return [bench.point("scene", "background", article(found))] if found else []


def _centrality(bench: Bench, passage: Passage) -> tuple[int, float, str]:
    """How many of the event's people and works a headline names; then the newest."""
    found = bench.evidence.articles[passage.article_id]
    names = {short(e.name) for e in bench.evidence.event.entities}
    n = sum(bool(re.search(rf"(?<!\w){re.escape(x)}(?!\w)", found.headline)) for x in names)
    return n, found.published_at.timestamp(), passage.article_id


def article(passage: Passage) -> dict[str, str]:
    """The slots that tell a passage."""
    at = ref(passage)
    headline = f"{passage.article_id}#0"
    return {
        "publisher": slot("article", at, form="publisher"),
        "date": slot("article", at, form="date"),
        "month": slot("article", at, form="month"),
        "before": slot("article", at, form="before"),
        "daytime": slot("article", at, form="daytime"),
        "quote": slot("article", at, form="quote"),
        "running": slot("article", at, form="running"),
        "headline": slot("article", headline, form="quote"),
        "headline_running": slot("article", headline, form="running"),
    }


def noticed(bench: Bench) -> Points:
    """For an event that few noticed, or that copies fill: how large the reaction really is."""
    if bench.pattern == "none":
        given = {"nothing": slot("event", "nothing")}
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
        post = bench.quote(main) or bench.quote(None)
        return [bench.point("joke", "quote-alone", {"quote": post})] if post else []
    if main is None:
        return []
    quoted, shared = _quoted(bench, "joke", main), share(bench, "joke", main)
    return [shared, *quoted] if bench.pattern in ("mixed", "organised") else [*quoted, shared]


def _reported_theme(bench: Bench) -> Theme | None:
    """Where nobody objects: the largest other theme that the archive has something on."""
    known = {p.theme for p in bench.evidence.background.context}
    main = main_theme(bench)
    return next((t for t in bench.themes if t is not main and t.id in known), None)


def share(bench: Bench, beat: str, theme: Theme, name: str = "") -> Point | None:
    """A theme's share of all original posts; its count where the share would say too much.

    `name` is that of the messages where it is not the beat's.
    """
    name = name or beat
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
    elif (number := bench.line(theme.cues)) is not None:
        bench.cues.discard(number)
        given |= _line(bench, number)
        kinds = ["words", "cue"]
    messages = (*(f"{name}-share-{kind}" for kind in kinds), f"{name}-share", f"{name}-count")
    point = bench.point(beat, messages, given, support)
    if point and point.wordings[0].startswith(f"{name}-share-cue"):
        bench.line(theme.cues)  # it is told now
    return point


def _quoted(bench: Bench, beat: str, theme: Theme) -> Points:
    found = bench.quote(theme)
    if found is None:
        return []
    support = (f"finding:{theme.share_id}",)
    return [bench.point(beat, "quote-alone", {"quote": found}, support)]


def dissent(bench: Bench) -> Points:
    """The strongest criticism: its share, one post, the line it is about, what was known before."""
    theme, name = dissent_theme(bench), "dissent"
    if theme is None:
        theme, name = _reported_theme(bench), "beside"
    if theme is None or bench.pattern in SMALL:
        return []
    shared, quoted = share(bench, "dissent", theme, name), _quoted(bench, "dissent", theme)
    points: Points = [shared, *quoted]
    number = bench.line(theme.cues)
    if number is not None:
        points.append(bench.point("dissent", "dissent-line", _line(bench, number)))
    return points + known_before(bench, theme)


def known_before(bench: Bench, theme: Theme) -> Points:
    """What the archive says about a theme's subject; told as older where it is older."""
    about = [p for p in bench.evidence.background.context if p.theme == theme.id]
    found = bench.passage(sorted(about, key=lambda p: (-p.score, p.article_id, p.sentence)))
    if found is None:
        return []
    written = bench.evidence.articles[found.article_id].published_at
    is_older = written < bench.evidence.event.published_at
    message = "context-before" if is_older else "context-after"
    given = article(found)
    text = bench.evidence.articles[found.article_id].sentences[found.sentence - 1 :][:1]
    if found.sentence > 0 and not MIN_SENTENCE <= len("".join(text)) <= MAX_SENTENCE:
        given |= {"quote": given["headline"], "running": given["headline_running"]}
    if not is_older:
        given.pop("before")
    return [bench.point("dissent", message, given, (f"article:{ref(found)}",))]
