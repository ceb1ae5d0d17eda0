"""What ties a post to the event besides its words: its place, its links, its names.

Identity of places is decided by native ids: a thread, parent or link is the event's own when its
id is a part of the event's address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Bools
from uproar.model import Event
from uproar.select.config import TiesConfig

CONFIG = TiesConfig()
# Pieces of an address that name no post, though they are long enough.
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
    long = (piece for piece in pieces if len(piece) >= CONFIG.min_id_length)
    return sorted(piece for piece in long if piece.lower() not in _COMMON_PIECES)


class Places(NamedTuple):
    """Where posts stand. Shape: both (n_posts,)."""

    is_under_own: Bools  # it is, stands under, or answers the event's own post
    is_link: Bools  # it links, quotes or shares the event's own post


def places(posts: pa.Table, links: pa.Table, event_ids: Sequence[str]) -> Places:
    """Which posts stand under the event's own post, and which link, quote or share it.

    `posts`: id, thread, reply_to, quote_of, repost_of. `links`: id, link. Empty `event_ids`: none.
    """
    names = pa.array(event_ids, pa.string())

    def is_own(column: str) -> Bools:
        native = pc.replace_substring_regex(posts[column], "^.*[:/]", "")
        return pc.is_in(native, value_set=names).to_numpy(zero_copy_only=False)

    pattern = "|".join(re.escape(piece) for piece in event_ids) or "$^x"
    with_link = links.filter(pc.match_substring_regex(links["link"], pattern))["id"]
    is_linking = pc.is_in(posts["id"], value_set=pc.unique(with_link))
    return Places(
        is_own("thread") | is_own("reply_to") | is_own("id"),
        is_own("quote_of") | is_own("repost_of") | is_linking.to_numpy(zero_copy_only=False),
    )


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


def first_name(norms: pa.Array[pa.StringScalar], names: Iterable[str]) -> pa.StringArray:
    """The first of the names that each text holds; null where there is none.

    A name in an alphabet with word spaces must stand alone (a particle of another script may
    follow it); in other scripts it may be part of a longer run. Ties: where several names begin at
    one place, the longest, then by alphabet. Empty: no names, or no texts, give nulls.
    """
    pattern = "|".join(_name_pattern(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    if not pattern or not len(norms):
        return pa.nulls(len(norms), pa.string())
    matches = pc.extract_regex(norms, f"(?:{pattern})")
    null = pa.scalar(None, pa.string())
    fields = [matches.field(i) for i in range(matches.type.num_fields)]
    first = pc.coalesce(*[pc.if_else(pc.equal(f, pa.scalar("")), null, f) for f in fields])
    assert isinstance(first, pa.StringArray)
    return first


def _name_pattern(name: str) -> str:
    """A name as a pattern of RE2, in a group of its own."""
    escaped = re.escape(name).replace("\\ ", " ")
    group = f"(?P<n{name.encode('utf-32-be').hex()}>{escaped})"
    if _JOINED.search(name):
        return group
    edge = r"[^\p{Latin}\p{Greek}\p{Cyrillic}\p{N}]"
    return f"(?:^|{edge}){group}(?:$|{edge})"
