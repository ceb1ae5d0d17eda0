"""Headline, dek and the block of posts."""

from __future__ import annotations

from uproar.errors import EvidenceError
from uproar.model import Sentence
from uproar.model.rows import ThemeRow
from uproar.tell.check import MAX_HEADLINE
from uproar.tell.evidence.peaks import second_peak
from uproar.tell.messages.lexicon import WORD
from uproar.tell.plan.beats.theme import dissent_theme, main_theme
from uproar.tell.plan.plan import Point
from uproar.tell.plan.planner import Bench
from uproar.tell.plan.quote_choice import roughness
from uproar.tell.slots.articles import is_relative
from uproar.tell.slots.fill import fill_sentence
from uproar.tell.slots.grammar import slot
from uproar.tell.slots.kind_of_reaction import SMALL
from uproar.tell.slots.quotations import excerpt

MIN_HEADLINE_WORDS = 3  # fewer, as an emote or a sigh, say nothing to a reader
MAX_BLOCK = 8


def headline(bench: Bench) -> Point:
    """The best quote of the theme that the headline names; else a line; else the plain event.

    Raises EvidenceError when not even the plain one passes: the event lacks its names.
    """
    main, dissent = main_theme(bench), dissent_theme(bench)
    offers = [*_with_quote(bench, main, dissent), *_without(bench, main)]
    if bench.pattern in (*SMALL, "organised"):
        offers = _size(bench) + offers[-2:]
    for message, given, support in offers:
        point = bench.point("headline", message, given, support)
        if point is None:
            continue
        fitting = tuple(w for w in point.wordings if _length(bench, point, w) <= MAX_HEADLINE)
        if fitting:
            return Point("headline", "headline", fitting, point.slots, point.support)
    raise EvidenceError("no headline fits", hint="the event needs a publisher and a title")


def _length(bench: Bench, point: Point, wording: str) -> int:
    text = bench.say.say(wording, **point.slots)
    return len(
        fill_sentence(
            Sentence("headline", "headline", text, wording, point.support), bench.evidence
        ).text
    )


Offer = tuple[str, dict[str, str], tuple[str, ...]]


def _with_quote(bench: Bench, main: ThemeRow | None, dissent: ThemeRow | None) -> list[Offer]:
    offers: list[Offer] = []
    if main is None:
        return offers
    support = (f"finding:{main.share_id}", *(f"finding:{t.share_id}" for t in (dissent,) if t))
    cue = next((c for c in main.cues if bench.is_named(c)), None)
    for post_id in main.quotes:
        post = bench.evidence.quotes.get(post_id)
        if post is None or not bench.quotes.fits(post, (8, 400)) or post.lang != bench.say.language:
            continue
        is_dated = is_relative(excerpt(post.text), bench.say)
        if (
            is_dated
            or not _is_headline(post.text)
            or not bench.quotes.shows(post, main, excerpt(post.text))
        ):
            continue
        quote = slot("quote", post_id, form="bare", part="first")
        given = {"quote": quote, "subject": bench.subject()}
        if cue is not None:
            given["speaker"] = slot("cue", cue, form="speaker")
            support_line = (*support, f"cue:{cue}")
            if dissent:
                offers.append(("headline-quote-line-dissent", given, support_line))
            offers.append(("headline-quote-line", given, support_line))
        offers.append(("headline-quote", given, support))
    return sorted(offers, key=lambda o: _ORDER.index(o[0]))


def _is_headline(text: str) -> bool:
    """Whether a post, or its first sentence, can stand in a headline without misleading."""
    part = excerpt(text)
    if part.endswith(("...", "…")) or len(WORD.findall(part)) < MIN_HEADLINE_WORDS:
        return False
    is_whole = part == text.strip()
    return 12 <= len(part) <= 45 and not roughness(part) and (is_whole or part[:1].isupper())


_ORDER = ("headline-quote-line-dissent", "headline-quote-line", "headline-quote")


def _without(bench: Bench, main: ThemeRow | None) -> list[Offer]:
    event = {"subject": bench.subject()}
    bare = {"subject": bench.say.say("subject-the", kind=slot("event", "kind"))}
    offers: list[Offer] = []
    for cue in main.cues if main else ():
        if bench.is_named(cue) and bench.is_readable(cue):
            support = (f"finding:{main.share_id}",) if main else ()
            said_by = event | {"speaker": slot("cue", cue, form="speaker")}
            for part in ("all", "first"):
                quote = slot("cue", cue, form="title", part=part)
                offers.append(("headline-line", said_by | {"quote": quote}, support))
                offers.append(("headline-echo", said_by | {"quote": quote}, support))
    offers.sort(key=lambda offer: offer[0] == "headline-echo")  # the short one comes last
    return [*offers, ("headline-plain", event, ()), ("headline-bare", bare, ())]


def _size(bench: Bench) -> list[Offer]:
    """For an event that few noticed, or that copies fill: the headline says so."""
    given = {
        "subject": bench.subject(),
        "publisher": slot("event", "publisher"),
        "few": slot("finding", "voices.originals", form="few"),
        "lone": slot("finding", "voices.n", form="lone", unit="people"),
        "nothing": slot("event", "nothing"),
        "part": slot("finding", "coordination.share", form="quantifier"),
    }
    return [(f"headline-size-{bench.pattern}", given, ())]


def dek(bench: Bench) -> Point:
    """One sentence below the headline: the main theme, and whether a critical one came with it."""
    main, dissent = main_theme(bench), dissent_theme(bench)
    given = {
        "what": bench.what(),
        "publisher": slot("event", "publisher"),
        "posted": slot("event", "posted"),
        "date": slot("event", "published_at", form="date"),
        "count": slot("finding", "voices.originals", form="count", unit="originals"),
        "few": slot("finding", "voices.originals", form="few"),
        "lone": slot("finding", "voices.n", form="lone", unit="people"),
        "nothing": slot("event", "nothing"),
    }
    offers: list[Offer] = []
    if bench.pattern in (*SMALL, "organised"):
        offers.append((f"dek-size-{bench.pattern}", given, ()))
    elif main is not None:
        more = given | {"rank": slot("finding", main.share_id, form="rank")}
        if dissent is not None:
            more["level"] = slot("finding", main.share_id, other=dissent.id, form="level")
        support = (f"finding:{main.share_id}", *(f"finding:{t.share_id}" for t in (dissent,) if t))
        if main.cues:
            more["speaker"] = slot("cue", main.cues[0], form="speaker")
            more["time"] = slot("cue", main.cues[0], form="time")
            offers.append(("dek-line-dissent" if dissent else "dek-line", more, support))
        offers.append(("dek-theme-dissent" if dissent else "dek-theme", more, support))
    offers.append(("dek-plain", given, ()))
    for message, slots, support in offers:
        point = bench.point("dek", message, slots, support)
        if point is not None:
            return Point("dek", "dek", point.wordings, point.slots, point.support)
    raise EvidenceError("no dek holds", hint="the event needs a publisher and a title")


def update_headline(bench: Bench) -> Point:
    """What is new: the later peak, with the words of the theme that rose."""
    given = {"subject": bench.subject(), **_later(bench)}
    point = bench.point("headline", "headline-update", given)
    fitting = tuple(
        w
        for w in (point.wordings if point else ())
        if point and _length(bench, point, w) <= MAX_HEADLINE
    )
    if point is None or not fitting:
        return headline(bench)
    return Point("headline", "headline", fitting, point.slots, point.support)


def _later(bench: Bench) -> dict[str, str]:
    """The later peak's place and time."""
    row = second_peak(bench.evidence.findings.get("volume.peaks")) or 1
    return {
        form: slot("finding", "volume.peaks", row=row, field="start_at", form=form)
        for form in ("ordinal", "daytime")
    }


def update_dek(bench: Bench) -> Point:
    """One sentence: since when, and that the first story still holds the rest."""
    given = {
        "what": bench.what(),
        **_later(bench),
        "publisher": slot("event", "publisher"),
        "posted": slot("event", "posted"),
        "date": slot("event", "published_at", form="date"),
    }
    point = bench.point("dek", "dek-update" if bench.has_earlier else "dek-update-alone", given)
    return Point("dek", "dek", point.wordings, point.slots, point.support) if point else dek(bench)


def post_block(bench: Bench) -> tuple[str, ...]:
    """Five to eight posts in running order: those quoted, then the best of each theme by turns.

    Fewer where not more may be shown; one of an author.
    """
    quotes = bench.quotes
    block = list(quotes.used)
    authors = {q.author_key for q in quotes.used.values()}
    for theme in [t for _ in range(MAX_BLOCK) for t in bench.themes]:
        offered = (bench.evidence.quotes.get(p) for p in theme.quotes)
        fit = (
            p
            for p in offered
            if p and p.post_id not in block and p.author_key not in authors
            if quotes.stands_alone(p)
        )
        found = next(fit, None)
        if found is not None and len(block) < MAX_BLOCK:
            block.append(found.post_id)
            authors.add(found.author_key)
    return tuple(block[:MAX_BLOCK])
