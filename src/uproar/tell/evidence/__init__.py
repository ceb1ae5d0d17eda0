"""What a story may speak from: findings, posts, cues, articles, gathered by the pipeline.

It also decides which themes and peaks a story may tell: `is_open` and `news_peaks`.
"""

from uproar.tell.evidence.evidence import Evidence, House, Quotable, withheld
from uproar.tell.evidence.peaks import news_peaks, second_peak
from uproar.tell.evidence.themes import is_open, lookup, peers, theme, themes, told_themes

__all__ = [
    "Evidence",
    "House",
    "Quotable",
    "is_open",
    "lookup",
    "news_peaks",
    "peers",
    "second_peak",
    "theme",
    "themes",
    "told_themes",
    "withheld",
]
