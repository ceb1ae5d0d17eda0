"""Words that findings took from posts: kept only while a live post has them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pyarrow as pa

# Fields of findings' rows that hold words out of posts; see model/rows.py.
WORD_FIELDS = ("name_terms", "hashtags")

IsLive = Callable[[str], bool]


def live_words(posts: pa.Table) -> IsLive:
    """Whether a word, or words in a row, stands in a text or hashtag of these posts.

    `posts` has the columns text and hashtags. Case and the forms of a letter do not matter.
    """
    parts = [text for text in posts["text"].to_pylist() if text]
    parts += [tag for tags in posts["hashtags"].to_pylist() for tag in tags or ()]
    whole = _folded("\n".join(parts))
    return lambda word: _folded(word) in whole


def words_without(value: object, is_live: IsLive) -> object:
    """JSON of a finding with every word out of posts dropped that no live post has.

    >>> words_without({"name_terms": ["kettle", "zanzibar"]}, lambda word: word == "kettle")
    {'name_terms': ['kettle']}
    """
    if isinstance(value, list):
        return [words_without(part, is_live) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        name: [word for word in part if is_live(word)]
        if name in WORD_FIELDS and isinstance(part, list)
        else words_without(part, is_live)
        for name, part in value.items()
    }


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
