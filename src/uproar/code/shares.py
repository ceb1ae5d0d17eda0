"""Shares of all posts, from a coded sample of them and a classifier's reading of every one.

The classifier is never believed: the coded posts say by how much it is off on average, and that is
taken out of what it says of all posts. The interval holds whatever the classifier gets wrong, and
is the narrower the more it gets right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from uproar.arrays import Bools, Float64s
from uproar.intervals import wilson


@dataclass(frozen=True, slots=True)
class CorrectedShare:
    """A share of all posts with its 95 % interval, and that from the coded posts alone.

    `trust`: how much of the classifier's reading was used, 0 none to 1 all.
    """

    share: float
    low: float
    high: float
    alone: tuple[float, float, float]  # share, low, high
    trust: float


def corrected(
    said: Float64s, read: Float64s, is_coded: Bools, within: tuple[Float64s, Float64s] | None = None
) -> CorrectedShare:
    """The share of posts that have a value, corrected by those that coders read.

    Shape: `read` (n posts,), the chance that each post has the value; `said` (n coded,), 1 or 0 by
    the coders, in the order of the posts that `is_coded` marks. The coded are a uniform sample
    without replacement. `within`: said and read for belonging to the part that the share is of
    (posts about the event); without it the share is of all posts. No coded post: 0 to 1.

    The estimate is the mean of said + trust * (mean read of all - mean read of the coded), with the
    trust that makes its variance least; a share within a part is the ratio of two such means, its
    variance that of the linearised ratio. The variance is that of a sample without replacement
    from n posts, and of one post more, of which the classifier is taken to know nothing: where it
    was right on all n, it may still be wrong on others. The interval is Wilson's, at the number of
    coded posts that would give this variance by themselves.

    Sources: Angelopoulos, Duchi & Zrnic 2023, arXiv:2311.01453, eq. 2 and the tuning of section 6;
    `read` by classifiers that did not see the post, Zrnic & Candès 2024,
    doi:10.1073/pnas.2322083121; the ratio and the sample without replacement, Särndal, Swensson &
    Wretman 1992, "Model Assisted Survey Sampling", sections 5.6 and 6.3; the effective number,
    Korn & Graubard 1998, Survey Methodology 24(2).
    """
    n, n_all = len(said), len(read)
    if n == 0:
        return CorrectedShare(0.0, 0.0, 1.0, (0.0, 0.0, 1.0), 0.0)
    part_said, part_read = within or (np.ones(n), np.ones(n_all))
    left = max(0.0, 1.0 - n / n_all)  # the part of the variance that a sample of all posts has
    alone = _ratio(said, part_said)
    trust = _trust(said - alone * part_said, (read - alone * part_read)[is_coded])
    top = _mean(said, read, is_coded, trust)
    bottom = _mean(part_said, part_read, is_coded, trust)
    share = float(np.clip(top / bottom, 0.0, 1.0)) if bottom > 0 else 0.0
    off = (said - share * part_said) - trust * (read - share * part_read)[is_coded]
    centred = said - alone * part_said
    size = max(bottom, 1.0 / n_all)
    unseen = trust**2 * share * (1.0 - share) * size / n  # the post more
    spread = _variance(off, left) + left * unseen / n
    low, high = wilson(share, _effective(share, spread / size**2, n, left))
    share_part = float(part_said.mean())
    variance = _variance(centred, left) / max(share_part, 1.0 / n_all) ** 2
    bounds = wilson(alone, _effective(alone, variance, n * max(share_part, 1.0 / n), left))
    return CorrectedShare(share, low, high, (alone, *bounds), trust)


def _ratio(top: Float64s, bottom: Float64s) -> float:
    total = float(bottom.sum())
    return float(np.clip(top.sum() / total, 0.0, 1.0)) if total else 0.0


def _trust(said: Float64s, read: Float64s) -> float:
    """How much of a reading to use: the regression of what is said on what was read, 0 to 1."""
    spread = float(((read - read.mean()) ** 2).sum())
    if spread <= 0.0:
        return 0.0
    slope = float(((said - said.mean()) * (read - read.mean())).sum()) / spread
    return float(np.clip(slope, 0.0, 1.0))


def _mean(said: Float64s, read: Float64s, is_coded: Bools, trust: float) -> float:
    return float(said.mean() + trust * (read.mean() - read[is_coded].mean()))


def _variance(off: Float64s, left: float) -> float:
    """The variance of the mean of a sample without replacement."""
    n = len(off)
    return left * float(off.var(ddof=1)) / n if n > 1 else 0.25 * left


def _effective(share: float, variance: float, n: float, left: float) -> float:
    """The number of posts coded with replacement that would give this variance."""
    if variance > 0.0 and 0.0 < share < 1.0:
        return share * (1.0 - share) / variance
    return n / left if left > 0.0 else np.inf
