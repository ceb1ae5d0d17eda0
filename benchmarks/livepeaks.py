"""Do two channels that watch one show peak together?

`agreement` is of the swells that the product finds in a live chat (`volume.swells`), the leading
ones as it ranks them. Only the offset between the clocks of the two is estimated here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks._clock_offset import lag
from benchmarks.labelled_sets import text_of
from uproar.clock import to_us
from uproar.measure.volume.config import CONFIG
from uproar.measure.volume.swells import above_normal, per_bin, swells

LEADING = 15  # peaks of each channel that have to be found in the other
WITHIN_S = 60
BIN_S = CONFIG.swells.bin_s
SHIFTS = 50  # random shifts of the clock that give the agreement by chance


def run(data: Path, train: Path | None = None, **options: Any) -> dict[str, Any]:
    """Share of each channel's leading peaks with a peak of the other within a minute.

    The clock offset between channels is estimated. Trivial baseline: the same peaks at a random
    offset.
    """
    shows = {show: pair(*paths) for show, paths in pairs(data).items()}
    return {
        "benchmark": "livepeaks",
        "data": data.name,
        "n": len(shows),
        **_means(list(shows.values())),
        "shows": shows,
    }


def _means(shows: list[dict[str, Any]]) -> dict[str, Any]:
    def mean(name: str) -> float | None:
        return round(float(np.mean([s[name] for s in shows])), 4) if shows else None

    return {
        "peaks": sum(s["peaks"] for s in shows),
        "agreement": mean("agreement"),
        "baseline": {"method": "random clock offset", "agreement": mean("by_chance")},
    }


def pairs(data: Path) -> dict[str, tuple[Path, Path]]:
    """Show → its two channels: files named SHOW_CHANNEL."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(data.iterdir()):
        name = path.name.removesuffix(".zst")
        if name.endswith(".jsonl") and "_" in name:
            found[name.removesuffix(".jsonl").rsplit("_", 1)[0]].append(path)
    return {show: (p[0], p[1]) for show, p in found.items() if len(p) == 2}


def pair(one: Path, other: Path) -> dict[str, Any]:
    """Offset and agreement of two channels, over the time both were on."""
    (start, a), (start_other, b) = (per_bin(_times(path)) for path in (one, other))
    a, b = above_normal(a), above_normal(b)
    moved = lag(a, b)
    offset_s = (start_other - start) / 1e6 - moved * BIN_S
    first, last = max(0, moved), min(len(a), moved + len(b))
    a, b = a[first:last], b[first - moved : last - moved]
    found = [np.array([swell.bin * BIN_S for swell in swells(d)]) for d in (a, b)]
    return {"clock_offset_s": offset_s, **_agreement(*found, (last - first) * BIN_S)}


def _agreement(mine: Any, theirs: Any, length_s: float) -> dict[str, Any]:
    """Both ways, among the leading peaks; and with one clock moved at random, round the end."""
    shifts = np.random.default_rng(1).integers(WITHIN_S, max(length_s - WITHIN_S, 61), SHIFTS)
    by_chance = [_agree(mine[:LEADING], (theirs + s) % length_s) for s in shifts]
    return {
        "peaks": min(LEADING, len(mine)) + min(LEADING, len(theirs)),
        "agreement": round(_both(mine, theirs, LEADING), 4),
        "by_chance": round(float(np.mean(by_chance)), 4),
    }


def _times(path: Path) -> Any:
    written = (json.loads(line)["created_at"] for line in text_of(path).splitlines() if line)
    return np.array([to_us(datetime.fromisoformat(at)) for at in written], np.int64)


def _both(mine: Any, theirs: Any, n: int) -> float:
    return (_agree(mine[:n], theirs) + _agree(theirs[:n], mine)) / 2


def _agree(some: Any, among: Any) -> float:
    if not len(some) or not len(among):
        return 0.0
    nearest = np.abs(some[:, None] - among[None, :]).min(axis=1)
    return float((nearest <= WITHIN_S).mean())
