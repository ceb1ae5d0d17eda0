"""Rows about what posts do together: reasons, copies, groups, pushes."""

from __future__ import annotations

from dataclasses import dataclass


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
    """A group of near-identical posts (`coordination.groups`, `alike.groups`): counts and signals.

    `kind` is "coordinated", "spam", "call to vote", "call to stream", "ritual at a set hour",
    "chant" or "text that people passed on". `share_in_an_hour` is of its accounts, the other shares
    of its posts; `lift` is its rate on the crowd's clock over the usual and `p` the chance of that
    by accident (1 where it did not come together). `share_new_accounts` None: ages not known.
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
