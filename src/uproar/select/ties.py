"""What ties a post to the event besides its words: its place and its links.

Identity of places is decided by native ids: a thread, parent or link is the event's own when its
id is a part of the event's address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Bools
from uproar.model import Event
from uproar.select.config import TiesConfig

CONFIG = TiesConfig()
# Pieces of an address that name no post, though they are long enough.
_COMMON_PIECES = frozenset({"status", "comments", "profile", "videos", "shorts", "watch"})


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

    `posts`: id, thread, reply_to, quote_of, repost_of, origin. `links`: id, link. Empty
    `event_ids`: none.
    """
    names = pa.array(event_ids, pa.string())

    def is_own(column: str) -> Bools:
        native = pc.replace_substring_regex(posts[column], "^.*[:/]", "")
        return pc.is_in(native, value_set=names).to_numpy(zero_copy_only=False)

    pattern = "|".join(re.escape(piece) for piece in event_ids) or "$^x"
    with_link = links.filter(pc.match_substring_regex(links["link"], pattern))["id"]
    is_linking = pc.is_in(posts["id"], value_set=pc.unique(with_link))
    is_direct = is_own("thread") | is_own("reply_to") | is_own("id")
    return Places(
        _with_answers(posts, is_direct),
        is_own("quote_of") | is_own("repost_of") | is_linking.to_numpy(zero_copy_only=False),
    )


def _with_answers(posts: pa.Table, is_under: Bools) -> Bools:
    """Posts under the event's own post, and what answers them at any depth.

    An answer whose parent is not here stands where the other posts of its file stand, if all of
    those that say where they stand are under the event's own post.
    """
    row = pc.index_in(posts["reply_to"].combine_chunks(), value_set=posts["id"].combine_chunks())
    is_here = row.is_valid().to_numpy(zero_copy_only=False)
    parent = row.fill_null(0).to_numpy()
    under = is_under | _in_own_file(posts, is_under, is_here)
    while True:
        deeper = under | (is_here & under[parent])
        if (deeper == under).all():
            return np.asarray(deeper)
        under = deeper


def _in_own_file(posts: pa.Table, is_under: Bools, is_parent_here: Bools) -> Bools:
    """Answers without their parent, in a file that was gathered under the event's own post."""
    answers = posts["reply_to"].combine_chunks().is_valid().to_numpy(zero_copy_only=False)
    placed = posts["thread"].combine_chunks().is_valid().to_numpy(zero_copy_only=False)
    file = pc.replace_substring_regex(posts["origin"], "#[^#]*$", "").combine_chunks()
    code = file.dictionary_encode().indices.to_numpy()
    n_placed = np.bincount(code, placed | is_under)
    n_under = np.bincount(code, is_under, minlength=len(n_placed))
    is_own_file = (n_under > 0) & (n_under == n_placed)
    return np.asarray(is_own_file[code] & answers & ~placed & ~is_parent_here)
