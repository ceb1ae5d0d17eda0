"""What ties a post to the event besides its words: its place, its links, its names.

Identity of places is decided by native ids: a thread, parent or link is the event's own when its
id is a part of the event's address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from uproar.model import Event

LEAST_ID = 6  # characters; shorter pieces of an address ("watch", "p") name no post
_COMMON_PIECES = frozenset({"status", "comments", "profile", "videos", "shorts", "watch"})
# Scripts that put no space or letter boundary around a name.
_JOINED = re.compile(r"[^\W\d_A-Za-zÀ-ɏͰ-ϿЀ-ӿ]")


def own_ids(event: Event) -> list[str]:
    """Pieces of the addresses of the event and its footage that can be a post's native id.

    >>> from datetime import datetime, UTC
    >>> own_ids(Event("e", "", "", datetime(2025, 1, 1, tzinfo=UTC), "",
    ...     "https://v.example/watch?v=aBc-12_x", "", (), None, None))
    ['aBc-12_x']
    """
    pieces: set[str] = set()
    for url in (event.url, event.footage.url):
        path = (url or "").split("://")[-1].partition("/")[2]
        pieces |= set(re.split(r"[^\w\-]+", path))
    return sorted(p for p in pieces if len(p) >= LEAST_ID and p.lower() not in _COMMON_PIECES)


def places(posts: pa.Table, links: pa.Table, own: Sequence[str]) -> dict[str, Any]:
    """Which posts stand under the event's own post, and which link, quote or share it.

    `posts`: id, thread, reply_to, quote_of, repost_of. `links`: id, link. Shape: boolean arrays.
    """
    names = pa.array(own, pa.string())

    def is_own(column: str) -> Any:
        return pc.is_in(pc.replace_substring_regex(posts[column], "^.*[:/]", ""), value_set=names)

    pattern = "|".join(re.escape(piece) for piece in own) or "$^x"
    found = links.filter(pc.match_substring_regex(links["link"], pattern))["id"]
    linking = pc.is_in(posts["id"], value_set=pc.unique(found))
    under = pc.or_(pc.or_(is_own("thread"), is_own("reply_to")), is_own("id"))
    sharing = pc.or_(pc.or_(is_own("quote_of"), is_own("repost_of")), linking)
    return {
        "is_under_own": under.to_numpy(),
        "is_link": sharing.to_numpy(),
    }


def aliases(event: Event) -> tuple[list[str], list[str]]:
    """Names that mean the event's people and works alone, and names that mean others too."""
    ambiguous = {matching(a) for e in event.entities for a in e.ambiguous}
    every = {matching(a) for e in event.entities for names in e.aliases.values() for a in names}
    every |= {matching(e.name) for e in event.entities}
    return sorted(every - ambiguous - {""}), sorted(ambiguous - {""})


def matching(text: str) -> str:
    """A name as the annotators' normal form would write it.

    >>> matching("Ｖ  Kim")
    'v kim'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def named(norms: Any, names: Iterable[str]) -> Any:
    """The first of the names that each text holds, as a string column; null where none.

    A name in an alphabet with word spaces must stand alone (a particle of another script may
    follow it); in other scripts it may be part of a longer run.
    """
    pattern = "|".join(_one_name(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    if not pattern or not len(norms):
        return pa.nulls(len(norms), pa.string())
    found = pc.extract_regex(norms, f"(?:{pattern})")
    fields = [found.field(i) for i in range(found.type.num_fields)]
    filled = [pc.if_else(pc.equal(f, ""), pa.scalar(None, pa.string()), f) for f in fields]
    return pc.coalesce(*filled)


def _one_name(name: str) -> str:
    escaped = re.escape(name).replace("\\ ", " ")
    group = f"(?P<n{name.encode('utf-32-be').hex()}>{escaped})"
    if _JOINED.search(name):
        return group
    edge = r"[^\p{Latin}\p{Greek}\p{Cyrillic}\p{N}]"
    return f"(?:^|{edge}){group}(?:$|{edge})"
