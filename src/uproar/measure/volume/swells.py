"""Swells of a live chat: the seconds at which those who watch together write at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.ndimage import gaussian_filter1d, median_filter
from scipy.signal import find_peaks

from uproar.arrays import Float64s, Int64s
from uproar.clock import MINUTE_US, SECOND_US, to_us
from uproar.measure.parameters import parameters_of
from uproar.measure.volume.config import CONFIG, SwellsConfig
from uproar.measure.volume.series import COUNTED
from uproar.model import Corpus, Event, Finding
from uproar.model.rows import SwellRow

# A chat is a platform's thread, or what it gave without threads. Only times exact to a bin count.
_CHATS = f"""
select platform, coalesce(thread, '') as thread, posted_at, id from {COUNTED}
where posted_at >= $published and posted_at < $end and precision_s <= {CONFIG.swells.bin_s}
qualify count(*) over (partition by platform, coalesce(thread, '')) >= $least
order by platform, thread, posted_at, id
"""
_POSTS = """
select id from scope where platform = '{platform}' and coalesce(thread, '') = '{thread}'
  and ({times}) order by posted_at, id
"""


class Swell(NamedTuple):
    """`bin` is the place of its highest bin; `over_sd` its height over what is normal then."""

    bin: int
    over_sd: float


def above_normal(counts: Float64s, config: SwellsConfig = CONFIG.swells) -> Float64s:
    """Deviations of each bin from the running median, on the scale where counts spread evenly.

    A deviation is no smaller than what posts that nothing moves together vary by: the root of a
    Poisson count has a standard deviation of a half, before it is smoothed. Shape: as `counts`.
    """
    width = config.smooth_s / config.bin_s
    smooth = gaussian_filter1d(np.sqrt(counts), width)
    over = smooth - median_filter(smooth, size=config.normal_s // config.bin_s + 1)
    noise = 0.5 / np.sqrt(2 * np.sqrt(np.pi) * width)
    deviation = 1.4826 * np.median(np.abs(over)) if len(over) else 0.0
    return np.asarray(over / max(deviation, config.least_noise * noise))


def swells(deviations: Float64s, config: SwellsConfig = CONFIG.swells) -> tuple[Swell, ...]:
    """The swells of a chat, highest first. Ties: the earliest. Empty: nothing rises."""
    tops, _ = find_peaks(deviations, height=config.least_sd, prominence=config.least_sd)
    order = np.argsort(-deviations[tops], kind="stable")
    return tuple(Swell(int(top), float(deviations[top])) for top in tops[order])


def per_bin(times_us: Int64s, config: SwellsConfig = CONFIG.swells) -> tuple[int, Float64s]:
    """When the first bin begins, µs, and posts per bin. Empty: no bins."""
    width = config.bin_s * SECOND_US
    if not len(times_us):
        return 0, np.zeros(0)
    first = int(times_us.min()) // width
    return first * width, np.bincount(times_us // width - first).astype(float)


def live_chats(corpus: Corpus, event: Event) -> list[Finding]:
    """The swells of the busiest live chat since publication.

    A chat is live where it holds a post every few seconds for ten minutes or more. Unit: swells;
    n counts its posts. No live chat: no finding. Evidence: the posts of the highest swell's bin.
    """
    config = CONFIG.swells
    published = to_us(event.published_at)
    end = to_us(event.window_end) if event.window_end else published + CONFIG.longest_us
    least = config.min_per_bin * config.min_minutes * MINUTE_US / (config.bin_s * SECOND_US)
    rows = corpus.query(_CHATS, {"published": published, "end": end, "least": round(least)})
    best: tuple[int, str, str, Int64s] | None = None
    keys = rows.select(["platform", "thread"]).to_pylist()
    names = [(str(key["platform"]), str(key["thread"])) for key in keys]
    times = rows["posted_at"].to_numpy()
    edges = [i for i in range(1, len(names)) if names[i] != names[i - 1]]
    for first, last in zip([0, *edges], [*edges, len(names)], strict=True):
        sitting = longest_sitting(times[first:last])
        if len(sitting) and (best is None or len(sitting) > best[0]):
            best = (len(sitting), *names[first], sitting)
    return [] if best is None else _finding(*best[1:])


def longest_sitting(times_us: Int64s, config: SwellsConfig = CONFIG.swells) -> Int64s:
    """The longest run of sorted times that is live. Empty: none is."""
    if not len(times_us):
        return times_us
    breaks = np.flatnonzero(np.diff(times_us) > config.normal_s * SECOND_US) + 1
    sittings = np.split(times_us, breaks)
    longest = max(sittings, key=len)
    length_us = int(longest[-1] - longest[0])
    is_dense = len(longest) * config.bin_s * SECOND_US >= config.min_per_bin * length_us
    is_long = length_us >= config.min_minutes * MINUTE_US
    return longest if is_dense and is_long else times_us[:0]


def _finding(platform: str, thread: str, times_us: Int64s) -> list[Finding]:
    config = CONFIG.swells
    start_us, counts = per_bin(times_us)
    width = config.bin_s * SECOND_US
    highest = swells(above_normal(counts))
    rows = tuple(
        SwellRow(start_us + swell.bin * width, round(counts[swell.bin]), round(swell.over_sd, 2))
        for swell in highest[: config.shown]
    )
    if not rows:
        return []
    spans = f"posted_at >= {rows[0].start_at} and posted_at < {rows[0].start_at + width}"
    names = {"platform": platform.replace("'", "''"), "thread": thread.replace("'", "''")}
    return [
        Finding(
            "volume.swells",
            len(highest),
            "swells",
            n=len(times_us),
            n_of="posts of the busiest live chat, spam and near-identical campaigns left out",
            method="bins above a running median, in deviations of their roots",
            parameters=parameters_of(config),
            rows=rows,
            evidence_sql=_POSTS.format(times=spans, **names),
        )
    ]
