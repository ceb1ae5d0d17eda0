"""Articles in HTML pages: what JSON-LD in the page says, the body through trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from uproar.sources.articles import news_json
from uproar.sources.articles.parsed_article import ParsedArticle, article_id, publication_time
from uproar.sources.values.json_values import NotJson, loads
from uproar.sources.values.markup import decoded, refuse_excess
from uproar.sources.values.rejects import Unusable

# Trafilatura compares its reading with justext's, whose time is quadratic in short paragraphs: of
# pages with more "<" than this its own stands. chosen on: judgement; articles have some thousand
MAX_TAGS_COMPARED = 20_000


def articles(raw: bytes) -> Iterator[ParsedArticle | Unusable]:
    """The article of a page; Unusable where no headline, date or text can be told."""
    try:
        yield _article(raw)
    except Unusable as bad:
        yield bad


def _article(raw: bytes) -> ParsedArticle:
    markup = decoded(raw)
    refuse_excess(markup)
    stated = _stated(markup)
    from trafilatura import bare_extraction  # half a second that only a web page is worth
    from trafilatura.settings import Document

    is_long = markup.count("<") > MAX_TAGS_COMPARED
    page = bare_extraction(markup, with_metadata=True, include_comments=False, fast=is_long)
    if not isinstance(page, Document):
        page = Document()
    body = page.text or (stated.body if stated else "")
    if not body:
        raise Unusable("no_text", f"{len(raw):,} bytes of HTML without an article")
    if stated is not None:
        return stated._replace(body=body)
    if not page.title:
        raise Unusable("no_headline", "the page names none")
    return ParsedArticle(
        id=article_id(None, page.url, page.title, page.date),
        url=page.url,
        publisher=page.sitename,
        author=page.author,
        published_at=publication_time(page.date),
        headline=page.title,
        body=body,
        lang=page.language or _lang_of_page(markup),
    )


def _stated(markup: str) -> ParsedArticle | None:
    """The first whole article in the page's JSON-LD."""
    try:
        root = html.document_fromstring(markup)
    except (etree.ParserError, ValueError):
        return None
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            parsed = list(news_json.articles(loads((script.text or "").encode())))
        except NotJson:
            continue
        for article in parsed:
            if isinstance(article, ParsedArticle):
                return article._replace(lang=article.lang or _lang_of_page(markup))
    return None


def _lang_of_page(markup: str) -> str | None:
    match = re.search(r"<html[^>]{0,500}?\blang=[\"']?([A-Za-z]{2,3})", markup[:5000])
    return match.group(1).lower() if match else None
