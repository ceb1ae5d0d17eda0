"""Articles in JSON: schema.org NewsArticle (JSON-LD), and IPTC's ninjs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from uproar.sources.articles.parsed_article import (
    ParsedArticle,
    article_id,
    modification_time,
    publication_time,
)
from uproar.sources.values.html_text import text_of
from uproar.sources.values.json_values import JsonObject, fields, items, string
from uproar.sources.values.rejects import Unusable

_KIND_NAMES = """
article newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle
opinionnewsarticle reviewnewsarticle advertisercontentarticle blogposting liveblogposting
socialmediaposting
"""
_KINDS = frozenset(_KIND_NAMES.split())
# ninjs: "withheld" until further notice, "canceled" for good; otherwise "usable".
_WITHDRAWN = frozenset({"withheld", "canceled"})
_NINJS = frozenset({"headlines", "bodies", "body_text", "body_xhtml", "body_html"})


def unwrap(value: JsonObject) -> Iterable[object] | None:
    """The nodes of a JSON-LD graph, or None for a single item."""
    graph = value.get("@graph")
    return list(graph) if isinstance(graph, list) else None


def articles(value: object) -> Iterator[ParsedArticle | Unusable]:
    """The articles in a JSON value; what is none, or lacks a date or headline, is Unusable."""
    if isinstance(value, list):
        for each in value:
            yield from articles(each)
        return
    if isinstance(value, dict) and isinstance(value.get("@graph"), list):
        yield from articles([n for n in value["@graph"] if _is_schema_org(n)])
        return
    try:
        yield _article(value)
    except Unusable as bad:
        yield bad


def _article(value: object) -> ParsedArticle:
    if not isinstance(value, dict):
        raise Unusable("not_json", f"a {type(value).__name__} instead of an object")
    if _is_schema_org(value):
        return _from_schema_org(value)
    if not _NINJS.isdisjoint(value):
        return _from_ninjs(value)
    raise Unusable("no_article", f"keys: {sorted(value)[:6]}"[:200])


def _is_schema_org(value: object) -> bool:
    kinds = value.get("@type") if isinstance(value, dict) else None
    return any(str(k).rpartition("/")[2].lower() in _KINDS for k in _several(kinds))


def _from_schema_org(value: Mapping[str, object]) -> ParsedArticle:
    headline = _words(value.get("headline")) or _words(value.get("name"))
    if headline is None:
        raise Unusable("no_headline", "neither headline nor name")
    url = _address(value.get("url")) or _address(value.get("mainEntityOfPage"))
    body = _words(value.get("articleBody")) or _words(value.get("description")) or ""
    written = value.get("datePublished") or value.get("dateCreated")
    return ParsedArticle(
        id=article_id(_identifier(value.get("identifier")), url, headline, str(written)),
        url=url,
        publisher=_name(value.get("publisher")),
        author=_name(value.get("author")),
        published_at=publication_time(written),
        headline=headline,
        body=text_of(body) if "</" in body else body,
        lang=_lang(value.get("inLanguage")),
        modified_at=modification_time(value.get("dateModified")),
        correction=_correction(value.get("correction")),
    )


def _from_ninjs(value: Mapping[str, object]) -> ParsedArticle:
    """Both generations: 1.x names parts by suffix, 2.x and 3 list them by role."""
    headline = string(value.get("headline")) or _by_role(value.get("headlines"))
    if headline is None:
        raise Unusable("no_headline", "no headline")
    plain = string(value.get("body_text")) or _by_role(value.get("bodies"))
    marked = string(value.get("body_xhtml")) or string(value.get("body_html")) or plain or ""
    uri = string(value.get("uri"))
    written = value.get("firstcreated") or value.get("firstCreated") or value.get("versioncreated")
    written = written or value.get("versionCreated") or value.get("contentCreated")
    return ParsedArticle(
        id=article_id(uri, headline, str(written)),
        url=string(value.get("url")) or (uri if uri and uri.startswith("http") else None),
        publisher=string(value.get("copyrightholder")) or string(value.get("copyrightHolder")),
        author=string(value.get("byline")) or _by_role(value.get("bylines"), "byline"),
        published_at=publication_time(written),
        headline=headline,
        body=plain if plain and "</" not in plain else text_of(marked),
        lang=_lang(value.get("language")),
        modified_at=modification_time(value.get("versioncreated") or value.get("versionCreated")),
        is_withdrawn=string(value.get("pubstatus") or value.get("pubStatus")) in _WITHDRAWN,
    )


def _by_role(parts: object, key: str = "value") -> str | None:
    """The main one of several headlines or bodies, else the first."""
    listed = [fields(part) for part in items(parts)]
    listed.sort(key=lambda part: part.get("role") not in ("main", None))
    return next((words for part in listed if (words := string(part.get(key)))), None)


def _several(value: object) -> list[object]:
    """A value that may stand alone or in a list, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: object) -> str | None:
    return string(value.strip()) if isinstance(value, str) else None


def _identifier(value: object) -> object:
    first = next(iter(_several(value)), None)
    return first.get("value") if isinstance(first, dict) else first


def _correction(value: object) -> str | None:
    """The text of schema.org's `correction`: plain, or that of each CorrectionComment.

    The address of another document says nothing that could be compared; it is left out.
    """
    stated = _several(value)
    notes = [string(v.get("text")) if isinstance(v, dict) else string(v) for v in stated]
    return " ".join(n for n in notes if n and not n.startswith(("http://", "https://"))) or None


def _address(value: object) -> str | None:
    first = next(iter(_several(value)), None)
    return string(first.get("@id")) if isinstance(first, dict) else string(first)


def _name(value: object) -> str | None:
    names = [string(v.get("name")) if isinstance(v, dict) else string(v) for v in _several(value)]
    return ", ".join(name for name in names if name) or None


def _lang(value: object) -> str | None:
    first = next(iter(_several(value)), None)
    code = string(first.get("alternateName")) if isinstance(first, dict) else string(first)
    return code.split("-")[0].split("_")[0].lower() if code else None
