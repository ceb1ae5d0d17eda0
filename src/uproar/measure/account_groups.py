"""What makes accounts a group that came together: one rule for every measure that looks for such.

Near-identical texts and hashtag campaigns are judged alike: by how many accounts took part, how
many of them did so within one hour, and how many are new beside the new accounts of their crowd.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from uproar.arrays import Int64s
from uproar.clock import DAY_US
from uproar.model import Corpus

_TIMES = """
select posted_at from scope where kind <> 'repost' and posted_at is not null order by posted_at
"""
_NEW_ACCOUNTS = """
select count(*) filter (posted_at - author_created_at < $new_account_us) as n_new, count(*) as n
from scope where kind <> 'repost' and posted_at is not null and author_created_at is not null
"""


@dataclass(frozen=True, slots=True)
class AccountGroupConfig:
    """When accounts are a group, and when its accounts are new."""

    # Accounts; also the fewest of which the share of new ones is told.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, recall 1
    min_accounts: int = 8
    # An account younger than this when it posted is new.
    # chosen on: judgement, a month; not swept
    new_account_us: int = 30 * DAY_US
    # Share of new accounts from which a group's accounts are new, 0-1.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, post precision 1
    min_share_new: float = 0.5
    # Times the crowd's share of new accounts.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, post precision 1
    min_lift_new: float = 3.0
    # Share of the accounts that ever posted so which did it within one hour, 0-1.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, post precision 1
    min_share_in_an_hour: float = 0.6


ACCOUNT_GROUPS = AccountGroupConfig()


def crowd_times(corpus: Corpus) -> Int64s:
    """The times of everybody's own posts, in order, in µs since 1970 UTC. Empty: none."""
    times: Int64s = corpus.query(_TIMES)["posted_at"].to_numpy()
    return times


def crowd_share_new(corpus: Corpus, config: AccountGroupConfig) -> float | None:
    """The share of everybody's own posts that are of new accounts. None: no account's age known."""
    counted = corpus.counts(_NEW_ACCOUNTS, {"new_account_us": config.new_account_us})
    return round(counted["n_new"] / counted["n"], 6) if counted["n"] else None


def share_new(ages_us: Iterable[int | None], config: AccountGroupConfig) -> float | None:
    """The share of new accounts among ages at posting. None: too few ages are known.

    >>> share_new([DAY_US] * 4 + [90 * DAY_US] * 4 + [None], AccountGroupConfig())
    0.5
    """
    ages = [age for age in ages_us if age is not None]
    if len(ages) < config.min_accounts:
        return None
    return round(sum(age < config.new_account_us for age in ages) / len(ages), 6)


def are_new(share: float | None, crowd_share: float | None, config: AccountGroupConfig) -> bool:
    """Whether a share of new accounts is large, and large beside the crowd's. Not known: no."""
    least = max(config.min_share_new, config.min_lift_new * (crowd_share or 0.0))
    return share is not None and share >= least


def largest_share_within(times: Int64s, window_us: int) -> float:
    """The largest share of times, in order, that lies within a window of this length.

    Empty input is not allowed: a group has at least one post.

    >>> largest_share_within(np.array([0, 1, 2, 90]), 10)
    0.75
    """
    n_within = np.searchsorted(times, times + window_us, side="right") - np.arange(len(times))
    return round(float(n_within.max()) / len(times), 6)
