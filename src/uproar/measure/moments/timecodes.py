"""From a second of the footage to the line spoken there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from uproar.arrays import Float64s, Int64s
from uproar.measure.moments.config import CONFIG, TimecodeConfig
from uproar.model import Cue


def reference_track(tracks: Mapping[str, tuple[Cue, ...]]) -> str | None:
    """The track whose numbers name a line: one that a person made, the fullest, then by name."""
    filled = {lang: cues for lang, cues in tracks.items() if cues}
    if not filled:
        return None
    return min(filled, key=lambda lang: (filled[lang][0].is_auto, -len(filled[lang]), lang))


def distances(
    seconds: Int64s, cues: Sequence[Cue], config: TimecodeConfig = CONFIG.timecodes
) -> Float64s:
    """How far each named second is from each line, inf where out of reach. Shape: (n, n cues).

    Zero at a line's start; before it, the seconds until it; within it, half the seconds since.
    """
    start = np.array([c.start_s for c in cues])
    end = np.array([c.end_s for c in cues])
    t = np.asarray(seconds, np.float64)[:, None]
    early, since = start - t, t - start
    distance = np.where(early > 0, early, since / 2)
    is_out_of_reach = (early > config.early_s) | (t > end + config.late_s)
    return np.where(is_out_of_reach, np.inf, distance)


def same_line(tracks: Mapping[str, tuple[Cue, ...]], chosen: str) -> dict[tuple[str, int], int]:
    """(track, number) → the number, in the chosen track, of the line spoken at the same time."""
    base = tracks[chosen]
    start = np.array([c.start_s for c in base])
    end = np.array([c.end_s for c in base])
    same: dict[tuple[str, int], int] = {}
    for lang, cues in sorted(tracks.items()):
        for cue in cues:
            shared = np.minimum(end, cue.end_s) - np.maximum(start, cue.start_s)
            best = int(shared.argmax())
            if shared[best] > 0:
                same[lang, cue.number] = base[best].number
    return same


def lag(delays_s: Int64s, config: TimecodeConfig = CONFIG.timecodes) -> int | None:
    """How long after a line a live chat quotes it; None where the delays do not agree.

    Takes the seconds between the moment a quoted line was on screen and each post that quotes it.

    >>> import numpy as np
    >>> lag(np.array([8] * 30 + [9] * 20 + [70] * 10))
    8
    """
    fits = np.sort(delays_s[(delays_s >= 0) & (delays_s <= config.lag_max_s)])
    if len(fits) < config.lag_min_delays:
        return None
    near = np.searchsorted(fits, fits + config.lag_bin_s, "right") - np.arange(len(fits))
    first = int(near.argmax())
    if near[first] < config.lag_min_share * len(delays_s):
        return None
    return int(np.median(fits[first : first + near[first]]))
