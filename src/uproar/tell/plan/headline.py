"""Headline, dek and the block of posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from uproar.errors import EvidenceError
from uproar.model import Sentence
from uproar.model.rows import ThemeRow
from uproar.tell.check import MAX_HEADLINE
from uproar.tell.evidence import second_peak
from uproar.tell.messages import WORD
from uproar.tell.plan.beats.mood import feeling_slot, mood_slots
from uproar.tell.plan.beats.theme import dissent_theme, is_single_voice, main_theme
from uproar.tell.plan.plan import Option, Part, Point, Role, Used
from uproar.tell.plan.planner import Planner
from uproar.tell.plan.quote_choice import roughness
from uproar.tell.plan.sides_of_posts import (
    is_against_the_side,
    is_approving,
    is_objecting,
    is_of_kind,
)
from uproar.tell.plan.subject import footage, subject
from uproar.tell.slots import SMALL, excerpt, fill_sentence, is_relative, slot
from uproar.tell.slots.kind_of_reaction import most_named_besides
from uproar.tell.slots.sides import stance_of

# Words; fewer, as an emote or a sigh, say nothing to a reader.
MIN_HEADLINE_WORDS = 3  # chosen on: judgement; not swept
# Characters of the quote in a headline.
HEADLINE_QUOTE_CHARS = (12, 52)  # chosen on: fits MAX_HEADLINE with words beside it; not swept
# Characters of a post whose first sentence may be the headline's quote.
HEADLINE_POST_CHARS = (8, 400)  # chosen on: judgement; not swept
# Posts in the block.
MAX_BLOCK = 8  # chosen on: judgement; not swept

# The headlines that say how the sides stand.
SAYS_SIDES = ("headline-side", "headline-split", "headline-mood", "headline-divided")


@dataclass(frozen=True, slots=True)
class Offer:
    """A message that could be the headline or the dek, with its slots and what backs it."""

    message: str
    arguments: Mapping[str, str]
    support: tuple[str, ...] = ()


def headline(planner: Planner, used: Used) -> Part:
    """What happened, with the best quote of the theme that leads; else a line; else the event.

    Raises EvidenceError when not even the plain one passes: the event lacks its names.
    """
    main, dissent = main_theme(planner), dissent_theme(planner)
    plain = _plain_headlines(planner)
    offers = [
        *_whom(planner, used, main),
        *_with_wording(planner, main),
        *_with_quote(planner, used, main, dissent),
        *(_with_line(planner, main) if main else ()),
        *_level(planner, main, dissent),
        *_mood(planner),
        *plain,
    ]
    if planner.pattern in (*SMALL, "organised"):
        offers = [_size(planner), *plain]
    return _first_headline(planner, used, offers)


def about(planner: Planner) -> dict[str, str]:
    """What a headline calls the event, and those who saw it."""
    say, event = planner.say, planner.evidence.event
    kind = set(WORD.findall(event.kind.casefold()))
    is_watched = bool(planner.evidence.cues) or not kind.isdisjoint(say.words("watched"))
    return {
        "subject": subject(planner.evidence, say),
        "audience": say.say("audience-viewers" if is_watched else "audience-people"),
    }


def _whom(planner: Planner, used: Used, main: ThemeRow | None) -> list[Offer]:
    """Headlines of an event of which the talk was of somebody else."""
    person = most_named_besides(planner.evidence)
    if planner.pattern != "elsewhere" or person is None:
        return []
    arguments = {
        **about(planner),
        "name": slot("name", person),
    }
    quotes = main.quotes if main else ()
    fitting = [p for p in quotes if main and _is_for_headline(planner, used, p, main)]
    with_quote = [
        Offer(
            "headline-person-quote",
            {**arguments, "quote": slot("quote", p, form="bare", part="first")},
            ("finding:people",),
        )
        for p in fitting
    ]
    return [*with_quote, Offer("headline-person", arguments, ("finding:people",))]


def _with_wording(planner: Planner, main: ThemeRow | None) -> list[Offer]:
    """The headline in the words of the editor who read what the theme says."""
    if main is None or not main.wording:
        return []
    arguments = {
        **about(planner),
        "wording": slot("finding", main.share_id, form="headline"),
        "clause": slot("finding", main.share_id, form="clause"),
    }
    support = (f"finding:{main.share_id}",)
    is_clause = main.wording.startswith(f"{planner.say.say('wording-they')} ")
    return [Offer("headline-clause" if is_clause else "headline-wording", arguments, support)]


def _level(planner: Planner, main: ThemeRow | None, dissent: ThemeRow | None) -> list[Offer]:
    """The headline of two sides that are level, by their themes."""
    if main is None or dissent is None or planner.pattern != "divided":
        return []
    arguments = {
        **about(planner),
        "level": slot("finding", main.share_id, other=dissent.id, form="level"),
    }
    return [Offer("headline-level", arguments)]


def _mood(planner: Planner) -> list[Offer]:
    """Headlines without a quote: what feeling leads, that people ask, or how the sides stand."""
    arguments = {**about(planner), **mood_slots(planner)}
    if planner.pattern in ("mourning", "mocking"):
        return [Offer("headline-felt", {**arguments, "feeling": feeling_slot(planner)})]
    if planner.pattern == "asking":
        main = main_theme(planner)
        support = (f"finding:{main.share_id}",) if main else ()
        return [Offer("headline-questions", arguments, support)]
    messages = {
        "split": "headline-divided", "praise": "headline-mood", "criticism": "headline-mood"
    }  # fmt: skip
    stance = stance_of(planner.evidence)
    return [Offer(messages[stance], arguments)] if stance else []


def _first_headline(planner: Planner, used: Used, offers: Sequence[Offer]) -> Part:
    """The first offer with wordings that pass and are no longer than a headline may be."""
    part = Part(used)
    for offer in offers:
        option = Option(offer.message, Role.HEADLINE)
        part = part.followed_by(
            planner.tell(part.used, "headline", option, offer.arguments, offer.support)
        )
        for point in part.points:
            fitting = tuple(w for w in point.wordings if _length(planner, point, w) <= MAX_HEADLINE)
            if fitting:
                return replace(part, points=(replace(point, id="headline", wordings=fitting),))
        part = part.without_points()
    raise EvidenceError("no headline fits", hint="the event needs a publisher and a title")


def _length(planner: Planner, point: Point, wording: str) -> int:
    text = planner.say.say(wording, **point.slots)
    sentence = Sentence("headline", "headline", text, wording, point.support)
    return len(fill_sentence(sentence, planner.evidence).text)


def _with_quote(
    planner: Planner, used: Used, main: ThemeRow | None, dissent: ThemeRow | None
) -> list[Offer]:
    """Headlines with a quote of the main theme, those that say most first."""
    if main is None or is_single_voice(main):
        return []
    with_dissent: list[Offer] = []
    with_line: list[Offer] = []
    with_subject: list[Offer] = []
    support = (f"finding:{main.share_id}", *(f"finding:{t.share_id}" for t in (dissent,) if t))
    cue = next((c for c in main.cues if planner.is_named(c)), None)
    for post_id in main.quotes:
        if not _is_for_headline(planner, used, post_id, main):
            continue
        quote = slot("quote", post_id, form="bare", part="first")
        arguments = {"quote": quote, **about(planner)}
        if cue is not None:
            arguments["speaker"] = slot("cue", cue, form="speaker")
            backing = (*support, f"cue:{cue}")
            if dissent:
                with_dissent.append(Offer("headline-quote-line-dissent", arguments, backing))
            with_line.append(Offer("headline-quote-line", arguments, backing))
        with_subject.append(_of_kind(planner, post_id, arguments, support))
    return [*with_dissent, *with_line, *with_subject]


def _of_kind(
    planner: Planner, post_id: str, arguments: Mapping[str, str], support: tuple[str, ...]
) -> Offer:
    """The headline with a quote that says what kind of reaction it is, where the quote shows it."""
    post, kind = planner.evidence.quotes[post_id], planner.pattern
    more = {**arguments, **mood_slots(planner)}
    if kind == "divided" and stance_of(planner.evidence) == "split":
        return Offer("headline-split", more, support)
    if (kind == "warm" and is_approving(post)) or (kind == "critical" and is_objecting(post)):
        return Offer("headline-side", more, support)
    if kind in ("mourning", "mocking") and is_of_kind(post, kind):
        more["feeling"] = feeling_slot(planner)
        return Offer("headline-feeling", more, support)
    if kind == "asking" and is_of_kind(post, kind):
        return Offer("headline-asks", more, support)
    return Offer("headline-quote", arguments, support)


def _is_for_headline(planner: Planner, used: Used, post_id: str, main: ThemeRow) -> bool:
    """Whether a post's first sentence can be quoted in the headline of the theme."""
    post = planner.evidence.quotes.get(post_id)
    if post is None or post.lang != planner.say.language:
        return False
    part = excerpt(post.text)
    return not is_against_the_side(post, planner.pattern) and (
        planner.quotes.fits(post, used, HEADLINE_POST_CHARS)
        and not is_relative(part, planner.say)
        and _is_headline(post.text)
        and planner.quotes.shows(post, main, part)
    )


def _is_headline(text: str) -> bool:
    """Whether a post, or its first sentence, can stand in a headline without misleading."""
    part = excerpt(text)
    if part.endswith(("...", "…")) or len(WORD.findall(part)) < MIN_HEADLINE_WORDS:
        return False
    is_whole = part == text.strip()
    shortest, longest = HEADLINE_QUOTE_CHARS
    is_fit = shortest <= len(part) <= longest and not roughness(part)
    return is_fit and (is_whole or part[:1].isupper())


def _with_line(planner: Planner, main: ThemeRow) -> list[Offer]:
    """Headlines with a line of the footage; of one line, those that name who says it first."""
    offers: list[Offer] = []
    for cue in main.cues:
        if planner.is_named(cue) and planner.is_readable(cue):
            support = (f"finding:{main.share_id}",)
            by_part = {
                part: {
                    **about(planner),
                    "speaker": slot("cue", cue, form="speaker"),
                    "quote": slot("cue", cue, form="title", part=part),
                }
                for part in ("all", "first")
            }
            offers += [Offer("headline-line", arguments, support) for arguments in by_part.values()]
            offers += [Offer("headline-echo", arguments, support) for arguments in by_part.values()]
    return offers


def _plain_headlines(planner: Planner) -> list[Offer]:
    """Headlines that only name the event."""
    event = about(planner)
    bare = {"subject": planner.say.say("subject-the", kind=slot("event", "kind"))}
    return [Offer("headline-plain", event), Offer("headline-bare", bare)]


def _size(planner: Planner) -> Offer:
    """The headline of an event that few noticed or that is mostly copies: it says so."""
    arguments = {
        **about(planner),
        "publisher": slot("event", "publisher"),
        "few": slot("finding", "voices.originals", form="few"),
        "lone": slot("finding", "voices.n", form="lone", unit="people"),
        "nothing": slot("event", "nothing"),
        "part": slot("finding", "coordination.share", form="quantifier"),
    }
    return Offer(f"headline-size-{planner.pattern}", arguments)


def dek(planner: Planner, used: Used, headline_message: str = "") -> Part:
    """One sentence below the headline: how the sides stand, else the main theme.

    `headline_message`: where the headline says how the sides stand, the dek does not.
    """
    main = main_theme(planner)
    arguments = {
        "what": footage(planner.evidence, planner.say),
        "publisher": slot("event", "publisher"),
        "posted": slot("event", "posted"),
        "date": slot("event", "published_at", form="date"),
        "count": slot("finding", "voices.originals", form="count", unit="originals"),
        "few": slot("finding", "voices.originals", form="few"),
        "lone": slot("finding", "voices.n", form="lone", unit="people"),
        "nothing": slot("event", "nothing"),
    }
    offers: list[Offer] = []
    if planner.pattern in (*SMALL, "organised"):
        offers.append(Offer(f"dek-size-{planner.pattern}", arguments))
    else:
        offers += [] if headline_message.startswith(SAYS_SIDES) else _mood_deks(planner, arguments)
        offers += _theme_deks(main, dissent_theme(planner), arguments) if main else []
    part = Part(used)
    for offer in (*offers, Offer("dek-plain", arguments)):
        option = Option(offer.message, Role.DEK)
        part = part.followed_by(
            planner.tell(part.used, "dek", option, offer.arguments, offer.support)
        )
        if part.points:
            return replace(part, points=(replace(part.points[0], id="dek"),))
    raise EvidenceError("no dek holds", hint="the event needs a publisher and a title")


def _mood_deks(planner: Planner, arguments: Mapping[str, str]) -> list[Offer]:
    """Deks on which side leads; where the headline tells a theme's line, that comes before."""
    stance = stance_of(planner.evidence)
    if not stance or planner.pattern in ("mourning", "mocking", "asking"):
        return []
    message = "dek-split" if stance == "split" else "dek-mood"
    return [Offer(message, {**arguments, **mood_slots(planner)})]


def _theme_deks(
    main: ThemeRow, dissent: ThemeRow | None, arguments: Mapping[str, str]
) -> list[Offer]:
    """Deks on the main theme: by a line of it where it has one, else by its size."""
    more = {**arguments, "rank": slot("finding", main.share_id, form="rank")}
    if dissent is not None:
        more["level"] = slot("finding", main.share_id, other=dissent.id, form="level")
    support = (f"finding:{main.share_id}", *(f"finding:{t.share_id}" for t in (dissent,) if t))
    offers: list[Offer] = []
    if main.cues:
        more["speaker"] = slot("cue", main.cues[0], form="speaker")
        more["time"] = slot("cue", main.cues[0], form="time")
        offers.append(Offer("dek-line-dissent" if dissent else "dek-line", more, support))
    offers.append(Offer("dek-theme-dissent" if dissent else "dek-theme", more, support))
    return offers


def update_headline(planner: Planner, used: Used) -> Part:
    """The headline of an update: it names the later peak."""
    arguments = {**about(planner), **_later_peak(planner)}
    option = Option("headline-update", Role.HEADLINE)
    part = planner.tell(used, "headline", option, arguments)
    for point in part.points:
        fitting = tuple(w for w in point.wordings if _length(planner, point, w) <= MAX_HEADLINE)
        if fitting:
            return replace(part, points=(replace(point, id="headline", wordings=fitting),))
    return part.without_points().followed_by(headline(planner, part.used))


def _later_peak(planner: Planner) -> dict[str, str]:
    """The later peak's place and time."""
    row = second_peak(planner.evidence.findings.get("volume.peaks")) or 1
    return {
        form: slot("finding", "volume.peaks", row=row, field="start_at", form=form)
        for form in ("ordinal", "daytime")
    }


def update_dek(planner: Planner, used: Used) -> Part:
    """The dek of an update: one sentence with the time of the later peak and of the publication."""
    arguments = {
        "what": footage(planner.evidence, planner.say),
        **_later_peak(planner),
        "publisher": slot("event", "publisher"),
        "posted": slot("event", "posted"),
        "date": slot("event", "published_at", form="date"),
    }
    message = "dek-update" if planner.has_earlier else "dek-update-alone"
    part = planner.tell(used, "dek", Option(message, Role.DEK), arguments)
    if part.points:
        return replace(part, points=(replace(part.points[0], id="dek"),))
    return part.followed_by(dek(planner, part.used))


def post_block(planner: Planner, used: Used) -> tuple[str, ...]:
    """Five to eight posts in running order: those quoted, then the best of each theme by turns.

    Fewer where not more may be shown; one of an author.
    """
    block = [post.post_id for post in used.quotes]
    authors = set(used.authors())
    for theme in [t for _ in range(MAX_BLOCK) for t in planner.themes]:
        offered = (planner.evidence.quotes.get(p) for p in theme.quotes)
        fit = (
            p
            for p in offered
            if p and p.post_id not in block and p.author_key not in authors
            if planner.quotes.stands_alone(p, used)
        )
        post = next(fit, None)
        if post is not None and len(block) < MAX_BLOCK:
            block.append(post.post_id)
            authors.add(post.author_key)
    return tuple(block[:MAX_BLOCK])
