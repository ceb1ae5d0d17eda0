"""Near-identical posts that came together, and which of their parts are one message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from uproar.arrays import Float64s
from uproar.measure.coordination.config import MergeConfig
from uproar.measure.stats.components import join
from uproar.model import Corpus, Vectors
from uproar.text.homoglyphs import share_disguised

_TAG_USE = """
select tag, count(*) as n
from (select id, unnest(list_distinct(tags)) as tag from scope where kind <> 'repost')
where list_contains($tags, tag) group by tag order by tag
"""


@dataclass(frozen=True, slots=True)
class GroupPost:
    """A post of a part: what is known of it beyond its place. Times in µs since 1970 UTC."""

    id: str
    norm: str
    text_id: int
    text: str
    author: str | None
    platform: str
    lang: str | None
    tags: Sequence[str] | None
    posted_at: int
    age_us: int | None  # of the account, when it posted
    is_spam: bool


@dataclass(frozen=True, slots=True)
class GroupPart:
    """Near-identical posts that came together, before it is known what belongs to them."""

    posts: tuple[GroupPost, ...]  # by time, then id
    p: float
    lift: float
    similarity: float
    in_an_hour: float  # of the accounts with such a text, at any time
    langs: frozenset[str]
    is_together: bool  # on the crowd's clock
    comes_again: bool  # at one hour of several days: all posts with such a text
    on_the_stroke: bool  # of an hour, or of the event
    shared_bytes: int  # what most of the texts have in common
    share_odd: float  # of its accounts, those that are new or wrote nothing else


def merge_groups(corpus: Corpus, parts: list[GroupPart], config: MergeConfig) -> list[GroupPart]:
    """Parts as one where they share posts, or a time, a kind of accounts and a message.

    The same message is the same hashtag, disguise or meaning. A merged part has the smallest p and
    the largest lift of those it is made of. Empty: none.
    """
    vectors = corpus.vectors()
    means = [_mean(vectors, part) for part in parts]
    posts = {post.id: post for part in parts for post in part.posts}
    own_tags = set(own_tags_of(corpus, list(posts.values()), parts, config))
    ids = [{post.id for post in part.posts} for part in parts]
    pairs = [
        (i, j)
        for i, j in combinations(range(len(parts)), 2)
        if not ids[i].isdisjoint(ids[j])
        or (
            _overlap(parts[i], parts[j]) >= config.overlap
            and _are_alike(parts[i], parts[j], config)
            and (
                _means_the_same(means[i], means[j], config)
                or _looks_the_same(parts[i], parts[j], own_tags, config)
            )
        )
    ]
    a = np.array([i for i, _ in pairs], np.int64)
    b = np.array([j for _, j in pairs], np.int64)
    label = join(len(parts), a, b)
    return [
        _as_one([parts[i] for i in np.flatnonzero(label == group)]) for group in np.unique(label)
    ]


def _as_one(parts: list[GroupPart]) -> GroupPart:
    posts = {post.id: post for part in parts for post in part.posts}
    return GroupPart(
        tuple(sorted(posts.values(), key=lambda post: (post.posted_at, post.id))),
        min(part.p for part in parts),
        max(part.lift for part in parts),
        round(sum(part.similarity for part in parts) / len(parts), 6),
        max(part.in_an_hour for part in parts),
        frozenset().union(*(part.langs for part in parts)),
        any(part.is_together for part in parts),
        any(part.comes_again for part in parts),
        any(part.on_the_stroke for part in parts),
        max(part.shared_bytes for part in parts),
        round(sum(part.share_odd for part in parts) / len(parts), 6),
    )


def _overlap(a: GroupPart, b: GroupPart) -> float:
    """The time that both have, as a share of the longer one's.

    What goes on for days says nothing of what happens within them.
    """
    (a_start, a_end), (b_start, b_end) = _span(a), _span(b)
    longer = max(1, a_end - a_start, b_end - b_start)
    return max(0, min(a_end, b_end) - max(a_start, b_start)) / longer


def _are_alike(a: GroupPart, b: GroupPart, config: MergeConfig) -> bool:
    """Whether the accounts of both are the crowd's, or of neither: people may echo a campaign."""
    return (a.share_odd >= config.share_odd) == (b.share_odd >= config.share_odd)


def _span(part: GroupPart) -> tuple[int, int]:
    return part.posts[0].posted_at, part.posts[-1].posted_at


def _means_the_same(a: Float64s | None, b: Float64s | None, config: MergeConfig) -> bool:
    if a is None or b is None:
        return False
    return round(float(np.dot(a, b)), 4) >= config.same_meaning


def _looks_the_same(a: GroupPart, b: GroupPart, own_tags: set[str], config: MergeConfig) -> bool:
    """A shared hashtag that hardly anybody else uses, or letters disguised in both."""
    if set(_common_tags(a.posts, config)) & set(_common_tags(b.posts, config)) & own_tags:
        return True
    disguised = (share_disguised(post.text for post in part.posts) for part in (a, b))
    return min(disguised) >= config.disguised


def _mean(vectors: Vectors, part: GroupPart) -> Float64s | None:
    """The mean embedding of a part's distinct texts, of length 1. None: no text has one."""
    ids = np.unique([post.text_id for post in part.posts])
    if not len(vectors.text_ids):
        return None
    places = np.searchsorted(vectors.text_ids, ids)
    places = places[places < len(vectors.text_ids)]
    places = places[np.isin(vectors.text_ids[places], ids)]
    if not len(places):
        return None
    mean: Float64s = vectors.int8[places].astype(np.float64).mean(axis=0)
    length = float(np.linalg.norm(mean))
    return mean / length if length else None


def _common_tags(posts: Sequence[GroupPost], config: MergeConfig) -> list[str]:
    uses = Counter(tag for post in posts for tag in set(post.tags or ()))
    return sorted(tag for tag, n in uses.items() if n >= config.own_tag_use * len(posts))


def own_tags_of(
    corpus: Corpus, posts: Sequence[GroupPost], parts: Sequence[GroupPart], config: MergeConfig
) -> list[str]:
    """Hashtags that are common in a part and hardly used outside these posts, by name."""
    common = {tag for part in parts for tag in _common_tags(part.posts, config)}
    if not common:
        return []
    rows = corpus.query(_TAG_USE, {"tags": sorted(common)}).to_pylist()
    uses: dict[str, int] = {row["tag"]: row["n"] for row in rows}
    inside = {tag: sum(tag in (post.tags or ()) for post in posts) for tag in uses}
    return sorted(tag for tag, n in uses.items() if inside[tag] >= config.own_tag_share * n)
