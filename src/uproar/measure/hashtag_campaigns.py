"""Accounts that push one set of rare hashtags together, each in words of its own.

Published as signals, as groups of near-identical posts are (`coordination.py`). Many people tag one
moment alike; a push is a set that hardly anybody else uses, in one hour, beyond the crowd's own
rush, by new accounts or with three tags and more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from uproar.clock import DAY_US, HOUR_US
from uproar.measure.stats.intervals import share
from uproar.measure.stats.scan_statistic import P_MAX, together
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Saying, Value
from uproar.model.rows import HashtagPushRow

VERSION = "2"
MIN_ACCOUNTS = 8
RARE = 0.1  # of the posts; a tag of more is the crowd's
OWN = 0.5  # of each tag's accounts, those that use the whole set
HOUR_SHARE = 0.6  # of the accounts that ever used the set
FRESH_US = 30 * DAY_US
FRESH_SHARE, FRESH_LIFT = 0.5, 3.0  # accounts younger than a month, and against the crowd
MANY_TAGS = 3

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
_TIMES = """
select posted_at from scope where kind <> 'repost' and posted_at is not null order by posted_at
"""
_CROWD_FRESH = """
select count(*) filter (posted_at - author_created_at < $fresh) as n_fresh, count(*) as n
from scope where kind <> 'repost' and posted_at is not null and author_created_at is not null
"""
_POSTS = """
select id, author, posted_at, list_sort(list_distinct(tags)) as tags from scope
where kind <> 'repost' and posted_at between $start and $end and array_length(tags) >= 2 order by id
"""
_MARKED = """
select post_id as id from marks where kind = 'coordinated' and value like 'h%' order by id
"""


class Push(NamedTuple):
    """One set of hashtags that was pushed, and the ids of the posts that did it."""

    row: HashtagPushRow
    posts: tuple[str, ...]


def pushes(corpus: Corpus, event: Event) -> Measured:
    """Mark the posts of accounts that pushed a set of hashtags.

    Unit: groups; posts for n, of all posts gathered that are no reposts. Rows hold counts and
    signals, never accounts. Empty corpus, or no post with an author: no findings. Posts without
    an author make no group; those with a group's tags within its time are marked with it. Ties:
    the larger group first, then by its tags. Evidence: the marked posts.
    """
    counted = corpus.one(_COUNTS)
    n = int(counted["n"])
    if not counted["n_signed"]:
        return Measured()
    rows = corpus.query(_SETS, {"rare": RARE * counted["n_own"], "least": MIN_ACCOUNTS})
    crowd = corpus.query(_TIMES)["posted_at"].to_numpy()
    found = [push for group in _groups(rows) if (push := _push(corpus, group, crowd, rows))]
    found.sort(key=lambda push: (-push.row.n_accounts, push.row.hashtags))
    marks = [
        {
            "post_id": post,
            "kind": "coordinated",
            "value": f"h{place}",
            "score": 1.0,
            "reason": "; ".join(push.row.signals),
        }
        for place, push in enumerate(found, 1)
        for post in push.posts
    ]
    unique = {str(mark["post_id"]): mark for mark in reversed(marks)}
    table = pa.Table.from_pylist([unique[post] for post in sorted(unique)], schema=MARKS)
    return Measured(_findings(tuple(push.row for push in found), table.num_rows, n), table)


def _groups(rows: Any) -> Iterable[Any]:
    """The accounts of each set that enough of them used."""
    if not rows.num_rows:
        return
    tags = rows["tags"].combine_chunks().dictionary_encode().indices.to_numpy()
    bounds = np.flatnonzero(np.diff(tags, prepend=-1, append=-1))
    for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if high - low >= MIN_ACCOUNTS:
            yield rows.slice(low, high - low)


def _push(corpus: Corpus, group: Any, crowd: Any, rows: Any) -> Push | None:
    """What is known of a set's accounts where they came together and something sets them apart."""
    times = group["posted_at"].to_numpy()
    if len(times) < OWN * group["widest"][0].as_py():
        return None
    hour = np.searchsorted(times, times + HOUR_US, side="right") - np.arange(len(times))
    found = together(times, crowd)
    n_sets = len(set(rows["tags"].to_pylist()))
    if found is None or len(found.members) < MIN_ACCOUNTS or found.p * n_sets > P_MAX:
        return None
    if hour.max() < HOUR_SHARE * len(times):
        return None
    inside = group.take(pa.array(found.members))
    signals = ["together", *_further(corpus, inside)]
    if len(signals) == 1:
        return None
    tags = inside["tags"][0].as_py().split(" ")
    start, end = (int(t) for t in (times[found.members].min(), times[found.members].max()))
    row = HashtagPushRow(
        hashtags=tuple(tags),
        signals=tuple(signals),
        n_accounts=len(found.members),
        start_at=start,
        end_at=end,
        p=found.p,
        lift=found.lift,
        share_in_an_hour=round(float(hour.max()) / len(times), 6),
    )
    return Push(row, _marked(corpus, set(inside["author"].to_pylist()), set(tags), start, end))


def _further(corpus: Corpus, inside: Any) -> list[str]:
    """What beyond their time sets the accounts apart."""
    found = []
    if inside["n_tags"][0].as_py() >= MANY_TAGS:
        found.append("one set of hashtags")
    ages = [age for age in inside["age_us"].to_pylist() if age is not None]
    crowd = corpus.one(_CROWD_FRESH, {"fresh": FRESH_US})
    if len(ages) >= MIN_ACCOUNTS:
        fresh = sum(age < FRESH_US for age in ages) / len(ages)
        if fresh >= max(FRESH_SHARE, FRESH_LIFT * crowd["n_fresh"] / max(crowd["n"], 1)):
            found.append("new accounts")
    return found


def _marked(
    corpus: Corpus, authors: set[Any], tags: set[str], start: int, end: int
) -> tuple[str, ...]:
    rows = corpus.query(_POSTS, {"start": start, "end": end}).to_pylist()
    inside = authors | {None}  # without its author, a post is the group's by its tags and time
    return tuple(row["id"] for row in rows if row["author"] in inside and tags <= set(row["tags"]))


def _findings(rows: tuple[HashtagPushRow, ...], n_marked: int, n: int) -> tuple[Finding, ...]:
    given: dict[str, Value] = {"accounts": MIN_ACCOUNTS, "rare": RARE, "hour_share": HOUR_SHARE}
    low, high = share(n_marked, n)[1:]
    common: dict[str, Any] = {
        "n": n,
        "n_of": "posts gathered, reposts left out",
        "method": "one set of rare hashtags; scan statistic on the crowd's clock; a further signal",
        "parameters": given,
        "evidence_sql": _MARKED,
    }
    return (
        Finding("pushes.groups", len(rows), "groups", rows=rows, **common),
        Finding(
            "pushes.n",
            n_marked,
            "posts",
            low=float(round(low * n)),
            high=float(round(high * n)),
            **common,
        ),
    )


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That posts which pushed hashtags together are left out, when there are some."""
    found = findings.get("pushes.groups")
    if found is not None and found.value:
        slots = {"n": "[[finding:pushes.n, form=count]]"}
        yield Saying("method", "pushes-left-out", slots, 0.5, ("finding:pushes.groups",))


MEASURE = Measure(
    "hashtag_campaigns",
    VERSION,
    pushes,
    needs=("coordination", "spam"),
    gives=("pushes", "coordinated"),
    says=says,
)
