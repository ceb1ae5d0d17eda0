"""What else the accounts of a group wrote, beside the accounts of the crowd around them.

Everybody's posts on the same platforms at the same time are the null: a group's accounts are odd
only where so many of theirs are new, or write nothing else, that a draw from that crowd would not
give it. Where most of the crowd writes once (comments under a video) nothing can be told by that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.stats import binom

from uproar.arrays import ArrowArray, Bools, Int64s
from uproar.clock import HOUR_US

# Posts of the crowd at the same time that are enough for its rates; else those of any time count.
ENOUGH_POSTS = 200  # chosen on: judgement, a share is known to .07 (95 %); not swept
# Posts that the crowd's rates are taken from, evenly spread over its time.
MOST_POSTS = 20_000  # chosen on: cost; a share is known to .007 (95 %)


@dataclass(frozen=True, slots=True)
class PostedBy:
    """Everybody's posts with an author, in time order. Shape: (n,) each, codes from 0.

    `ids` are the posts', `names` the authors' in the order of their codes. `n_words`, `young_us`
    and `platform` are the authors': posts in words of their own, the age at the first post whose
    age is known (-1: none is), where the author writes. Shape: (n authors,).
    """

    ids: ArrowArray
    names: ArrowArray
    authors: Int64s
    platforms: Int64s
    times: Int64s
    ages_us: Int64s  # of the account, when it posted; -1: not known
    is_repeated: Bools  # a text that many accounts have: no words of the author
    n_words: Int64s
    young_us: Int64s
    platform: Int64s  # of the author

    @classmethod
    def of(cls, rows: pa.Table) -> PostedBy:
        """From the columns id, author, platform, posted_at and age_us; no text is repeated."""
        coded = rows["author"].combine_chunks().dictionary_encode()
        authors = np.asarray(coded.indices.to_numpy(), np.int64)
        sites = rows["platform"].combine_chunks().dictionary_encode().indices
        platforms = np.asarray(sites.to_numpy(), np.int64)
        ages_us = np.asarray(rows["age_us"].combine_chunks().fill_null(-1).to_numpy(), np.int64)
        n = len(coded.dictionary)
        known = np.flatnonzero(ages_us >= 0)[::-1]
        young = np.full(n, -1, np.int64)
        young[authors[known]] = ages_us[known]  # the first one is written last
        platform = np.zeros(n, np.int64)
        platform[authors] = platforms
        return cls(
            rows["id"].combine_chunks(),
            coded.dictionary,
            authors,
            platforms,
            rows["posted_at"].to_numpy(),
            ages_us,
            np.zeros(len(authors), bool),
            np.bincount(authors, minlength=n),
            young,
            platform,
        )

    def repeating(self, posts: Sequence[str]) -> PostedBy:
        """The same, where the texts of these posts are no words of their authors."""
        rows = self.rows(pa.array(posts, pa.string()))
        repeated = np.zeros(len(self.authors), bool)
        repeated[rows[rows >= 0]] = True
        n_words = np.bincount(self.authors, ~repeated, minlength=len(self.names))
        return replace(self, is_repeated=repeated, n_words=n_words.astype(np.int64))

    def rows(self, posts: ArrowArray) -> Int64s:
        """The places of posts; -1: has no author, or is none."""
        return _places(posts, self.ids)

    def codes(self, authors: ArrowArray) -> Int64s:
        """The codes of authors; -1: wrote nothing, or is none."""
        return _places(authors, self.names)


def _places(wanted: ArrowArray, names: ArrowArray) -> Int64s:
    return np.asarray(pc.index_in(wanted, value_set=names).fill_null(-1).to_numpy(), np.int64)


class Standing(NamedTuple):
    """A group's accounts beside their crowd. Shares are 0-1; None: no platform says it."""

    n: int
    share_only: float  # wrote nothing beside such texts
    share_only_crowd: float  # the same of the crowd: no other text than the one at hand
    p_only: float  # the chance of so many, drawn from the crowd
    share_new: float | None
    share_new_crowd: float | None
    p_new: float


class Accounts(NamedTuple):
    """A group's accounts by their codes, and the posts of each beside the group's. Shape: (n,)."""

    codes: Int64s
    n_beside: Int64s


def accounts_of(posted: PostedBy, codes: Int64s, rows: Int64s) -> Accounts:
    """Accounts, and how many posts in words of their own each has beside the group's.

    `rows`: the places of the group's posts; -1 for one without an author.
    """
    fresh = rows[rows >= 0]
    fresh = fresh[~posted.is_repeated[fresh]]
    n_here = np.bincount(posted.authors[fresh], minlength=len(posted.names))
    return Accounts(codes, posted.n_words[codes] - n_here[codes])


def odd_accounts(posted: PostedBy, accounts: Accounts, *, new_account_us: int) -> Bools:
    """Which of these accounts are new, or wrote nothing but what many wrote. Shape: (n,)."""
    ages = posted.young_us[accounts.codes]
    is_odd: Bools = (accounts.n_beside == 0) | ((ages >= 0) & (ages < new_account_us))
    return is_odd


def standing(
    posted: PostedBy, accounts: Accounts, start: int, end: int, *, new_account_us: int
) -> Standing:
    """How a group's accounts stand in the crowd of its hours.

    The chance is binomial, with the crowd's rates on the platforms of the accounts. The group's
    posts are no part of the crowd. Empty groups are not allowed.
    """
    codes = accounts.codes
    platforms = posted.platform[codes]
    around = _around(posted, codes, start, end)
    others = posted.n_words[posted.authors[around]] - ~posted.is_repeated[around]
    n_only = int((accounts.n_beside == 0).sum())
    only_rate = _expected(posted.platforms[around], others == 0, platforms)
    aged = posted.young_us[codes] >= 0
    ages = posted.young_us[codes[aged]]
    n_new, n_aged = int((ages < new_account_us).sum()), len(ages)
    known = around[posted.ages_us[around] >= 0]
    is_new = posted.ages_us[known] < new_account_us
    new_rate = _expected(posted.platforms[known], is_new, platforms[aged])
    return Standing(
        n=len(codes),
        share_only=round(n_only / len(codes), 6),
        share_only_crowd=round(only_rate, 6),
        p_only=float(binom.sf(n_only - 1, len(codes), only_rate)),
        share_new=round(n_new / n_aged, 6) if n_aged else None,
        share_new_crowd=round(new_rate, 6) if n_aged else None,
        p_new=float(binom.sf(n_new - 1, n_aged, new_rate)) if n_aged else 1.0,
    )


def _around(posted: PostedBy, accounts: Int64s, start: int, end: int) -> Int64s:
    """Posts of the crowd on these platforms within an hour of the group's time, or of any time."""
    low, high = np.searchsorted(posted.times, [start - HOUR_US, end + HOUR_US])
    platforms = np.unique(posted.platform[accounts])
    is_theirs = np.zeros(len(posted.n_words), bool)
    is_theirs[accounts] = True
    chosen = np.zeros(0, np.int64)
    for rows in (np.arange(low, high), np.arange(len(posted.times))):
        spread = rows[:: 1 + len(rows) // MOST_POSTS]
        same = np.isin(posted.platforms[spread], platforms)
        chosen = spread[same & ~is_theirs[posted.authors[spread]]]
        if len(chosen) >= ENOUGH_POSTS:
            break
    return chosen


def _expected(platforms: Int64s, is_so: Bools, wanted: Int64s) -> float:
    """The crowd's rate, with the platforms mixed as wanted; a platform without posts: of all.

    A rate is never 0 or 1: one more post is thought to be so, one not (Laplace).
    """
    if not len(wanted):
        return 0.5  # by definition: nothing is known
    overall = (float(is_so.sum()) + 1) / (len(is_so) + 2)
    rates: dict[int, float] = {}
    for platform in np.unique(wanted).tolist():
        here = is_so[platforms == platform]
        rates[platform] = (float(here.sum()) + 1) / (len(here) + 2) if len(here) else overall
    return float(np.mean([rates[platform] for platform in wanted.tolist()]))
