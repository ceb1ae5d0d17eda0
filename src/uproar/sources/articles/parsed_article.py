"""An article as one of the readers found it, before its sentences are counted."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b
from typing import NamedTuple

from uproar.sources.values.rejects import Unusable

# Archives go further back than social platforms.
_EARLIEST_YEAR, _LATEST_YEAR = 1700, 2100


class Found(NamedTuple):
    """What an article's markup says."""

    id: str
    url: str | None
    publisher: str | None
    author: str | None
    published_at: datetime
    headline: str
    body: str
    lang: str | None
    modified_at: datetime | None = None  # of this version, where the markup says
    correction: str | None = None  # what this version corrects, where the markup says
    is_withdrawn: bool = False


def modified(written: object) -> datetime | None:
    """When this version was made; None where the markup does not say, or not so that it reads."""
    try:
        return published(written)
    except Unusable:
        return None


def published(written: object) -> datetime:
    """The time in an article's markup, at the offset it was written with; a day begins in UTC.

    The offset is kept because "yesterday" is counted from the day of the newsroom, not of UTC.
    Raises Unusable where there is none that an article can have.
    """
    if isinstance(written, str):
        try:
            at = datetime.fromisoformat(written.strip())
        except ValueError:
            at = None
        if at is not None and _EARLIEST_YEAR <= at.year < _LATEST_YEAR:
            return at.replace(tzinfo=at.tzinfo or UTC)
    raise Unusable("no_date", f"date {str(written)[:40]!r}")


def article_id(given: object, *parts: str | None) -> str:
    """The id an archive gives, else one that stays the same: a hash of address and headline."""
    if isinstance(given, str) and given.strip() and len(given) <= 200 and given.isprintable():
        return given.strip()
    if type(given) is int:
        return str(given)
    raw = "\x1f".join(part or "" for part in parts)
    return f"a{blake2b(raw.encode(), digest_size=6).hexdigest()}"
