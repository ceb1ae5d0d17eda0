"""What the archive knows of the event and its themes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from functools import cache

import numpy as np
from threadpoolctl import threadpool_limits

from uproar.annotate.closer import CLOSER, CLOSEST
from uproar.annotate.embed import vectors
from uproar.arrays import Int8s
from uproar.clock import from_us
from uproar.model import Article, Background, Event, Finding, MeaningReader, rows_of
from uproar.model.rows import PeakRow, ThemeRow
from uproar.recall import ArchiveIndex, Hit, ThemeDigest
from uproar.recall import recall as recall_from
from uproar.store import Desk
from uproar.tell.plan.plan import sentences_of
from uproar.tell.slots.grammar import Slot, slots

# Texts whose vectors are kept, half a kilobyte each. chosen on: the archives of some ten events
KEPT_TEXTS = 3000


def recall(desk: Desk, event: Event, findings: Mapping[str, Finding]) -> Background:
    """Timeline, precedents, context, triggers and what comes next; empty without an archive.

    What the desk's approved stories of other events have cited is not told again as related news.
    """
    articles = desk.articles.load(event.id)
    if not articles:
        return Background()
    themes, peaks = _digests(desk, event, findings), _peaks(findings)
    cited = _cited_elsewhere(desk, event)
    return recall_from(articles, event, themes, peaks, vectors, cited, reader=meaning_reader())


@cache
def meaning_reader() -> MeaningReader:
    """The best close encoder that is installed; it keeps the vectors of the texts last read.

    A story is told, edited and made again from one archive, which is then read only once.
    """
    encoder = CLOSEST if CLOSEST.is_installed() else CLOSER
    known: OrderedDict[str, Int8s] = OrderedDict()

    def read(texts: Sequence[str]) -> Int8s:
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if fresh:
            with threadpool_limits(1):  # the bytes must not depend on how many threads there are
                known.update(zip(fresh, encoder.read(fresh), strict=True))
        rows = np.array([known[text] for text in texts], np.int8)
        while len(known) > KEPT_TEXTS:
            known.popitem(last=False)
        return rows.reshape(len(texts), encoder.width)

    return MeaningReader(encoder.name, read)


def _cited_elsewhere(desk: Desk, event: Event) -> frozenset[str]:
    """Ids of the articles that approved stories of other events cite."""
    others = [other.id for other in desk.events.all() if other.id != event.id]
    approved = [s for i in others for s in desk.stories.for_event(i) if s.status == "approved"]
    cited = [
        slot.ref
        for story in approved
        for sentence in sentences_of(story)
        for slot in slots(sentence.text)
        if isinstance(slot, Slot) and slot.kind == "article"
    ]
    return frozenset(ref.rpartition("#")[0] or ref for ref in cited)


def _digests(desk: Desk, event: Event, findings: Mapping[str, Finding]) -> list[ThemeDigest]:
    statements = rows_of(findings.get("themes.statements"), ThemeRow)
    themes = statements or rows_of(findings.get("themes"), ThemeRow)
    quoted = [post for row in themes for post in row.quotes]
    live = desk.posts.get(quoted)
    texts = dict(zip(live["id"].to_pylist(), live["text"].to_pylist(), strict=True))
    return [
        ThemeDigest(
            id=row.id,
            terms=row.name_terms,
            quotes=tuple(text for post in row.quotes if (text := texts.get(post))),
            cues=tuple(_lines(event, row.cues)),
            stance=row.stance,
        )
        for row in themes
    ]


def _lines(event: Event, numbers: Sequence[int]) -> list[str]:
    wanted = set(numbers)
    return [
        cue.text
        for _, track in sorted(event.footage.tracks.items())
        for cue in track
        if cue.number in wanted
    ]


def _peaks(findings: Mapping[str, Finding]) -> list[datetime]:
    rows = rows_of(findings.get("volume.peaks"), PeakRow)
    return [from_us(row.start_at) for row in rows]


def search_archive(desk: Desk, event: Event, query: str, n: int = 10) -> list[dict[str, object]]:
    """The articles nearest a query, best first: which sentence, and how it was found.

    Empty: no archive, or nothing in it shares a word with the query or lies near it.
    """
    articles = {a.id: a for a in desk.articles.load(event.id)}
    with closing(ArchiveIndex(tuple(articles.values()), vectors)) as index:
        hits = index.search(query, n)
    return [_shown(hit, articles[hit.article_id]) for hit in hits]


def _shown(hit: Hit, article: Article) -> dict[str, object]:
    return {
        "article": hit.article_id,
        "sentence": hit.sentence,
        "published_at": article.published_at.isoformat(),
        "publisher": article.publisher,
        "headline": article.headline,
        "text": (article.headline, *article.sentences)[hit.sentence],
        "url": article.url,
        "score": hit.score,
        "words": list(hit.words),
        "cosine": hit.cosine,
        "by_words": hit.by_words,
        "by_meaning": hit.by_meaning,
    }
