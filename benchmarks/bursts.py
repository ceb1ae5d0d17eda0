"""Burst detection on counts of tweets, scored as the Numenta Anomaly Benchmark does.

With `--synthetic N`: on N made-up series of each kind in `_burst_series.py`.

Source of the scoring: Lavin & Ahmad 2015, doi:10.1109/ICMLA.2015.141, standard profile; written
from the published definition. The detector is the watch that a desk runs, one bin at a time.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks._burst_series import BIN_S, FIRST_DAY, KINDS, PER_DAY, MadeSeries
from benchmarks.labelled_sets import text_of
from uproar.measure.volume.detector import BurstDetector

FALSE_POSITIVE = 0.11  # the standard profile's weight
PROBATION, PROBATION_OF = 0.15, 5_000  # the first 15 % of a series, of at most 5,000 bins
SEED = 7
CONSTANT_SD = 8.0  # the trivial baseline: this far from the mean of all bins so far


class Series(NamedTuple):
    name: str
    at_us: list[int]
    counts: Any
    windows: list[tuple[int, int]]  # first and last bin


def run(
    data: Path | None, train: Path | None = None, synthetic: int = 0, **options: Any
) -> dict[str, Any]:
    """NAB's normalised score over the folder's series; 0 = nothing found, 100 = perfect."""
    if data is None:
        return on_made_series(synthetic)
    series = load(data)
    found = {s.name: score(s, watched(s)) for s in series}
    plain = [score(s, far_from_mean(s)) for s in series]
    return {
        "benchmark": "bursts",
        "data": data.name,
        "n": len(series),
        "n_bins": sum(len(s.counts) for s in series),
        "nab_score": normalised(list(found.values())),
        "false_positives": sum(f.false_positives for f in found.values()),
        "windows": sum(f.windows for f in found.values()),
        "windows_found": sum(f.found for f in found.values()),
        "per_series": {
            name: {"raw": round(f.raw, 4), "found": f.found, "false_positives": f.false_positives}
            for name, f in found.items()
        },
        "baseline": {
            "method": f"beyond {CONSTANT_SD:g} standard deviations of all bins so far",
            "nab_score": normalised(plain),
            "false_positives": sum(f.false_positives for f in plain),
        },
    }


def on_made_series(n: int) -> dict[str, Any]:
    """Per kind: share of the changes found, minutes until they are, false alarms a month."""
    kinds = {kind: _of_kind(make, n) for kind, make in KINDS.items()}
    found = [k["recall"] for k in kinds.values() if k["recall"] is not None]
    return {
        "benchmark": "bursts",
        "data": "made-up series",
        "n": n * len(kinds),
        "recall": round(float(np.mean(found)), 4),
        "false_per_month": round(float(np.mean([k["false_per_month"] for k in kinds.values()])), 4),
        "kinds": kinds,
    }


def _of_kind(make: Callable[[np.random.Generator], MadeSeries], n: int) -> dict[str, Any]:
    series = [make(np.random.default_rng([SEED, i])) for i in range(n)]
    detector = BurstDetector(BIN_S, n_series=n)
    counts = np.stack([one.counts for one in series], axis=1)
    times = series[0].at_us.tolist()
    is_alert = np.array([detector.step(at, counts[i]).is_alert for i, at in enumerate(times)])
    is_alert[: FIRST_DAY * PER_DAY] = False
    delays, n_changes, n_false = [], 0, 0
    for place, one in enumerate(series):
        alerts = np.flatnonzero(is_alert[:, place])
        in_change = [alerts[(alerts >= a) & (alerts <= b)] for a, b in one.changes]
        pairs = zip(one.changes, in_change, strict=True)
        delays += [(int(hits[0]) - start) * BIN_S / 60 for (start, _), hits in pairs if len(hits)]
        n_changes += len(one.changes)
        n_false += len(alerts) - len(np.unique(np.concatenate([*in_change, alerts[:0]])))
    months = n * (len(times) / PER_DAY - FIRST_DAY) / 30
    return {
        "recall": round(len(delays) / n_changes, 4) if n_changes else None,
        "median_delay_min": float(np.median(delays)) if delays else None,
        "false_per_month": round(n_false / months, 4),
    }


def load(data: Path) -> list[Series]:
    """Each series with its labelled windows."""
    labelled = json.loads((data / "combined_windows.json").read_text(encoding="utf-8"))
    found = []
    for key in sorted(labelled):
        paths = [data / Path(key).name, data / f"{Path(key).name}.zst"]
        path = next((p for p in paths if p.exists()), None)
        if path is None:
            continue
        rows = list(csv.DictReader(text_of(path).splitlines()))
        at_us = [_us(r["timestamp"]) for r in rows]
        counts = np.array([float(r["value"]) for r in rows])
        windows = [tuple(np.searchsorted(at_us, [_us(t) for t in w])) for w in labelled[key]]
        found.append(Series(Path(key).stem, at_us, counts, [(int(a), int(b)) for a, b in windows]))
    return found


def _us(written: str) -> int:
    return round(datetime.fromisoformat(written).replace(tzinfo=UTC).timestamp()) * 1_000_000


def watched(series: Series) -> list[int]:
    """Bins at which the watch alerts."""
    detector = BurstDetector(BIN_S)
    ticks = (detector.step(at, series.counts[i : i + 1]) for i, at in enumerate(series.at_us))
    return [i for i, tick in enumerate(ticks) if tick.is_alert[0]]


def far_from_mean(series: Series) -> list[int]:
    """The trivial baseline."""
    n = np.arange(1, len(series.counts) + 1)
    mean = np.cumsum(series.counts) / n
    sd = np.sqrt(np.maximum(np.cumsum(series.counts**2) / n - mean**2, 1e-9))
    far = np.abs(series.counts[1:] - mean[:-1]) > CONSTANT_SD * sd[:-1]
    return [int(i) + 1 for i in np.flatnonzero(far)]


class Scored(NamedTuple):
    raw: float
    windows: int
    found: int
    false_positives: int


def score(series: Series, alerts: list[int]) -> Scored:
    """The earliest alert in a window earns up to 1, the earlier the more; a miss costs 1.

    An alert outside costs up to FALSE_POSITIVE, the less the nearer it follows a window.
    """
    first = int(PROBATION * min(len(series.counts), PROBATION_OF))
    windows = [w for w in series.windows if w[1] >= first]
    earned: dict[tuple[int, int], float] = {}
    cost, false = 0.0, 0
    for bin_ in (a for a in alerts if a >= first):
        inside = next((w for w in windows if w[0] <= bin_ <= w[1]), None)
        if inside:
            gain = _sigmoid(-(inside[1] - bin_ + 1) / (inside[1] - inside[0] + 1)) / _sigmoid(-1)
            earned[inside] = max(gain, earned.get(inside, gain))
            continue
        before = [w for w in windows if w[1] < bin_]
        past = (bin_ - before[-1][1]) / (before[-1][1] - before[-1][0]) if before else math.inf
        cost += FALSE_POSITIVE * _sigmoid(past)
        false += 1
    raw = sum(earned.values()) + cost - (len(windows) - len(earned))
    return Scored(raw, len(windows), len(earned), false)


def _sigmoid(position: float) -> float:
    return -1.0 if position > 3 else 2 / (1 + math.exp(5 * position)) - 1


def normalised(scored: list[Scored]) -> float:
    """100 (score - null) / (perfect - null); null misses every window, perfect earns 1 for each."""
    windows = sum(s.windows for s in scored)
    return round(100 * (sum(s.raw for s in scored) + windows) / max(2 * windows, 1), 2)
