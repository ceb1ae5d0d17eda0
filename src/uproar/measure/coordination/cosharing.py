"""Accounts that share the same things within seconds of each other.

The definition is CooRTweet's, so that results can be compared; what is shared may be a repost's
original, a link or a hashtag.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Int64s

Strings: TypeAlias = "pa.Array[pa.Scalar[pa.lib.StringType]]"

# Pairs that are made at once. source: arithmetic, 1,048,576 pairs take 16 MB
_CHUNK_PAIRS = 1 << 20


class Shares(NamedTuple):
    """Who shared what when and in which post, as codes, sorted by thing, then time."""

    thing: Int64s
    account: Int64s
    post: Int64s
    time: Int64s


class Edges(NamedTuple):
    """Pairs of accounts, a < b, sorted, and how many co-shares made each."""

    a: Int64s
    b: Int64s
    weight: Int64s


def shares(
    thing: Strings,
    account: Strings,
    post: Strings,
    time: Int64s,
    *,
    min_participation: int,
) -> tuple[Shares, Strings]:
    """Shares of accounts with at least so many of them, and the accounts by code.

    A post that shares itself (an original among its reposts) is no share.
    """
    is_itself = np.asarray(pc.equal(thing, post).to_numpy(zero_copy_only=False), bool)
    names = account.dictionary_encode()
    who = names.indices.to_numpy().astype(np.int64)
    what = thing.dictionary_encode().indices.to_numpy().astype(np.int64)
    active = np.bincount(who, minlength=len(names.dictionary)) >= min_participation
    which = post.dictionary_encode().indices.to_numpy().astype(np.int64)
    order = np.lexsort((which, who, time, what))
    order = order[(active[who] & ~is_itself)[order]]
    times = np.asarray(time, np.int64)
    accounts = names.dictionary.cast(pa.string())
    return Shares(what[order], who[order], which[order], times[order]), accounts


def co_shares(shared: Shares, *, window: int, min_participation: int = 1) -> Edges:
    """Pairs of accounts that shared one thing at most `window` apart, and how often.

    Time is in the unit of `shared.time`. An account does not pair with itself. A pair counts when
    one of its accounts has at least `min_participation` posts in such pairs. Linear in the number
    of pairs found. Empty: no edges.
    Source: Righetti, Balluff 2025, CooRTweet, detect_groups().
    """
    n = len(shared.thing)
    n_accounts = int(shared.account.max()) + 1 if n else 0
    last = np.searchsorted(*_key(shared, window), side="right") if n else np.zeros(0, np.int64)
    counts = np.maximum(last - np.arange(n) - 1, 0)
    parts: list[tuple[Int64s, Int64s]] = []
    for low, high in pairwise(_bounds(counts)):
        left = np.repeat(np.arange(low, high), counts[low:high])
        step = np.arange(len(left)) - np.repeat(
            np.cumsum(counts[low:high]) - counts[low:high], counts[low:high]
        )
        right = left + step + 1
        differ = (shared.account[left] != shared.account[right]) & (
            shared.post[left] != shared.post[right]
        )
        parts.append((left[differ], right[differ]))
    left = np.concatenate([np.zeros(0, np.int64), *(p[0] for p in parts)])
    right = np.concatenate([np.zeros(0, np.int64), *(p[1] for p in parts)])
    posts = np.unique(np.concatenate([shared.post[left], shared.post[right]]))
    taking_part = np.isin(shared.post, posts)
    times = np.bincount(shared.account[taking_part], minlength=n_accounts)
    a, b = shared.account[left], shared.account[right]
    counts_as_pair = (times[a] >= min_participation) | (times[b] >= min_participation)
    a, b = a[counts_as_pair], b[counts_as_pair]
    pair = np.minimum(a, b) * max(n_accounts, 1) + np.maximum(a, b)
    pairs, weight = np.unique(pair, return_counts=True)
    return Edges(pairs // max(n_accounts, 1), pairs % max(n_accounts, 1), weight.astype(np.int64))


def _key(shared: Shares, window: int) -> tuple[Int64s, Int64s]:
    """Sorted keys, and each row's key at the end of its window, within its thing."""
    span = int(shared.time.max() - shared.time.min()) + 1
    start = shared.thing * (span + window + 1)
    within = shared.time - shared.time.min()
    return start + within, start + within + window


def _bounds(counts: Int64s) -> list[int]:
    run = np.cumsum(counts) // _CHUNK_PAIRS
    return [0, *(np.flatnonzero(np.diff(run)) + 1).tolist(), len(counts)] if len(counts) else [0]
