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


def _column(name: str, kind: pa.DataType, *, required: bool = False) -> pa.Field[pa.DataType]:
    """A column of a schema; what is required is never null."""
    return pa.field(name, kind, nullable=not required)


POST_KINDS = ("post", "comment", "reply", "repost", "quote")

POSTS = pa.schema(
    [
        _column("id", pa.string(), required=True),  # "platform:native id"
        _column("platform", pa.string(), required=True),
        _column("kind", pa.string(), required=True),  # one of POST_KINDS
        _column("author", pa.string()),  # "platform:native author id", or its pseudonym
        _column("author_created_at", pa.int64()),
        _column("author_followers", pa.int64()),
        # Valid UTF-8, as the platform gave it; null for a bare repost.
        _column("text", pa.string()),
        _column("text_id", pa.int64()),  # text_id(text); null where text is null
        _column("lang_declared", pa.string()),
        _column("created_at", pa.int64()),  # claimed by the author's client or the platform
        _column("seen_at", pa.int64()),  # witnessed by the stream or the capture
        _column("time_precision_s", pa.int64()),  # 0 exact, 60 to the minute, 604800 "weeks ago"
        _column("reply_to", pa.string()),  # post ids of the same platform
        _column("repost_of", pa.string()),
        _column("quote_of", pa.string()),
        _column("thread", pa.string()),  # conversation, submission or video
        _column("likes", pa.int64()),
        _column("reposts", pa.int64()),
        _column("replies", pa.int64()),
        _column("quotes", pa.int64()),
        _column("views", pa.int64()),
        _column("url", pa.string()),
        _column("links", pa.list_(pa.string())),  # expanded, as the platform resolved them
        _column("hashtags", pa.list_(pa.string())),  # without '#', as the platform tagged them
        _column("reuse", pa.string()),  # "refused: <platform's signal>"; null = no signal
        _column("revision", pa.int64()),  # time of the latest edit known, 0 = never edited
        _column("origin", pa.string(), required=True),  # "<file sha256[:12]>#<record>" or cursor
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
OPERATIONS = pa.schema([_column("op", pa.string(), required=True), *POSTS])

# Records that did not become posts: `outcome` is "rejected" or "out_of_scope".
REJECTS = pa.schema(
    [
        _column("outcome", pa.string(), required=True),
        _column("reason", pa.string(), required=True),  # a short code, the same for its kind
        _column("detail", pa.string(), required=True),  # shows the value, never post text
        _column("post_id", pa.string()),  # kept so that an erasure finds it
        _column("origin", pa.string(), required=True),
    ]
)

MARKS = pa.schema(
    [
        _column("post_id", pa.string(), required=True),
        _column("kind", pa.string(), required=True),  # one of MARK_KINDS
        _column("value", pa.string()),
        _column("score", pa.float64()),
        _column("reason", pa.string()),
    ]
)
# relevant: "yes" or "no", score = probability     spam: "yes", score = probability
# copy: the post id it copies                      coordinated: the group's id
# cue: a cue's number, score = how sure            theme: theme id; "" with the reason for none
# stance: praise, criticism or neutral, score = how sure; the reason says where that is unsure
# emotion: one of FEELINGS, scored and reasoned as the stance
# shows: an emotion that an original shows, one mark for each; score = chance, reason = by what
# person: whom it names, an entity's id, or "found:" and a name; one mark for each
# sensitive: the subject (health, minors, …); such a post is kept out of quotes, listed for the desk
# coded_about, coded_stance, coded_emotion, coded_theme: what readers say of the post, or what they
#   would by what was learnt from them; score = how likely, null where a reader said it
# own_place: "yes", it stands under the event's own post, and may claim a time before that
# no_quote: "yes", a reader says that the post is not to be quoted
MARK_KINDS = (
    "relevant", "own_place", "spam", "copy", "coordinated", "cue", "theme", "sensitive", "stance",
    "emotion", "shows", "person",
    "coded_about", "coded_stance", "coded_emotion", "coded_theme", "no_quote",
)  # fmt: skip
# What readers said, one row per coded post; "" is a field that they left open or are split over.
CODES = pa.schema(
    [
        _column("post_id", pa.string(), required=True),
        _column("draw", pa.string(), required=True),  # one of coding.DRAWS
        _column("is_by_model", pa.bool_(), required=True),  # no person coded it
        _column("is_banned", pa.bool_(), required=True),  # not to be quoted
        _column("about", pa.string(), required=True),
        _column("stance", pa.string(), required=True),
        _column("emotion", pa.string(), required=True),
        _column("theme", pa.string(), required=True),
    ]
)
# Who coded what: one row per coder and field. A model's codes of a field count where `is_counted`;
# the figures beside it compare it with people on the posts that both coded; null for people.
CODERS = pa.schema(
    [
        _column("coder", pa.string(), required=True),
        _column("is_model", pa.bool_(), required=True),
        _column("field", pa.string(), required=True),  # one of coding.CODED_FIELDS
        _column("n", pa.int64(), required=True),
        _column("is_counted", pa.bool_(), required=True),
        _column("n_shared", pa.int64()),
        _column("kappa", pa.float64()),
        _column("low", pa.float64()),
        _column("high", pa.float64()),
    ]
)
# The themes that people code by, but for those that were merged into another.
CODEBOOK = pa.schema(
    [
        _column("id", pa.string(), required=True),
        _column("statement", pa.string(), required=True),  # an editor's words, "" for none
        _column("by", pa.string(), required=True),
        _column("is_pinned", pa.bool_(), required=True),
        # what its id and statement mean, by the closest reading; null where that reads nothing
        _column("vector", pa.list_(pa.int8())),
    ]
)
# The shares of what readers coded, of fields that are spread to all posts.
CODED_SHARES = pa.schema(
    [
        _column("field", pa.string(), required=True),  # one of CODED_FIELDS, or feeling
        _column("value", pa.string(), required=True),
        _column("n_coded", pa.int64(), required=True),
        _column("n_sample", pa.int64(), required=True),  # people's codes that correct the share
        _column("share", pa.float64(), required=True),
        _column("low", pa.float64(), required=True),
        _column("high", pa.float64(), required=True),
    ]
)

VECTOR_SIZE = 256  # source: what the shipped embedder gives, docs/models/embedder.md
# Annotations are one row per distinct text; `annotate/` modules add columns to these two.
TEXTS = pa.schema([_column("text_id", pa.int64(), required=True), _column("text", pa.string())])
