"""How posts were collected, where counts show it: cut off at a number, or fetched in polls."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from uproar.arrays import Int64s
from uproar.clock import MINUTE_US, to_us
from uproar.measure.parameters import parameters_of
from uproar.measure.volume.config import CONFIG, CollectionConfig
from uproar.measure.volume.series import EXACT
from uproar.model import Corpus, Event, Finding
from uproar.model.rows import CollectionRow

_MINUTES = f"""
select platform, posted_at // {MINUTE_US} as minute, count(*) as n from {EXACT} exact
where posted_at is not null and abs(posted_at - $published) < {CONFIG.longest_us}
group by 1, 2 order by 1, 2
"""
_POSTS = f"""
select id from {EXACT} exact where platform in ({{platforms}}) and posted_at is not null
order by posted_at, id
"""


class Cap(NamedTuple):
    """So many posts in so many minutes, reached so often and hardly ever nearly."""

    posts: int
    minutes: int
    times: int


def cap_of(minute: Int64s, n: Int64s, config: CollectionConfig = CONFIG.collection) -> Cap | None:
    """The number at which a collection was cut off each time; None: none is to be seen.

    `minute`, `n`: minutes with posts, in order, and how many. The busiest stretches of a cut
    collection hold the very same number; those of any other differ.
    """
    best: Cap | None = None
    for width in config.poll_minutes:
        for phase in range(width):
            counts = _per_stretch(minute, n, width, phase)
            most = int(counts.max())
            met = np.bincount(counts, minlength=most + 1)
            near = int(met[int(config.near_cap * most) : most].max(initial=0))
            cap = Cap(most, width, int(met[most]))
            is_often = cap.times >= max(config.min_times, config.min_over * near)
            is_varied = np.count_nonzero(met[1:most]) >= config.min_values
            is_cut = is_often and is_varied and most >= config.min_cap
            if is_cut and (best is None or (cap.times, -cap.minutes) > (best.times, -best.minutes)):
                best = cap
    return best


def poll_of(minute: Int64s, n: Int64s, config: CollectionConfig = CONFIG.collection) -> int | None:
    """Minutes between the polls whose time posts carry instead of their own; None: none."""
    total = n.sum()
    for width in reversed(config.poll_minutes):
        if width < config.min_poll_min:
            continue
        at_phase = np.bincount(minute % width, n, minlength=width)
        phase = int(at_phase.argmax())
        n_polls = (minute % width == phase).sum()
        is_often = n_polls >= config.min_times and total >= config.min_per_poll * n_polls
        if is_often and at_phase[phase] >= config.min_at_poll * total:
            return width
    return None


def _per_stretch(minute: Int64s, n: Int64s, width: int, phase: int) -> Int64s:
    stretch = (minute - phase) // width
    return np.bincount(np.repeat(stretch - stretch[0], n))


def collection(corpus: Corpus, event: Event) -> list[Finding]:
    """Platforms whose posts were cut off at a number, or carry the times of polls.

    Unit: platforms. None such: no finding. Evidence: their posts.
    """
    found = corpus.query(_MINUTES, {"published": to_us(event.published_at)})
    platforms = np.array(found["platform"].to_pylist())
    minute, n = found["minute"].to_numpy(), found["n"].to_numpy()
    caps: list[CollectionRow] = []
    polls: list[CollectionRow] = []
    for platform in np.unique(platforms).tolist():
        chosen = platforms == platform
        cap, poll = cap_of(minute[chosen], n[chosen]), poll_of(minute[chosen], n[chosen])
        if cap is not None:
            caps.append(CollectionRow(platform, cap.minutes, cap.posts, cap.times))
        if poll is not None:
            polls.append(CollectionRow(platform, poll, None, None))
    kinds = (("capped", caps), ("polled", polls))
    return [_finding(name, rows, event) for name, rows in kinds if rows]


def _finding(name: str, rows: list[CollectionRow], event: Event) -> Finding:
    quoted = ", ".join("'" + row.platform.replace("'", "''") + "'" for row in rows)
    sql = _POSTS.format(platforms=quoted).replace("$published", str(to_us(event.published_at)))
    return Finding(
        f"volume.{name}",
        len(rows),
        "platforms",
        n=len(rows),
        n_of="platforms whose posts were collected so",
        method="the busiest stretches hold the same number"
        if name == "capped"
        else "posts stand at one minute of each stretch",
        parameters=parameters_of(CONFIG.collection),
        rows=tuple(rows),
        evidence_sql=sql,
    )
