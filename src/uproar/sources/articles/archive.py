"""The folder of earlier coverage: articles as schema.org or ninjs JSON, HTML, feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from uproar.errors import UnexpectedPayload
from uproar.model import REJECTS, Article
from uproar.sources.articles import feeds, news_json, web_page
from uproar.sources.articles.parsed_article import Found
from uproar.sources.articles.sentences import sentences
from uproar.sources.records.decompress import open_file
from uproar.sources.records.json_records import records
from uproar.sources.values.json_values import NotJson, loads
from uproar.sources.values.rejects import Unusable

_PACKINGS = (".gz", ".zst")


class Archive(NamedTuple):
    """Articles by time, then id; and what in the folder did not become one (REJECTS)."""

    articles: tuple[Article, ...]
    rejects: pa.Table


def load_archive(folder: Path) -> Archive:
    """Every article below this folder.

    Empty: no articles, no rejects. Ties: of articles with one id the version modified last stands,
    of equal ones the first by file name; the others are rejects.
    """
    kept: dict[str, _Version] = {}
    rejects: list[dict[str, str | None]] = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and _reader(p)):
        with path.open("rb") as file:
            digest = sha256(file.read()).hexdigest()[:12]
        for number, item in enumerate(_items(path)):
            origin = f"{digest}#{number}"
            try:
                if gone := _keep(kept, _version(item, origin, path.name)):
                    rejects.append(gone)
            except Unusable as bad:
                rejects.append(_reject(bad, path.name, origin))
    in_order = sorted((v.article for v in kept.values()), key=lambda a: (a.published_at, a.id))
    return Archive(tuple(in_order), pa.Table.from_pylist(rejects, schema=REJECTS))


class _Version(NamedTuple):
    """An article as one file has it, and when that was written."""

    article: Article
    at: datetime
    file: str


def _keep(kept: dict[str, _Version], found: _Version) -> dict[str, str | None] | None:
    """Keep a version if it is the newest of its article; gives the reject of the other one."""
    article_id = found.article.id
    known = kept.get(article_id)
    if known is None or found.at > known.at:
        kept[article_id] = found
    if known is None:
        return None
    older = known if found.at > known.at else found
    reason = "same_id" if found.at == known.at else "older_version"
    again = Unusable(reason, f"{older.file}: {article_id} again", article_id)
    return _reject(again, older.file, older.article.origin)


def _reject(bad: Unusable, file: str, origin: str) -> dict[str, str | None]:
    return {
        "outcome": bad.outcome,
        "reason": bad.reason,
        "detail": f"{file}: {bad.detail}",
        "post_id": None,
        "origin": origin,
    }


def _version(item: Found | Unusable, origin: str, file: str) -> _Version:
    if isinstance(item, Unusable):
        raise item
    return _Version(_article(item, origin), item.modified_at or item.published_at, file)


def _article(item: Found, origin: str) -> Article:
    return Article(
        id=item.id,
        url=item.url,
        publisher=item.publisher,
        author=item.author,
        published_at=item.published_at,
        headline=item.headline,
        sentences=sentences(item.body),
        lang=item.lang,
        origin=origin,
        modified_at=item.modified_at,
        correction=item.correction,
        is_withdrawn=item.is_withdrawn,
    )


def _items(path: Path) -> Iterator[Found | Unusable]:
    """Articles of one file; one that cannot be read at all is one reject."""
    try:
        yield from _read(path)
    except UnexpectedPayload as error:
        yield Unusable("unreadable_file", error.message)


def _read(path: Path) -> Iterable[Found | Unusable]:
    kind = _reader(path)
    with open_file(path) as stream:
        if kind == "lines":
            for record in records(stream, news_json.unwrap):
                yield from news_json.articles(record)
            return
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise UnexpectedPayload(f"over {MAX_BYTES >> 20} MiB", hint="one article a file, or lines")
    if kind == "json":
        try:
            yield from news_json.articles(loads(raw))
        except NotJson as error:
            raise UnexpectedPayload(f"not JSON: {error}") from error
    elif kind == "feed":
        yield from feeds.articles(raw)
    else:
        yield from web_page.articles(raw)


MAX_BYTES = 64 << 20


def _reader(path: Path) -> str | None:
    suffix = path.suffix.lower()
    if suffix in _PACKINGS:
        suffix = Path(path.stem).suffix.lower()
    return {
        **{".json": "json", ".jsonld": "json", ".ninjs": "json"},
        **{".jsonl": "lines", ".ndjson": "lines"},
        **{".html": "page", ".htm": "page", ".xhtml": "page"},
        **{".xml": "feed", ".rss": "feed", ".atom": "feed"},
    }.get(suffix)
