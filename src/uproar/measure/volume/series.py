"""Posts per minute of an event: the series that volume is measured on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from uproar.arrays import Float64s
from uproar.clock import MINUTE_US, to_us
from uproar.measure.volume.config import CONFIG
from uproar.model import Corpus, Event

# Spam and campaigns are not the public's; reposts and posts about something else are volume.
COUNTED = """
scope anti join (select post_id as id from marks where kind in ('spam', 'coordinated')) using (id)
"""
_BOUNDS = f"""
select percentile_disc(0.01) within group (order by posted_at)
           filter (where posted_at < $published
                   and posted_at >= $published - {CONFIG.longest_us}) as first,
       max(posted_at) filter (where posted_at < $published + {CONFIG.longest_us}) as last,
       count(*) filter (where posted_at is null) as n_untimed
from {COUNTED}
"""
_MINUTES = f"""
select posted_at // {MINUTE_US} as minute, coalesce(time_precision_s, 0) // 60 as vague_min,
       count(*) as n
from {COUNTED} where posted_at >= $start and posted_at < $end
group by 1, 2 order by 1, 2
"""


class MinuteSeries(NamedTuple):
    """Posts per minute from `start`; `published` is a minute of it, or its length or more."""

    counts: Float64s
    start_us: int
    published: int
    n_untimed: int
    n_vague: int  # posts whose time is known to the hour or worse

    def start_of(self, minute: int) -> int:
        """The time a minute begins, µs."""
        return self.start_us + minute * MINUTE_US


def posts_per_minute(corpus: Corpus, event: Event) -> MinuteSeries | None:
    """The series from the baseline's start to the window's end, as far as posts reach.

    Posts whose time is only estimated are spread evenly over what their time may be; those after
    publication are not spread to before it. None: no post has a readable time in the window.
    """
    published = to_us(event.published_at)
    bounds = corpus.query(_BOUNDS, {"published": published}).to_pylist()[0]
    if bounds["last"] is None:
        return None
    # Where no baseline is given, the first hundredth of the earlier posts does not begin one.
    first = bounds["first"] if bounds["first"] is not None else published
    start = to_us(event.baseline_start) if event.baseline_start else first
    start = max(start - start % MINUTE_US, published - CONFIG.longest_us)
    end = min(
        bounds["last"] + 1, to_us(event.window_end) if event.window_end else bounds["last"] + 1
    )
    end += -end % MINUTE_US
    if end <= start:
        return None
    rows = corpus.query(_MINUTES, {"start": start, "end": end})
    minute = rows["minute"].to_numpy() - start // MINUTE_US
    vague, n = rows["vague_min"].to_numpy(), rows["n"].to_numpy()
    if not n.sum():
        return None
    length = (end - start) // MINUTE_US
    counts = _spread(minute, vague, n.astype(float), (length, (published - start) // MINUTE_US))
    is_vague = vague >= 60
    n_vague = int(n[is_vague].sum())
    published_min = int((published - start) // MINUTE_US)
    return MinuteSeries(counts, start, published_min, int(bounds["n_untimed"]), n_vague)


def _spread(minute: Float64s, vague: Float64s, n: Float64s, frame: tuple[int, int]) -> Float64s:
    """Counts per minute; `frame` is the length and the minute of publication."""
    length, published = frame
    is_vague = vague > 1
    counts = np.bincount(minute[~is_vague].astype(int), n[~is_vague], minlength=length)
    if not is_vague.any():
        return np.asarray(counts, dtype=np.float64)
    middle, half, n = minute[is_vague], vague[is_vague] // 2, n[is_vague]
    first = np.maximum(middle - half, np.where(middle >= published, max(published, 0), 0))
    last = np.minimum(middle + half, length - 1)
    share = n / (last - first + 1)
    steps = np.bincount(first.astype(int), share, minlength=length + 1)
    steps -= np.bincount(last.astype(int) + 1, share, minlength=length + 1)
    return np.asarray(counts + np.round(np.cumsum(steps)[:length], 9))
