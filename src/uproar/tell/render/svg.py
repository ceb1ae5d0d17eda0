"""A few SVG shapes, written so that the page's own style colours them. Text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH = 640  # user units; chosen on: judgement; not swept


def figure(name: str, title: str, alt: str, height: int, shapes: Sequence[str]) -> str:
    """One drawing with its title and description for those who cannot see it."""
    key = escape(name, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="{key}-t {key}-d" font-family="sans-serif" font-size="13" '
        f'fill="currentColor"><title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(alt)}</desc>{"".join(shapes)}</svg>'
    )


def text(x: float, y: float, words: str, *, anchor: str = "start") -> str:
    """A label; its baseline is at y."""
    return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}">{escape(words)}</text>'


def bar(x: float, y: float, width: float, height: float, *, label: str = "") -> str:
    """A filled bar; `label` appears when pointed at."""
    tip = f"<title>{escape(label)}</title>" if label else ""
    return (
        f'<rect class="bar" x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" '
        f'height="{_n(max(height, 0))}" fill="#4a7ab5">{tip}</rect>'
    )


def whisker(low: float, high: float, y: float, *, half: float = 4) -> str:
    """An interval drawn over a horizontal bar."""
    top, tall = _n(y - half), _n(2 * half)
    ends = f"M{_n(low)} {top}v{tall}M{_n(high)} {top}v{tall}"
    return (
        f'<path class="whisker" d="M{_n(low)} {_n(y)}H{_n(high)}{ends}" '
        'stroke="currentColor" fill="none"/>'
    )


def mark(x: float, top: float, bottom: float) -> str:
    """A dashed line down the drawing."""
    return (
        f'<path class="mark" d="M{_n(x)} {_n(top)}V{_n(bottom)}" stroke="currentColor" '
        'stroke-dasharray="3 3" fill="none"/>'
    )


def axis(y: float, left: float) -> str:
    """The base line of the bars."""
    return f'<path class="axis" d="M{_n(left)} {_n(y)}H{WIDTH}" stroke="currentColor" fill="none"/>'


def _n(value: float) -> str:
    """A coordinate with at most one digit behind the point, the same on every machine."""
    return f"{round(float(value), 1):.1f}".rstrip("0").rstrip(".")
