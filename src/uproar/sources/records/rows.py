"""From records to columns: one Row per post, one loop that turns a page into a batch.

A platform's file says how one record reads; everything else that a page needs (origins, rejects,
text ids, Arrow columns) happens here, once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pyarrow as pa

from uproar.errors import UnexpectedPayload
from uproar.model import OPERATIONS, POSTS, REJECTS, Batch, Page, text_id
from uproar.sources.values.json_values import decode
from uproar.sources.values.rejects import Unusable


class Row(NamedTuple):
    """One post; the fields are the columns of POSTS, in their order.

    `text_id` and `origin` are filled in by `batch`.
    """

    id: str
    platform: str
    kind: str
    author: str | None = None
    author_created_at: int | None = None
    author_followers: int | None = None
    text: str | None = None
    text_id: int | None = None
    lang_declared: str | None = None
    created_at: int | None = None
    seen_at: int | None = None
    time_precision_s: int | None = None
    reply_to: str | None = None
    repost_of: str | None = None
    quote_of: str | None = None
    thread: str | None = None
    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    quotes: int | None = None
    views: int | None = None
    url: str | None = None
    links: list[str] | None = None
    hashtags: list[str] | None = None
    reuse: str | None = None
    revision: int | None = None
    origin: str = ""


_TEXT_ID, _ORIGIN = (Row._fields.index(f) for f in ("text_id", "origin"))

# A text of more characters is no post, and would cost every stage that reads it.
# source: the longest that platforms take: Facebook 63,206, Reddit 40,000, X 25,000, YouTube 10,000;
# three times the longest, and what every pattern is tested at
MAX_TEXT_CHARS = 200_000
# Characters of any other field: an id, a name, an address.
# source: RFC 9110, 4.1: addresses of 8,000 octets at least are to be supported
MAX_FIELD_CHARS = 8000
_TEXT = Row._fields.index("text")


class Operation(NamedTuple):
    """What happened to an earlier post or account; for an account, `row.id` is the author's id."""

    op: str
    row: Row


Reader = Callable[..., Row | Operation]  # of one record, in the shape that its format has

# What a record of an unforeseen shape makes Python raise while it is read.
_SHAPE_ERRORS = (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError)


def batch(page: Page, read_record: Reader) -> Batch:
    """The posts, operations and rejects of a page; every record is exactly one of them.

    Raises UnexpectedPayload if a column cannot be built, which is a defect of the reader.
    """
    posts: list[Row] = []
    post_origins: list[str] = []
    operations: list[Operation] = []
    operation_origins: list[str] = []
    rejects: list[tuple[str, str, str, str | None, str]] = []
    for number, record in enumerate(page.records, page.first):
        origin = f"{page.origin}#{number}"
        try:
            if type(record) is bytes:
                record = decode(record)
            reading = read_record(record)
            _refuse_excess(reading)
        except Unusable as bad:
            rejects.append((bad.outcome, bad.reason, bad.detail, bad.post_id, origin))
        except _SHAPE_ERRORS as error:
            detail = f"{type(error).__name__} while reading a {type(record).__name__}"
            rejects.append(("rejected", "wrong_shape", detail, _post_id(record, page), origin))
        else:
            if type(reading) is Row:
                posts.append(reading)
                post_origins.append(origin)
            else:
                assert isinstance(reading, Operation)
                operations.append(reading)
                operation_origins.append(origin)
    try:
        return Batch(
            posts=_table(_columns(posts, post_origins), POSTS),
            operations=_table(
                [
                    [o.op for o in operations],
                    *_columns([o.row for o in operations], operation_origins),
                ],
                OPERATIONS,
            ),
            rejects=_table([list(c) for c in zip(*rejects, strict=True)], REJECTS),
            n_records=len(page.records),
        )
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise UnexpectedPayload(
            f"page {page.origin}#{page.first} does not fit the columns: {error}",
            hint="a field has another type than expected; report the file's format and version",
        ) from error


def _refuse_excess(reading: Row | Operation) -> None:
    """Raise Unusable for a text, another field or a list that is longer than any of a post's."""
    row = reading if type(reading) is Row else reading.row  # type: ignore[union-attr]  # an Operation
    for place, value in enumerate(row):
        kind = type(value)
        if kind is str:
            n, most = len(value), MAX_TEXT_CHARS if place == _TEXT else MAX_FIELD_CHARS
        elif kind is list:
            n, most = len(value) + sum(map(len, value)), MAX_TEXT_CHARS
        else:
            continue
        if n > most:
            name = Row._fields[place]
            post_id = row.id if len(row.id) <= MAX_FIELD_CHARS else None
            what = "too_long_text" if place == _TEXT else "too_long_field"
            raise Unusable(what, f"{name} of {n:,} characters; at most {most:,} are taken", post_id)


def _columns(rows: list[Row], origins: list[str]) -> list[list[object]]:
    """Rows as columns, with `text_id` and `origin` filled in. Empty: no columns."""
    columns: list[list[object]] = [list(column) for column in zip(*rows, strict=True)]
    if columns:
        columns[_TEXT_ID] = [None if row.text is None else text_id(row.text) for row in rows]
        columns[_ORIGIN] = list(origins)
    return columns


def _table(columns: list[list[object]], schema: pa.Schema) -> pa.Table:
    """The columns as Arrow; raises ArrowInvalid or ArrowTypeError where one does not fit."""
    if not columns or not columns[0]:
        return schema.empty_table()
    arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _post_id(record: object, page: Page) -> str | None:
    """The post id of a record that could not be read; None where it has no `id` at its top."""
    native = record.get("id") if isinstance(record, dict) else None
    platform = page.context.get("platform")
    return f"{platform}:{native}" if isinstance(native, str) and platform else None
