"""Articles in HTML pages: what JSON-LD in the page says, the body through trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from uproar.sources.articles import news_json
from uproar.sources.articles.parsed_article import Found, article_id, published
from uproar.sources.values.json_values import NotJson, loads
from uproar.sources.values.rejects import Unusable


def articles(raw: bytes) -> Iterator[Found | Unusable]:
    """The article of a page; Unusable where no headline, date or text can be told."""
    try:
        yield _article(raw)
    except Unusable as bad:
        yield bad


def _article(raw: bytes) -> Found:
    stated = _stated(raw)
    import trafilatura  # half a second that only a web page is worth

    page: Any = trafilatura.bare_extraction(raw, with_metadata=True, include_comments=False)
    body = (page.text if page is not None else "") or (stated.body if stated else "")
    if not body:
        raise Unusable("no_text", f"{len(raw):,} bytes of HTML without an article")
    if stated is not None:
        return stated._replace(body=body)
    headline = page.title if page is not None else None
    if not headline:
        raise Unusable("no_headline", "the page names none")
    return Found(
        id=article_id(None, page.url, headline, page.date),
        url=page.url,
        publisher=page.sitename,
        author=page.author,
        published_at=published(page.date),
        headline=headline,
        body=body,
        lang=page.language or _lang_of_page(raw),
    )


def _stated(raw: bytes) -> Found | None:
    """The first whole article in the page's JSON-LD."""
    try:
        root = html.document_fromstring(raw)
    except (etree.ParserError, ValueError):
        return None
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = list(news_json.articles(loads((script.text or "").encode())))
        except NotJson:
            continue
        for article in found:
            if isinstance(article, Found):
                return article._replace(lang=article.lang or _lang_of_page(raw))
    return None


def _lang_of_page(raw: bytes) -> str | None:
    found = re.search(rb"<html[^>]{0,500}?\blang=[\"']?([A-Za-z]{2,3})", raw[:5000])
    return found.group(1).decode().lower() if found else None
