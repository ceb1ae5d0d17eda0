"""Do two channels that watch one show peak together?"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.readers import text_of
from uproar.measure.swells import BIN_S, above_normal, chat, lag, swells

LEADING = 15  # peaks of each channel that have to be found in the other
WITHIN_S = 60
SHIFTS = 50  # random shifts of the clock that give the agreement by chance


def run(data: Path, train: Path | None = None, **options: Any) -> dict[str, Any]:
    """Share of each channel's leading peaks with a peak of the other within a minute.

    The clock offset between channels is estimated. Trivial baseline: the same peaks at a random
    offset.
    """
    shows = {show: pair(*paths) for show, paths in pairs(data).items()}
    agreement = [s["agreement"] for s in shows.values()]
    return {
        "benchmark": "livepeaks",
        "data": data.name,
        "n": len(shows),
        "peaks": sum(s["peaks"] for s in shows.values()),
        "agreement": round(float(np.mean(agreement)), 4) if agreement else None,
        "shows": shows,
        "baseline": {
            "method": "random clock offset",
            "agreement": round(float(np.mean([s["by_chance"] for s in shows.values()])), 4)
            if shows
            else None,
        },
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
    (start, a), (start_other, b) = (chat(_times(path)) for path in (one, other))
    a, b = above_normal(a), above_normal(b)
    moved = lag(a, b)
    first, last = max(0, moved), min(len(a), moved + len(b))
    a, b = a[first:last], b[first - moved : last - moved]
    mine, theirs = swells(a), swells(b)
    chance = np.random.default_rng(1).integers(WITHIN_S, max(len(a) - WITHIN_S, 61), SHIFTS)
    by_chance = [_agree(mine[:LEADING], (theirs + s) % len(a)) for s in chance]
    by_leading = {str(n): round(_both(mine, theirs, n), 4) for n in (10, LEADING, 20)}
    return {
        "clock_offset_s": start_other - start - moved * BIN_S,
        "peaks": min(LEADING, len(mine)) + min(LEADING, len(theirs)),
        "agreement": by_leading[str(LEADING)],
        "agreement_by_leading": by_leading,
        "by_chance": round(float(np.mean(by_chance)), 4),
    }


def _times(path: Path) -> Any:
    written = (json.loads(line)["created_at"] for line in text_of(path).splitlines() if line)
    return np.array([datetime.fromisoformat(at).timestamp() for at in written])


def _both(mine: Any, theirs: Any, n: int) -> float:
    return (_agree(mine[:n], theirs) + _agree(theirs[:n], mine)) / 2


def _agree(peaks: Any, among: Any) -> float:
    if not len(peaks) or not len(among):
        return 0.0
    nearest = np.abs(peaks[:, None] - among[None, :]).min(axis=1)
    return float((nearest * BIN_S <= WITHIN_S).mean())
