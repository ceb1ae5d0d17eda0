"""Posts that show a theme: central, readable, of different people and languages.

Never a repost, copy, spam or coordinated post (`originals` holds none), one whose platform signals
against reuse, or one on a sensitive subject. Deleted posts are not in the corpus at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.measure.moments.text_match import grams
from uproar.measure.themes.assignment import Posts
from uproar.measure.themes.describing import stance as thememood
from uproar.measure.themes.fitting.theme_model import Assigned
from uproar.model import Corpus
from uproar.text.lexicons.coarse_words import is_coarse

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
# Candidates looked at per theme, the most central first.
LOOKED_AT = 240
# Of a finer theme so many are looked at, and so many shown.
LOOKED_AT_FINE, FEW = 24, 2
# A second author, a second language: what a candidate loses when its like was already chosen.
SAME_LANGUAGE = 0.15
SAME_WORDS = 0.4
# Not prose: mark-up, formulas, code.
_ODD = re.compile(r"[<>{}\\|=`^\x00]|;[^\n]*--")


class _Read(NamedTuple):
    grams: frozenset[str]
    is_coarse: bool


class Shelf(NamedTuple):
    """What may be quoted: which posts, how central each is to its theme; `lines` are not."""

    posts: Posts
    allowed: Any
    central: Any
    lines: frozenset[str]

    def best(self, rows: Any) -> Any:
        """Those of these posts that may be quoted, the most central first."""
        open_to = rows[self.allowed[rows]]
        return open_to[np.lexsort((open_to, -self.central[open_to]))]


@dataclass(frozen=True, slots=True)
class _Candidate:
    post: str
    voice: str  # its author; of a post without one, its text
    language: str
    score: float
    grams: frozenset[str]


def shelf(
    corpus: Corpus,
    posts: Posts,
    assigned: Assigned,
    *,
    stances: Sequence[str],
    has_subjects: bool,
    captions: Sequence[str] = (),
) -> Shelf:
    """What may be quoted of each theme, whose stance is given; nothing that repeats a caption."""
    sql = ELIGIBLE.format(
        shortest=SHORTEST, longest=LONGEST, sensitive=NOT_SENSITIVE if has_subjects else ""
    )
    allowed = _is_in(posts, corpus.query(sql)) & (posts.text >= 0)
    against = thememood.critical(corpus)
    if against is not None:
        is_against, allowed = _is_in(posts, against), allowed.copy()
        for theme, stance in enumerate(stances):
            own = allowed & posts.of(theme)
            if stance == "critical" and (own & is_against).any():
                allowed[own & ~is_against] = False
    lines = frozenset(_spoken(line) for line in captions)
    return Shelf(posts, allowed, centrality(posts, assigned, len(stances)), lines)


def choose(corpus: Corpus, shelf: Shelf, n_themes: int) -> list[tuple[str, ...]]:
    """Up to `MOST` post ids per theme, best first. Ties go to the lower id.

    Of a theme that is critical only posts that are so themselves, if there are any.
    """
    posts = shelf.posts
    languages = posts.table["lang"].to_pylist()
    chosen = []
    for theme in range(n_themes):
        rows = shelf.best(np.flatnonzero(posts.of(theme)))
        common = _commonest([languages[r] for r in np.flatnonzero(posts.of(theme))])
        own = [r for r in rows.tolist() if languages[r] == common]
        english = [r for r in rows.tolist() if languages[r] == "en"]
        picked = [*rows[:LOOKED_AT].tolist(), *own[:LOOKED_AT], *english[:LOOKED_AT]]
        found = _candidates(corpus, shelf, list(dict.fromkeys(picked)))
        chosen.append(diverse(found, needed=((common, COMMON), ("en", ENGLISH))))
    return chosen


def central(corpus: Corpus, shelf: Shelf, groups: Sequence[Any]) -> list[tuple[str, ...]]:
    """Of each group of posts up to `FEW` ids of different authors, the most central first."""
    rows = [shelf.best(group)[:LOOKED_AT_FINE].tolist() for group in groups]
    found = {c.post: c for c in _candidates(corpus, shelf, [r for own in rows for r in own])}
    named = ([str(shelf.posts.ids[r]) for r in own] for own in rows)
    return [diverse([found[p] for p in own if p in found], FEW) for own in named]


def _is_in(posts: Posts, wanted: Any) -> Any:
    found = pc.is_in(posts.table["id"], wanted["id"].combine_chunks())
    return found.to_numpy(zero_copy_only=False)


def _candidates(corpus: Corpus, shelf: Shelf, rows: Sequence[int]) -> list[_Candidate]:
    """Those of the posts that read as prose; a coarse one is quoted last."""
    posts = shelf.posts
    words = _words(corpus, [str(posts.ids[r]) for r in rows], shelf.lines)
    kept = [(r, post) for r in rows if (post := str(posts.ids[r])) in words]
    picked = posts.table.select(["voice", "lang"]).take(pa.array([r for r, _ in kept], pa.int64()))
    return [
        _Candidate(
            post,
            voice or post,
            language or "und",
            float(shelf.central[r]) - words[post].is_coarse,
            words[post].grams,
        )
        for (r, post), voice, language in zip(
            kept, picked["voice"].to_pylist(), picked["lang"].to_pylist(), strict=True
        )
    ]


def _commonest(languages: Sequence[str | None]) -> str:
    n = Counter(lang for lang in languages if lang not in (None, "und", "mix"))
    return max(sorted(n), key=lambda lang: n[lang]) if n else ""


def _spoken(text: str) -> str:
    """A line's letters and figures alone."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _words(corpus: Corpus, ids: Sequence[str], lines: frozenset[str]) -> dict[str, _Read]:
    """Those posts that read as prose."""
    found = corpus.query(WORDS, {"ids": list(ids)}).to_pylist() if ids else []
    return {
        row["id"]: _Read(frozenset(grams(row["norm"])), is_coarse(row["text"]))
        for row in found
        if not _ODD.search(row["text"])
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
        left = [c for c in left if c.voice != best.voice]
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
