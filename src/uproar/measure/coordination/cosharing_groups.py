"""Accounts that again and again pass on the same posts and links within a minute of each other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from uproar.clock import MINUTE_US
from uproar.measure.coordination.cosharing import Edges, co_shares, shares
from uproar.measure.stats.components import join
from uproar.model import Corpus

WINDOW_US = MINUTE_US
TIMES = 3  # co-shares of two accounts, so that chance in a burst is not enough
MIN_ACCOUNTS = 5
CROWD = 2000  # shares from which a thing is the crowd's, and says nothing of a few

_SHARED = """
with shared as (
    select id, author, posted_at, repost_of as thing from scope where kind = 'repost'
    union all
    select id, author, posted_at, unnest(list_distinct(coalesce(links, urls))) as thing
    from scope where kind <> 'repost')
select thing, author, id, posted_at from shared
where thing is not null and author is not null and posted_at is not null
qualify count(*) over (partition by thing) between 2 and $crowd
order by thing, posted_at, id
"""


class Passing(NamedTuple):
    """How many groups of accounts there are, and how many accounts they have together."""

    n_groups: int
    n_accounts: int


def passing_groups(corpus: Corpus) -> Passing:
    """Groups of at least MIN_ACCOUNTS accounts that co-shared at least TIMES times, pair by pair.

    Empty: none.
    """
    rows = corpus.query(_SHARED, {"crowd": CROWD})
    if rows.num_rows == 0:
        return Passing(0, 0)
    thing, author, post = (
        rows[name].combine_chunks().cast(pa.string()) for name in ("thing", "author", "id")
    )
    times = rows["posted_at"].to_numpy()
    given, names = shares(thing, author, post, times, min_participation=TIMES)
    edges = co_shares(given, window=WINDOW_US, min_participation=TIMES)
    kept = edges.weight >= TIMES
    strong = Edges(edges.a[kept], edges.b[kept], edges.weight[kept])
    size = np.bincount(join(len(names), strong.a, strong.b))
    large = size[size >= MIN_ACCOUNTS]
    return Passing(len(large), int(large.sum()))
