"""How much was posted, against this event's own normal: baseline, onset, peaks, decay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from uproar.clock import HOUR_US, MINUTE_US
from uproar.intervals import Z, share
from uproar.measure.parameters import parameters_of
from uproar.measure.volume.collection import collection
from uproar.measure.volume.config import CONFIG
from uproar.measure.volume.detector import BurstDetector
from uproar.measure.volume.peaks import HOUR, Peak, onset, separate_peaks
from uproar.measure.volume.series import EXACT, TIMED, MinuteSeries, posts_per_minute
from uproar.measure.volume.swells import live_chats
from uproar.model import Corpus, Event, Finding, Measure, Measured, Saying, Value
from uproar.model.rows import BinRow, PeakRow, SilentPlatformRow

VERSION = "2"
COUNTS = "posts gathered, reposts included, spam and near-identical campaigns left out"

_SILENT = f"""
select platform, count(*) as n from {EXACT} exact
where platform not in (select distinct platform from {EXACT} exact
                       where posted_at >= $start and posted_at < $published)
group by platform order by platform
"""


class Baseline(NamedTuple):
    """What is usual, per hour; and the spread of hourly counts around it."""

    per_h: float
    n_hours: float
    n_posts: float
    spread: float  # variance over mean of hourly counts, at least 1

    @property
    def high(self) -> float:
        """More than a usual hour holds."""
        return self.per_h + CONFIG.high_sd * float(np.sqrt(self.per_h * self.spread)) + 1


def volume(corpus: Corpus, event: Event) -> Measured:
    """Count posts per minute and compare the busiest hours with the usual.

    Unit: posts that the queries gathered, whatever they are about. No history: counts only, no
    ratio. Peaks before the publication are not told. Empty corpus: no findings. Evidence: the
    posts of the peak hour, or of the onset.
    """
    minutes = posts_per_minute(corpus, event)
    if minutes is None:
        return Measured()
    baseline = baseline_of(minutes)
    n = round(float(minutes.with_vague.sum()))
    findings = [
        Finding(
            "volume.total",
            n,
            "posts",
            n=n,
            n_of=COUNTS,
            evidence_sql=_all_posts(minutes),
            parameters={"without_time": minutes.n_untimed, "vague": minutes.n_vague},
        ),
        _series(minutes, n),
        *_vague(minutes, n),
    ]
    if baseline:
        findings += [_baseline(minutes, baseline), _silent(corpus, minutes)]
    least = max(baseline.high, CONFIG.min_peak) if baseline else CONFIG.min_peak
    peaks = reaction_peaks(minutes, normal=baseline.per_h if baseline else 0.0, least=least)
    findings.append(_peaks(minutes, peaks, baseline))
    if peaks:
        findings += _burst(minutes, peaks, baseline)
    return Measured((*findings, *live_chats(corpus, event), *collection(corpus, event)))


def _vague(minutes: MinuteSeries, n: int) -> list[Finding]:
    """The share of posts that make no figure of an hour. None of them: no finding."""
    if not minutes.n_vague:
        return []
    value, low, high = share(minutes.n_vague, n)
    sql = f"select id from ({TIMED}) timed where precision_s > {CONFIG.exact_s}"
    return [
        Finding(
            "volume.vague",
            value,
            "share",
            n=n,
            n_of=COUNTS,
            low=low,
            high=high,
            method="posts whose time is known to the day at best",
            parameters={"exact_s": CONFIG.exact_s},
            evidence_sql=_literal(minutes, f"{sql} order by posted_at, id"),
        )
    ]


def reaction_peaks(minutes: MinuteSeries, *, normal: float, least: float) -> tuple[Peak, ...]:
    """The peaks from publication on: what rose before it is no reaction to it."""
    first = min(max(minutes.published, 0), len(minutes.counts))
    peaks = separate_peaks(minutes.counts[first:], normal=normal, least=least)
    return tuple(peak._replace(start=peak.start + first) for peak in peaks)


def baseline_of(minutes: MinuteSeries) -> Baseline | None:
    """The flat mean per hour from the baseline's start to publication; None: too little of it."""
    before = minutes.counts[: max(min(minutes.published, len(minutes.counts)), 0)]
    n_hours, n_posts = len(before) / HOUR, float(before.sum())
    if n_hours < CONFIG.min_history_h or n_posts < CONFIG.min_history_posts:
        return None
    whole = before[: len(before) // HOUR * HOUR].reshape(-1, HOUR).sum(axis=1)
    mean = n_posts / n_hours
    spread = float(whole.var(ddof=1)) / max(float(whole.mean()), 1e-9)
    return Baseline(mean, n_hours, n_posts, max(spread, 1.0))


def _burst(
    minutes: MinuteSeries, peaks: tuple[Peak, ...], baseline: Baseline | None
) -> list[Finding]:
    highest = min(peaks, key=lambda p: (-p.posts, p.start))
    known = baseline or _quiet_hours(minutes)
    began = onset(minutes.counts, peak=highest.start, normal=known.per_h, high=known.high)
    findings = [_onset(minutes, began, bool(baseline))]
    if baseline:
        findings += _ratios(minutes, highest, baseline)
        findings += _alert(minutes)
    return findings


def _quiet_hours(minutes: MinuteSeries) -> Baseline:
    """A stand-in for the baseline where none is known: the quietest quarter of hours."""
    whole = minutes.counts[: len(minutes.counts) // HOUR * HOUR].reshape(-1, HOUR).sum(axis=1)
    per_h = float(np.quantile(whole, CONFIG.quiet_share)) if len(whole) else 0.0
    return Baseline(per_h, 0.0, 0.0, 1.0)


def _ratios(minutes: MinuteSeries, peak: Peak, baseline: Baseline) -> list[Finding]:
    error = np.sqrt(baseline.spread / peak.posts + baseline.spread / baseline.n_posts)
    sql = _posts(minutes, peak.start, peak.start + HOUR)
    expected, pooling = seasonal(minutes, peak.start)
    findings = []
    for name, per_h, method in (
        ("volume.peak_ratio", baseline.per_h, "busiest 60 minutes over the flat mean per hour"),
        ("volume.peak_ratio_seasonal", expected, f"the same over the usual of that {pooling}"),
    ):
        if per_h <= 0:
            continue
        ratio = peak.posts / per_h
        low, high = (round(float(ratio * np.exp(s * Z * error)), 4) for s in (-1, 1))
        parameters = {"usual_per_h": round(per_h, 4), "overdispersion": round(baseline.spread, 4)}
        findings.append(
            Finding(
                name,
                round(ratio, 4),
                "times",
                n=round(float(peak.posts)),
                n_of=COUNTS,
                low=low,
                high=high,
                method=method,
                parameters=parameters,
                evidence_sql=sql,
            )
        )
    return findings


def seasonal(minutes: MinuteSeries, start: int) -> tuple[float, str]:
    """Posts usual in the 60 minutes from `start`, and how the normal is pooled for it."""
    detector = BurstDetector(HOUR * 60)
    end = minutes.published - minutes.published % HOUR
    offset = -(minutes.start_us // MINUTE_US) % HOUR
    for first in range(offset, end - HOUR + 1, HOUR):
        detector.step(
            minutes.start_of(first), np.array([minutes.counts[first : first + HOUR].sum()])
        )
    into = (minutes.start_of(start) % HOUR_US) / HOUR_US
    this, following = (float(detector.normal(minutes.start_of(start + h))[0]) for h in (0, HOUR))
    pooling = detector.pooling()
    return this * (1 - into) + following * into, "week" if pooling == "none" else pooling


def _alert(minutes: MinuteSeries) -> list[Finding]:
    """When a watch that ran since the baseline's start would have alerted after publication."""
    width = CONFIG.alert_bin_min
    allowed = CONFIG.false_alarms_per_month
    detector = BurstDetector(width * 60, false_alarms_per_month=allowed)
    whole = len(minutes.counts) // width
    bins = minutes.counts[: whole * width].reshape(-1, width).sum(axis=1)
    for i, count in enumerate(bins):
        first = i * width
        tick = detector.step(minutes.start_of(first), np.array([count]))
        if first + width > minutes.published and tick.is_alert[0]:
            parameters: dict[str, Value] = {
                "false_alarms_per_month": allowed,
                "bin_min": width,
                "expected": round(float(tick.expected[0]), 4),
                "pooling": tick.pooling,
                **parameters_of(CONFIG.detector),
            }
            method = "first bin higher than the series stands so often, learned as it came"
            end = first + width
            return [
                Finding(
                    "volume.alert",
                    minutes.start_of(end),
                    "µs since 1970 UTC",
                    n=round(float(count)),
                    n_of="posts in the bin",
                    method=method,
                    parameters=parameters,
                    evidence_sql=_posts(minutes, first, end),
                )
            ]
    return []


def _onset(minutes: MinuteSeries, began: int, has_history: bool) -> Finding:
    known = "the usual" if has_history else "the quietest quarter of hours, no history"
    end = began + CONFIG.onset_min
    return Finding(
        "volume.onset",
        minutes.start_of(began),
        "µs since 1970 UTC",
        n=round(float(minutes.counts[began:end].sum())),
        n_of=f"posts in its first {CONFIG.onset_min} minutes",
        method=f"cumulative-sum test against {known}",
        parameters=_peak_parameters(),
        evidence_sql=_posts(minutes, began, end),
    )


def _baseline(minutes: MinuteSeries, baseline: Baseline) -> Finding:
    half = Z * np.sqrt(baseline.per_h * baseline.spread / baseline.n_hours)
    low, high = (round(float(baseline.per_h + s * half), 4) for s in (-1, 1))
    parameters = {"hours": round(baseline.n_hours, 2), "overdispersion": round(baseline.spread, 4)}
    return Finding(
        "volume.baseline_per_h",
        round(baseline.per_h, 4),
        "posts per hour",
        n=round(float(baseline.n_posts)),
        n_of=COUNTS,
        low=max(low, 0.0),
        high=high,
        method="flat mean",
        parameters=parameters,
        evidence_sql=_posts(minutes, 0, minutes.published),
    )


def _silent(corpus: Corpus, minutes: MinuteSeries) -> Finding:
    """Platforms without a post before publication: no "times the usual" can hold for them."""
    bounds = {"start": minutes.start_us, "published": minutes.start_of(minutes.published)}
    counted = corpus.query(_SILENT, bounds).to_pylist()
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


def _peaks(minutes: MinuteSeries, peaks: tuple[Peak, ...], baseline: Baseline | None) -> Finding:
    spread = baseline.spread if baseline else 1.0
    rows = []
    for peak in peaks:
        half = Z * np.sqrt(peak.posts * spread)
        rows.append(
            PeakRow(
                start_at=minutes.start_of(peak.start),
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
        parameters=_peak_parameters(),
        rows=tuple(rows),
        evidence_sql=first,
    )


def _peak_parameters() -> dict[str, Value]:
    return {
        "high_sd": CONFIG.high_sd,
        "min_peak": CONFIG.min_peak,
        **parameters_of(CONFIG.peaks),
    }


def _series(minutes: MinuteSeries, n: int) -> Finding:
    """Posts per hour, or per a wider bin where the series is long; for the chart."""
    counts = minutes.with_vague
    hours = -(-len(counts) // HOUR)
    width = HOUR * -(-hours // CONFIG.max_bins)
    pad = -len(counts) % width
    bins = np.append(counts, np.zeros(pad)).reshape(-1, width).sum(axis=1)
    rows = tuple(BinRow(minutes.start_of(i * width), round(float(c))) for i, c in enumerate(bins))
    return Finding(
        "volume.series",
        len(rows),
        "bins",
        n=n,
        n_of=COUNTS,
        rows=rows,
        parameters={"bin_min": width},
        evidence_sql=_all_posts(minutes),
    )


def _posts(minutes: MinuteSeries, first: int, last: int) -> str:
    """SQL that yields the posts of these minutes whose hour is known."""
    return _literal(
        minutes,
        f"select id from {EXACT} exact where posted_at >= {minutes.start_of(first)}"
        f" and posted_at < {minutes.start_of(last)} order by posted_at, id",
    )


def _all_posts(minutes: MinuteSeries) -> str:
    """SQL that yields the posts of the series, whether or not their hour is known."""
    last = minutes.start_of(len(minutes.counts))
    return _literal(
        minutes,
        f"select id from ({TIMED}) timed where precision_s > {CONFIG.exact_s} or"
        f" (posted_at >= {minutes.start_us} and posted_at < {last}) order by posted_at, id",
    )


def _literal(minutes: MinuteSeries, sql: str) -> str:
    return sql.replace("$published", str(minutes.start_of(minutes.published)))


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """What the figures of hours and the usual level leave out, and how posts were collected."""
    for name in ("capped", "polled"):
        if f"volume.{name}" in findings:
            yield Saying("method", f"volume-{name}", {}, 0.7, (f"finding:volume.{name}",))
    vague = findings.get("volume.vague")
    part = vague.value if vague is not None and isinstance(vague.value, float) else 0.0
    if part >= 1:
        yield Saying("method", "volume-vague-all", {}, 0.6, ("finding:volume.vague",))
    elif part >= CONFIG.min_vague_share:
        slots = {"part": "[[finding:volume.vague, form=share]]"}
        yield Saying("method", "volume-vague", slots, 0.6, ("finding:volume.vague",))
    silent = findings.get("volume.silent_platforms")
    if silent is not None and silent.value and "volume.baseline_per_h" in findings:
        slots = {"n": "[[finding:volume.silent_platforms, form=count]]"}
        yield Saying("method", "volume-silent", slots, 0.2, ("finding:volume.silent_platforms",))


MEASURE = Measure(
    "volume", VERSION, volume, needs=("spam", "coordinated"), gives=("volume",), says=says
)
