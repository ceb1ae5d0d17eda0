"""An article as its markup states it, before it is cut into sentences."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b
from typing import NamedTuple

from uproar.sources.values.rejects import Unusable

# chosen on: judgement; from the first newspapers on, and not in the far future
_EARLIEST_YEAR, _LATEST_YEAR = 1700, 2100
_MAX_ID_CHARS = 200  # chosen on: judgement; a longer id is a text in the wrong field


class ParsedArticle(NamedTuple):
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


def modification_time(written: object) -> datetime | None:
    """When this version was made; None where the markup does not say, or not so that it reads."""
    try:
        return publication_time(written)
    except Unusable:
        return None


def publication_time(written: object) -> datetime:
    """The time in an article's markup, at the offset it was written with; a day begins in UTC.

    The offset is kept because "yesterday" is counted from the day of the newsroom, not of UTC.
    Raises Unusable where there is none that an article can have.
    """
    if isinstance(written, str):
        try:
            time = datetime.fromisoformat(written.strip())
        except ValueError:
            time = None
        if time is not None and _EARLIEST_YEAR <= time.year < _LATEST_YEAR:
            return time.replace(tzinfo=time.tzinfo or UTC)
    raise Unusable("no_date", f"date {str(written)[:40]!r}")


def article_id(native_id: object, *parts: str | None) -> str:
    """The id that the archive gives, else a hash of `parts`, such as address and headline."""
    if type(native_id) is int:
        return str(native_id)
    stated = native_id.strip() if isinstance(native_id, str) else ""
    if stated and stated.isprintable() and len(stated) <= _MAX_ID_CHARS:
        return stated
    raw = "\x1f".join(part or "" for part in parts)
    return f"a{blake2b(raw.encode(), digest_size=6).hexdigest()}"
