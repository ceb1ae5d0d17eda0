"""Rows about what was passed on and answered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SharedPostRow:
    """A post that others passed on (`shared.posts`): as reposts, or in the same words.

    `n` posts pass it on, by `n_accounts` known accounts (None: no author is known); `n_reported` is
    the platform's own count of reposts, None: not said.
    """

    post_id: str
    n: int
    n_accounts: int | None
    n_reported: int | None


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A post that others answered (`shared.threads`)."""

    post_id: str
    n_answers: int
    n_accounts: int | None


@dataclass(frozen=True, slots=True)
class SharedTagRow:
    """A hashtag (`shared.tags`); `is_event_tag`: it is one of the event's own."""

    tag: str
    n: int
    n_accounts: int | None
    is_event_tag: bool


@dataclass(frozen=True, slots=True)
class SharedLinkRow:
    """A page that posts link to (`shared.links`), by its address without scheme and sender.

    `kind` is "media" for pictures, sound and film, else "page"; `is_event_page`: the event's own.
    """

    address: str
    kind: str
    n: int
    n_accounts: int | None
    is_event_page: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """How warm and how critical posts of one place are (`shared.places`).

    `place` is "post" for posts that answer nothing, or "reply".
    """

    place: str
    n: int
    share_warm: float
    low_warm: float
    high_warm: float
    share_critical: float
    low_critical: float
    high_critical: float
