"""When the talk was not about the event: before publication, or else in its quietest hours."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from uproar.arrays import Bools, Int64s
from uproar.clock import to_us
from uproar.model import Event
from uproar.select.config import ContextConfig, ReferencePeriodConfig

CONFIG = ReferencePeriodConfig()
_MIN_HISTORY = ContextConfig().min_history


class Times(NamedTuple):
    """When posts were posted. Shape: all (n_posts,)."""

    posted_us: Int64s
    is_placed: Bools  # exact to a bin of hours or better
    is_before: Bools  # surely before publication, and not awaiting it


class ReferencePeriod(NamedTuple):
    """The posts that stand for background, and how much more time the reaction is sought in.

    `is_before`: per post, whether it is background. `exposure`: the time in which the reaction is
    sought over the time of the background. `teacher`: in words, for the reason of a mark.
    """

    is_before: Bools
    exposure: float
    teacher: str
    is_quiet: bool = False  # quiet hours after publication, for want of posts before it


def reference_period(text: Int64s, times: Times, event: Event) -> ReferencePeriod:
    """The posts that stand for the background.

    Those before publication; where they hold too few different texts, those of the quietest bins
    of six hours. Shape: `text` (n_posts,). Empty, or neither: no post, at exposure 1.
    """
    published = to_us(event.published_at)
    posted_us, is_placed, is_before = times
    if len(np.unique(text[is_before])) >= _MIN_HISTORY:
        # Without given bounds the outermost posts do not count: their times may be absurd.
        known = posted_us[is_placed | is_before]
        first, last = (int(np.quantile(known, q, method="nearest")) for q in CONFIG.bounds)
        first = to_us(event.baseline_start) if event.baseline_start else first
        last = min(last, to_us(event.window_end)) if event.window_end else last
        exposure = max(last - published, 1) / max(published - first, 1)
        return ReferencePeriod(is_before, exposure, "context")
    end = to_us(event.window_end) if event.window_end else published + CONFIG.longest_us
    is_after = is_placed & (posted_us >= published) & (posted_us < end)
    return _quiet_hours(text, posted_us, is_after, published)


def _quiet_hours(
    text: Int64s, posted_us: Int64s, is_after: Bools, published: int
) -> ReferencePeriod:
    """The quietest bins that hold enough texts, if the others are much busier; else no post."""
    bins = np.where(is_after, (posted_us - published) // CONFIG.bin_us, 0)
    n_posts = np.bincount(bins[is_after], minlength=1)
    quietest = np.argsort(n_posts[:-1], kind="stable")  # the last bin may be cut short
    is_quiet = np.zeros(len(n_posts), bool)
    for quiet_bin in quietest[: len(n_posts) // 2]:
        is_quiet[quiet_bin] = True
        chosen = is_after & is_quiet[bins]
        if len(np.unique(text[chosen])) >= CONFIG.quiet_texts * _MIN_HISTORY:
            break
    else:
        return ReferencePeriod(np.zeros(len(text), bool), 1.0, "context")
    exposure = float((~is_quiet).sum() / is_quiet.sum())
    if n_posts[~is_quiet].sum() < CONFIG.min_contrast * exposure * n_posts[is_quiet].sum():
        return ReferencePeriod(np.zeros(len(text), bool), 1.0, "context")
    return ReferencePeriod(chosen, exposure, "context against quiet hours", is_quiet=True)
