"""Articles in RSS and Atom feeds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from uproar.errors import UnexpectedPayload
from uproar.sources.articles.parsed_article import Found, article_id, modified, published
from uproar.sources.values.html_text import text_of
from uproar.sources.values.json_values import string
from uproar.sources.values.rejects import Unusable


def articles(raw: bytes) -> Iterator[Found | Unusable]:
    """The entries of a feed. Raises UnexpectedPayload for bytes that are no feed."""
    feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False)
    if not feed.version:
        raise UnexpectedPayload("not RSS or Atom", hint="take the file out of the archive")
    for entry in feed.entries:
        try:
            yield _article(entry, feed.feed)
        except Unusable as bad:
            yield bad


def _article(entry: Any, channel: Any) -> Found:
    headline = text_of(string(entry.get("title")) or "")
    if not headline:
        raise Unusable("no_headline", "an entry without a title")
    contents = [string(c.get("value")) for c in entry.get("content", [])]
    body = next((c for c in contents if c), None) or string(entry.get("summary")) or ""
    url = string(entry.get("link"))
    lang = string(entry.get("language")) or string(channel.get("language"))
    return Found(
        id=article_id(string(entry.get("id")), url, headline),
        url=url,
        publisher=string(channel.get("title")),
        author=string(entry.get("author")),
        published_at=published(_written(entry, "published") or _written(entry, "updated")),
        headline=headline,
        body=text_of(body),
        lang=lang.split("-")[0].lower() if lang else None,
        modified_at=modified(_written(entry, "updated")),
    )


def _written(entry: Any, field: str) -> str | None:
    """A date as ISO 8601, with the offset it was written with where that can be read."""
    if field not in entry:  # asked for, a missing "updated" would be answered with "published"
        return None
    words = string(entry.get(field)) or ""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(words.strip()).isoformat()
        except ValueError:
            continue
    at = entry.get(f"{field}_parsed")
    return datetime(*at[:6]).replace(tzinfo=UTC).isoformat() if at else None  # noqa: DTZ001  # feedparser gives UTC
