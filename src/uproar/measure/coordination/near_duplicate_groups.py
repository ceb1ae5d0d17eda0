"""Groups of similar texts whose accounts posted together, with all that is known of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from uproar.arrays import Bools, Int64s
from uproar.clock import HOUR_US
from uproar.measure.account_groups import (
    are_new,
    crowd_times,
    largest_share_within,
    posted_by,
    write_nothing_else,
)
from uproar.measure.coordination.config import CoordinationConfig
from uproar.measure.coordination.merging import GroupPart, GroupPost, merge_groups, own_tags_of
from uproar.measure.coordination.own_links import Links, links_of
from uproar.measure.coordination.wordings import (
    shared_bytes,
    spread,
    verbatim,
    without_tags,
    words_of,
)
from uproar.measure.stats.account_history import (
    PostedBy,
    Standing,
    accounts_of,
    odd_accounts,
    standing,
)
from uproar.measure.stats.components import join
from uproar.measure.stats.scan_statistic import Together, together
from uproar.measure.stats.set_hour import comes_again, on_the_stroke
from uproar.model import Corpus, Event
from uproar.text.homoglyphs import share_disguised
from uproar.text.minhash import Pairs, near_pairs

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
    """Near-identical posts of many accounts. Shares are 0-1; None: no platform said."""

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
    accounts: Standing
    spam: float
    tight: float
    tags: tuple[str, ...]
    is_together: bool  # on the crowd's clock
    comes_again: bool  # at one hour of several days
    on_the_stroke: bool  # of an hour, or of the event
    shared_bytes: int  # what most of the texts have in common
    own_link: float  # share of posts with an address that hardly anybody else has
    text: str  # the commonest wording


@dataclass(frozen=True, slots=True)
class PostedTexts:
    """Posts in time order, as arrays. Shape: (n,) each."""

    ids: pa.ChunkedArray[pa.StringScalar]
    wordings: Int64s  # the number of each post's wording
    authors: Int64s  # the code of each post's author; -1: not known
    times: Int64s
    places: Int64s  # of each post among everybody's; -1: its author is not known


class Alike(NamedTuple):
    """Posts of one text: their rows in time order, accounts and when each had it first.

    `cluster`: those that came together on the crowd's clock; None: too few did.
    """

    rows: Int64s
    accounts: Int64s
    times: Int64s
    cluster: Together | None
    similarity: float


@dataclass(frozen=True, slots=True)
class Around:
    """What a group is held against: everybody's posts, times and links, the event's hour."""

    posted: PostedBy
    times: Int64s
    links: Links
    event_at: int


def near_duplicate_groups(corpus: Corpus, event: Event, config: CoordinationConfig) -> list[Group]:
    """Groups of at least `min_accounts` accounts, the largest first.

    Texts are joined by their words, not by time, once closely and once as a frame with names
    filled in; then each group's times are held against the crowd's, and its accounts against the
    crowd's accounts. A post without an author makes no account; where it has a group's text within
    its time, it is one of its posts. Groups that overlap in time and say the same in other words or
    languages are one.
    """
    everybody = posted_by(corpus)
    wordings, posted = _posted_texts(corpus, everybody, config.texts.min_bytes)
    crowd = crowd_times(corpus)
    levels = config.texts.jaccard_levels
    pairs = near_pairs([spread(w) for w in wordings], jaccard=levels[0], bands=config.texts.bands)
    alike: list[Alike] = []
    for level in levels:
        close = pairs.jaccard >= level
        near = Pairs(pairs.a[close], pairs.b[close], pairs.jaccard[close])
        alike += _alike(posted, join(len(wordings), near.a, near.b), near, crowd, config)
    rows = np.concatenate([each.rows for each in alike if each.cluster] or [np.zeros(0, np.int64)])
    everybody = everybody.repeating(_ids(posted, np.unique(rows)))
    event_at = int(event.published_at.timestamp()) * 1_000_000  # by definition: µs in a second
    around = Around(everybody, crowd, links_of(corpus), event_at)
    parts = [p for each in alike if (p := _part(corpus, posted, each, around, config)) is not None]
    merged = merge_groups(corpus, parts, config.merging)
    groups = [_described(corpus, part, around, config) for part in merged]
    groups.sort(key=lambda group: (-group.n_accounts, group.posts[0]))
    return [replace(group, id=f"g{i}") for i, group in enumerate(groups, 1)]


def _posted_texts(
    corpus: Corpus, everybody: PostedBy, min_bytes: int
) -> tuple[list[str], PostedTexts]:
    """The distinct wordings of long enough texts, in order, and the posts that have them."""
    texts = corpus.query(_TEXTS, {"least": min_bytes})
    posts = corpus.query(_POSTED, {"least": min_bytes})
    wording_of_text = [words_of(str(norm)) for norm in texts["norm"].to_pylist()]
    wordings = sorted(set(wording_of_text))
    number = {wording: i for i, wording in enumerate(wordings)}
    numbers = np.array([number[wording] for wording in wording_of_text], np.int64)
    text = np.searchsorted(texts["norm_id"].to_numpy(), posts["norm_id"].to_numpy())
    authors = everybody.codes(posts["author"].combine_chunks())
    times = posts["posted_at"].to_numpy()
    places = everybody.rows(posts["id"].combine_chunks())
    return wordings, PostedTexts(posts["id"], numbers[text], authors, times, places)


def _alike(
    posted: PostedTexts, label: Int64s, near: Pairs, crowd: Int64s, config: CoordinationConfig
) -> list[Alike]:
    """The posts of each text that enough accounts have; an account's first post speaks for it."""
    least = config.texts.accounts.min_accounts
    similarity = _similarity(label, near)
    group = label[posted.wordings]
    order = np.lexsort((np.arange(len(group)), group))
    bounds = np.flatnonzero(np.diff(group[order], prepend=-1, append=-1))
    alike = []
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
        if cluster is not None and len(cluster.members) < least:
            cluster = None
        mean = similarity.get(int(group[rows[0]]), 1.0)
        alike.append(Alike(rows, accounts, times, cluster, mean))
    return alike


def _similarity(label: Int64s, pairs: Pairs) -> dict[int, float]:
    """Each group's mean index over the pairs that joined it."""
    group = label[pairs.a]
    total = np.bincount(group, pairs.jaccard, minlength=len(label))
    count = np.bincount(group, minlength=len(label))
    return {int(i): round(float(total[i] / count[i]), 6) for i in np.flatnonzero(count)}


def _part(
    corpus: Corpus,
    posted: PostedTexts,
    alike: Alike,
    around: Around,
    config: CoordinationConfig,
) -> GroupPart | None:
    """The posts that came together, or are by accounts of their own, whenever they came."""
    rows, cluster = alike.rows, alike.cluster
    inside = _by_accounts_of_their_own(posted, alike, around, config)
    if cluster is not None:
        members = cluster.members
        inside |= _inside(posted, rows, alike.accounts[members], alike.times[members])
    if not inside.any():
        return None
    posts = _group_posts(corpus, _ids(posted, rows[inside]))
    new = config.texts.accounts.new_account_us
    signed = rows[inside & (posted.authors[rows] >= 0)]
    theirs = accounts_of(around.posted, np.unique(posted.authors[signed]), posted.places[rows])
    return GroupPart(
        posts,
        cluster.p if cluster else 1.0,
        cluster.lift if cluster else 1.0,
        alike.similarity,
        largest_share_within(np.sort(alike.times), HOUR_US),
        frozenset({_main_lang(posts)}),
        cluster is not None,
        comes_again(posted.times[rows], around.times),
        on_the_stroke(posted.times[rows], around.event_at),
        shared_bytes([words_of(without_tags(post.norm, post.tags or ())) for post in posts]),
        round(float(odd_accounts(around.posted, theirs, new_account_us=new).mean()), 6),
    )


def _by_accounts_of_their_own(
    posted: PostedTexts, alike: Alike, around: Around, config: CoordinationConfig
) -> Bools:
    """Posts of the accounts that are new or wrote nothing else, where two things say so.

    That is how a campaign that takes days is found, and a few accounts in a great burst. The
    accounts are new or wrote nothing else; and both, or most came in one hour, or with a site of
    their own, or nearly all of them wrote nothing else.
    """
    rows, texts = alike.rows, config.texts
    none = np.zeros(len(rows), bool)
    new = texts.accounts.new_account_us
    accounts = accounts_of(around.posted, alike.accounts, posted.places[rows])
    odd = alike.accounts[odd_accounts(around.posted, accounts, new_account_us=new)]
    if len(odd) < max(texts.accounts.min_accounts, config.merging.share_odd * len(alike.accounts)):
        return none
    times = posted.times[rows]
    beside = standing(around.posted, accounts, int(times[0]), int(times[-1]), new_account_us=new)
    n_odd = are_new(beside, texts.accounts) + write_nothing_else(beside, texts.accounts)
    others = (
        largest_share_within(times, HOUR_US) >= texts.accounts.min_share_in_an_hour,
        around.links.share_own(_ids(posted, rows)) >= texts.min_share_link,
        beside.share_only >= texts.accounts.min_share_only_alone,
    )
    if not n_odd or n_odd + sum(others) < 2:
        return none
    return np.asarray(np.isin(posted.authors[rows], odd))


def _ids(posted: PostedTexts, rows: Int64s) -> list[str]:
    return [str(post_id) for post_id in posted.ids.take(rows).to_pylist()]


def _inside(posted: PostedTexts, rows: Int64s, accounts: Int64s, times: Int64s) -> Bools:
    """Which of these posts are the accounts', or nobody's, and within the times."""
    is_theirs = np.isin(posted.authors[rows], accounts) | (posted.authors[rows] < 0)
    is_within = (posted.times[rows] >= times.min()) & (posted.times[rows] <= times.max())
    return np.asarray(is_theirs & is_within)


def _group_posts(corpus: Corpus, wanted: list[str]) -> tuple[GroupPost, ...]:
    return tuple(GroupPost(**row) for row in corpus.query(_POSTS, {"wanted": wanted}).to_pylist())


def _main_lang(posts: Sequence[GroupPost]) -> str:
    langs = Counter(post.lang or "und" for post in posts)
    return min(langs, key=lambda lang: (-langs[lang], lang))


def _described(
    corpus: Corpus,
    part: GroupPart,
    around: Around,
    config: CoordinationConfig,
) -> Group:
    posts = part.posts
    new = config.texts.accounts.new_account_us
    times = np.array([post.posted_at for post in posts], np.int64)
    wordings = [words_of(post.norm) for post in posts]
    commonest, share_verbatim = verbatim(wordings)
    crowd_texts = corpus.query(_CROWD_TEXTS, {"n": config.texts.crowd_texts})["text"].to_pylist()
    names = sorted({post.author for post in posts if post.author is not None})
    codes = around.posted.codes(pa.array(names, pa.string()))
    places = around.posted.rows(pa.array([post.id for post in posts], pa.string()))
    accounts = accounts_of(around.posted, codes, places)
    beside = standing(around.posted, accounts, int(times[0]), int(times[-1]), new_account_us=new)
    return Group(
        id="",
        posts=tuple(post.id for post in posts),
        n_accounts=len(names),
        n_texts=len({post.text_id for post in posts}),
        n_wordings=len(set(wordings)),
        start_at=int(times[0]),
        end_at=int(times[-1]),
        similarity=part.similarity,
        p=part.p,
        lift=part.lift,
        verbatim=share_verbatim,
        in_an_hour=part.in_an_hour,
        langs=tuple(sorted(part.langs)),
        platforms=tuple(sorted({post.platform for post in posts})),
        disguised=share_disguised(post.text for post in posts),
        disguised_crowd=share_disguised(crowd_texts),
        accounts=beside,
        spam=round(sum(post.is_spam for post in posts) / len(posts), 6),
        tight=largest_share_within(times, config.texts.tight_us),
        tags=tuple(own_tags_of(corpus, posts, [part], config.merging)),
        is_together=part.is_together,
        comes_again=part.comes_again,
        on_the_stroke=part.on_the_stroke,
        shared_bytes=part.shared_bytes,
        own_link=around.links.share_own([post.id for post in posts]),
        text=commonest,
    )
