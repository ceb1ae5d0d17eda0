"""Columns of posts, operations, rejects, marks and texts: the Arrow schemas of the store.

Times in columns are int64 microseconds since 1970 UTC (`*_at`). Null means "the platform did not
say"; 0 means it said zero.
"""

from __future__ import annotations

import pyarrow as pa
import xxhash


def text_id(text: str) -> int:
    """A stable 64-bit name of a text, so that work is done once per distinct text.

    >>> text_id("one one one") == text_id("one one one")
    True
    """
    return xxhash.xxh3_64_intdigest(text.encode()) - (1 << 63)


POST_KINDS = ("post", "comment", "reply", "repost", "quote")

POSTS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),  # "platform:native id"
        pa.field("platform", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),  # one of POST_KINDS
        pa.field("author", pa.string()),  # "platform:native author id", or its pseudonym
        pa.field("author_created_at", pa.int64()),
        pa.field("author_followers", pa.int64()),
        pa.field(
            "text", pa.string()
        ),  # valid UTF-8, as the platform gave it; null for a bare repost
        pa.field("text_id", pa.int64()),  # text_id(text); null where text is null
        pa.field("lang_declared", pa.string()),
        pa.field("created_at", pa.int64()),  # claimed by the author's client or the platform
        pa.field("seen_at", pa.int64()),  # witnessed by the stream or the capture
        pa.field("time_precision_s", pa.int64()),  # 0 exact, 60 to the minute, 604800 "weeks ago"
        pa.field("reply_to", pa.string()),  # post ids of the same platform
        pa.field("repost_of", pa.string()),
        pa.field("quote_of", pa.string()),
        pa.field("thread", pa.string()),  # conversation, submission or video
        pa.field("likes", pa.int64()),
        pa.field("reposts", pa.int64()),
        pa.field("replies", pa.int64()),
        pa.field("quotes", pa.int64()),
        pa.field("views", pa.int64()),
        pa.field("url", pa.string()),
        pa.field("links", pa.list_(pa.string())),  # expanded, as the platform resolved them
        pa.field("hashtags", pa.list_(pa.string())),  # without '#', as the platform tagged them
        pa.field("reuse", pa.string()),  # "refused: <platform's signal>"; null = no signal
        pa.field("revision", pa.int64()),  # time of the latest edit known, 0 = never edited
        pa.field("origin", pa.string(), nullable=False),  # "<file sha256[:12]>#<record>" or cursor
    ]
)

# Signals in `reuse` by which an author refuses; they hold for all posts of the author. Any other
# signal holds for its own post only.
REFUSED_BY_AUTHOR = {
    "protected": "refused: author is protected",
    "not_indexable": "refused: account is not indexable",
    "noindex": "refused: account asks not to be indexed",
    "no_unauthenticated": "refused: no-unauthenticated",
}

# What a source says happened to an earlier post or account. `edit` carries the whole new post.
# `refuse_reuse`: an account asks, from `seen_at` on, not to be quoted (`reuse` says by which
# signal); `allow_reuse`: at `seen_at` it asked for that no longer.
OPERATION_KINDS = (
    *("edit", "delete", "delete_account", "hide_account", "show_account", "profile"),
    *("refuse_reuse", "allow_reuse"),
)
OPERATIONS = pa.schema([pa.field("op", pa.string(), nullable=False), *POSTS])

# Records that did not become posts: `outcome` is "rejected" or "out_of_scope".
REJECTS = pa.schema(
    [
        pa.field("outcome", pa.string(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),  # a short code, the same for its kind
        pa.field("detail", pa.string(), nullable=False),  # shows the value, never post text
        pa.field("post_id", pa.string()),  # kept so that an erasure finds it
        pa.field("origin", pa.string(), nullable=False),
    ]
)

MARKS = pa.schema(
    [
        pa.field("post_id", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),  # one of MARK_KINDS
        pa.field("value", pa.string()),
        pa.field("score", pa.float64()),
        pa.field("reason", pa.string()),
    ]
)
# relevant: "yes" or "no", score = probability     spam: "yes", score = probability
# copy: the post id it copies                      coordinated: the group's id
# cue: a cue's number, score = how sure            theme: theme id; "" with the reason for none
# sensitive: the subject (health, minors, …); such a post is kept out of quotes, listed for the desk
MARK_KINDS = ("relevant", "spam", "copy", "coordinated", "cue", "theme", "sensitive")

VECTOR_SIZE = 256
# Annotations are one row per distinct text; `annotate/` modules add columns to these two.
TEXTS = pa.schema([pa.field("text_id", pa.int64(), nullable=False), pa.field("text", pa.string())])
