"""What the archive knows about the event's people: background with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta

from uproar.model import Article, Background, Embed, Event, Passage
from uproar.recall.context import context
from uproar.recall.copies import distinct
from uproar.recall.credibility import contradicted, corrections, doubt, superseded
from uproar.recall.index import ArchiveIndex
from uproar.recall.mentions import about, mentions, near
from uproar.recall.precedents import precedents
from uproar.recall.theme_digest import ThemeDigest
from uproar.recall.timeline import timeline

__all__ = ["ThemeDigest", "recall"]

RECENT = timedelta(days=120)  # context and related news reach this far back
BEFORE_PEAK = timedelta(hours=6)


def recall(
    articles: Sequence[Article],
    event: Event,
    themes: Sequence[ThemeDigest],
    peaks: Sequence[datetime],
    embed: Embed,
    told: frozenset[str] = frozenset(),
) -> Background:
    """Timeline, precedents, context, triggers, upcoming, related news, and what is withheld.

    Empty archive: an empty Background. Ties: by article id. `told`: article ids not told again.
    """
    articles = _first_of_each(articles)
    wrong = superseded(articles)
    people = about(articles, event)
    ours = near(articles, event) | people
    ours |= {new: ours[old] for new, old in corrections(wrong).items() if old in ours}
    copies = distinct([a for a in articles if a.id in ours])
    doubts = {a.id: doubt(a) for a in articles if a.id in ours}
    clashing = contradicted([a for a in articles if a.id in ours and 0 not in doubts[a.id]])
    withheld = [
        Passage(a.id, n, why)
        for a in sorted(copies, key=lambda a: a.id)
        for n, why in sorted(doubts[a.id].items())
    ] + [*wrong, *clashing]
    refused = {(p.article_id, p.sentence) for p in withheld}
    known = [
        a
        for a in copies
        if 0 not in doubts[a.id] and a.published_at <= (event.window_end or a.published_at)
    ]
    passages = [
        (a, n, s) for a in known for n, s in enumerate(a.sentences, 1) if (a.id, n) not in refused
    ]
    upcoming, earlier_days = timeline(passages, event)
    recent = [
        p for p in passages if timedelta(0) <= event.published_at - p[0].published_at <= RECENT
    ]
    with closing(ArchiveIndex(articles, embed)) as index:
        earlier = precedents(passages, index, ours, event, themes)
        said = context(recent, index, event, themes)
    said += tuple(Passage(a.id, n, "said before the footage") for a, n, _ in reversed(recent))
    triggers = _triggers(passages, event, peaks)
    used = {p.article_id for group in (upcoming, earlier, triggers) for p in group} | told
    related = tuple(
        Passage(a.id, 0, "latest news of the same people")
        for a in reversed(known)
        if a.id not in used
        and a.id in people
        and mentions(event, "\n".join((a.headline, *a.sentences[:1])))
        and abs(event.published_at - a.published_at) <= RECENT
    )
    return Background(earlier_days, earlier, said, triggers, upcoming, related, tuple(withheld))


def _first_of_each(articles: Sequence[Article]) -> list[Article]:
    """One article per id: the earliest; in order of publication."""
    kept: dict[str, Article] = {}
    for a in sorted(articles, key=lambda a: (a.published_at, a.id, a.headline, a.sentences)):
        kept.setdefault(a.id, a)
    return list(kept.values())


def _triggers(
    passages: Sequence[tuple[Article, int, str]], event: Event, peaks: Sequence[datetime]
) -> tuple[Passage, ...]:
    """Published after the event and within hours before a later peak: what each says first."""
    first: dict[str, tuple[Article, int]] = {}
    for article, number, _ in passages:
        first.setdefault(article.id, (article, number))
    return tuple(
        Passage(
            a.id,
            number,
            f"published before the peak of {peak:%Y-%m-%d %H:%M} UTC",
            happened_on=a.published_at,
        )
        for peak in sorted(peaks)
        for a, number in reversed(first.values())
        if event.published_at < a.published_at <= peak and peak - a.published_at <= BEFORE_PEAK
    )
