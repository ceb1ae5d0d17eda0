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
# Not before publication: what stands under the event's own post, whatever its time claims, and what
# is known to a day or worse that may lie after it.
TIMED = f"""
select id, platform, precision_s, latest_at,
       case when posted_at < $published and (m.post_id is not null
                 or (precision_s > {CONFIG.exact_s} and latest_at >= $published))
            then $published else posted_at end as posted_at
from (select * from {COUNTED}) c
left join (select post_id from marks where kind = 'own_place') m on m.post_id = c.id
"""
_BOUNDS = f"""
select percentile_disc(0.01) within group (order by posted_at)
           filter (where posted_at < $published and precision_s <= {CONFIG.exact_s}
                   and posted_at >= $published - {CONFIG.longest_us}) as first,
       max(posted_at) filter (where posted_at < $published + {CONFIG.longest_us}) as last,
       count(*) filter (where posted_at is null) as n_untimed
from ({TIMED}) timed
"""
# Posts that make figures of an hour.
EXACT = f"(select * from ({TIMED}) timed where precision_s <= {CONFIG.exact_s})"
# A vague time at the edge of the window may be inside it.
_MINUTES = f"""
select greatest(least(posted_at, $end - 1), $start) // {MINUTE_US} as minute,
       precision_s // 60 as vague_min, latest_at >= $published as may_be_after,
       precision_s <= {CONFIG.exact_s} as is_exact, count(*) as n
from ({TIMED}) timed
where (posted_at >= $start and posted_at < $end) or precision_s > {CONFIG.exact_s}
group by 1, 2, 3, 4 order by 1, 2, 3, 4
"""


class MinuteSeries(NamedTuple):
    """Posts per minute from `start`; `published` is a minute of it, or its length or more."""

    counts: Float64s  # posts whose hour is known
    with_vague: Float64s  # and the others, spread over what their time may be
    start_us: int
    published: int
    n_untimed: int
    n_vague: int  # posts whose hour is not known

    def start_of(self, minute: int) -> int:
        """The time a minute begins, µs."""
        return self.start_us + minute * MINUTE_US


def posts_per_minute(corpus: Corpus, event: Event) -> MinuteSeries | None:
    """The series from the baseline's start to the window's end, as far as posts reach.

    Posts whose hour is not known make no figure of an hour: they are only spread evenly over what
    their time may be, those that may have been posted since publication from there on. None: no
    post has a readable time in the window.
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
    rows = corpus.query(_MINUTES, {"start": start, "end": end, "published": published})
    minute = rows["minute"].to_numpy() - start // MINUTE_US
    vague, n = rows["vague_min"].to_numpy(), rows["n"].to_numpy().astype(float)
    is_exact, may_be_after = (
        rows[name].to_numpy(zero_copy_only=False) for name in ("is_exact", "may_be_after")
    )
    if not n.sum():
        return None
    length, published_min = int((end - start) // MINUTE_US), int((published - start) // MINUTE_US)
    first_min = np.where(may_be_after & ~is_exact, max(published_min, 0), 0)
    first_min = np.minimum(first_min, length - 1)
    counts, vaguely = (
        _spread(minute[chosen], vague[chosen], n[chosen], first_min[chosen], length)
        for chosen in (is_exact, ~is_exact)
    )
    n_vague = round(float(n[~is_exact].sum()))
    return MinuteSeries(
        counts, counts + vaguely, start, published_min, int(bounds["n_untimed"]), n_vague
    )


def _spread(
    minute: Float64s, vague: Float64s, n: Float64s, least: Float64s, length: int
) -> Float64s:
    """Counts per minute; a vague time is spread over it and lies in the `least` minute or later."""
    is_vague = vague > 1
    counts = np.bincount(minute[~is_vague].astype(int), n[~is_vague], minlength=length)
    if not is_vague.any():
        return np.asarray(counts, dtype=np.float64)
    middle, half, n = np.maximum(minute, least)[is_vague], vague[is_vague] // 2, n[is_vague]
    first = np.maximum(middle - half, least[is_vague])
    last = np.minimum(middle + half, length - 1)
    share = n / (last - first + 1)
    steps = np.bincount(first.astype(int), share, minlength=length + 1)
    steps -= np.bincount(last.astype(int) + 1, share, minlength=length + 1)
    return np.asarray(counts + np.round(np.cumsum(steps)[:length], 9))
