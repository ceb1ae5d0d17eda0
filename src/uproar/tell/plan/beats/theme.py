"""Themes as beats: which one opens the story, which one objects, and how each is told."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from uproar.model import Passage
from uproar.model.rows import ThemeRow
from uproar.tell.evidence import Quotable
from uproar.tell.plan.article_choice import ref
from uproar.tell.plan.attribution import attribution, quote_slots
from uproar.tell.plan.plan import Option, Part, Role, Used
from uproar.tell.plan.planner import MIN_HUMOUR, Planner
from uproar.tell.plan.quote_choice import is_against, is_told_by_statement, weight
from uproar.tell.plan.sides_of_posts import is_approving, is_objecting, is_of_kind, is_plain
from uproar.tell.slots import slot

# Part of the largest theme's share from which another theme may open the story.
LARGE = 0.8  # chosen on: judgement; not swept
# The same, where posts tell what the themes say: one that says something may come before a larger
# one that does not.
TELLING = 0.6  # chosen on: judgement; not swept
# Difference in humour by which the funniest theme stands clear of the next.
CLEARLY = 0.1  # chosen on: judgement; not swept
# Lines of a theme that a sentence about the theme is backed by, best first.
MAX_BACKING_LINES = 3  # chosen on: judgement; not swept


class Place(StrEnum):
    """Where a story tells a theme; the messages about its size begin with it."""

    LEAD = "lead-theme"
    DISSENT = "dissent"
    DEFENCE = "defence"
    BESIDE = "beside"
    FURTHER = "further"


# Posts that say a thing, below which they are quoted without their number.
MIN_SIZED = 10  # chosen on: judgement; not swept
# What tells a theme by a post that stands for it, and what such a sentence does in the story.
STATEMENTS = {
    Place.LEAD: (("lead-statement",), Role.SHARE),
    Place.DISSENT: (("dissent-statement",), Role.COUNTER),
    Place.DEFENCE: (("defence-statement",), Role.COUNTER),
    Place.FURTHER: (("statement-share", "statement-count"), Role.FURTHER_SHARE),
}
_NEWS_MESSAGES = {
    Place.LEAD: "lead-news",
    Place.FURTHER: "statement-news",
    Place.DEFENCE: "beside-statement",
}
_KIND_MESSAGES = {
    "asking": "lead-question",
    "mourning": "lead-sorrow",
    "mocking": "lead-joke",
    "warm": "lead-for",
    "divided": "lead-for",
}
# What tells the size of a theme whose post stands beside it and says what it is about.
_BESIDE_A_QUOTE = {Place.LEAD: "lead-theme-like", Place.DISSENT: "dissent-share"}


def main_theme(planner: Planner) -> ThemeRow | None:
    """The theme that opens the story: the largest of the side that leads.

    Where criticism leads that is a critical one; elsewhere the largest uncritical one, or the
    funniest of the large, unless the reaction is one of sorrow. Statements that only pass on news
    open it where there is nothing else.
    """
    said = [t for t in planner.themes if not t.is_news] or list(planner.themes)
    is_critical = planner.pattern == "critical"
    candidates = [t for t in said if (t.stance == "critical") == is_critical] or said
    if not candidates:
        return None
    largest = candidates[0]
    large = [t for t in candidates if t.high >= largest.low or t.share >= LARGE * largest.share]
    if all(is_told_by_statement(t) for t in large):
        large = [t for t in candidates if t.share >= TELLING * largest.share]
    tied = [t for t in large if t.high >= largest.low or is_told_by_statement(t)]
    funniest = _funniest(large)
    if funniest is not None and planner.pattern not in ("mourning", "critical"):
        return funniest
    return max(tied, key=lambda t: (bool(t.cues), *_standing(planner, t), t.id))


def _standing(planner: Planner, theme: ThemeRow) -> tuple[bool, bool, bool, float, float]:
    """A sort key among themes of one size: whether a post can tell it, how much its posts agree."""
    if not is_told_by_statement(theme):
        return (True, True, True, 0.0, theme.share)
    post = planner.quotes.best(theme, Used())
    can_be_read = post is not None and planner.quotes.is_readable(post)
    takes_side = can_be_read and post is not None and not is_plain(post)
    fits_kind = post is not None and planner.pattern != "warm" and is_of_kind(post, planner.pattern)
    return (can_be_read, takes_side, fits_kind, weight(theme), theme.share)


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
    if main is not None and main.stance == "critical":
        return _defence(planner, main)
    critical = [t for t in planner.themes if t.stance == "critical" and t is not main]
    if all(is_told_by_statement(t) for t in critical):
        critical.sort(key=lambda t: (-weight(t), t.id))
    return next((t for t in critical if _objects(planner, t)), None)


def _defence(planner: Planner, main: ThemeRow) -> ThemeRow | None:
    """The largest favourable theme, where a critical one opens the story."""
    others = [t for t in planner.themes if t.stance == "positive" and t is not main]
    by_statement = [t for t in others if _has_statement(planner, Used(), t)]
    return next(iter((*by_statement, *others)), None)


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
    arguments = theme_slots(theme)
    role = Role.FURTHER_SHARE if place is Place.FURTHER else Role.SHARE
    by_words = Option(f"{place}-share-words", role)
    options = [by_words]
    must_show = place is Place.DISSENT
    if place in _BESIDE_A_QUOTE and _has_statement(planner, used, theme, must_show=must_show):
        options.insert(0, Option(_BESIDE_A_QUOTE[place], role, names_theme=False))
    # The line of the dissent is told beside its quote, not with its share.
    number = planner.line(lines or theme.cues, used) if place is not Place.DISSENT else None
    told_lines = [c for c in theme.cues if c in used.cues]
    if place is Place.DEFENCE and number is not None:
        told_lines = []  # a line that they do not share with the others says what they are about
    if told_lines:
        arguments["again"] = slot("cue", told_lines[0], form="again")
        by_line = Option(f"{place}-share-line", role, names_theme=place is not Place.DEFENCE)
        options = [by_line]
        if place is Place.LEAD and len(used.cues) > 1:  # which of the lines has to be said
            options.insert(0, Option("lead-theme-share-lines", role))
    elif number is not None:
        arguments |= line_slots(number)
        by_line = Option(f"{place}-share-cue", role, cites=frozenset((number,)))
        is_line_first = place in (Place.FURTHER, Place.DEFENCE)
        options = [by_line, by_words] if is_line_first else [by_words, by_line]
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
    planner: Planner,
    used: Used,
    beat: str,
    theme: ThemeRow | None,
    *,
    must_show: bool = False,
    role: Role = Role.QUOTE,
) -> Part:
    """One post of a theme, with who wrote it where; no point where none fits.

    `must_show`: only one with a word of the theme, its lines or the event's names.
    """
    post = planner.quotes.best(theme, used, must_show=must_show)
    if post is None:
        return Part(used)
    form = attribution(planner, used, post)
    quote = slot("quote", post.post_id, form=form, **planner.quotes.part(post))
    support = (f"finding:{theme.share_id}",) if theme else ()
    option = Option("quote-led" if form.endswith("_led") else "quote-alone", role)
    return planner.tell(used.with_quote(post), beat, option, {"quote": quote}, support)


def statement(planner: Planner, used: Used, beat: str, theme: ThemeRow, place: Place) -> Part:
    """A theme by the post that stands for it and its share, in a sentence; no point without one."""
    if theme.wording:
        return _by_clause(planner, used, beat, theme, place)
    if not is_told_by_statement(theme):
        return Part(used)
    if place is Place.DISSENT:
        post = _objecting(planner, used, theme)
    else:
        post = planner.quotes.best(theme, used)
    if post is None or not planner.quotes.is_readable(post):
        return Part(used)
    arguments = quote_slots(planner, used, post) | theme_slots(theme)
    messages, role = STATEMENTS[place]
    messages = (*_by_what_it_shows(planner, used, post, theme, place), *messages)
    options = [Option(message, role) for message in messages]
    support = (f"finding:{theme.share_id}",)
    part = planner.tell(used.with_quote(post), beat, options, arguments, support)
    return part if part.points else Part(used, (), part.withheld)


def _objecting(planner: Planner, used: Used, theme: ThemeRow) -> Quotable | None:
    """The first post of a theme that was read to object; the best one where none was read."""
    fitting = [p for p in planner.quotes.fitting(theme, used) if planner.quotes.is_readable(p)]
    against = next((p for p in fitting if is_objecting(p)), None)
    is_read = any(p.emotions or p.stance for p in fitting)
    return against if is_read else planner.quotes.best(theme, used, must_show=True)


def _by_clause(planner: Planner, used: Used, beat: str, theme: ThemeRow, place: Place) -> Part:
    """A theme by what an editor wrote that "they" do, with a post; no point in other wordings."""
    name = {Place.LEAD: "lead"}.get(place, str(place))
    role = STATEMENTS[place][1]
    arguments = theme_slots(theme) | {"clause": slot("finding", theme.share_id, form="clause")}
    options = [Option(f"{name}-clause-alone", role)]
    post = planner.quotes.best(theme, used)
    after = used
    if post is not None and planner.quotes.is_readable(post):
        arguments |= quote_slots(planner, used, post)
        options.insert(0, Option(f"{name}-clause", role))
        after = used.with_quote(post)
    part = planner.tell(after, beat, options, arguments, (f"finding:{theme.share_id}",))
    return part if part.points else Part(used, (), part.withheld)


def _by_what_it_shows(
    planner: Planner, used: Used, post: Quotable, theme: ThemeRow, place: Place
) -> tuple[str, ...]:
    """Messages that say what the quoted post does: approve, object, joke, ask, grieve."""
    if place is Place.FURTHER and is_single_voice(theme):
        return ("voice",)
    if passes_on_news(planner, used, theme):
        return (_NEWS_MESSAGES[place],) if place in _NEWS_MESSAGES else ()
    if place is Place.DEFENCE and not is_approving(post):
        return ("beside-statement",)
    if place is not Place.LEAD:
        return ()
    if theme.stance == "critical":
        return ("lead-against",) if is_objecting(post) else ()
    named = _KIND_MESSAGES.get(planner.pattern)
    return (named,) if named and is_of_kind(post, planner.pattern) else ()


def is_single_voice(theme: ThemeRow) -> bool:
    """Whether so few posts say it that a story gives no size."""
    return bool(theme.of_theme) and theme.n < MIN_SIZED


def passes_on_news(planner: Planner, used: Used, theme: ThemeRow) -> bool:
    """Whether a theme passes on news, and the post that would tell it shows no feeling."""
    post = planner.quotes.best(theme, used)
    return theme.is_news and post is not None and is_plain(post)


def theme_slots(theme: ThemeRow) -> dict[str, str]:
    """The slots that tell a theme's size."""
    share_id, n_id = theme.share_id, f"themes.{theme.id}.n"
    return {
        "rank": slot("finding", share_id, form="rank"),
        "top": slot("finding", share_id, form="top-rank"),
        "share": slot("finding", share_id, form="share"),
        "words": slot("finding", share_id, form="words"),
        "n": slot("finding", share_id, form="n", unit="originals"),
        "part": slot("finding", share_id, form="part", unit="originals"),
        "amount": slot("finding", share_id, form="amount"),
        "part_of": slot("finding", share_id, form="part-of", unit="originals"),
        "count": slot("finding", n_id, form="count", unit="originals"),
    }


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
