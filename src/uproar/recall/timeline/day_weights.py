"""How much happened on a day, by the articles of the day and those that look back on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from uproar.recall.config import DayWeightsConfig

CONFIG = DayWeightsConfig()


def day_weights(articles: Iterable[tuple[date, Collection[date]]]) -> dict[date, float]:
    """Day → weight, of articles with their own day and the days that they name.

    A later article that names a day counts 1, once however often it does, and an article of the
    day itself half: what is looked back on mattered, while much is published for other reasons.
    What an article announces counts for nothing. Empty: no articles.

    >>> monday, friday = date(2031, 6, 2), date(2031, 6, 6)
    >>> day_weights([(monday, [monday, friday]), (friday, [monday])])[monday]
    1.5
    """
    weights: dict[date, float] = defaultdict(float)
    for published_on, days in articles:
        weights[published_on] += CONFIG.own_day
        for day in set(days):
            if timedelta(0) < published_on - day <= CONFIG.looks_back:
                weights[day] += 1.0
    return dict(weights)
