"""References from one post to others: ids and links, less those to what is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pyarrow as pa

from uproar.store.oplog.delta_files import OPS
from uproar.store.oplog.gone_names import GoneNames, link_without
from uproar.store.oplog.ledger import gone_name

REFERENCES = ("reply_to", "repost_of", "quote_of", "thread")


def references_without(rows: pa.Table, gone: GoneNames) -> pa.Table:
    """The rows with a digest in place of every id or link that names something gone.

    The same name always gives the same digest, so the posts of a thread stay together.
    """
    if not gone:
        return rows

    def id_without(name: str) -> str:
        return gone_name(name) if name in gone else name

    for name in REFERENCES:
        rows = _replaced(rows, name, id_without)
    return _links_replaced(rows, lambda link: link_without(link, gone))


def _replaced(rows: pa.Table, name: str, change: Callable[[str], str]) -> pa.Table:
    """The rows with one text column changed, value by distinct value; as they are if none is."""
    values = cast("list[str]", rows[name].unique().drop_null().to_pylist())
    changed = {value: new for value in values if (new := change(value)) != value}
    if not changed:
        return rows
    column = pa.array([changed.get(str(v), v) for v in rows[name].to_pylist()], pa.string())
    return rows.set_column(rows.schema.get_field_index(name), OPS.field(name), column)


def _links_replaced(rows: pa.Table, change: Callable[[str], str]) -> pa.Table:
    lists = rows["links"].to_pylist()
    distinct = {link for links in lists for link in links or ()}
    changed = {link: new for link in sorted(distinct) if (new := change(link)) != link}
    if not changed:
        return rows
    field = OPS.field("links")
    column = pa.array(
        [None if links is None else [changed.get(x, x) for x in links] for links in lists],
        field.type,
    )
    return rows.set_column(rows.schema.get_field_index("links"), field, column)
