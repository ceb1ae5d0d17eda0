"""The background of an event: what the archive knows of it, with the reason for each passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta

from uproar.model import Article, Background, Embed, Event, MeaningReader, Passage
from uproar.recall.config import RecallConfig
from uproar.recall.context import context
from uproar.recall.copies import distinct
from uproar.recall.credibility import (
    contradicted,
    corrections,
    doubt_of,
    doubts_of,
    superseded,
)
from uproar.recall.crowd import Voice, alike, occasions
from uproar.recall.desk_policy import DeskPolicy
from uproar.recall.gate import read_nearest
from uproar.recall.index import ArchiveIndex
from uproar.recall.mentions import about, about_places, mentions
from uproar.recall.precedents import precedents
from uproar.recall.theme_digest import ThemeDigest
from uproar.recall.timeline import timeline

CONFIG = RecallConfig()
Sentence = tuple[Article, int, str]


def recall(
    articles: Sequence[Article],
    event: Event,
    themes: Sequence[ThemeDigest],
    peaks: Sequence[datetime],
    embed: Embed,
    already_cited: frozenset[str] = frozenset(),
    *,
    reader: MeaningReader | None = None,
    voices: Sequence[Voice] = (),
    policy: DeskPolicy | None = None,
) -> Background:
    """Timeline, precedents, context, triggers, upcoming, related news, and what is withheld.

    `reader` is what the gate reads the event's articles with, the nearest in time and no more than
    a bound; without one, word lists decide alone what is withheld. `voices` are the posts that may
    bring up earlier occasions; without any, the themes' quotes are read. `policy`: what the desk
    itself says of publishers and passages; without one, nothing.

    `peaks` are the starts of the reaction's peaks; `already_cited` are the ids of articles that
    are not told again as related news. Empty archive: an empty Background. Ties: by article id.
    """
    policy = policy or DeskPolicy()
    articles = _first_of_each(articles)
    taken_back = [p for p in superseded(articles) if not policy.opens(p.article_id, p.sentence)]
    subjects = about(articles, event)
    ours = about_places(articles, event) | subjects
    ours |= {new: ours[old] for new, old in corrections(taken_back).items() if old in ours}
    reports = distinct([a for a in articles if a.id in ours])
    end = event.window_end
    in_time = [a for a in reports if end is None or a.published_at <= end]
    reading = read_nearest(in_time, event.published_at, reader) if reader else None
    doubts = {a.id: policy.doubts(a, event, doubts_of(a, reading)) for a in in_time}
    believed = [a for a in articles if a.id in ours and 0 not in doubts_of(a)]
    opposed = [
        p for p in contradicted(believed, taken_back) if not policy.opens(p.article_id, p.sentence)
    ]
    withheld = (*_doubtful(in_time, doubts), *taken_back, *opposed)
    known = [a for a in in_time if 0 not in doubts[a.id]]
    sentences = _tellable(known, withheld)
    days = timeline(sentences, event, policy)
    withheld += days.superseded
    gone = {p.article_id for p in days.superseded if p.sentence == 0}
    known = [a for a in known if a.id not in gone]
    sentences = _tellable(known, withheld)
    since = event.published_at - CONFIG.recent
    recent = [s for s in sentences if since <= s[0].published_at <= event.published_at]
    with closing(ArchiveIndex(articles, embed)) as index:
        refused = _refused(withheld)
        brought = occasions(articles, event, themes, voices, refused, reader, policy)
        repeated = precedents(sentences, index, ours, event, themes)
        if reader and not brought.citable and not repeated:
            brought = alike(articles, event, themes, refused, reader, policy)
        ids = {p.article_id for p in brought.citable}
        earlier = brought.citable + tuple(p for p in repeated if p.article_id not in ids)
        before = context(recent, index, event, themes)
    listed = {(p.article_id, p.sentence) for p in withheld}
    withheld += tuple(p for p in brought.withheld if (p.article_id, p.sentence) not in listed)
    before += tuple(
        Passage(article.id, number, "said before the footage")
        for article, number, _ in reversed(recent)
    )
    triggers = _triggers(sentences, event, peaks)
    cited = {p.article_id for group in (days.upcoming, earlier, triggers) for p in group}
    fresh = [
        a
        for a in known
        if a.id in subjects
        and a.id not in cited | already_cited
        and (policy.opens(a.id, 0) or not doubt_of(a.headline, reading))
    ]
    related = _related(fresh, event)
    return Background(days.earlier, earlier, before, triggers, days.upcoming, related, withheld)


def _first_of_each(articles: Sequence[Article]) -> list[Article]:
    """One article per id: the earliest; in order of publication."""
    first: dict[str, Article] = {}
    for a in sorted(articles, key=lambda a: (a.published_at, a.id, a.headline, a.sentences)):
        first.setdefault(a.id, a)
    return list(first.values())


def _refused(withheld: Sequence[Passage]) -> dict[str, dict[int, str]]:
    """Article id → sentence → why it is withheld."""
    refused: dict[str, dict[int, str]] = {}
    for passage in withheld:
        refused.setdefault(passage.article_id, {}).setdefault(passage.sentence, passage.why)
    return refused


def _doubtful(reports: Sequence[Article], doubts: Mapping[str, Mapping[int, str]]) -> list[Passage]:
    """The sentences in doubt, each with its reason; by article id, then sentence."""
    return [
        Passage(article.id, number, why)
        for article in sorted(reports, key=lambda a: a.id)
        for number, why in sorted(doubts[article.id].items())
    ]


def _tellable(articles: Sequence[Article], withheld: Sequence[Passage]) -> list[Sentence]:
    """The sentences of articles that no passage withholds."""
    refused = {(p.article_id, p.sentence) for p in withheld}
    return [
        (article, number, text)
        for article in articles
        for number, text in enumerate(article.sentences, 1)
        if (article.id, number) not in refused
    ]


def _related(articles: Sequence[Article], event: Event) -> tuple[Passage, ...]:
    """Headlines near the event in time that name its people or works early; latest first."""
    return tuple(
        Passage(article.id, 0, "latest news of the same people")
        for article in reversed(articles)
        if mentions(event, "\n".join((article.headline, *article.sentences[:1])))
        and abs(event.published_at - article.published_at) <= CONFIG.recent
    )


def _triggers(
    sentences: Sequence[Sentence], event: Event, peaks: Sequence[datetime]
) -> tuple[Passage, ...]:
    """What articles say first that were published after the event and shortly before a peak.

    The reason says how long before, because being earlier does not make it the cause.
    """
    first: dict[str, tuple[Article, int]] = {}
    for article, number, _ in sentences:
        first.setdefault(article.id, (article, number))
    return tuple(
        Passage(
            article.id,
            number,
            f"published {_lag(peak - article.published_at)} before the peak of"
            f" {peak:%Y-%m-%d %H:%M} UTC",
            happened_on=article.published_at,
        )
        for peak in sorted(peaks)
        for article, number in reversed(first.values())
        if event.published_at < article.published_at <= peak
        and peak - article.published_at <= CONFIG.peak_lag
    )


def _lag(lag: timedelta) -> str:
    """Hours and minutes.

    >>> _lag(timedelta(minutes=40)), _lag(timedelta(hours=2, minutes=5, seconds=50))
    ('0 h 40 min', '2 h 5 min')
    """
    hours, minutes = divmod(lag // timedelta(minutes=1), 60)
    return f"{hours} h {minutes} min"
