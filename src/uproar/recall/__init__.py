"""What the archive knows of the event: dates, timeline, precedents, and what must not be told.

`recall` joins the parts into a Background, and `ArchiveIndex` searches the archive by words and by
meaning; date expressions are in `recall.dates`.
"""

from __future__ import annotations

from uproar.recall.background import recall
from uproar.recall.crowd import Voice
from uproar.recall.desk_policy import DeskPolicy, decisions, publishers
from uproar.recall.index import ArchiveIndex, Hit
from uproar.recall.theme_digest import ThemeDigest

__all__ = [
    "ArchiveIndex",
    "DeskPolicy",
    "Hit",
    "ThemeDigest",
    "Voice",
    "decisions",
    "publishers",
    "recall",
]
