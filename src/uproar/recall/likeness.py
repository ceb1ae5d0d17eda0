"""An earlier occasion that is alike, read off whole articles; silent unless one stands out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from uproar.arrays import Float64s, Int8s
from uproar.model import Article, Event, MeaningReader
from uproar.recall.config import LikenessConfig
from uproar.recall.mentions import text_of
from uproar.recall.theme_digest import ThemeDigest

CONFIG = LikenessConfig()


def most_alike(
    earlier: Sequence[Article],
    others: Sequence[Article],
    event: Event,
    theme: ThemeDigest,
    reader: MeaningReader,
) -> tuple[Article, float] | None:
    """The earlier article most like what a theme and the event say, and how far it stands out.

    Each article is read as one text, beside the event's title and summary and the theme's posts. It
    counts only where it lies `min_margin` standard deviations (of all the articles read) above the
    next of the same people: vectors of meaning tell a subject better than what was done, and other
    news of the same people is on the same subject. Read are those nearest the event in time.
    None: fewer articles than make a distribution, or none alone. Ties: none stands out.
    """
    nearest = sorted(earlier, key=lambda a: (-a.published_at.timestamp(), a.id))
    nearest = nearest[: CONFIG.max_read]
    beside = sorted(others, key=lambda a: a.id)[: CONFIG.max_read]
    posts = " ".join(theme.quotes)
    too_few = len(nearest) < CONFIG.min_candidates
    if too_few or len(nearest) + len(beside) < CONFIG.min_articles or not posts:
        return None
    texts = [text_of(article)[: CONFIG.max_chars] for article in (*nearest, *beside)]
    asked = [f"{event.title}. {event.summary}", posts[: CONFIG.max_chars]]
    cosines = unit_rows(reader.read(asked)) @ unit_rows(reader.read(texts)).T
    spread = np.maximum(cosines.std(axis=1, keepdims=True), CONFIG.min_spread)
    deviations = ((cosines - cosines.mean(axis=1, keepdims=True)) / spread).mean(axis=0).round(4)
    first, second = np.argsort(-deviations[: len(nearest)], kind="stable")[:2]
    margin = float(deviations[first] - deviations[second])
    return (nearest[first], margin) if margin >= CONFIG.min_margin else None


def unit_rows(vectors: Int8s) -> Float64s:
    """Rows of length one; a row of zeros stays."""
    exact = vectors.astype(np.float64)
    unit: Float64s = exact / np.maximum(np.linalg.norm(exact, axis=1, keepdims=True), 1.0)
    return unit
