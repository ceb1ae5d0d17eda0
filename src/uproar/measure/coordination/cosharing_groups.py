"""Accounts that again and again pass on the same posts and links within a minute of each other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from uproar.measure.coordination.config import CosharingConfig
from uproar.measure.coordination.cosharing import Edges, co_shares, shares
from uproar.measure.stats.components import join
from uproar.model import Corpus

_SHARED = """
with shared as (
    select id, author, posted_at, precision_s, repost_of as thing from scope where kind = 'repost'
    union all
    select id, author, posted_at, precision_s,
           unnest(list_distinct(coalesce(links, urls))) as thing
    from scope where kind <> 'repost')
select thing, author, id, posted_at from shared
where thing is not null and author is not null and posted_at is not null
  and precision_s * 1000000 <= $window
qualify count(*) over (partition by thing) between 2 and $crowd
order by thing, posted_at, id
"""


class CosharingGroups(NamedTuple):
    """How many groups of accounts there are, and how many accounts they have together."""

    n_groups: int
    n_accounts: int


def cosharing_groups(corpus: Corpus, config: CosharingConfig) -> CosharingGroups:
    """Groups of at least `min_accounts` accounts that co-shared `times` times, pair by pair.

    Empty: none.
    """
    rows = corpus.query(_SHARED, {"crowd": config.crowd, "window": config.window_us})
    if rows.num_rows == 0:
        return CosharingGroups(0, 0)
    thing, author, post = (
        rows[name].combine_chunks().cast(pa.string()) for name in ("thing", "author", "id")
    )
    times = rows["posted_at"].to_numpy()
    shared, names = shares(thing, author, post, times, min_participation=config.times)
    edges = co_shares(shared, window=config.window_us, min_participation=config.times)
    is_strong = edges.weight >= config.times
    strong = Edges(edges.a[is_strong], edges.b[is_strong], edges.weight[is_strong])
    size = np.bincount(join(len(names), strong.a, strong.b))
    large = size[size >= config.min_accounts]
    return CosharingGroups(len(large), int(large.sum()))
