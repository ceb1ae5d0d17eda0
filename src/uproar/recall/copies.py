"""The same report in several papers: the earliest stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from uproar.model import Article
from uproar.recall.config import ReportCopiesConfig
from uproar.recall.credibility import is_correction
from uproar.recall.mentions import text_of
from uproar.recall.tokens import tokens

CONFIG = ReportCopiesConfig()


def distinct(articles: Sequence[Article]) -> list[Article]:
    """The articles without copies of earlier ones, in order of publication, then by id.

    A later article is a copy if most of its runs of four words stand in one earlier article,
    whatever its headline and first paragraph; a short one, if most of its and the other's words are
    the same. An article that adds more than it repeats stays, and so does a correction.
    """
    originals: list[Article] = []
    parts: list[frozenset[Hashable]] = []
    rows: dict[Hashable, list[int]] = {}
    for article in sorted(articles, key=lambda a: (a.published_at, a.id)):
        its_parts = _parts(article)
        if _is_repeated(its_parts, parts, rows) and not is_correction(article):
            continue
        for part in its_parts:
            rows.setdefault(part, []).append(len(originals))
        originals.append(article)
        parts.append(its_parts)
    return originals


def _is_repeated(
    its_parts: frozenset[Hashable],
    parts: Sequence[frozenset[Hashable]],
    rows: dict[Hashable, list[int]],
) -> bool:
    """Whether an earlier article has most of the parts (`parts` by row, `rows` by part)."""
    shared = Counter(row for p in its_parts for row in rows.get(p, ())[-CONFIG.max_compared :])
    if any(isinstance(part, tuple) for part in its_parts):
        return max(shared.values(), default=0) >= CONFIG.min_repeated * len(its_parts)
    return any(
        len(its_parts & parts[row]) >= CONFIG.min_same_words * len(its_parts | parts[row])
        for row in shared
    )


def _parts(article: Article) -> frozenset[Hashable]:
    """Every run of four words within a sentence; the words of an article with few such runs."""
    n = CONFIG.run_words
    sentences = [tokens(s) for s in article.sentences]
    runs = {tuple(words[i : i + n]) for words in sentences for i in range(len(words) - n + 1)}
    return frozenset(runs) if len(runs) >= CONFIG.min_runs else frozenset(tokens(text_of(article)))
