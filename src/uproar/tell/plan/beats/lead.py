"""The first half of a story: the scene and the theme that opens it."""

from __future__ import annotations

import re
from dataclasses import replace

from uproar.model import Passage, rows_of
from uproar.model.rows import MomentRow, ThemeRow
from uproar.tell.messages import WORD
from uproar.tell.plan.beats.dissent import known_on
from uproar.tell.plan.beats.theme import (
    Place,
    article_slots,
    dissent_theme,
    is_bare,
    is_single_voice,
    line_slots,
    main_theme,
    quoted_post,
    share,
    statement,
    tell_passage,
)
from uproar.tell.plan.plan import Option, Part, Role, Used
from uproar.tell.plan.planner import Planner
from uproar.tell.plan.quote_choice import is_told_by_statement
from uproar.tell.plan.subject import footage, is_its_own_publisher, titled_work
from uproar.tell.slots import SMALL, content, is_dangling, short, slot

# Share of the posts; a theme without a name that holds more is no theme to a reader.
BROAD = 0.5  # chosen on: judgement; not swept
# Kinds of event whose title says what was made known.
STATED = ("announcement", "statement")  # by definition of the kinds
# Words in a row that a line and an earlier report have to share.
RUN = 3  # chosen on: judgement; not swept
# Days before the event within which a report counts as what led up to it.
MAX_RELEASE_DAYS = 30  # chosen on: judgement; not swept


def scene(planner: Planner, used: Used) -> Part:
    """Who published what and when, told with a line of the footage where there is one."""
    main = main_theme(planner)
    by_use = [row.cue for row in rows_of(planner.evidence.findings.get("moments"), MomentRow)]
    theme_lines = sorted(main.cues if main else (), key=lambda c: _order(c, by_use))
    first = planner.line(theme_lines, used) or planner.line(by_use, used)
    if first is None:
        return scene_plainly(planner, used)
    opening = tuple(f"cue:{n}" for n in sorted(planner.evidence.cues)[:1])
    by_line = Option("scene-line", Role.SCENE, cites=frozenset((first,)))
    arguments = _published(planner) | line_slots(first)
    part = planner.tell(used, "scene", by_line, arguments, opening)
    later = planner.line([c for c in theme_lines if c > first], part.used)
    if later is None:
        return part
    is_same = _speaker(planner, later) == _speaker(planner, first)
    message = "scene-later" if is_same else "scene-other"
    second = Option(message, Role.LATER_LINE, cites=frozenset((later,)))
    return part.followed_by(planner.tell(part.used, "scene", second, line_slots(later)))


def scene_plainly(planner: Planner, used: Used) -> Part:
    """Who published what and when, without a line of it."""
    name = "scene-own" if is_its_own_publisher(planner.evidence) else "scene-plain"
    if planner.evidence.event.kind in STATED and titled_work(planner.evidence) is None:
        is_named = short(planner.evidence.event.publisher) in planner.evidence.event.title
        name = "scene-stated" if is_named else "scene-announced"
    opening = tuple(f"cue:{n}" for n in sorted(planner.evidence.cues)[:1])
    option = Option(name, Role.PLAIN_SCENE)
    return planner.tell(used, "scene", option, _published(planner), opening)


def _published(planner: Planner) -> dict[str, str]:
    """The slots for who published what and when."""
    return {
        "what": footage(planner.evidence, planner.say),
        "publisher": slot("event", "publisher"),
        "date": slot("event", "published_at", form="date"),
        "posted": slot("event", "posted"),
        "title": slot("event", "title", form="plain"),
    }


def _order(cue: int, by_use: list[int]) -> tuple[int, int]:
    return (by_use.index(cue) if cue in by_use else len(by_use), cue)


def _speaker(planner: Planner, number: int) -> str | None:
    cue = planner.evidence.cue(number)
    return cue.speaker if cue else None


def release(planner: Planner, used: Used) -> Part:
    """What came out before, by the archive: the work that the footage belongs to."""
    articles = planner.evidence.articles
    published = planner.evidence.event.published_at
    reserved = _reserved(planner, used)
    background = planner.evidence.background
    before = [
        p
        for p in (*background.context, *background.timeline)
        if p.article_id not in reserved
        and p.article_id in articles
        and 0 <= (published - articles[p.article_id].published_at).days <= MAX_RELEASE_DAYS
        and articles[p.article_id].published_at <= published
    ]
    best = sorted(before, key=lambda p: _centrality(planner, p), reverse=True)
    first = planner.articles.unused(best[:1], used)
    if first is None:
        return Part(used)
    passage = _first_tellable(planner, [p for p in best if p.article_id == first.article_id])
    used = used.with_article(first.article_id)
    return tell_passage(planner, used, "scene", "background", passage, Role.BACKGROUND, support=())


def _reserved(planner: Planner, used: Used) -> set[str]:
    """The articles that the paragraphs on themes will want."""
    reserved = {p.article_id for p in planner.evidence.background.context if p.theme}
    against = dissent_theme(planner)
    on_it = known_on(planner, against, used) if against else None
    return reserved | ({on_it.article_id} if on_it else set())


def _first_tellable(planner: Planner, passages: list[Passage]) -> Passage:
    """The first of an article's passages that can be repeated as it stands, else the first."""

    def can_be_told(passage: Passage) -> bool:
        text = planner.articles.text(passage)
        return not is_dangling(text, planner.say) and content(text, planner.say) is not None

    return next((p for p in passages if p.sentence and can_be_told(p)), passages[0])


def _centrality(planner: Planner, passage: Passage) -> tuple[int, float, str]:
    """A sort key: how many of the event's entities the headline names; then time and id."""
    article = planner.evidence.articles[passage.article_id]
    names = {short(e.name) for e in planner.evidence.event.entities}
    n = sum(bool(re.search(rf"(?<!\w){re.escape(x)}(?!\w)", article.headline)) for x in names)
    return n, article.published_at.timestamp(), passage.article_id


def noticed(planner: Planner, used: Used) -> Part:
    """How large the reaction is, for an event that few noticed or that is mostly copies."""
    originals = slot("finding", "voices.originals", form="count", unit="originals")
    arguments = {
        "nothing": slot("event", "nothing"),
        "window": slot("event", "window"),
        "lone": slot("finding", "voices.n", form="lone", unit="people"),
        "few": slot("finding", "voices.originals", form="few"),
        "part": slot("finding", "coordination.share", form="quantifier"),
        "groups": slot("finding", "coordination.groups", form="rows", unit="groups"),
        "count": originals,
    }
    if planner.pattern == "lone":
        arguments["count"] = slot("finding", "voices.n", form="n", unit="posts")
    messages = {
        "none": ("noticed-none",),
        "lone": ("noticed-lone",),
        "few": ("noticed-few",),
        "organised": ("noticed-organised-groups", "noticed-organised"),
    }.get(planner.pattern)
    if messages is None:
        return Part(used)
    options = [Option(message, Role.SIZE) for message in messages]
    return planner.tell(used, "lead_theme", options, arguments)


def lead_theme(planner: Planner, used: Used) -> Part:
    """The theme that opens the story: one post, and its share."""
    main = main_theme(planner)
    if planner.pattern in SMALL:
        quoted = quoted_post(planner, used, "lead_theme", main)
        if quoted.points:
            return quoted
        return quoted.followed_by(quoted_post(planner, quoted.used, "lead_theme", None))
    if main is None or is_single_voice(main):
        return Part(used)
    by_post = statement(planner, used, "lead_theme", main, Place.LEAD)
    if by_post.points:
        return by_post
    shared = share(planner, used, "lead_theme", main, Place.LEAD)
    by_statement = is_told_by_statement(main)
    quoted = quoted_post(planner, shared.used, "lead_theme", main, must_show=not by_statement)
    if not quoted.points and not is_bare(shared):
        again = quoted_post(planner, quoted.used, "lead_theme", main)
        quoted = quoted.followed_by(again)
    if quoted.points and is_bare(shared) and main.share > BROAD:
        shared = shared.without_points()
    is_share_first = planner.pattern in ("divided", "organised") or bool(
        main.wording or used.cues & set(main.cues)
    )
    points = (
        (*shared.points, *quoted.points) if is_share_first else (*quoted.points, *shared.points)
    )
    part = replace(shared.followed_by(quoted), points=points)
    return part.followed_by(_echo(planner, part.used, main))


def _echo(planner: Planner, used: Used, theme: ThemeRow) -> Part:
    """A line that the theme quotes, with an earlier report that shares RUN words in a row."""
    background = planner.evidence.background
    for number in theme.cues:
        if not planner.is_readable(number):
            continue
        tracks = planner.evidence.cues[number].values()
        runs = {run for cue in tracks for run in _runs(cue.text)}
        older = [p for p in (*background.context, *background.timeline) if _is_older(planner, p)]
        same = [p for p in older if runs & _runs(planner.articles.text(p))]
        by_id = sorted(same, key=lambda p: (p.article_id, p.sentence))
        passage = planner.articles.unused(by_id, used)
        if passage is None:
            continue
        name = "echo" if number in used.cues else "echo-other"
        used = used.with_article(passage.article_id).with_cues(frozenset((number,)))
        arguments = article_slots(passage) | {
            "time": slot("cue", number, form="time"),
            "line": slot("cue", number, form="quote"),
        }
        return tell_passage(
            planner, used, "lead_theme", name, passage, Role.ECHO, arguments=arguments
        )
    return Part(used)


def _is_older(planner: Planner, passage: Passage) -> bool:
    article = planner.evidence.articles.get(passage.article_id)
    return article is not None and article.published_at < planner.evidence.event.published_at


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every RUN of words in a row."""
    words = [w.casefold() for w in WORD.findall(text)]
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
