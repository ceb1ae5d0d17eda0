"""Rows about what was said: themes, and the lines of the footage that posts point to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DayRow:
    """One UTC day ("2025-05-18"): the theme's original posts and all original posts."""

    day: str
    n: int
    n_all: int


@dataclass(frozen=True, slots=True)
class SubthemeRow:
    """A finer theme within a theme. `share` is of all original posts, as that of a theme is."""

    id: str
    name_terms: tuple[str, ...]
    n: int
    share: float
    low: float
    high: float
    quotes: tuple[str, ...]  # post ids, best first


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme. `share` is its part of all original posts about the event, 0-1.

    `stance` is "positive", "critical" or "mixed"; `humour` the share of its posts in jest; `rise`
    the peak (1 = first) with which its share rose, None: with none; `sensitive` the subjects that
    keep it out of a story until an editor opens them. `statement` is the post that stands for what
    the theme's posts say, "" where none is fit to be shown; `agreement`, 0-1, how much the texts
    nearest to it say the same. A theme that readers coded has `n_coded` posts of theirs, and what
    its posts say in the `wording` of an editor, `worded_by`; both are "" where nobody wrote it.
    A pinned one is told whatever its size. `of_theme`: of a statement, the posts of which say much
    the same, the theme that most of them have; "" for a theme. `is_news`: whether the posts of a
    statement mostly pass on what others reported or offer.
    """

    id: str
    name_terms: tuple[str, ...]
    n: int
    share: float
    low: float
    high: float
    quotes: tuple[str, ...]  # post ids, best first
    cues: tuple[int, ...]  # numbers of the lines it points to, most pointed to first
    stance: str
    humour: float
    by_day: tuple[DayRow, ...]  # in the order of the days
    rise: int | None
    sensitive: tuple[str, ...]
    children: tuple[SubthemeRow, ...]  # largest first
    statement: str = ""
    agreement: float = 0.0
    n_coded: int = 0
    wording: str = ""
    worded_by: str = ""
    is_pinned: bool = False
    of_theme: str = ""
    is_news: bool = False

    @property
    def share_id(self) -> str:
        """The finding that holds its share."""
        return f"themes.{self.id}.share"


@dataclass(frozen=True, slots=True)
class MomentRow:
    """One line of the footage and the original posts that point to it.

    `rank` counts from 1, and lines that cannot be told apart share it (`is_tied`).
    """

    cue: int
    n: int
    low: float
    high: float
    start_s: float
    end_s: float
    speaker: str | None
    text: str
    posts: tuple[str, ...]  # a few post ids
    rank: int
    is_tied: bool


@dataclass(frozen=True, slots=True)
class StretchRow:
    """Original posts that point into one stretch of the footage (`moments.histogram`)."""

    start_s: int
    end_s: int
    n: int
