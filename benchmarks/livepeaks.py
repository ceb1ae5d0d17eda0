"""Do two channels that watch one show peak together?

`agreement` is of the peaks that the product finds: separate busiest hours, as `volume.peaks`. A
show of some hours has few of those, and their edges are soft. `second_by_second` is a diagnostic
that no user reaches: swells of ten-second bins above a running median (`_swells.py`), which says
what the same chats hold for a detector made for live chat.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks._swells import BIN_S, above_normal, chat, lag, swells
from benchmarks.labelled_sets import text_of
from uproar.measure.volume import peaks
from uproar.measure.volume.config import CONFIG

LEADING = 15  # peaks of each channel that have to be found in the other
WITHIN_S = 60
SHIFTS = 50  # random shifts of the clock that give the agreement by chance


def run(data: Path, train: Path | None = None, **options: Any) -> dict[str, Any]:
    """Share of each channel's leading peaks with a peak of the other within a minute.

    The clock offset between channels is estimated. Trivial baseline: the same peaks at a random
    offset.
    """
    shows = {show: pair(*paths) for show, paths in pairs(data).items()}
    product, seconds = (
        [show[name] for show in shows.values()] for name in ("product", "second_by_second")
    )
    diagnostic = _means(seconds)
    return {
        "benchmark": "livepeaks",
        "data": data.name,
        "n": len(shows),
        **_means(product),
        "diagnostic": "second_by_second: a detector that no user reaches",
        "agreement_second_by_second": diagnostic["agreement"],
        "second_by_second": diagnostic,
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
    mine, theirs = _times(one), _times(other)
    (start, a), (start_other, b) = chat(mine), chat(theirs)
    a, b = above_normal(a), above_normal(b)
    moved = lag(a, b)
    offset = start_other - start - moved * BIN_S
    first, last = max(0, moved), min(len(a), moved + len(b))
    a, b = a[first:last], b[first - moved : last - moved]
    begin, end = start + first * BIN_S, start + last * BIN_S
    busiest = [_busiest(times, begin, end) for times in (mine, theirs - offset)]
    return {
        "clock_offset_s": offset,
        "product": _agreement(*busiest, end - begin),
        "second_by_second": _agreement(swells(a) * BIN_S, swells(b) * BIN_S, end - begin),
    }


def _busiest(times: Any, begin: float, end: float) -> Any:
    """Seconds from `begin` at which the product's peaks start, the largest first."""
    within = times[(times >= begin) & (times < end)] - begin
    per_minute = np.bincount((within // 60).astype(int), minlength=int(end - begin) // 60 + 1)
    found = peaks.separate_peaks(per_minute.astype(float), normal=0.0, least=CONFIG.min_peak)
    return np.array([p.start * 60 for p in sorted(found, key=lambda p: (-p.posts, p.start))])


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
    return np.array([datetime.fromisoformat(at).timestamp() for at in written])


def _both(mine: Any, theirs: Any, n: int) -> float:
    return (_agree(mine[:n], theirs) + _agree(theirs[:n], mine)) / 2


def _agree(some: Any, among: Any) -> float:
    if not len(some) or not len(among):
        return 0.0
    nearest = np.abs(some[:, None] - among[None, :]).min(axis=1)
    return float((nearest <= WITHIN_S).mean())
