"""What recall needs to know of a theme."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThemeDigest:
    """A theme in words: its terms, quotes of posts, and the lines of the footage that it quotes.

    stance: what the posts think of the event, in the words of the measure of themes.
    """

    id: str
    terms: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    stance: str = "mixed"
