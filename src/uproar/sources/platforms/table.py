"""Any table of posts, by a column mapping: CSV, TSV, Parquet, JSON lines (docs/exports.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from uproar.config import Settings
from uproar.errors import ConfigError
from uproar.model import POST_KINDS
from uproar.sources.platforms import table_columns
from uproar.sources.records import csv_rows, parquet_rows
from uproar.sources.records.csv_rows import Broken
from uproar.sources.records.file_format import FileFormat, Options
from uproar.sources.records.json_records import records
from uproar.sources.records.rows import Reader, Row
from uproar.sources.values.author_ids import Names
from uproar.sources.values.json_values import clean, string
from uproar.sources.values.rejects import Unusable

_PARQUET = b"PAR1"


def _cut(stream: BinaryIO, options: Options) -> Iterator[Any]:
    """Rows of a table in the layout its first bytes show."""

    def wanted(header: tuple[str, ...]) -> frozenset[str]:
        return table_columns.column_mapping(options, header).names

    head = stream.peek(4096) if hasattr(stream, "peek") else b""
    if head.startswith(_PARQUET):
        return parquet_rows.rows(stream, wanted)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        table_columns.column_mapping(options)
        return records(stream, lambda value: None)
    return csv_rows.rows(stream, options, wanted)


class _Table:
    """Reads one row."""

    def __init__(self, options: Options, names: Names) -> None:
        self._names = names
        self._mapping = table_columns.column_mapping(options)

    def read(self, row: Any) -> Row:
        if isinstance(row, Broken):
            raise Unusable(row.reason, row.detail, self._post_id(row.row))
        if not isinstance(row, Mapping):
            raise Unusable("wrong_shape", f"a {type(row).__name__} instead of a row")
        get, text = self._value(row), self._text(row)
        author = table_columns.native_id(get("author"))
        written = get("created")
        created_at = self._mapping.created(written) if written is not None else None
        parent, repost_of = self._ref(get("parent")), self._ref(get("repost_of"))
        quote_of = self._ref(get("quote_of"))
        is_repost = repost_of is not None or table_columns.is_true(get("is_repost")) or text is None
        post_id = self._post_id(row) or self._id(
            table_columns.content_id(author, created_at, get("thread"), text)
        )
        stated = str(get("kind") or "").lower()
        return Row(
            id=post_id,
            platform=self._names.platform,
            kind=stated
            if stated in POST_KINDS
            else self._kind(is_repost, quote_of, parent or table_columns.is_true(get("is_reply"))),
            author=self._names.author(author),
            author_followers=table_columns.number(get("author_followers")),
            text=text,
            lang_declared=_lang(get("lang")),
            created_at=created_at,
            time_precision_s=None if created_at is None else self._precision(written),
            reply_to=None if is_repost else parent,
            repost_of=repost_of or (parent if is_repost else None),
            quote_of=quote_of,
            thread=self._ref(get("thread")),
            likes=table_columns.number(get("likes")),
            reposts=table_columns.number(get("reposts")),
            replies=table_columns.number(get("replies")),
            quotes=table_columns.number(get("quotes")),
            views=table_columns.number(get("views")),
            url=self._names.url(string(get("url"))),
            links=table_columns.listed_words(get("links")),
            hashtags=table_columns.listed_words(get("hashtags")),
            reuse="refused: the export says so" if table_columns.is_true(get("refused")) else None,
        )

    def _value(self, row: Mapping[str, Any]) -> Any:
        getters = self._mapping.get
        return lambda target: getters[target](row) if target in getters else None

    def _text(self, row: Mapping[str, Any]) -> str | None:
        text = self._mapping.get["text"](row)
        if isinstance(text, str) and text:
            return clean(text) if not text.isprintable() else text
        if self._mapping.empty_text_is_repost and text in (None, ""):
            return None
        what = "empty" if text == "" else type(text).__name__
        raise Unusable("no_text", f"text is {what}", self._post_id(row))

    def _post_id(self, row: Mapping[str, Any]) -> str | None:
        if "id" not in self._mapping.get:
            return None
        native = table_columns.native_id(self._mapping.get["id"](row))
        if native is None and row:
            raise Unusable("no_id", "the id's column is empty")
        return self._id(native) if native else None

    def _id(self, native: str) -> str:
        return f"{self._names.platform}:{native}"

    def _ref(self, value: Any) -> str | None:
        native = table_columns.native_id(value)
        return self._id(native) if native else None

    def _kind(self, is_repost: bool, quote_of: str | None, is_reply: Any) -> str:
        return (
            "repost"
            if is_repost
            else "quote"
            if quote_of
            else ("reply" if is_reply else self._mapping.kind)
        )

    def _precision(self, written: Any) -> int:
        stated = self._mapping.precision_s
        return table_columns.exactness_of(written) if stated is None else stated


def _lang(value: Any) -> str | None:
    code = string(value)
    return code.split("-")[0].lower() if code and code != "und" else None


def _reader(context: Options, settings: Settings) -> Reader:
    platform = string(context.get("platform"))
    if platform is None:
        raise ConfigError("a table needs a platform", hint='say platform = "forum", or its name')
    return _Table(context, Names(platform, settings.pseudonym_key)).read


SOURCE = FileFormat(
    name="table",
    aliases=("csv", "tsv", "jsonl", "parquet"),
    platform="",
    terms="As the export's provider and its platforms say; whoever imports it answers for it.",
    detects=lambda head, name: False,  # a table is never guessed: it takes a column mapping
    cut=_cut,
    reader=_reader,
)
