"""Rows about who spoke, in which language, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlatformShareRow:
    """The original posts from one platform (`platforms.shares`)."""

    platform: str
    n: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LanguageShareRow:
    """The original posts in one language (`languages.shares`); "mix": in two."""

    lang: str
    n: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody whom original posts name (`people`, `people.proposed`), and their stance.

    `forms`: the ways in which posts write the name. `share`: of the original posts. `n_alone`: the
    posts that name nobody else of these; the sides count those of them that could be read surely.
    """

    id: str
    name: str
    forms: tuple[str, ...]
    n: int
    n_voices: int
    share: float
    low: float
    high: float
    n_alone: int
    praise: int
    criticism: int
    neutral: int


@dataclass(frozen=True, slots=True)
class BusiestAccountsRow:
    """The busiest tenth of the accounts of `voices.busiest_tenth`, and the posts they wrote."""

    n_accounts: int
    n_posts: int


@dataclass(frozen=True, slots=True)
class SilentPlatformRow:
    """A platform without a post before publication, and its posts since."""

    platform: str
    n: int


@dataclass(frozen=True, slots=True)
class PlatformSpanRow:
    """The time that one platform's posts span (`coverage.platforms`).

    `first_at` and `last_at` are None where no post has a readable time; `without_time` counts the
    posts that have none.
    """

    platform: str
    n: int
    first_at: int | None
    last_at: int | None
    without_time: int
