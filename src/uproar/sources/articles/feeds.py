"""Articles in RSS and Atom feeds."""

from __future__ import annotations

import io
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import struct_time

import feedparser

from uproar.errors import UnexpectedPayload
from uproar.sources.articles.parsed_article import (
    ParsedArticle,
    article_id,
    modification_time,
    publication_time,
)
from uproar.sources.values.html_text import text_of
from uproar.sources.values.json_values import fields, items, string
from uproar.sources.values.markup import decoded, refuse_excess
from uproar.sources.values.rejects import Unusable


def articles(raw: bytes) -> Iterator[ParsedArticle | Unusable]:
    """The entries of a feed. Raises UnexpectedPayload for bytes that are no feed."""
    markup = decoded(raw)
    try:
        refuse_excess(markup)
    except Unusable as bad:
        yield bad
        return
    feed = feedparser.parse(
        io.BytesIO(markup.encode()), sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.version:
        raise UnexpectedPayload("not RSS or Atom", hint="take the file out of the archive")
    for entry in feed.entries:
        try:
            yield _article(entry, feed.feed)
        except Unusable as bad:
            yield bad


def _article(entry: Mapping[str, object], channel: Mapping[str, object]) -> ParsedArticle:
    headline = text_of(string(entry.get("title")) or "")
    if not headline:
        raise Unusable("no_headline", "an entry without a title")
    contents = [string(fields(part).get("value")) for part in items(entry.get("content"))]
    body = next((c for c in contents if c), None) or string(entry.get("summary")) or ""
    url = string(entry.get("link"))
    lang = string(entry.get("language")) or string(channel.get("language"))
    return ParsedArticle(
        id=article_id(string(entry.get("id")), url, headline),
        url=url,
        publisher=string(channel.get("title")),
        author=string(entry.get("author")),
        published_at=publication_time(_written(entry, "published") or _written(entry, "updated")),
        headline=headline,
        body=text_of(body),
        lang=lang.split("-")[0].lower() if lang else None,
        modified_at=modification_time(_written(entry, "updated")),
    )


def _written(entry: Mapping[str, object], field: str) -> str | None:
    """A date as ISO 8601, with the offset it was written with where that can be read."""
    if field not in entry:  # asked for, a missing "updated" would be answered with "published"
        return None
    words = string(entry.get(field)) or ""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(words.strip()).isoformat()
        except ValueError:
            continue
    parsed = entry.get(f"{field}_parsed")
    if not isinstance(parsed, struct_time):
        return None
    return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()  # feedparser gives UTC
