"""Accounts that push one set of rare hashtags together, each in words of its own.

Published as signals, as groups of near-identical posts are (`coordination.py`). Many people tag one
moment alike; a push is a set that hardly anybody else uses, in one hour, beyond the crowd's own
rush, by new accounts or with three tags and more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from uproar.arrays import Int64s
from uproar.clock import HOUR_US
from uproar.intervals import share
from uproar.measure.account_groups import (
    ACCOUNT_GROUPS,
    AccountGroupConfig,
    are_new,
    are_ordinary,
    crowd_times,
    largest_share_within,
    posted_by,
    write_nothing_else,
)
from uproar.measure.parameters import parameters_of
from uproar.measure.stats.account_history import PostedBy, accounts_of, standing
from uproar.measure.stats.scan_statistic import P_MAX, together
from uproar.measure.stats.set_hour import comes_again, on_the_stroke
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Saying
from uproar.model.rows import HashtagPushRow

VERSION = "3"


@dataclass(frozen=True, slots=True)
class HashtagCampaignsConfig:
    """When accounts push a set of hashtags, and when many people tag a moment alike.

    The numbers were checked on four sets (the bundled event, tweets of a festival, comments on
    songs, a live chat: no post may be marked) and on campaigns planted in a made-up crowd.
    """

    accounts: AccountGroupConfig = ACCOUNT_GROUPS
    # Share of all own posts from which a hashtag is the crowd's, 0-1.
    # chosen on: judgement, not swept; checked on the four sets above, 0 posts marked
    max_tag_share: float = 0.1
    # Share of each hashtag's accounts that use the whole set, 0-1.
    # chosen on: judgement, not swept; checked on the four sets above, 0 posts marked
    min_share_of_tag: float = 0.5
    # Hashtags of a set from which the set itself sets its accounts apart.
    # chosen on: judgement, not swept; checked on the four sets above, 0 posts marked
    many_tags: int = 3


CONFIG = HashtagCampaignsConfig()

# An account's first post with a set speaks for it.
_SETS = """
with own as (
  select id, author, posted_at, author_created_at, list_sort(list_distinct(tags)) as tags
  from scope
  where kind <> 'repost' and author is not null and posted_at is not null
), used as (
  select id, author, unnest(tags) as tag from own where array_length(tags) > 0
), rare as (
  select tag, count(distinct author) as n_tag from used group by tag
  having count(*) <= $rare and count(distinct author) >= $least
), sets as (
  select u.id, array_to_string(list_sort(list(u.tag)), ' ') as tags, count(*) as n_tags,
         max(r.n_tag) as widest
  from used u join rare r using (tag) group by u.id
), each as (
  select s.tags, s.n_tags, s.widest, o.id, o.author, o.posted_at,
         o.posted_at - o.author_created_at as age_us,
         row_number() over (partition by s.tags, o.author order by o.posted_at, o.id) as place
  from sets s join own o using (id) where s.n_tags >= 2
)
select tags, n_tags, widest, id, author, posted_at, age_us from each where place = 1
order by tags, posted_at, id
"""
_COUNTS = """
select count(*) as n, count(author) as n_signed,
       count(*) filter (author is not null and posted_at is not null) as n_own
from scope where kind <> 'repost'
"""
_POSTS = """
select id, author, posted_at, list_sort(list_distinct(tags)) as tags from scope
where kind <> 'repost' and posted_at between $start and $end and array_length(tags) >= 2 order by id
"""
_TAGGED = """
select id from (select id, unnest(list_distinct(tags)) as tag from scope where kind <> 'repost')
where list_contains($tags, tag) group by id having count(*) = $n order by id
"""
_MARKED = """
select post_id as id from marks where kind = 'coordinated' and value like 'h%' order by id
"""


class Around(NamedTuple):
    """What a set's accounts are held against: everybody's posts and times, the event's hour."""

    posted: PostedBy
    times: Int64s
    event_at: int


class HashtagCampaign(NamedTuple):
    """One set of hashtags that was pushed, and the ids of the posts that did it."""

    row: HashtagPushRow
    posts: tuple[str, ...]


def hashtag_campaigns(corpus: Corpus, event: Event) -> Measured:
    """Mark the posts of accounts that pushed a set of hashtags.

    Unit: groups; posts for n, of all posts gathered that are no reposts. Rows hold counts and
    signals, never accounts. Empty corpus, or no post with an author: no findings. Posts without
    an author make no group; those with a group's tags within its time are marked with it. Ties:
    the larger group first, then by its tags. Evidence: the marked posts.
    """
    counted = corpus.counts(_COUNTS)
    if not counted["n_signed"]:
        return Measured()
    campaigns = _campaigns(corpus, event, counted["n_own"])
    marks = _marks(campaigns)
    rows = tuple(campaign.row for campaign in campaigns)
    return Measured(_findings(rows, marks.num_rows, counted["n"]), marks)


def _campaigns(corpus: Corpus, event: Event, n_own: int) -> list[HashtagCampaign]:
    event_at = int(event.published_at.timestamp()) * 1_000_000  # by definition: µs in a second
    limits = {"rare": CONFIG.max_tag_share * n_own, "least": CONFIG.accounts.min_accounts}
    uses = corpus.query(_SETS, limits)
    n_sets = len(set(uses["tags"].to_pylist()))
    around = Around(posted_by(corpus), crowd_times(corpus), event_at)
    campaigns = [
        campaign
        for group in _groups(uses)
        if (campaign := _campaign(corpus, group, around, n_sets)) is not None
    ]
    campaigns.sort(key=lambda campaign: (-campaign.row.n_accounts, campaign.row.hashtags))
    return campaigns


def _marks(campaigns: list[HashtagCampaign]) -> pa.Table:
    """A mark for each post; one that takes part in several is marked with the largest."""
    marks: dict[str, dict[str, str | float]] = {}
    for place, campaign in enumerate(campaigns, 1):
        for post in campaign.posts:
            marks.setdefault(
                post,
                {
                    "post_id": post,
                    "kind": "coordinated",
                    "value": f"h{place}",
                    "score": 1.0,
                    "reason": "; ".join(campaign.row.signals),
                },
            )
    return pa.Table.from_pylist([marks[post] for post in sorted(marks)], schema=MARKS)


def _groups(uses: pa.Table) -> Iterator[pa.Table]:
    """The accounts of each set that enough of them used, a table a set."""
    if not uses.num_rows:
        return
    tags = uses["tags"].combine_chunks().dictionary_encode().indices.to_numpy()
    bounds = np.flatnonzero(np.diff(tags, prepend=-1, append=-1))
    for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if high - low >= CONFIG.accounts.min_accounts:
            yield uses.slice(low, high - low)


def _campaign(
    corpus: Corpus, group: pa.Table, around: Around, n_sets: int
) -> HashtagCampaign | None:
    """What is known of a set's accounts where they came together and something sets them apart."""
    times = group["posted_at"].to_numpy()
    first = group.slice(0, 1).to_pylist()[0]
    if len(times) < CONFIG.min_share_of_tag * first["widest"]:
        return None
    cluster = together(times, around.times)
    if cluster is None or len(cluster.members) < CONFIG.accounts.min_accounts:
        return None
    in_an_hour = largest_share_within(times, HOUR_US)
    # The chance is that of one set; as many sets were looked at (Bonferroni).
    if cluster.p * n_sets > P_MAX or in_an_hour < CONFIG.accounts.min_share_in_an_hour:
        return None
    inside = group.take(cluster.members)
    tags = first["tags"].split(" ")
    start_at, end_at = (int(times[cluster.members].min()), int(times[cluster.members].max()))
    in_order = np.sort(times)
    is_at_set_hour = comes_again(in_order, around.times) or on_the_stroke(in_order, around.event_at)
    signals = ["together", *_further_signals(corpus, inside, tags, around, is_at_set_hour)]
    if len(signals) == 1:
        return None
    row = HashtagPushRow(
        hashtags=tuple(tags),
        signals=tuple(signals),
        n_accounts=len(cluster.members),
        start_at=start_at,
        end_at=end_at,
        p=cluster.p,
        lift=cluster.lift,
        share_in_an_hour=in_an_hour,
    )
    authors = {str(author) for author in inside["author"].to_pylist()}
    return HashtagCampaign(row, _posts(corpus, authors, set(tags), start_at, end_at))


def _further_signals(
    corpus: Corpus, inside: pa.Table, tags: list[str], around: Around, is_at_set_hour: bool
) -> list[str]:
    """What beyond their time sets the accounts apart. Accounts as the crowd's are: nothing."""
    tagged = [
        str(each)
        for each in corpus.query(_TAGGED, {"tags": tags, "n": len(tags)})["id"].to_pylist()
    ]
    posted = around.posted.repeating(tagged)
    accounts = accounts_of(
        posted,
        posted.codes(inside["author"].combine_chunks()),
        posted.rows(pa.array(tagged, pa.string())),
    )
    beside = standing(
        posted,
        accounts,
        int(inside["posted_at"].to_numpy().min()),
        int(inside["posted_at"].to_numpy().max()),
        new_account_us=CONFIG.accounts.new_account_us,
    )
    signals = ["new accounts"] if are_new(beside, CONFIG.accounts) else []
    if write_nothing_else(beside, CONFIG.accounts):
        signals.append("accounts that wrote nothing else")
    is_of_its_own = not is_at_set_hour and not are_ordinary(beside, CONFIG.accounts)
    if len(tags) >= CONFIG.many_tags and (signals or is_of_its_own):
        signals.insert(0, "one set of hashtags")
    return signals


def _posts(
    corpus: Corpus, authors: set[str], tags: set[str], start_at: int, end_at: int
) -> tuple[str, ...]:
    """The posts with all of the tags within the time, by these authors or by nobody known."""
    rows = corpus.query(_POSTS, {"start": start_at, "end": end_at}).to_pylist()
    return tuple(
        row["id"]
        for row in rows
        if (row["author"] is None or row["author"] in authors) and tags <= set(row["tags"])
    )


def _findings(rows: tuple[HashtagPushRow, ...], n_marked: int, n: int) -> tuple[Finding, ...]:
    groups = Finding(
        "pushes.groups",
        len(rows),
        "groups",
        n=n,
        n_of="posts gathered, reposts left out",
        method="one set of rare hashtags; scan statistic on the crowd's clock; a further signal",
        parameters=parameters_of(CONFIG),
        evidence_sql=_MARKED,
    )
    low, high = (float(round(bound * n)) for bound in share(n_marked, n)[1:])
    return (
        replace(groups, rows=rows),
        replace(groups, id="pushes.n", value=n_marked, unit="posts", low=low, high=high),
    )


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That posts which pushed hashtags together are left out, when there are some."""
    groups = findings.get("pushes.groups")
    if groups is not None and groups.value:
        slots = {"n": "[[finding:pushes.n, form=count]]"}
        yield Saying("method", "pushes-left-out", slots, 0.5, ("finding:pushes.groups",))


MEASURE = Measure(
    "hashtag_campaigns",
    VERSION,
    hashtag_campaigns,
    needs=("coordination", "spam"),
    gives=("pushes", "coordinated"),
    says=says,
)
