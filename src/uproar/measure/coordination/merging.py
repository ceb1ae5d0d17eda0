"""Parts of groups that came together, and which of them are one: other words, one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from uproar.measure.stats.components import join
from uproar.model import Corpus, Vectors
from uproar.text.homoglyphs import share_disguised

OWN_TAG_SHARE = 0.8  # of a hashtag's posts that are the group's
OWN_TAG_USE = 0.2  # of the group's posts that carry it
SAME_MEANING = 0.6  # cosine between groups' mean embeddings
OVERLAP = 0.5  # of the shorter window, for two groups to be one
DISGUISED = 0.2  # of the posts of both

_TAG_USE = """
select tag, count(*) as n
from (select id, unnest(list_distinct(tags)) as tag from scope where kind <> 'repost')
where list_contains($tags, tag) group by tag order by tag
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Near-identical posts that came together, before it is known what belongs to them."""

    rows: tuple[dict[str, Any], ...]  # by time, then id
    p: float
    lift: float
    similarity: float
    in_an_hour: float  # of the accounts with such a text, at any time
    langs: frozenset[str]


def merged(corpus: Corpus, parts: list[Part]) -> list[Part]:
    """Parts that share posts, or a time and a message (hashtag, disguise, meaning), as one."""
    vectors = corpus.vectors()
    means = [_mean(vectors, part) for part in parts]
    every = {r["id"]: r for part in parts for r in part.rows}
    own_tags = set(tags_of(corpus, list(every.values()), list(parts)))
    ids = [{r["id"] for r in part.rows} for part in parts]
    pairs = [
        (i, j)
        for i, j in combinations(range(len(parts)), 2)
        if not ids[i].isdisjoint(ids[j])
        or (_overlap(parts[i], parts[j]) >= OVERLAP and _is_kin(own_tags, parts, means, i, j))
    ]
    a = np.array([i for i, _ in pairs], np.int64)
    b = np.array([j for _, j in pairs], np.int64)
    label = join(len(parts), a, b)
    out = []
    for group in np.unique(label):
        own = [parts[i] for i in np.flatnonzero(label == group)]
        rows = sorted(
            {r["id"]: r for part in own for r in part.rows}.values(),
            key=lambda r: (r["posted_at"], r["id"]),
        )
        out.append(
            Part(
                tuple(rows),
                min(p.p for p in own),
                max(p.lift for p in own),
                round(sum(p.similarity for p in own) / len(own), 6),
                max(p.in_an_hour for p in own),
                frozenset().union(*(p.langs for p in own)),
            )
        )
    return out


def _overlap(a: Part, b: Part) -> float:
    (a0, a1), (b0, b1) = _span(a), _span(b)
    return max(0, min(a1, b1) - max(a0, b0)) / max(1, min(a1 - a0, b1 - b0))


def _span(part: Part) -> tuple[int, int]:
    return part.rows[0]["posted_at"], part.rows[-1]["posted_at"]


def _is_kin(own_tags: set[str], parts: list[Part], means: list[Any], i: int, j: int) -> bool:
    """The same meaning, a shared hashtag, or the same disguise."""
    if means[i] is not None and means[j] is not None:
        close = float(np.dot(means[i], means[j]))
        if round(close, 4) >= SAME_MEANING:
            return True
    shared = set(_common_tags(parts[i].rows)) & set(_common_tags(parts[j].rows))
    if shared & own_tags:
        return True
    both = (share_disguised(r["text"] for r in parts[k].rows) for k in (i, j))
    return min(both) >= DISGUISED


def _mean(vectors: Vectors, part: Part) -> Any:
    ids = np.unique([r["text_id"] for r in part.rows])
    if not len(vectors.text_ids):
        return None
    at = np.searchsorted(vectors.text_ids, ids)
    at = at[at < len(vectors.text_ids)]
    at = at[np.isin(vectors.text_ids[at], ids)]
    if not len(at):
        return None
    mean = vectors.int8[at].astype(np.float64).mean(axis=0)
    size = float(np.linalg.norm(mean))
    return mean / size if size else None


def _common_tags(rows: Sequence[dict[str, Any]]) -> list[str]:
    uses: dict[str, int] = {}
    for row in rows:
        for tag in set(row["tags"] or ()):
            uses[tag] = uses.get(tag, 0) + 1
    return sorted(tag for tag, n in uses.items() if n >= OWN_TAG_USE * len(rows))


def tags_of(corpus: Corpus, rows: Sequence[dict[str, Any]], parts: Sequence[Part]) -> list[str]:
    """Hashtags that are common in a part and hardly used outside these rows."""
    common = {tag for part in parts for tag in _common_tags(part.rows)}
    found = corpus.query(_TAG_USE, {"tags": sorted(common)}) if common else None
    use = dict(zip(found["tag"].to_pylist(), found["n"].to_pylist(), strict=True)) if found else {}
    inside = {tag: sum(tag in (r["tags"] or ()) for r in rows) for tag in use}
    return sorted(tag for tag, n in use.items() if inside[tag] >= OWN_TAG_SHARE * n)
