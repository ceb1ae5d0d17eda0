"""Posts that show a theme: central, readable, of different people and languages.

Never a repost, copy, spam or coordinated post (`originals` holds none), one whose platform signals
against reuse, or one on a sensitive subject. Deleted posts are not in the corpus at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow.compute as pc

from uproar.measure.cuematch import grams
from uproar.measure.thememodel import Assigned
from uproar.measure.themeposts import Posts
from uproar.model import Corpus

SHORTEST, LONGEST = 20, 180
# `{sensitive}` is there only where an annotator has read for it.
ELIGIBLE = """
select id from originals
where reuse is null and "only" is null and length(text) between {shortest} and {longest}
  and len(coalesce(mentions, [])) = 0 and len(coalesce(urls, [])) = 0
  and len(coalesce(tags, [])) <= 2 {sensitive}
order by id
"""
NOT_SENSITIVE = "and len(coalesce(sensitive, [])) = 0"
WORDS = "select id, text, norm from originals where id in (select unnest($ids)) order by id"
MOST = 8
# Candidates looked at per theme, the most central first.
LOOKED_AT = 240
# A second author, a second language: what a candidate loses when its like was already chosen.
SAME_LANGUAGE = 0.15
SAME_WORDS = 0.4
# Not prose: mark-up, formulas, code.
_ODD = frozenset("<>{}\\|=`^\x00")


@dataclass(frozen=True, slots=True)
class _Candidate:
    post: str
    author: str
    language: str
    score: float
    grams: frozenset[str]


def choose(
    corpus: Corpus, posts: Posts, assigned: Assigned, n_themes: int, *, has_subjects: bool
) -> list[tuple[str, ...]]:
    """Up to `MOST` post ids per theme, best first. Ties go to the lower id."""
    sql = ELIGIBLE.format(
        shortest=SHORTEST, longest=LONGEST, sensitive=NOT_SENSITIVE if has_subjects else ""
    )
    eligible = corpus.query(sql)["id"].combine_chunks()
    allowed = pc.is_in(posts.table["id"], eligible).to_numpy(zero_copy_only=False)
    central = centrality(posts, assigned, n_themes)
    authors = posts.table["author"].to_pylist()
    languages = posts.table["lang"].to_pylist()
    chosen = []
    for theme in range(n_themes):
        rows = np.flatnonzero(allowed & posts.of(theme) & (posts.text >= 0))
        rows = rows[np.lexsort((rows, -central[rows]))][:LOOKED_AT]
        words = _words(corpus, [str(posts.ids[r]) for r in rows])
        candidates = [
            _Candidate(
                post := str(posts.ids[r]),
                authors[r] or post,
                languages[r] or "und",
                float(central[r]),
                words[post],
            )
            for r in rows.tolist()
            if str(posts.ids[r]) in words
        ]
        chosen.append(diverse(candidates))
    return chosen


def _words(corpus: Corpus, ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """The grams of those posts that read as prose."""
    found = corpus.query(WORDS, {"ids": list(ids)}).to_pylist() if ids else []
    return {
        row["id"]: frozenset(grams(row["norm"]))
        for row in found
        if not _ODD & set(row["text"]) and sum(c.isalpha() for c in row["text"]) >= SHORTEST // 2
    }


def centrality(posts: Posts, assigned: Assigned, n_themes: int) -> Any:
    """How well a post stands for its theme, 0-1: sure, near its like, and its like common."""
    text = np.maximum(posts.text, 0)
    if not len(assigned.themes):
        return np.zeros(len(posts.ids))
    sure = np.minimum(assigned.lead[text], 20) / 20
    top = max(1.0, float(assigned.near.max()))
    common = np.zeros(len(posts.ids))
    groups = assigned.groups[text]
    for theme in range(n_themes):
        own = posts.of(theme) & (posts.text >= 0)
        if own.any():
            size = np.bincount(groups[own])
            common[own] = np.sqrt(size[groups[own]] / size.max())
    return np.round((sure + assigned.near[text] / top + common) / 3, 6)


def diverse(candidates: Sequence[_Candidate], most: int = MOST) -> tuple[str, ...]:
    """The best candidates one by one, each time marking down what repeats those chosen.

    One post per author. Source: Carbonell & Goldstein 1998, doi:10.1145/290941.291025, maximal
    marginal relevance, with language and words as likeness.
    """
    chosen: list[_Candidate] = []
    left = list(candidates)
    while left and len(chosen) < most:
        best = min(left, key=lambda c: (-round(_worth(c, chosen), 6), c.post))
        chosen.append(best)
        left = [c for c in left if c.author != best.author]
    return tuple(c.post for c in chosen)


def _worth(candidate: _Candidate, chosen: Sequence[_Candidate]) -> float:
    same = sum(c.language == candidate.language for c in chosen)
    like = max((_overlap(candidate.grams, c.grams) for c in chosen), default=0.0)
    return candidate.score - SAME_LANGUAGE * min(same, 3) - SAME_WORDS * like


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(1, min(len(left), len(right)))
