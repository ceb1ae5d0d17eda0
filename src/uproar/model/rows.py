"""The kinds of row that a finding can hold: what one value cannot say, in a fixed order.

Times (`*_at`) are int64 microseconds since 1970 UTC, as in the columns; shares are 0-1; `low` and
`high` bound the 95 % interval of the figure beside them. Post ids are "platform:native id". No two
kinds have the same fields, so a stored row says by its fields which kind it is.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, fields
from typing import Any, ClassVar, Protocol, TypeVar, runtime_checkable


@runtime_checkable
class Row(Protocol):
    """One row of a finding: a frozen dataclass, one of `ROW_KINDS`."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


# --- when ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BinRow:
    """Posts of one bin of `volume.series`; the finding's parameter `bin_min` is its width."""

    start_at: int
    posts: int


@dataclass(frozen=True, slots=True)
class PeakRow:
    """One peak of `volume.peaks`: its busiest sliding 60 minutes, with the interval of the count.

    `decay_half_life_h` is in hours; None: the reaction did not fall by half.
    """

    start_at: int
    posts_in_hour: int
    low: float
    high: float
    decay_half_life_h: float | None


# --- who and where -------------------------------------------------------------------------------


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


# --- what about ----------------------------------------------------------------------------------


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
    nearest to it say the same.
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


# --- organised or not ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """How many posts have one reason for their mark; a post may have several."""

    reason: str
    n: int


@dataclass(frozen=True, slots=True)
class CopyRow:
    """How many posts are copies of one kind: reposts, or the same words."""

    kind: str
    n: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of near-identical posts (`coordination.groups`): counts and signals, no accounts.

    `kind` is "coordinated", "spam" or "ordinary repost chain". `share_in_an_hour` is of its
    accounts, the other shares of its posts; `lift` is its rate on the crowd's clock over the
    usual and `p` the chance of that by accident. `share_new_accounts` None: ages not known.
    """

    id: str
    kind: str
    signals: tuple[str, ...]
    n_posts: int
    n_accounts: int
    n_texts: int
    n_wordings: int
    share_in_an_hour: float
    start_at: int
    end_at: int
    similarity: float
    lift: float
    p: float
    languages: tuple[str, ...]
    platforms: tuple[str, ...]
    share_disguised: float
    share_new_accounts: float | None
    share_spam: float
    hashtags: tuple[str, ...]
    posts: tuple[str, ...]  # a few post ids


@dataclass(frozen=True, slots=True)
class HashtagPushRow:
    """A set of rare hashtags that accounts pushed together (`pushes.groups`), as in GroupRow."""

    hashtags: tuple[str, ...]
    signals: tuple[str, ...]
    n_accounts: int
    start_at: int
    end_at: int
    p: float
    lift: float
    share_in_an_hour: float


@dataclass(frozen=True, slots=True)
class PassingRow:
    """Groups of accounts that keep passing on the same things together, and their accounts."""

    n_groups: int
    n_accounts: int


# --- what could be had ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GatheredRow:
    """What became of the records of one file or stream, in records. None: not known.

    `posts` became posts of the store. A gap has what it `expected` and `received`, and `why` it
    lacks the rest; a source that was read has the other counts.
    """

    source: str
    n_records: int | None
    posts: int | None
    operations: int | None
    repeats: int | None
    out_of_scope: int | None
    rejected: int | None
    expected: int | None
    received: int | None
    why: str | None

    @property
    def n_received(self) -> int:
        """The records that came: a gap says how many, a source that was read gave its own."""
        return self.received if self.received is not None else self.n_records or 0


ROW_KINDS: tuple[type[Row], ...] = (
    BinRow,
    BusiestAccountsRow,
    CopyRow,
    DayRow,
    GatheredRow,
    GroupRow,
    HashtagPushRow,
    LanguageShareRow,
    MomentRow,
    PassingRow,
    PeakRow,
    PlatformShareRow,
    PlatformSpanRow,
    ReasonRow,
    SilentPlatformRow,
    StretchRow,
    SubthemeRow,
    ThemeRow,
)

RowKind = TypeVar("RowKind")


def row_fields(row: Row) -> dict[str, Any]:
    """A row's fields by name, nested rows as they are.

    >>> row_fields(ReasonRow("repost", 3))
    {'reason': 'repost', 'n': 3}
    """
    return {field.name: getattr(row, field.name) for field in fields(row)}
