"""The folder of earlier coverage: articles as schema.org or ninjs JSON, HTML, feeds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from uproar.errors import ConfigError, UnexpectedPayload
from uproar.files import open_regular
from uproar.model import REJECTS, Article
from uproar.sources.articles import feeds, news_json, web_page
from uproar.sources.articles.parsed_article import ParsedArticle
from uproar.sources.articles.sentences import sentences
from uproar.sources.records.decompress import open_file
from uproar.sources.records.json_records import records
from uproar.sources.records.rows import MAX_FIELD_CHARS
from uproar.sources.values.json_values import NotJson, loads
from uproar.sources.values.rejects import Unusable

_PACKINGS = (".gz", ".zst")
# chosen on: judgement; not swept. A page, a feed or one JSON value of more is no article.
MAX_BYTES = 64 << 20
# chosen on: judgement; a whole book. Characters of an article's text.
MAX_BODY_CHARS = 1 << 20
# What a folder may hold, whatever it is. chosen on: judgement; a paper's articles of ten years
MAX_FILES = 1_000_000
# Of one file. chosen on: judgement; beyond it is no file of articles, and the rest is one reject
MAX_REJECTS = 10_000


class Archive(NamedTuple):
    """Articles by time, then id; and what in the folder did not become one (REJECTS)."""

    articles: tuple[Article, ...]
    rejects: pa.Table


def load_archive(folder: Path) -> Archive:
    """Every article below this folder.

    Empty: no articles, no rejects. Ties: of articles with one id the version modified last stands,
    of equal ones the first by file name; the others are rejects.
    """
    newest: dict[str, _Version] = {}
    rejects: list[dict[str, str | None]] = []
    for path in _files(folder):
        with open_regular(path) as file:
            digest = file_digest(file, "sha256").hexdigest()[:12]
        n_rejects, origin = 0, ""
        for number, parsed in enumerate(_parsed_articles(path)):
            origin = f"{digest}#{number}"
            try:
                older = _keep_newest(newest, _version(parsed, origin, path.name))
            except Unusable as bad:
                older = _reject(bad, path.name, origin)
            n_rejects += older is not None
            if older and n_rejects <= MAX_REJECTS:
                rejects.append(older)
        if n_rejects > MAX_REJECTS:
            rest = Unusable("too_many_rejects", f"{n_rejects - MAX_REJECTS:,} more are no articles")
            rejects.append(_reject(rest, path.name, origin))
    in_order = sorted((v.article for v in newest.values()), key=lambda a: (a.published_at, a.id))
    return Archive(tuple(in_order), pa.Table.from_pylist(rejects, schema=REJECTS))


def _files(folder: Path) -> list[Path]:
    """The files below a folder that may hold articles, by name; links to folders are not followed.

    Raises ConfigError for a folder that holds more, or deeper, than an archive does.
    """
    paths: list[Path] = []
    n = 0
    try:
        for parent, folders, names in os.walk(folder):
            n += len(folders) + len(names)
            if n > MAX_FILES:
                break
            files = (Path(parent, name) for name in names)
            paths += [path for path in files if _file_kind(path) and path.is_file()]
    except RecursionError as error:
        raise ConfigError(f"{folder} has folders too deep to look through") from error
    if n > MAX_FILES:
        raise ConfigError(
            f"{folder} holds more than {MAX_FILES:,} files and folders",
            hint="is it the folder of articles? check path = … of [archive]",
        )
    return sorted(paths)


class _Version(NamedTuple):
    """An article as one file has it, and when that was written."""

    article: Article
    written_at: datetime
    file: str


def _keep_newest(newest: dict[str, _Version], version: _Version) -> dict[str, str | None] | None:
    """Put a version in `newest` if no later one is there; returns the reject of the other one."""
    article_id = version.article.id
    known = newest.get(article_id)
    if known is None or version.written_at > known.written_at:
        newest[article_id] = version
    if known is None:
        return None
    older = known if version.written_at > known.written_at else version
    reason = "same_id" if version.written_at == known.written_at else "older_version"
    repeat = Unusable(reason, f"{older.file}: {article_id} again", article_id)
    return _reject(repeat, older.file, older.article.origin)


def _reject(bad: Unusable, file: str, origin: str) -> dict[str, str | None]:
    return {
        "outcome": bad.outcome,
        "reason": bad.reason,
        "detail": f"{file}: {bad.detail}",
        "post_id": None,
        "origin": origin,
    }


def _version(parsed: ParsedArticle | Unusable, origin: str, file: str) -> _Version:
    if isinstance(parsed, Unusable):
        raise parsed
    return _Version(_article(parsed, origin), parsed.modified_at or parsed.published_at, file)


def _article(parsed: ParsedArticle, origin: str) -> Article:
    """The article in sentences. Raises Unusable for one with more text than any article has."""
    short = (parsed.headline, parsed.url, parsed.publisher, parsed.author, parsed.lang)
    for most, words in (
        (MAX_BODY_CHARS, (parsed.body, parsed.correction)),
        (MAX_FIELD_CHARS, short),
    ):
        n_chars = max(len(each or "") for each in words)
        if n_chars > most:
            raise Unusable("too_long_text", f"{n_chars:,} characters; at most {most:,} are taken")
    return Article(
        id=parsed.id,
        url=parsed.url,
        publisher=parsed.publisher,
        author=parsed.author,
        published_at=parsed.published_at,
        headline=parsed.headline,
        sentences=sentences(parsed.body),
        lang=parsed.lang,
        origin=origin,
        modified_at=parsed.modified_at,
        correction=parsed.correction,
        is_withdrawn=parsed.is_withdrawn,
    )


def _parsed_articles(path: Path) -> Iterator[ParsedArticle | Unusable]:
    """The articles of one file; a file that cannot be read at all is one reject."""
    try:
        yield from _parse_file(path)
    except UnexpectedPayload as error:
        yield Unusable("unreadable_file", error.message)


def _parse_file(path: Path) -> Iterable[ParsedArticle | Unusable]:
    """The articles of one file. Raises UnexpectedPayload where it is not what its name says."""
    kind = _file_kind(path)
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


def _file_kind(path: Path) -> str | None:
    """What a file's name says it holds; None for a file that is no part of an archive."""
    suffix = path.suffix.lower()
    if suffix in _PACKINGS:
        suffix = Path(path.stem).suffix.lower()
    return {
        **{".json": "json", ".jsonld": "json", ".ninjs": "json"},
        **{".jsonl": "lines", ".ndjson": "lines"},
        **{".html": "page", ".htm": "page", ".xhtml": "page"},
        **{".xml": "feed", ".rss": "feed", ".atom": "feed"},
    }.get(suffix)
