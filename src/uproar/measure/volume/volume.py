"""How much was posted, against this event's own normal: baseline, onset, peaks, decay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from uproar.clock import HOUR_US, MINUTE_US
from uproar.measure.stats.intervals import Z
from uproar.measure.volume.detector import Watch
from uproar.measure.volume.peaks import HOUR, Peak, find, onset
from uproar.measure.volume.series import COUNTED, Minutes, load
from uproar.model import Corpus, Event, Finding, Measure, Measured, Saying
from uproar.model.rows import BinRow, PeakRow, SilentPlatformRow

VERSION = "2"
LEAST_HISTORY_H, LEAST_HISTORY_POSTS = 24, 10  # less is no normal
LEAST_PEAK = 10  # posts in an hour that can be called a peak where no normal is known
HIGH_SD = 3.0  # an hour within this many deviations of the usual is a usual one
ALERT_BIN_MIN = 10
MOST_BINS = 1_000  # of the series: longer ones get wider bins
COUNTS = "posts gathered, reposts included, spam and near-identical campaigns left out"

_SILENT = f"""
select platform, count(*) as n from {COUNTED}
where platform not in (select distinct platform from scope
                       where posted_at >= $start and posted_at < $published)
group by platform order by platform
"""


class Normal(NamedTuple):
    """What is usual, per hour; and the spread of hourly counts around it."""

    per_h: float
    n_hours: float
    n_posts: float
    spread: float  # variance over mean of hourly counts, at least 1

    @property
    def high(self) -> float:
        """More than a usual hour holds."""
        return self.per_h + HIGH_SD * float(np.sqrt(self.per_h * self.spread)) + 1


def volume(corpus: Corpus, event: Event) -> Measured:
    """Count posts per minute and compare the busiest hours with the usual.

    Unit: posts that the queries gathered, whatever they are about. No history: counts only, no
    ratio. Peaks before the publication are not told. Empty corpus: no findings. Evidence: the
    posts of the peak hour, or of the onset.
    """
    minutes = load(corpus, event)
    if minutes is None:
        return Measured()
    normal = usual(minutes)
    n = round(float(minutes.counts.sum()))
    found = [
        Finding(
            "volume.total",
            n,
            "posts",
            n=n,
            n_of=COUNTS,
            evidence_sql=_posts(minutes, 0, len(minutes.counts)),
            parameters={"without_time": minutes.n_untimed, "vague": minutes.n_vague},
        ),
        _series(minutes, n),
    ]
    if normal:
        found += [_baseline(minutes, normal), _silent(corpus, minutes)]
    least = max(normal.high, LEAST_PEAK) if normal else LEAST_PEAK
    peaks = reaction(minutes, normal=normal.per_h if normal else 0.0, least=least)
    found.append(_peaks(minutes, peaks, normal))
    if peaks:
        found += _burst(minutes, peaks, normal)
    return Measured(tuple(found))


def reaction(minutes: Minutes, *, normal: float, least: float) -> tuple[Peak, ...]:
    """The peaks from publication on: what rose before it is no reaction to it."""
    first = min(max(minutes.published, 0), len(minutes.counts))
    found = find(minutes.counts[first:], normal=normal, least=least)
    return tuple(peak._replace(start=peak.start + first) for peak in found)


def usual(minutes: Minutes) -> Normal | None:
    """The flat mean per hour from the baseline's start to publication; None: too little of it."""
    before = minutes.counts[: max(min(minutes.published, len(minutes.counts)), 0)]
    n_hours, n_posts = len(before) / HOUR, float(before.sum())
    if n_hours < LEAST_HISTORY_H or n_posts < LEAST_HISTORY_POSTS:
        return None
    whole = before[: len(before) // HOUR * HOUR].reshape(-1, HOUR).sum(axis=1)
    mean = n_posts / n_hours
    spread = float(whole.var(ddof=1)) / max(float(whole.mean()), 1e-9)
    return Normal(mean, n_hours, n_posts, max(spread, 1.0))


def _burst(minutes: Minutes, peaks: tuple[Peak, ...], normal: Normal | None) -> list[Finding]:
    highest = min(peaks, key=lambda p: (-p.posts, p.start))
    known = normal or _unknown(minutes)
    began = onset(minutes.counts, peak=highest.start, normal=known.per_h, high=known.high)
    found = [_onset(minutes, began, bool(normal))]
    if normal:
        found += _ratios(minutes, highest, normal)
        found += _alert(minutes)
    return found


def _unknown(minutes: Minutes) -> Normal:
    """A stand-in for the normal where nothing is known of it: the quietest quarter of hours."""
    whole = minutes.counts[: len(minutes.counts) // HOUR * HOUR].reshape(-1, HOUR).sum(axis=1)
    return Normal(float(np.quantile(whole, 0.25)) if len(whole) else 0.0, 0.0, 0.0, 1.0)


def _ratios(minutes: Minutes, peak: Peak, normal: Normal) -> list[Finding]:
    error = np.sqrt(normal.spread / peak.posts + normal.spread / normal.n_posts)
    sql = _posts(minutes, peak.start, peak.start + HOUR)
    expected, pooling = seasonal(minutes, peak.start)
    found = []
    for name, per_h, method in (
        ("volume.peak_ratio", normal.per_h, "busiest 60 minutes over the flat mean per hour"),
        ("volume.peak_ratio_seasonal", expected, f"the same over the usual of that {pooling}"),
    ):
        if per_h <= 0:
            continue
        ratio = peak.posts / per_h
        low, high = (round(float(ratio * np.exp(s * Z * error)), 4) for s in (-1, 1))
        given = {"usual_per_h": round(per_h, 4), "overdispersion": round(normal.spread, 4)}
        found.append(
            Finding(
                name,
                round(ratio, 4),
                "times",
                n=round(float(peak.posts)),
                n_of=COUNTS,
                low=low,
                high=high,
                method=method,
                parameters=given,
                evidence_sql=sql,
            )
        )
    return found


def seasonal(minutes: Minutes, start: int) -> tuple[float, str]:
    """Posts usual in the 60 minutes from `start`, and how the normal is pooled for it."""
    watch = Watch(HOUR * 60)
    end = minutes.published - minutes.published % HOUR
    offset = -(minutes.start_us // MINUTE_US) % HOUR
    for first in range(offset, end - HOUR + 1, HOUR):
        watch.step(minutes.at(first), np.array([minutes.counts[first : first + HOUR].sum()]))
    into = (minutes.at(start) % HOUR_US) / HOUR_US
    this, following = (float(watch.normal(minutes.at(start + h))[0][0]) for h in (0, HOUR))
    pooling = watch.pooling()
    return this * (1 - into) + following * into, "week" if pooling == "flat" else pooling


def _alert(minutes: Minutes) -> list[Finding]:
    """When a watch that ran since the baseline's start would have alerted after publication."""
    watch = Watch(ALERT_BIN_MIN * 60)
    whole = len(minutes.counts) // ALERT_BIN_MIN
    bins = minutes.counts[: whole * ALERT_BIN_MIN].reshape(-1, ALERT_BIN_MIN).sum(axis=1)
    for i, count in enumerate(bins):
        first = i * ALERT_BIN_MIN
        tick = watch.step(minutes.at(first), np.array([count]))
        if first + ALERT_BIN_MIN > minutes.published and tick.is_alert[0]:
            given: dict[str, Any] = {"false_alarms_per_month": 1.0, "bin_min": ALERT_BIN_MIN}
            given |= {"expected": round(float(tick.expected[0]), 4), "pooling": tick.pooling}
            method = "first bin beyond a negative binomial of the usual, learned as it came"
            end = first + ALERT_BIN_MIN
            return [
                Finding(
                    "volume.alert",
                    minutes.at(end),
                    "µs since 1970 UTC",
                    n=round(float(count)),
                    n_of="posts in the bin",
                    method=method,
                    parameters=given,
                    evidence_sql=_posts(minutes, first, end),
                )
            ]
    return []


def _onset(minutes: Minutes, began: int, has_history: bool) -> Finding:
    known = "the usual" if has_history else "the quietest quarter of hours, no history"
    sql = _posts(minutes, began, began + 15)
    return Finding(
        "volume.onset",
        minutes.at(began),
        "µs since 1970 UTC",
        n=round(float(minutes.counts[began : began + 15].sum())),
        n_of="posts in its first 15 minutes",
        method=f"cumulative-sum test against {known}",
        evidence_sql=sql,
    )


def _baseline(minutes: Minutes, normal: Normal) -> Finding:
    half = Z * np.sqrt(normal.per_h * normal.spread / normal.n_hours)
    low, high = (round(float(normal.per_h + s * half), 4) for s in (-1, 1))
    given = {"hours": round(normal.n_hours, 2), "overdispersion": round(normal.spread, 4)}
    return Finding(
        "volume.baseline_per_h",
        round(normal.per_h, 4),
        "posts per hour",
        n=round(float(normal.n_posts)),
        n_of=COUNTS,
        low=max(low, 0.0),
        high=high,
        method="flat mean",
        parameters=given,
        evidence_sql=_posts(minutes, 0, minutes.published),
    )


def _silent(corpus: Corpus, minutes: Minutes) -> Finding:
    """Platforms without a post before publication: no "times the usual" can hold for them."""
    given = {"start": minutes.start_us, "published": minutes.at(minutes.published)}
    counted = corpus.query(_SILENT, given).to_pylist()
    rows = tuple(SilentPlatformRow(r["platform"], r["n"]) for r in counted)
    return Finding(
        "volume.silent_platforms",
        len(rows),
        "platforms",
        n=sum(row.n for row in rows),
        n_of=COUNTS,
        method="no post before publication",
        rows=rows,
    )


def _peaks(minutes: Minutes, peaks: tuple[Peak, ...], normal: Normal | None) -> Finding:
    spread = normal.spread if normal else 1.0
    rows = []
    for peak in peaks:
        half = Z * np.sqrt(peak.posts * spread)
        rows.append(
            PeakRow(
                start_at=minutes.at(peak.start),
                posts_in_hour=round(float(peak.posts)),
                low=round(float(max(peak.posts - half, 0.0)), 2),
                high=round(float(peak.posts + half), 2),
                decay_half_life_h=peak.half_life_h,
            )
        )
    first = _posts(minutes, peaks[0].start, peaks[0].start + HOUR) if peaks else ""
    return Finding(
        "volume.peaks",
        len(rows),
        "peaks",
        n=round(float(minutes.counts.sum())),
        n_of=COUNTS,
        method="sliding 60 minutes",
        rows=tuple(rows),
        evidence_sql=first,
    )


def _series(minutes: Minutes, n: int) -> Finding:
    """Posts per hour, or per a wider bin where the series is long; for the chart."""
    hours = -(-len(minutes.counts) // HOUR)
    width = HOUR * -(-hours // MOST_BINS)
    pad = -len(minutes.counts) % width
    bins = np.append(minutes.counts, np.zeros(pad)).reshape(-1, width).sum(axis=1)
    rows = tuple(BinRow(minutes.at(i * width), round(float(c))) for i, c in enumerate(bins))
    return Finding(
        "volume.series",
        len(rows),
        "bins",
        n=n,
        n_of=COUNTS,
        rows=rows,
        parameters={"bin_min": width},
        evidence_sql=_posts(minutes, 0, len(minutes.counts)),
    )


def _posts(minutes: Minutes, first: int, last: int) -> str:
    """SQL that yields the posts of these minutes."""
    return (
        f"select id from {COUNTED.strip()} where posted_at >= {minutes.at(first)}"
        f" and posted_at < {minutes.at(last)} order by posted_at, id"
    )


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """Which platforms the usual level leaves out, where there is a usual level."""
    silent = findings.get("volume.silent_platforms")
    if silent is not None and silent.value and "volume.baseline_per_h" in findings:
        slots = {"n": "[[finding:volume.silent_platforms, form=count]]"}
        yield Saying("method", "volume-silent", slots, 0.2, ("finding:volume.silent_platforms",))


MEASURE = Measure(
    "volume", VERSION, volume, needs=("spam", "coordinated"), gives=("volume",), says=says
)
