"""The numbers that decide whose names are reported, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeopleConfig:
    """When a name that event.toml does not list is proposed. Shares are 0-1."""

    # Voices that name somebody, at the least: …
    min_voices: int = 5  # chosen on: judgement: more than one circle of friends; not swept
    min_share: float = 0.005  # … and their share of all; chosen on: judgement; not swept
    most: int = 20  # names proposed; chosen on: judgement, as many as are read; not swept
    most_searched: int = 60  # names counted in all posts; chosen on: judgement, bounds the cost
    # Distinct texts in which names are looked for, smallest hash first.
    most_texts: int = 16_000  # chosen on: judgement, for a bounded time
    max_chars: int = 400  # of a text; chosen on: judgement, bounds the cost
    # Share of a word's uses with a capital, from which on it is a name and no word.
    min_capital_share: float = 0.8  # chosen on: judgement; not swept
    # Share of a text's words with a capital, above which its capitals say nothing (a headline).
    max_capitals: float = 0.5  # chosen on: judgement: the majority; not swept
    # Different endings after a Korean stem, from which on it is a noun and no verb.
    min_endings: int = 2  # chosen on: judgement; not swept


CONFIG = PeopleConfig()
