"""Refusals of reuse: which posts may not be quoted because of what became known beside them.

A post's own `reuse` is what was known when it was taken in. An author may refuse later, or a post
met again may carry a signal that it did not carry before. Both are operations, and a reader lays
them over the posts: at a pin, what was known at that pin holds for every post, old or new.

A refusal ends where the author is seen to allow reuse at a later time than the last refusal. Posts
made from that moment on are free; earlier ones stay refused. A refusal whose time nobody witnessed
does not end, and neither does one of a single post.
"""

from __future__ import annotations

from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import AnyArray
from uproar.model import POSTS, REFUSED_BY_AUTHOR
from uproar.store.oplog.ledger import Ledger, digest

# What laying refusals over posts needs to know of them.
NEEDS = ("id", "author", "created_at", "seen_at", "reuse")
_NEVER = 2**63 - 1  # µs, later than any time; by definition: the largest 64-bit number
_AUTHORS = f"""
with refused as (
    select author, max(coalesce(seen_at, {_NEVER})) as last_at, arg_max(reuse, seq) as reuse
    from operations where op = 'refuse_reuse' and seq <= $pin group by author
)
select r.author, r.reuse, min(a.seen_at) as ends_at
from refused r left join operations a
    on a.author = r.author and a.op = 'allow_reuse' and a.seq <= $pin and a.seen_at > r.last_at
group by r.author, r.reuse order by r.author
"""
_POSTS = """
select id, arg_max(reuse, seq) as reuse from operations
where op = 'refuse_post' and seq <= $pin group by id order by id
"""


class Refusals(NamedTuple):
    """What holds at a pin: of authors (author, reuse, ends_at), of single posts (id, reuse)."""

    authors: pa.Table
    posts: pa.Table

    def over(self, posts: pa.Table) -> pa.Table:
        """The posts with every refusal in `reuse`. Needs the columns NEEDS; a signal stays."""
        if not self.authors.num_rows and not self.posts.num_rows:
            return posts
        row = pc.index_in(posts["author"], self.authors["author"].combine_chunks())
        made_at = pc.coalesce(posts["seen_at"], posts["created_at"])
        ends_at = self.authors["ends_at"].combine_chunks().take(row)
        is_free = pc.coalesce(pc.greater_equal(made_at, ends_at), pa.scalar(False))
        of_author = self.authors["reuse"].combine_chunks().take(row)
        of_author = pc.if_else(is_free, pa.scalar(None, pa.string()), of_author)
        row = pc.index_in(posts["id"], self.posts["id"].combine_chunks())
        of_post = self.posts["reuse"].combine_chunks().take(row)
        reuse = pc.coalesce(posts["reuse"], of_author, of_post)
        return posts.set_column(posts.schema.get_field_index("reuse"), POSTS.field("reuse"), reuse)


def at_pin(sql: duckdb.DuckDBPyConnection, pin: int) -> Refusals:
    """The refusals known at a pin; `sql` has the view `operations`."""
    tables = (sql.sql(s, params={"pin": pin}).to_arrow_table() for s in (_AUTHORS, _POSTS))
    return Refusals(*tables)


def implied(
    candidates: pa.Table, is_repeat: AnyArray, is_gone: AnyArray, ledger: Ledger
) -> list[pa.Table]:
    """Operations that posts bring along: their authors' refusals, and their own if met again.

    `candidates` are puts and edits as they came. Each author and each post refuses once; the
    time of such a refusal is not known, since a file does not say when it was taken.
    """
    reuse, author = candidates["reuse"], candidates["author"]
    is_refused = pc.and_(pc.is_valid(reuse), pc.invert(pa.array(is_gone)))
    by_author = pc.is_in(reuse, pa.array(REFUSED_BY_AUTHOR.values(), pa.string()))
    by_author = pc.and_(by_author, pc.is_valid(author))
    by_post = pc.and_(pa.array(is_repeat), pc.invert(by_author))
    authors = _first_of_each(candidates.filter(pc.and_(is_refused, by_author)), "author")
    posts = _first_of_each(candidates.filter(pc.and_(is_refused, by_post)), "id")
    return [
        _operations("refuse_reuse", authors, ["author"], ledger.refusing_accounts),
        _operations("refuse_post", posts, ["id", "author"], ledger.refused),
    ]


def _first_of_each(rows: pa.Table, column: str) -> pa.Table:
    """The first row of each value, in the order of the rows."""
    codes = rows[column].combine_chunks().dictionary_encode().indices.to_numpy()
    _, first = np.unique(codes, return_index=True)
    return rows.take(np.sort(first))


def _operations(op: str, rows: pa.Table, names: list[str], known: set[bytes]) -> pa.Table:
    """These rows as operations, less those whose first name is known to refuse already."""
    is_new = [digest(str(name)) not in known for name in rows[names[0]].to_pylist()]
    rows = rows.select([*names, "reuse", "origin"]).filter(pa.array(is_new, pa.bool_()))
    return rows.append_column("op", pa.repeat(op, rows.num_rows))
