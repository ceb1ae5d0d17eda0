"""From records to columns: one Row per post, one loop that turns a page into a batch.

A platform's file says how one record reads; everything else that a page needs (origins, rejects,
text ids, Arrow columns) happens here, once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pyarrow as pa

from uproar.errors import UnexpectedPayload
from uproar.model import OPERATIONS, POSTS, REJECTS, Batch, Page, text_id
from uproar.sources.decode import decode
from uproar.sources.unusable import Unusable


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


class Operation(NamedTuple):
    """What happened to an earlier post or account; for an account, `row.id` is the author's id."""

    op: str
    row: Row


Reader = Callable[[Any], Row | Operation]

# What a record of an unforeseen shape makes Python raise while it is read.
_SHAPE_ERRORS = (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError)


def batch(page: Page, read: Reader) -> Batch:
    """The posts, operations and rejects of a page; every record is exactly one of them.

    Raises UnexpectedPayload if a column cannot be built, which is a defect of the reader.
    """
    posts: list[Row] = []
    operations: list[Operation] = []
    rejects: list[tuple[str, str, str, str | None, str]] = []
    for number, record in enumerate(page.records, page.first):
        origin = f"{page.origin}#{number}"
        try:
            if type(record) is bytes:
                record = decode(record)
            got = read(record)
        except Unusable as bad:
            rejects.append((bad.outcome, bad.reason, bad.detail, bad.post_id, origin))
        except _SHAPE_ERRORS as error:
            detail = f"{type(error).__name__} while reading a {type(record).__name__}"
            rejects.append(("rejected", "wrong_shape", detail, _id_of(record, page), origin))
        else:
            if type(got) is Row:
                posts.append(_finished(got, origin))
            else:
                assert isinstance(got, Operation)
                operations.append(Operation(got.op, _finished(got.row, origin)))
    try:
        return Batch(
            posts=_table(posts, POSTS),
            operations=_table([(op, *row) for op, row in operations], OPERATIONS),
            rejects=_table(rejects, REJECTS),
            n_records=len(page.records),
        )
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise UnexpectedPayload(
            f"page {page.origin}#{page.first} does not fit the columns: {error}",
            hint="a field has another type than expected; report the file's format and version",
        ) from error


def _finished(row: Row, origin: str) -> Row:
    text = row.text
    return row._replace(text_id=None if text is None else text_id(text), origin=origin)


def _table(rows: list[Any], schema: pa.Schema) -> pa.Table:
    if not rows:
        return schema.empty_table()
    columns = zip(*rows, strict=True)
    arrays = [pa.array(list(c), f.type) for c, f in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _id_of(record: Any, page: Page) -> str | None:
    """The id of a record that could not be read, as far as it can be told without reading it."""
    native = record.get("id") if isinstance(record, dict) else None
    platform = page.context.get("platform")
    return f"{platform}:{native}" if isinstance(native, str) and platform else None
