"""Posts that show a theme: central, readable, of different people and languages.

Never a repost, copy, spam or coordinated post (`originals` holds none), one whose platform signals
against reuse, or one on a sensitive subject. Deleted posts are not in the corpus at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow.compute as pc

from uproar.measure import thememood
from uproar.measure.cuematch import grams
from uproar.measure.thememodel import Assigned
from uproar.measure.themeposts import Posts
from uproar.model import Corpus

SHORTEST, LONGEST = 12, 140
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
# Of those, at least so many in the language most of a theme is in, and in English, if any are.
COMMON, ENGLISH = 4, 2
# What a candidate gains that is itself critical in a theme that is.
ON_SIDE = 0.5
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
    corpus: Corpus,
    posts: Posts,
    assigned: Assigned,
    n_themes: int,
    *,
    has_subjects: bool,
    captions: Sequence[str] = (),
    worth: Any = 0.0,
) -> list[tuple[str, ...]]:
    """Up to `MOST` post ids per theme, best first. Ties go to the lower id.

    Never a post that only repeats one of the `captions`; `worth` is what a post gains, per post.
    """
    lines = frozenset(_spoken(line) for line in captions)
    sql = ELIGIBLE.format(
        shortest=SHORTEST, longest=LONGEST, sensitive=NOT_SENSITIVE if has_subjects else ""
    )
    eligible = corpus.query(sql)["id"].combine_chunks()
    allowed = pc.is_in(posts.table["id"], eligible).to_numpy(zero_copy_only=False)
    central = centrality(posts, assigned, n_themes) + worth
    authors = posts.table["author"].to_pylist()
    languages = posts.table["lang"].to_pylist()
    chosen = []
    for theme in range(n_themes):
        rows = np.flatnonzero(allowed & posts.of(theme) & (posts.text >= 0))
        rows = rows[np.lexsort((rows, -central[rows]))]
        common = _commonest([languages[r] for r in np.flatnonzero(posts.of(theme))])
        own = [r for r in rows.tolist() if languages[r] == common]
        english = [r for r in rows.tolist() if languages[r] == "en"]
        picked = [*rows[:LOOKED_AT].tolist(), *own[:LOOKED_AT], *english[:LOOKED_AT]]
        rows = np.array(list(dict.fromkeys(picked)), np.int64)
        words = _words(corpus, [str(posts.ids[r]) for r in rows], lines)
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
        chosen.append(diverse(candidates, needed=((common, COMMON), ("en", ENGLISH))))
    return chosen


def critical(corpus: Corpus, posts: Posts, stances: Sequence[str]) -> Any:
    """What each post gains: `ON_SIDE` where it is critical, as its theme is."""
    if not thememood.has_column(corpus, "emotions"):
        return 0.0
    rows = corpus.query(thememood.SIDE.format(labels=thememood.listed(thememood.CRITICAL)))
    against = pc.is_in(posts.table["id"], rows["id"].combine_chunks())
    is_so = np.array([*(stance == "critical" for stance in stances), False])
    return ON_SIDE * (against.to_numpy(zero_copy_only=False) & is_so[posts.theme])


def _commonest(languages: Sequence[str | None]) -> str:
    n = Counter(lang for lang in languages if lang not in (None, "und", "mix"))
    return max(sorted(n), key=lambda lang: n[lang]) if n else ""


def _spoken(text: str) -> str:
    """A line's letters and figures alone."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _words(
    corpus: Corpus, ids: Sequence[str], lines: frozenset[str] = frozenset()
) -> dict[str, frozenset[str]]:
    """The grams of those posts that read as prose."""
    found = corpus.query(WORDS, {"ids": list(ids)}).to_pylist() if ids else []
    return {
        row["id"]: frozenset(grams(row["norm"]))
        for row in found
        if not _ODD & set(row["text"])
        and _spoken(row["text"]) not in lines
        and sum(c.isalpha() for c in row["text"]) >= SHORTEST // 2
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


def diverse(
    candidates: Sequence[_Candidate],
    most: int = MOST,
    needed: Sequence[tuple[str, int]] = (),
) -> tuple[str, ...]:
    """The best candidates one by one, each time marking down what repeats those chosen.

    One post per author; of the languages `needed`, as many as asked for and there are, later ones
    giving way. Source: Carbonell & Goldstein 1998, doi:10.1145/290941.291025, maximal
    marginal relevance, with language and words as likeness.
    """
    chosen: list[_Candidate] = []
    left = list(candidates)
    while left and len(chosen) < most:
        open_to = _open(left, chosen, most - len(chosen), needed)
        best = min(open_to, key=lambda c: (-round(_worth(c, chosen), 6), c.post))
        chosen.append(best)
        left = [c for c in left if c.author != best.author]
    return tuple(c.post for c in chosen)


def _open(
    left: list[_Candidate],
    chosen: Sequence[_Candidate],
    places: int,
    needed: Sequence[tuple[str, int]],
) -> list[_Candidate]:
    """All candidates while places last, then only those of a language still needed."""
    short = {
        lang: n - k for lang, n in needed if (k := sum(c.language == lang for c in chosen)) < n
    }
    wanted = [c for c in left if c.language in short]
    return wanted if wanted and places <= sum(short.values()) else left


def _worth(candidate: _Candidate, chosen: Sequence[_Candidate]) -> float:
    same = sum(c.language == candidate.language for c in chosen)
    like = max((_overlap(candidate.grams, c.grams) for c in chosen), default=0.0)
    return candidate.score - SAME_LANGUAGE * min(same, 3) - SAME_WORDS * like


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(1, min(len(left), len(right)))
