"""Which peaks of the volume are news: the first one, and those after it that are large enough."""

from __future__ import annotations

from uproar.model import Finding, rows_of
from uproar.model.rows import PeakRow

# Posts in the hour of a later peak.
MIN_POSTS = 30  # chosen on: judgement; not swept
# Posts at the lower end of a later peak's interval.
MIN_LOW = 20  # chosen on: judgement; not swept
# Part of the largest peak before it.
MIN_PART = 1 / 3  # chosen on: judgement; not swept


def news_peaks(finding: Finding | None) -> tuple[int, ...]:
    """The numbers (from 1) of the rows of `volume.peaks` that a story may tell, in their order.

    The first peak always counts; a later one where it has MIN_POSTS, its interval stays above
    MIN_LOW, and it reaches MIN_PART of the largest before it. Empty: no finding, or no rows.
    """
    rows = rows_of(finding, PeakRow)
    news: list[int] = []
    for number, row in enumerate(rows, 1):
        if number == 1 or _is_news(row, max(r.posts_in_hour for r in rows[: number - 1])):
            news.append(number)
    return tuple(news)


def second_peak(finding: Finding | None) -> int | None:
    """The row of the first later peak that is news; None where there is none."""
    news = news_peaks(finding)
    return news[1] if len(news) > 1 else None


def _is_news(row: PeakRow, largest: int) -> bool:
    n = row.posts_in_hour
    return n >= MIN_POSTS and n >= MIN_PART * largest and row.low >= MIN_LOW
