"""A post as a sentence: without addresses, and with tags and handles as the words they hold."""

from __future__ import annotations

from collections.abc import Sequence

import regex

# What is read of a text. source: annotate/subwords.py, whose bound it is
MAX_CHARS = 600
_ADDRESS = regex.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", regex.IGNORECASE)
_REPOST = regex.compile(r"^\s*RT\s+[@＠]\w++\s*+:?\s*")
_TAG = regex.compile(r"(?<!\w)[#＃@＠](\w+)")
# Where a word begins inside a tag: before a capital or a figure that follows a small letter.
_WORD = regex.compile(r"(?<=\p{Ll})(?=[\p{Lu}\d])|_+")
_UNSEEN = regex.compile(r"[\x00-\x08\x0B-\x1F\x7F\u200B\u200E\u200F\u2060\uFEFF]")
_LONG = regex.compile(r"([^\d\s])\1{3,}")


def tidy(texts: Sequence[str]) -> list[str]:
    """The texts as sentences, each up to MAX_CHARS.

    >>> tidy(["RT @fan: loooooove it https://a.example #BestSong"])
    ['looove it Best Song']
    """
    return [_tidy(text[: 2 * MAX_CHARS]) for text in texts]


def _tidy(text: str) -> str:
    plain = text.encode("utf-8", "replace").decode()  # an unpaired surrogate has no UTF-8
    plain = _ADDRESS.sub(" ", _REPOST.sub("", plain))
    plain = _TAG.sub(lambda match: _WORD.sub(" ", match[1]), plain)
    plain = _LONG.sub(r"\1\1\1", _UNSEEN.sub(" ", plain))
    return " ".join(plain.split())[:MAX_CHARS]
