"""From a second of the footage to the line spoken there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from uproar.arrays import Int64s
from uproar.model import Cue

# People point a little before the line they mean, never long after it has ended.
EARLY_S = 2.5
LATE_S = 3.0
# The seconds a chat is read with: how tightly delays must agree before a delay is believed.
LAG_BIN_S = 5
LAG_FEWEST = 30
LAG_AGREE = 0.5
LAG_MOST_S = 90


def reference(tracks: dict[str, tuple[Cue, ...]]) -> str | None:
    """The track whose numbers name a line: one that a person made, the fullest, then by name."""
    told = {lang: cues for lang, cues in tracks.items() if cues}
    if not told:
        return None
    return min(told, key=lambda lang: (told[lang][0].is_auto, -len(told[lang]), lang))


def costs(seconds: Int64s, cues: Sequence[Cue]) -> Any:
    """How far each named second is from each line, inf where out of reach. Shape: (n, n cues).

    Zero at a line's start; before it, the seconds until it; within it, half the seconds since.
    """
    start = np.array([c.start_s for c in cues])
    end = np.array([c.end_s for c in cues])
    t = np.asarray(seconds, np.float64)[:, None]
    early, since = start - t, t - start
    cost = np.where(early > 0, early, since / 2)
    out = (early > EARLY_S) | (t > end + LATE_S)
    return np.where(out, np.inf, cost)


def same_line(tracks: dict[str, tuple[Cue, ...]], chosen: str) -> dict[tuple[str, int], int]:
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


def lag(delays_s: Int64s) -> int | None:
    """How long after a line a live chat quotes it; None where the delays do not agree.

    Takes the seconds between the moment a quoted line was on screen and each post that quotes it.

    >>> import numpy as np
    >>> lag(np.array([8] * 30 + [9] * 20 + [70] * 10))
    8
    """
    fits = np.sort(delays_s[(delays_s >= 0) & (delays_s <= LAG_MOST_S)])
    if len(fits) < LAG_FEWEST:
        return None
    near = np.searchsorted(fits, fits + LAG_BIN_S, "right") - np.arange(len(fits))
    first = int(near.argmax())
    if near[first] < LAG_AGREE * len(delays_s):
        return None
    return int(np.median(fits[first : first + near[first]]))
