"""The same report in several papers: the earliest stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from uproar.model import Article
from uproar.recall.credibility import is_correction
from uproar.recall.mentions import text_of
from uproar.recall.tokens import tokens

RUN = 4  # words in a row
REPEATED = 0.6  # share of a later article's runs that an earlier one has
FEWEST = 12  # runs that make an article comparable by them
NEAR_COPY = 0.8  # share of a shorter one's words
LATEST = 200  # articles looked at that share a run or word


def distinct(articles: Sequence[Article]) -> list[Article]:
    """Without copies, also those with another headline and first paragraph; by publication.

    A later article is a copy if REPEATED of its runs of RUN words stand in one earlier article;
    of a short one, if NEAR_COPY of its and the other's words are the same. One that adds more than
    it repeats, and a correction, stay.
    """
    kept: list[Article] = []
    parts: list[frozenset[Hashable]] = []
    rows: dict[Hashable, list[int]] = {}
    for article in sorted(articles, key=lambda a: (a.published_at, a.id)):
        mine = _parts(article)
        if _repeats(mine, parts, rows) and not is_correction(article):
            continue
        for part in mine:
            rows.setdefault(part, []).append(len(kept))
        kept.append(article)
        parts.append(mine)
    return kept


def _repeats(
    mine: frozenset[Hashable],
    parts: Sequence[frozenset[Hashable]],
    rows: dict[Hashable, list[int]],
) -> bool:
    shared = Counter(at for part in mine for at in rows.get(part, ())[-LATEST:])
    if any(isinstance(part, tuple) for part in mine):
        return max(shared.values(), default=0) >= REPEATED * len(mine)
    return any(len(mine & parts[at]) >= NEAR_COPY * len(mine | parts[at]) for at in shared)


def _parts(article: Article) -> frozenset[Hashable]:
    """Every run of RUN words within a sentence; the words of an article with few such runs."""
    said = [tokens(s) for s in article.sentences]
    runs = {tuple(s[i : i + RUN]) for s in said for i in range(len(s) - RUN + 1)}
    return frozenset(runs) if len(runs) >= FEWEST else frozenset(tokens(text_of(article)))
