"""The dissent in its context, and what else people talk about."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.model import Passage
from uproar.model.rows import ThemeRow
from uproar.tell.messages.lexicon import WORD, lexicon
from uproar.tell.plan.article_choice import ref
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
from uproar.tell.slots.kind_of_reaction import SMALL
from uproar.tell.slots.theme_words import telling_terms

NEAR = 3  # telling words that a report shares with a theme it was not found for
RELATED = 0.4  # score from which a report counts as about a theme


def dissent(bench: Bench) -> Points:
    """The strongest criticism: its share, one post, the line it is about, what was known before."""
    theme, name = dissent_theme(bench), "dissent"
    if theme is None:
        theme, name = _reported_theme(bench), "beside"
    if theme is None or bench.pattern in SMALL:
        return []
    points = _theme(bench, "dissent", theme, name)
    if not points:
        return []
    known = known_on(bench, theme)
    number = bench.line(_like(bench, theme.cues, known))
    if number is not None:
        points.append(bench.point("dissent", "dissent-line", line_slots(bench, number)))
    return points + known_before(bench, known)


def further(bench: Bench) -> Points:
    """Other themes: those that the archive has something on, else those that show themselves.

    At most one where the story has an archive to tell from, two where it has not.
    """
    told = (main_theme(bench), dissent_theme(bench) or _reported_theme(bench))
    if bench.pattern in (*SMALL, "organised"):
        return []
    left = [t for t in bench.themes if t not in told and t.rise in (None, 1)]
    reported = {p.theme for p in bench.evidence.background.context if p.score >= RELATED}
    left.sort(key=lambda t: t.id not in reported)
    most = 1 if bench.evidence.articles else 2
    found: list[Points] = []
    for theme in left:
        if len(found) < most and (points := _other(bench, theme)):
            found.append(points)
    return [point for points in found for point in points]


def _other(bench: Bench, theme: ThemeRow) -> Points:
    """A theme by its line and what was reported of it; without a line, by words and a quote."""
    known = known_on(bench, theme)
    lines = [n for n in theme.cues if bench.is_readable(n) and not bench.is_told(n)]
    words = telling_terms(theme, bench.evidence, bench.say)
    shown = bench.quotes.best(theme, must_show=True)
    if not lines and not (words and shown):
        return []
    points = _theme(bench, "further", theme, "further", _like(bench, theme.cues, known))
    return points + known_before(bench, known, "further") if points else []


def _theme(
    bench: Bench, beat: str, theme: ThemeRow, name: str, lines: Sequence[int] = ()
) -> Points:
    """A theme's share and one post; nothing where no name, line or quote tells what it is about."""
    shared = share(bench, beat, theme, name, lines)
    shown = bench.quotes.best(theme, must_show=True)
    is_read = shown is not None and (name == "dissent" or bench.quotes.is_readable(shown))
    quoted = quoted_post(bench, beat, theme, must_show=True) if is_read else []
    return [shared, *quoted] if quoted or not is_bare(shared) else []


def _reported_theme(bench: Bench) -> ThemeRow | None:
    """Where nobody objects: the largest other theme that the archive has something on."""
    known = {p.theme for p in bench.evidence.background.context}
    main = main_theme(bench)
    return next((t for t in bench.themes if t is not main and t.id in known), None)


def known_on(bench: Bench, theme: ThemeRow) -> Passage | None:
    """The report on a theme's subject: of the best article, the sentence nearest to the theme."""
    context = [p for p in bench.evidence.background.context if p.article_id not in bench.shelf.used]
    about = sorted(
        (p for p in context if p.theme == theme.id),
        key=lambda p: (-p.score, p.article_id, p.sentence),
    )
    known = [p for p in context if p.article_id in bench.evidence.articles]
    best = next((p for p in about if p in known), None)
    if best is None:  # none was found for the theme: one that plainly speaks of it
        near = max(known, key=lambda p: _nearness(bench, p, theme), default=None)
        return near if near is not None and _nearness(bench, near, theme) >= NEAR else None
    same = [p for p in context if p.article_id == best.article_id]
    return max(same, key=lambda p: (_nearness(bench, p, theme), p is best, -p.sentence))


def _nearness(bench: Bench, passage: Passage, theme: ThemeRow) -> int:
    """How many telling words a passage shares with a theme, if it can be told as it stands."""
    text = bench.shelf.said(passage)
    if is_dangling(text, bench.say) or content(text, bench.say) is None:
        return 0
    own = " ".join(
        [
            *theme.name_terms,
            *(bench.evidence.quotes[q].text for q in theme.quotes if q in bench.evidence.quotes),
        ]
        + [c.text for n in theme.cues for c in bench.evidence.cues.get(n, {}).values()]
    )
    names = " ".join(e.name for e in bench.evidence.event.entities)
    dull = lexicon(bench.say).everyday | _telling(names)
    return len((_telling(text) & _telling(own)) - dull)


def _telling(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in WORD.findall(text) if len(w) > 3)


def _like(bench: Bench, cues: Sequence[int], known: Passage | None) -> list[int]:
    """Lines in the order of the words that they share with a report; else as they come."""
    said = _telling(bench.shelf.said(known)) if known else frozenset()

    def shared(number: int) -> int:
        found = bench.evidence.cue(number)
        return len(said & _telling(found.text)) if found else 0

    return sorted(cues, key=lambda n: -shared(n))


def known_before(bench: Bench, known: Passage | None, beat: str = "dissent") -> Points:
    """What the archive says about a theme's subject; told as older where it is older."""
    found = bench.shelf.take([known]) if known else None
    if found is None:
        return []
    written = bench.evidence.articles[found.article_id].published_at
    is_older = written < bench.evidence.event.published_at
    given = article(found)
    if not is_older:
        given.pop("before")
    messages = bench.shelf.cited("context-before" if is_older else "context-after", found)
    return [bench.point(beat, messages, given, (f"article:{ref(found)}",))]
