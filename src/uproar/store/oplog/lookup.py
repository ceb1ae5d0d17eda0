"""Which posts and accounts are in the files, by id or by where a web address points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa

from uproar.store.oplog.delta_files import Files
from uproar.store.oplog.live_posts import opened

_ROWS = """
create temp view every as select * from base union all select * from tail;
"""
_MATCHES = {
    "posts": """
        select distinct id from every where op in ('put', 'edit', 'delete') and (
            id in (select name from wanted_posts) or url in (select name from wanted_urls)
            or split_part(id, '/', -1) in (select name from wanted_endings))
        order by id""",
    "accounts": """
        select distinct author from every
        where author in (select name from wanted_accounts) order by author""",
    "mentioned": """
        select distinct name from (
            select unnest([reply_to, repost_of, quote_of, thread]) as name from every)
        where name in (select name from wanted_posts) order by name""",
}


class Lookup(NamedTuple):
    """Ways to find a post without its id: its address, or the last part of its id."""

    urls: Sequence[str] = ()
    endings: Sequence[str] = ()


class Matches(NamedTuple):
    """Ids in the files. `mentioned`: posts that only other posts refer to."""

    posts: tuple[str, ...]
    accounts: tuple[str, ...]
    mentioned: tuple[str, ...]


def matches(files: Files, posts: list[str], accounts: list[str], asked: Lookup) -> Matches:
    """The posts and accounts of these names that the files hold, each in order of name."""
    wanted = {"posts": posts, "accounts": accounts, "urls": asked.urls, "endings": asked.endings}
    with opened(files) as sql:
        sql.execute(_ROWS)
        for name, values in wanted.items():
            table = pa.table({"name": pa.array(list(values), pa.string())})
            sql.register(f"wanted_{name}", table)
        hits = {name: sql.execute(query).fetchall() for name, query in _MATCHES.items()}
    return Matches(*(tuple(str(row[0]) for row in hits[name]) for name in _MATCHES))


def platforms(files: Files) -> list[str]:
    """The platforms of the posts and accounts in the files, by name."""
    with opened(files) as sql:
        sql.execute(_ROWS)
        rows = sql.execute(
            "select distinct split_part(name, ':', 1) as platform from ("
            " select id as name from every union all select author from every)"
            " where name is not null order by platform"
        ).fetchall()
    return [str(platform) for (platform,) in rows]
