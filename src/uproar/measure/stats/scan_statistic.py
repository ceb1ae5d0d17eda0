"""Whether posts came together more closely than their crowd did: the burst itself is the null.

Time is told by the crowd's own posts: an hour in which a tenth of everything was written is as
long as a tenth of the event. What a viral hour carries along spreads evenly on that clock.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.stats import binom

from uproar.arrays import Int64s
from uproar.clock import HOUR_US, MINUTE_US

# Ten minutes and an hour. chosen on: judgement; not swept
WINDOWS_US = (10 * MINUTE_US, HOUR_US)
# So rare by chance that thousands of groups may be tried.
# chosen on: the bundled event, both campaigns, precision and recall 1 (commit 693f358); not swept
P_MAX = 1e-6
# Times as dense as the crowd, so that sheer numbers are not enough.
LIFT_MIN = 5.0  # chosen on: the same


class Together(NamedTuple):
    """Posts that came closer together than the crowd.

    `members`: their positions in the times passed in, rising; `p`: the chance that the densest
    window holds so many; `lift`: how many times as dense as the crowd it is.
    """

    members: Int64s
    p: float
    lift: float


def together(times: Int64s, crowd: Int64s) -> Together | None:
    """The part of a group that came together, or None.

    `times`: one per account, any order; `crowd`: sorted times of everybody's posts. Under the null
    each of the n posts falls into a window with the crowd's share of it; p is the chance that any
    window starting at a post holds so many of them (Bonferroni over the n windows). The group's own
    posts are no part of the crowd, unless they are most of it.
    Source: scan statistic of Naus 1965, doi:10.1080/01621459.1965.10480810, on rescaled time.

    >>> crowd = np.arange(0, 10_000 * 60_000_000, 60_000_000)
    >>> together(crowd[::100], crowd) is None
    True
    >>> together(crowd[5000] + np.arange(20) * 1_000_000, crowd).members.size
    20
    """
    order = np.argsort(times, kind="stable")
    t, n = times[order], len(times)
    subtracted = 1 if 2 * n < len(crowd) else 0  # whether the group's posts leave the crowd
    best: Together | None = None
    chosen = np.zeros(n, bool)
    for window in WINDOWS_US:
        end = np.searchsorted(t, t + window, side="right")
        k = end - np.arange(n)
        inside = np.searchsorted(crowd, t + window, "right") - np.searchsorted(crowd, t, "left")
        others = np.maximum(inside - subtracted * k, 0)
        share = np.minimum(1.0, (others + 1.0) / (len(crowd) - subtracted * n + 1.0))
        p = np.minimum(1.0, n * binom.sf(k - 2, max(n - 1, 1), share))
        lift = k / n / share
        dense = np.flatnonzero((p <= P_MAX) & (lift >= LIFT_MIN))
        for start in dense.tolist():
            chosen[start : end[start]] = True
        if len(dense):
            i = int(dense[np.argmin(p[dense])])
            if best is None or p[i] < best.p:
                best = Together(order, float(p[i]), round(float(lift[i]), 3))
    return best._replace(members=np.sort(order[chosen])) if best else None
