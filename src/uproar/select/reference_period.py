"""When the talk was not about the event: before publication, or else in its quietest hours."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from uproar.arrays import AnyArray
from uproar.clock import DAY_US, HOUR_US, to_us
from uproar.model import Event
from uproar.select.context_model import LEAST_HISTORY

BIN_US = 6 * HOUR_US
LONGEST_US = 100 * DAY_US  # of a reaction whose end is not given
# Hours teach as background only if the others hold at least this many times as many posts per hour;
# a reaction that hides in them then costs its other posts at most a quarter of their probability.
LEAST_CONTRAST = 4.0


class Background(NamedTuple):
    """`exposure`: time in which the reaction is sought over the time of the background."""

    is_before: AnyArray  # per post
    exposure: float
    teacher: str


def history(text: AnyArray, at: AnyArray, is_timed: AnyArray, event: Event) -> Background:
    """Posts that stand for the background.

    Those before publication; where they hold too few different texts, those of the quietest bins
    of six hours. Neither: none, at exposure 1.
    """
    published = to_us(event.published_at)
    is_before = is_timed & (at < published)
    if len(np.unique(text[is_before])) >= LEAST_HISTORY:
        # Without given bounds the outermost posts do not count: their times may be absurd.
        first, last = (int(np.quantile(at[is_timed], q, method="nearest")) for q in (0.005, 0.995))
        first = to_us(event.baseline_start) if event.baseline_start else first
        last = min(last, to_us(event.window_end)) if event.window_end else last
        exposure = max(last - published, 1) / max(published - first, 1)
        return Background(is_before, exposure, "context")
    end = to_us(event.window_end) if event.window_end else published + LONGEST_US
    return _quiet(text, at, is_timed & ~is_before & (at < end), published)


def _quiet(text: AnyArray, at: AnyArray, is_after: AnyArray, published: int) -> Background:
    bins = np.where(is_after, (at - published) // BIN_US, 0)
    n = np.bincount(bins[is_after], minlength=1)
    quietest = np.argsort(n[:-1], kind="stable")  # the last bin may be cut short
    is_quiet = np.zeros(len(n), bool)
    for one in quietest[: len(n) // 2]:
        is_quiet[one] = True
        chosen = is_after & is_quiet[bins]
        if len(np.unique(text[chosen])) >= 4 * LEAST_HISTORY:
            break
    else:
        return Background(np.zeros(len(at), bool), 1.0, "context")
    exposure = float((~is_quiet).sum() / is_quiet.sum())
    if n[~is_quiet].sum() < LEAST_CONTRAST * exposure * n[is_quiet].sum():
        return Background(np.zeros(len(at), bool), 1.0, "context")
    return Background(chosen, exposure, "context against quiet hours")
