"""Groups of similar texts whose accounts posted together, with all that is known of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pyarrow as pa
import regex

from uproar.arrays import Bools, Int64s
from uproar.clock import HOUR_US
from uproar.measure.account_groups import (
    crowd_share_new,
    crowd_times,
    largest_share_within,
    share_new,
)
from uproar.measure.coordination.config import CoordinationConfig
from uproar.measure.coordination.merging import GroupPart, GroupPost, merge_groups, own_tags_of
from uproar.measure.stats.components import join
from uproar.measure.stats.scan_statistic import Together, together
from uproar.model import Corpus
from uproar.text.homoglyphs import share_disguised
from uproar.text.minhash import Pairs, near_pairs

_NOT_WORDS = regex.compile(r"[^\p{L}\p{M}]+")

_OWN = """kind <> 'repost' and norm is not null and "only" is null and posted_at is not null
  and octet_length(encode(norm)) >= $least"""
_TEXTS = f"""
select norm_id, min(norm) as norm from scope where {_OWN} group by norm_id order by norm_id
"""
_POSTED = f"""
select id, norm_id, author, posted_at from scope where {_OWN}
order by posted_at, id
"""
_POSTS = """
select s.id, s.norm, s.text_id, s.text, s.author, s.platform, s.lang,
       s.tags, s.posted_at, s.posted_at - s.author_created_at as age_us,
       m.post_id is not null as is_spam
from scope s left join (select distinct post_id from marks where kind = 'spam') m
  on m.post_id = s.id
semi join (select unnest($wanted::varchar[]) as id) w on (w.id = s.id)
order by s.posted_at, s.id
"""
_CROWD_TEXTS = """
select text from (select text_id, min(text) as text from scope
                  where kind <> 'repost' and text is not null group by text_id)
order by text_id limit $n
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Near-identical posts that came together. Shares are 0-1; None: no platform said."""

    id: str
    posts: tuple[str, ...]  # by time, then id
    n_accounts: int
    n_texts: int
    n_wordings: int  # distinct words, whatever the decoration
    start_at: int
    end_at: int
    similarity: float
    p: float
    lift: float
    verbatim: float  # share of posts that hold the commonest wording whole
    in_an_hour: float  # of all accounts with such a text, those within one hour
    langs: tuple[str, ...]  # one for each text that was joined
    platforms: tuple[str, ...]
    disguised: float
    disguised_crowd: float
    share_new: float | None
    share_new_crowd: float | None
    spam: float
    tight: float
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostedTexts:
    """Posts in time order, as arrays. Shape: (n,) each."""

    ids: pa.ChunkedArray[pa.StringScalar]
    wordings: Int64s  # the number of each post's wording
    authors: Int64s  # the number of each post's author; -1: not known
    times: Int64s


def near_duplicate_groups(corpus: Corpus, config: CoordinationConfig) -> list[Group]:
    """Groups of at least `min_accounts` accounts, the largest first.

    Texts are joined by their words, not by time, once closely and once as a frame with names
    filled in; then each group's times are held against the crowd's. A post without an author
    makes no account; where it has a group's text within its time, it is one of its posts. Groups
    that overlap in time and say the same in other words or languages are one.
    """
    crowd = crowd_times(corpus)
    wordings, posted = _posted_texts(corpus, config.texts.min_bytes)
    levels = config.texts.jaccard_levels
    pairs = near_pairs(wordings, jaccard=levels[0], bands=config.texts.bands)
    parts: list[GroupPart] = []
    for level in levels:
        close = pairs.jaccard >= level
        near = Pairs(pairs.a[close], pairs.b[close], pairs.jaccard[close])
        label = join(len(wordings), near.a, near.b)
        parts += _parts(corpus, posted, label, _similarity(label, near), crowd, config)
    merged = merge_groups(corpus, parts, config.merging)
    groups = [_described(corpus, part, config) for part in merged]
    groups.sort(key=lambda group: (-group.n_accounts, group.posts[0]))
    return [replace(group, id=f"g{i}") for i, group in enumerate(groups, 1)]


def _posted_texts(corpus: Corpus, min_bytes: int) -> tuple[list[str], PostedTexts]:
    """The distinct wordings of long enough texts, in order, and the posts that have them."""
    texts = corpus.query(_TEXTS, {"least": min_bytes})
    posts = corpus.query(_POSTED, {"least": min_bytes})
    wording_of_text = [_words(str(norm)) for norm in texts["norm"].to_pylist()]
    wordings = sorted(set(wording_of_text))
    number = {wording: i for i, wording in enumerate(wordings)}
    numbers = np.array([number[wording] for wording in wording_of_text], np.int64)
    text = np.searchsorted(texts["norm_id"].to_numpy(), posts["norm_id"].to_numpy())
    coded = posts["author"].combine_chunks().dictionary_encode().indices
    authors = np.asarray(coded.fill_null(-1).to_numpy(), np.int64)
    return wordings, PostedTexts(posts["id"], numbers[text], authors, posts["posted_at"].to_numpy())


def _words(norm: str) -> str:
    return " ".join(_NOT_WORDS.split(norm)).strip()


def _similarity(label: Int64s, pairs: Pairs) -> dict[int, float]:
    """Each group's mean index over the pairs that joined it."""
    group = label[pairs.a]
    total = np.bincount(group, pairs.jaccard, minlength=len(label))
    count = np.bincount(group, minlength=len(label))
    return {int(i): round(float(total[i] / count[i]), 6) for i in np.flatnonzero(count)}


def _parts(
    corpus: Corpus,
    posted: PostedTexts,
    label: Int64s,
    similarity: dict[int, float],
    crowd: Int64s,
    config: CoordinationConfig,
) -> list[GroupPart]:
    """The part of each group that came together; an account's first post speaks for it."""
    least = config.texts.accounts.min_accounts
    group = label[posted.wordings]
    order = np.lexsort((np.arange(len(group)), group))
    bounds = np.flatnonzero(np.diff(group[order], prepend=-1, append=-1))
    parts: list[GroupPart] = []
    for low, high in pairwise(bounds.tolist()):
        rows = order[low:high]
        signed = rows[posted.authors[rows] >= 0]
        if len(signed) < least:
            continue
        accounts, first = np.unique(posted.authors[signed], return_index=True)
        if len(accounts) < least:
            continue
        times = posted.times[signed[first]]
        cluster = together(times, crowd)
        if cluster is None or len(cluster.members) < least:
            continue
        inside = _inside(posted, rows, accounts[cluster.members], times[cluster.members])
        posts = _group_posts(corpus, posted.ids.take(rows[inside]))
        alike = similarity.get(int(group[rows[0]]), 1.0)
        parts.append(_part(posts, cluster, alike, largest_share_within(np.sort(times), HOUR_US)))
    return parts


def _inside(posted: PostedTexts, rows: Int64s, accounts: Int64s, times: Int64s) -> Bools:
    """Which of these posts are the accounts', or nobody's, and within the times."""
    is_theirs = np.isin(posted.authors[rows], accounts) | (posted.authors[rows] < 0)
    is_within = (posted.times[rows] >= times.min()) & (posted.times[rows] <= times.max())
    return np.asarray(is_theirs & is_within)


def _group_posts(corpus: Corpus, ids: pa.ChunkedArray[pa.StringScalar]) -> tuple[GroupPost, ...]:
    wanted = [str(post_id) for post_id in ids.to_pylist()]
    return tuple(GroupPost(**row) for row in corpus.query(_POSTS, {"wanted": wanted}).to_pylist())


def _part(
    posts: tuple[GroupPost, ...], cluster: Together, similarity: float, in_an_hour: float
) -> GroupPart:
    lang = frozenset({_main_lang(posts)})
    return GroupPart(posts, cluster.p, cluster.lift, similarity, in_an_hour, lang)


def _main_lang(posts: Sequence[GroupPost]) -> str:
    langs = Counter(post.lang or "und" for post in posts)
    return min(langs, key=lambda lang: (-langs[lang], lang))


def _described(corpus: Corpus, part: GroupPart, config: CoordinationConfig) -> Group:
    posts = part.posts
    accounts = config.texts.accounts
    times = np.array([post.posted_at for post in posts], np.int64)
    wordings = [_words(post.norm) for post in posts]
    crowd_texts = corpus.query(_CROWD_TEXTS, {"n": config.texts.crowd_texts})["text"].to_pylist()
    return Group(
        id="",
        posts=tuple(post.id for post in posts),
        n_accounts=len({post.author for post in posts} - {None}),
        n_texts=len({post.text_id for post in posts}),
        n_wordings=len(set(wordings)),
        start_at=int(times[0]),
        end_at=int(times[-1]),
        similarity=part.similarity,
        p=part.p,
        lift=part.lift,
        verbatim=_verbatim(wordings),
        in_an_hour=part.in_an_hour,
        langs=tuple(sorted(part.langs)),
        platforms=tuple(sorted({post.platform for post in posts})),
        disguised=share_disguised(post.text for post in posts),
        disguised_crowd=share_disguised(crowd_texts),
        share_new=share_new((post.age_us for post in posts), accounts),
        share_new_crowd=crowd_share_new(corpus, accounts),
        spam=round(sum(post.is_spam for post in posts) / len(posts), 6),
        tight=largest_share_within(times, config.texts.tight_us),
        tags=tuple(own_tags_of(corpus, posts, [part], config.merging)),
    )


def _verbatim(wordings: Sequence[str]) -> float:
    """The share of posts that hold the commonest wording whole. Ties: the shortest, by text."""
    uses = Counter(wordings)
    commonest = min(uses, key=lambda wording: (-uses[wording], len(wording), wording))
    return round(sum(commonest in wording for wording in wordings) / len(wordings), 6)
