"""Which peaks of the volume are news: a later one is told only where its size bears it."""

from __future__ import annotations

from uproar.model import Finding, rows_of
from uproar.model.rows import PeakRow

MIN_POSTS = 30  # in the hour of a later peak; fewer are a ripple
MIN_LOW = 20  # and at the lower end of its interval
MIN_PART = 1 / 3  # of the largest peak before it


def news_peaks(finding: Finding | None) -> tuple[int, ...]:
    """The numbers (from 1) of the rows of `volume.peaks` that a story may tell, in their order.

    The first peak always counts; a later one where it has MIN_POSTS, its interval stays above
    MIN_LOW, and it reaches MIN_PART of the largest before it. Empty: no finding, or no rows.
    """
    rows = rows_of(finding, PeakRow)
    told: list[int] = []
    for at, row in enumerate(rows, 1):
        if at == 1 or _is_news(row, max(r.posts_in_hour for r in rows[: at - 1])):
            told.append(at)
    return tuple(told)


def second_peak(finding: Finding | None) -> int | None:
    """The row of the first later peak that is news; None where there is none."""
    told = news_peaks(finding)
    return told[1] if len(told) > 1 else None


def _is_news(row: PeakRow, largest: int) -> bool:
    n = row.posts_in_hour
    return n >= MIN_POSTS and n >= MIN_PART * largest and row.low >= MIN_LOW
