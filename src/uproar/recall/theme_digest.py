"""What recall needs to know of a theme."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThemeDigest:
    """A theme in words: its terms, quotes of posts, the cues it quotes."""

    id: str
    terms: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    stance: str = "mixed"
