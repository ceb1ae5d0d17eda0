"""What makes accounts a group that came together: one rule for every measure that looks for such.

Near-identical texts and hashtag campaigns are judged alike: by how many accounts took part, how
many of them did so within one hour, and how many are new, or write nothing else, beside the
accounts of their crowd.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uproar.arrays import Int64s
from uproar.clock import DAY_US
from uproar.measure.stats.account_history import PostedBy, Standing
from uproar.model import Corpus

_TIMES = """
select posted_at from scope where kind <> 'repost' and posted_at is not null order by posted_at
"""
_POSTED_BY = """
select author, platform, posted_at, posted_at - author_created_at as age_us, id
from scope where kind <> 'repost' and posted_at is not null and author is not null
order by posted_at, id
"""


@dataclass(frozen=True, slots=True)
class AccountGroupConfig:
    """When accounts are a group, and when its accounts are new."""

    # Accounts.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, recall 1
    min_accounts: int = 8
    # An account younger than this when it posted is new.
    # chosen on: judgement, a month; not swept
    new_account_us: int = 30 * DAY_US
    # Share of new accounts, and of accounts that write nothing else, from which that sets a group
    # apart, 0-1. chosen on: judgement, a half; not swept
    min_share_new: float = 0.5
    # chosen on: `organised`, its named shapes; reported on shapes drawn by lot
    min_share_only: float = 0.75
    # Share from which that alone is enough, where nothing else is known of them, 0-1.
    # chosen on: judgement, nearly all; not swept
    min_share_only_alone: float = 0.9
    # Times the crowd's share of new accounts, and of accounts that write nothing else.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, post precision 1
    min_lift_new: float = 3.0
    # chosen on: `organised`, its named shapes; reported on shapes drawn by lot
    min_lift_only: float = 2.0
    # The chance of so many odd accounts in a draw from the crowd, up to which they are odd, 0-1.
    # chosen on: judgement; not swept
    max_chance: float = 1e-6
    # Share of the accounts that ever posted so which did it within one hour, 0-1.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, post precision 1
    min_share_in_an_hour: float = 0.6


ACCOUNT_GROUPS = AccountGroupConfig()


def crowd_times(corpus: Corpus) -> Int64s:
    """The times of everybody's own posts, in order, in µs since 1970 UTC. Empty: none."""
    times: Int64s = corpus.query(_TIMES)["posted_at"].to_numpy()
    return times


def posted_by(corpus: Corpus) -> PostedBy:
    """Everybody's own posts with an author, in time order."""
    return PostedBy.of(corpus.query(_POSTED_BY))


def are_new(accounts: Standing, config: AccountGroupConfig) -> bool:
    """Whether a group's accounts are new, and more so than its crowd's. Not known: no."""
    least = max(config.min_share_new, config.min_lift_new * (accounts.share_new_crowd or 0.0))
    is_many = accounts.share_new is not None and accounts.share_new >= least
    return is_many and accounts.p_new <= config.max_chance


def write_nothing_else(accounts: Standing, config: AccountGroupConfig) -> bool:
    """Whether a group's accounts wrote nothing else, and more so than its crowd's."""
    least = max(config.min_share_only, config.min_lift_only * accounts.share_only_crowd)
    return accounts.share_only >= least and accounts.p_only <= config.max_chance


def are_ordinary(accounts: Standing, config: AccountGroupConfig) -> bool:
    """Whether a group's accounts are people of this crowd: many wrote other things, few are new."""
    return accounts.share_only < config.min_share_only and not are_new(accounts, config)


def largest_share_within(times: Int64s, window_us: int) -> float:
    """The largest share of times, in order, that lies within a window of this length.

    Empty input is not allowed: a group has at least one post.

    >>> largest_share_within(np.array([0, 1, 2, 90]), 10)
    0.75
    """
    n_within = np.searchsorted(times, times + window_us, side="right") - np.arange(len(times))
    return round(float(n_within.max()) / len(times), 6)
