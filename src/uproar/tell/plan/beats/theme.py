"""Themes as beats: which one opens the story, which one objects, and how each is told."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from uproar.model import Passage
from uproar.model.rows import ThemeRow
from uproar.tell.plan.article_choice import ref
from uproar.tell.plan.plan import Option, Part, Role, Used
from uproar.tell.plan.planner import Planner
from uproar.tell.plan.quote_choice import is_against, is_told_by_statement, weight
from uproar.tell.slots import slot

# Part of the largest theme's share from which another theme may open the story.
LARGE = 0.8  # chosen on: judgement; not swept
# Humour, as a share of a theme's posts; less is no joke, however serious the other themes are.
MIN_HUMOUR = 0.2  # chosen on: judgement; not swept
# Difference in humour by which the funniest theme stands clear of the next.
CLEARLY = 0.1  # chosen on: judgement; not swept
# Lines of a theme that a sentence about the theme is backed by, best first.
MAX_BACKING_LINES = 3  # chosen on: judgement; not swept


class Place(StrEnum):
    """Where a story tells a theme; the messages about its size begin with it."""

    LEAD = "lead-theme"
    DISSENT = "dissent"
    BESIDE = "beside"
    FURTHER = "further"


# What tells the size of a theme whose post stands beside it and says what it is about.
_BESIDE_A_QUOTE = {Place.LEAD: "lead-theme-like", Place.DISSENT: "dissent-share"}


def main_theme(planner: Planner) -> ThemeRow | None:
    """The theme that opens the story: the largest uncritical one, or the funniest of the large.

    Statements that only pass on news open it where there is nothing else.
    """
    said = [t for t in planner.themes if not t.is_news] or list(planner.themes)
    candidates = [t for t in said if t.stance != "critical"] or said
    if not candidates:
        return None
    largest = candidates[0]
    large = [t for t in candidates if t.high >= largest.low or t.share >= LARGE * largest.share]
    tied = [t for t in large if t.high >= largest.low]
    funniest = _funniest(large)
    if funniest is not None:
        return funniest
    return max(tied, key=lambda t: (bool(t.cues), *_standing(planner, t), t.id))


def _standing(planner: Planner, theme: ThemeRow) -> tuple[bool, float, float]:
    """A sort key among themes of one size: whether a post can tell it, how much its posts agree."""
    if not is_told_by_statement(theme):
        return (True, 0.0, theme.share)
    return (_has_statement(planner, Used(), theme), weight(theme), theme.share)


def _funniest(large: list[ThemeRow]) -> ThemeRow | None:
    """The theme whose humour stands clear of the other large ones; None when none does."""
    by_humour = sorted(large, key=lambda t: (-t.humour, -t.share, t.id))
    next_best = by_humour[1].humour if len(by_humour) > 1 else 0.0
    best = by_humour[0].humour
    return by_humour[0] if best >= MIN_HUMOUR and best >= next_best + CLEARLY else None


def dissent_theme(planner: Planner) -> ThemeRow | None:
    """The largest critical theme that is not the one that opens the story.

    Among those told by statements, the one whose posts are most and agree most.
    """
    main = main_theme(planner)
    critical = [t for t in planner.themes if t.stance == "critical" and t is not main]
    if all(is_told_by_statement(t) for t in critical):
        critical.sort(key=lambda t: (-weight(t), t.id))
    return next((t for t in critical if _objects(planner, t)), None)


def _objects(planner: Planner, theme: ThemeRow) -> bool:
    """Whether one of a theme's quotes objects, or no emotions were read from any of them."""
    posts = planner.evidence.quotes
    read = [posts[p] for p in theme.quotes if p in posts and posts[p].emotions]
    return not read or any(is_against(post) for post in read)


def share(
    planner: Planner,
    used: Used,
    beat: str,
    theme: ThemeRow,
    place: Place,
    lines: Sequence[int] = (),
) -> Part:
    """A theme's share of all original posts; its count where the share would say too much.

    `lines` are the theme's, best first. The theme is told by a line that the story has quoted,
    else by its words or by a line that is new.
    """
    share_id = theme.share_id
    arguments = {
        "rank": slot("finding", share_id, form="rank"),
        "share": slot("finding", share_id, form="share"),
        "words": slot("finding", share_id, form="words"),
        "n": slot("finding", share_id, form="n", unit="originals"),
        "count": slot("finding", f"themes.{theme.id}.n", form="count", unit="originals"),
    }
    role = Role.FURTHER_SHARE if place is Place.FURTHER else Role.SHARE
    by_words = Option(f"{place}-share-words", role)
    options = [by_words]
    must_show = place is Place.DISSENT
    if place in _BESIDE_A_QUOTE and _has_statement(planner, used, theme, must_show=must_show):
        options.insert(0, Option(_BESIDE_A_QUOTE[place], role, names_theme=False))
    # The line of the dissent is told beside its quote, not with its share.
    number = planner.line(lines or theme.cues, used) if place is not Place.DISSENT else None
    if set(theme.cues) & used.cues:
        options = [Option(f"{place}-share-line", role)]
    elif number is not None:
        arguments |= line_slots(number)
        by_line = Option(f"{place}-share-cue", role, cites=frozenset((number,)))
        options = [by_line, by_words] if place is Place.FURTHER else [by_words, by_line]
    options += [
        Option(f"{place}-share", role, names_theme=False),
        Option(f"{place}-count", role, names_theme=False),
    ]
    if theme.wording:  # what an editor wrote of it says more than any of its words
        arguments["wording"] = slot("finding", share_id, form="wording")
        options.insert(0, Option(f"{place}-share-wording", role))
    return planner.tell(used, beat, options, arguments, backing_lines(theme))


def _has_statement(
    planner: Planner, used: Used, theme: ThemeRow, *, must_show: bool = False
) -> bool:
    """Whether a post beside its share will tell what the theme is about."""
    if not is_told_by_statement(theme):
        return False
    post = planner.quotes.best(theme, used, must_show=must_show)
    return post is not None and planner.quotes.is_readable(post)


def backing_lines(theme: ThemeRow) -> tuple[str, ...]:
    """References to the lines that the theme quotes, for the support of a sentence about it."""
    return tuple(f"cue:{c}" for c in theme.cues[:MAX_BACKING_LINES])


def quoted_post(
    planner: Planner, used: Used, beat: str, theme: ThemeRow | None, *, must_show: bool = False
) -> Part:
    """One post of a theme, with who wrote it where; no point where none fits.

    `must_show`: only one with a word of the theme, its lines or the event's names.
    """
    choice = planner.quotes.choice(theme, used, must_show=must_show)
    if choice is None:
        return Part(used)
    support = (f"finding:{theme.share_id}",) if theme else ()
    option = Option(choice.message, Role.QUOTE)
    return planner.tell(used.with_quote(choice.post), beat, option, {"quote": choice.slot}, support)


def is_bare(part: Part) -> bool:
    """Whether a part says nothing of what a theme is about: it has no point that names it."""
    return not any(point.names_theme for point in part.points)


def line_slots(number: int) -> dict[str, str]:
    """The slots that tell a line of the footage."""
    return {
        "line": slot("cue", number, form="running"),
        "quote": slot("cue", number, form="quote"),
        "speaker": slot("cue", number, form="speaker"),
        "time": slot("cue", number, form="time"),
    }


def article_slots(passage: Passage) -> dict[str, str]:
    """The slots that tell a passage."""
    reference, headline = ref(passage), f"{passage.article_id}#0"
    arguments = {
        form: slot("article", reference, form=form)
        for form in ("publisher", "date", "month", "before", "daytime", "quote", "content")
    }
    return arguments | {
        "kind": slot("event", "kind"),
        "headline": slot("article", headline, form="quote"),
    }


def tell_passage(
    planner: Planner,
    used: Used,
    beat: str,
    name: str,
    passage: Passage,
    role: Role,
    *,
    arguments: dict[str, str] | None = None,
    support: Sequence[str] | None = None,
    leaning: bool = False,
) -> Part:
    """A passage in messages called `name`, in the manner that was used least.

    `arguments` and `support` stand in place of the passage's slots and reference. No point where
    no manner fits. `leaning`: see `ArticleChoice.cited`.
    """
    manners, used = planner.articles.cited(name, passage, used, leaning=leaning)
    if not manners:
        return Part(used)
    options = [Option(f"{name}-{manner}", role) for manner in manners]
    return planner.tell(
        used,
        beat,
        options,
        article_slots(passage) if arguments is None else arguments,
        (f"article:{ref(passage)}",) if support is None else support,
    )
