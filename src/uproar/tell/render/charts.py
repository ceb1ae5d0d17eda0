"""The story's charts as SVG. They need no network and no colour, and have a text to read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from uproar.errors import ConfigError
from uproar.model import rows_of
from uproar.model.rows import (
    BinRow,
    LanguageShareRow,
    MomentRow,
    PeakRow,
    PlatformShareRow,
    StretchRow,
)
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.evidence.themes import is_open, themes
from uproar.tell.messages.messages import Messages, messages_in
from uproar.tell.render import svg
from uproar.tell.slots import numbers, quotations

# Pixels: the labels left of the bars, the figures right of them, and the height of a row.
_LEFT, _RIGHT, _ROW = 190, 70, 24  # chosen on: judgement; not swept


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, its title, and what it shows in words."""

    name: str
    title: str
    alt: str
    svg: str


def charts(evidence: Evidence) -> tuple[Chart, ...]:
    """Every chart that the findings allow, in the order of the report."""
    say = messages_in(evidence.house.language, evidence.messages)
    draws = (_volume, _themes, _moments, _histogram, _platforms, _languages)
    made = (draw(evidence, say) for draw in draws)
    return tuple(chart for chart in made if chart is not None)


def png(chart: Chart, *, width: int = 1280) -> bytes:
    """A chart as a picture. Raises ConfigError without the extra `png`."""
    try:
        import cairosvg
    except ImportError as error:
        raise ConfigError("no PNG without cairosvg", hint="pip install 'uproar[png]'") from error
    drawn: bytes = cairosvg.svg2png(
        bytestring=chart.svg.encode(), output_width=width, background_color="white"
    )
    return drawn


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    value: float
    low: float | None
    high: float | None
    shown: str


def _volume(evidence: Evidence, say: Messages) -> Chart | None:
    """Posts per hour, with the publication and the peaks marked."""
    hours = _hours(evidence)
    if len(hours) < 2:
        return None
    height, base, top = 220, 180, 20
    first, last = hours[0][0], hours[-1][0]
    most = max(n for _, n in hours)
    bin_us = _bin_us(evidence)
    step = svg.WIDTH / ((last - first) / bin_us + 1)
    shapes = []
    for start_us, n in hours:
        x = (start_us - first) / bin_us * step
        tall = (base - top) * n / most
        when = numbers.moment(start_us).astimezone(_zone(evidence)).strftime("%Y-%m-%d %H:%M")
        shapes.append(svg.bar(x, base - tall, step * 0.9, tall, label=f"{when}: {n}"))
    shapes.append(svg.axis(base, 0))
    published_s = (evidence.event.published_at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()
    published_x = (published_s * 1e6 - first) / bin_us * step
    published = numbers.date(
        evidence.event.published_at,
        evidence.event.published_at.year,
        evidence.house.timezone,
        say,
    )
    if 0 <= published_x <= svg.WIDTH:
        shapes += [
            svg.mark(published_x, top, base),
            svg.text(published_x - 4, top + 10, published, anchor="end"),
        ]
    peaks = _peaks(evidence)
    for start_us, n in peaks:
        x = (start_us - first) / bin_us * step
        y = max(base - (base - top) * n / most - 4, 10)
        shapes.append(svg.text(min(x + 6, svg.WIDTH), y, f"{n:,}"))
    start, end = (numbers.moment(t) for t in (first, last))
    span = numbers.span(start, end, evidence.house.timezone, say)
    shapes.append(svg.text(0, base + 20, span))
    heights = "; ".join(
        f"{numbers.daytime(numbers.moment(t), evidence.house.timezone, say)}: {n:,}"
        for t, n in peaks
    )
    alt = say.say(
        "chart-volume-alt", most=f"{most:,}", span=span, published=published, peaks=heights or "–"
    )
    title = say.say("chart-volume")
    return Chart("volume", title, alt, svg.figure("volume", title, alt, height, shapes))


def _hours(evidence: Evidence) -> list[tuple[int, int]]:
    rows = rows_of(evidence.findings.get("volume.series"), BinRow)
    return sorted((row.start_at, row.posts) for row in rows)


def _peaks(evidence: Evidence) -> list[tuple[int, int]]:
    """The start of each peak's hour and its posts."""
    rows = rows_of(evidence.findings.get("volume.peaks"), PeakRow)
    return [(row.start_at, row.posts_in_hour) for row in rows]


def _bin_us(evidence: Evidence) -> int:
    """The microseconds that one bar covers; a long series has bins wider than an hour."""
    series = evidence.findings["volume.series"]
    return int(series.parameters.get("bin_min") or 60) * 60_000_000


def _histogram(evidence: Evidence, say: Messages) -> Chart | None:
    """Posts per stretch of the footage that they point to."""
    stretches = rows_of(evidence.findings.get("moments.histogram"), StretchRow)
    rows = [(row.start_s, row.n) for row in stretches]
    if len(rows) < 2 or not any(n for _, n in rows):
        return None
    base, top, most = 120, 16, max(n for _, n in rows)
    step = svg.WIDTH / len(rows)
    shapes = [svg.axis(base, 0)]
    for index, (start, n) in enumerate(rows):
        tall = (base - top) * n / most
        label = f"{numbers.clock(start)}: {n}"
        shapes.append(svg.bar(index * step, base - tall, step * 0.9, tall, label=label))
    busiest = max(rows, key=lambda r: (r[1], -r[0]))
    first, last = numbers.clock(rows[0][0]), numbers.clock(rows[-1][0])
    shapes += [svg.text(0, base + 18, first), svg.text(svg.WIDTH, base + 18, last, anchor="end")]
    title = say.say("chart-histogram")
    alt = say.say(
        "chart-histogram-alt",
        first=first,
        last=last,
        at=numbers.clock(busiest[0]),
        most=f"{most:,}",
    )
    drawn = svg.figure("histogram", title, alt, base + 30, shapes)
    return Chart("histogram", title, alt, drawn)


def _themes(evidence: Evidence, say: Messages) -> Chart | None:
    rows = [
        _Row(
            ", ".join(t.name_terms[:3]) or t.id,
            t.share,
            t.low,
            t.high,
            numbers.percent(t.share, say),
        )
        for t in themes(evidence)
        if is_open(t, evidence)
    ]
    return _bars("themes", rows[:12], say)


def _moments(evidence: Evidence, say: Messages) -> Chart | None:
    rows = []
    for row in rows_of(evidence.findings.get("moments"), MomentRow)[:12]:
        cue = evidence.cue(row.cue)
        if cue is None:
            continue
        text = f"{numbers.clock(cue.start_s)} {cue.speaker or ''}".strip()
        rows.append(_Row(text, row.n, row.low, row.high, f"{row.n:,}"))
    return _bars("moments", rows, say)


def _platforms(evidence: Evidence, say: Messages) -> Chart | None:
    shares = rows_of(evidence.findings.get("platforms.shares"), PlatformShareRow)
    rows = [_share(quotations.platform(row.platform, say), row, say) for row in shares]
    return _bars("platforms", sorted(rows, key=lambda r: (-r.value, r.label)), say)


def _languages(evidence: Evidence, say: Messages) -> Chart | None:
    shares = rows_of(evidence.findings.get("languages.shares"), LanguageShareRow)
    rows = [_share(quotations.language(row.lang, say), row, say) for row in shares]
    return _bars("languages", sorted(rows, key=lambda r: (-r.value, r.label))[:12], say)


def _share(label: str, row: PlatformShareRow | LanguageShareRow, say: Messages) -> _Row:
    return _Row(label, row.share, row.low, row.high, numbers.percent(row.share, say))


def _bars(name: str, rows: Sequence[_Row], say: Messages) -> Chart | None:
    """One bar for each row, with its interval drawn over it and its figure to the right."""
    if not rows:
        return None
    most = max([r.value for r in rows] + [r.high for r in rows if r.high is not None]) or 1.0
    scale = (svg.WIDTH - _LEFT - _RIGHT) / most
    shapes = []
    for index, row in enumerate(rows):
        y = index * _ROW + 4
        shapes.append(svg.text(_LEFT - 8, y + 13, _cut(row.label), anchor="end"))
        shapes.append(svg.bar(_LEFT, y, row.value * scale, 16, label=f"{row.label}: {row.shown}"))
        if row.low is not None and row.high is not None:
            low, high = (_LEFT + max(v, 0) * scale for v in (row.low, row.high))
            shapes.append(svg.whisker(low, high, y + 8))
        shapes.append(svg.text(svg.WIDTH, y + 13, row.shown, anchor="end"))
    title = say.say(f"chart-{name}")
    alt = say.say("chart-rows-alt", rows="; ".join(f"{r.label}: {r.shown}" for r in rows))
    height = len(rows) * _ROW + 8
    return Chart(name, title, alt, svg.figure(name, title, alt, height, shapes))


def _cut(label: str, limit: int = 26) -> str:
    return label if len(label) <= limit else label[: limit - 1] + "…"


def _zone(evidence: Evidence) -> ZoneInfo:
    return ZoneInfo(evidence.house.timezone)
