"""Characters that hide a text from a search: invisible ones, and letters of another alphabet."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from uproar.text import lookalikes

_MAX_CHARS = 4000
_UNSEEN = regex.compile(r"(?<=[\p{L}\p{M}])[\u200B\u200C\u2060\uFEFF\u00AD\u180E](?=[\p{L}\p{M}])")
# Letters of the alphabets that disguise is mostly made of, alike or not, and what else looks alike.
_FOREIGN = (
    r"(?!\p{Latin})[\p{Cyrillic}\p{Greek}\p{Armenian}\p{Cherokee}" + lookalikes.letters() + "]"
)
_MIXED = regex.compile(rf"\p{{Latin}}{_FOREIGN}|{_FOREIGN}\p{{Latin}}")


def is_disguised(text: str) -> bool:
    """Whether words hold invisible characters or mix alphabets that look alike.

    >>> is_disguised("lan\\u200btern"), is_disguised("lаntern"), is_disguised("lantern фонарь")
    (True, True, False)
    """
    if text.isascii():
        return False
    short = text[:_MAX_CHARS]
    return bool(_UNSEEN.search(short) or _MIXED.search(short))


def share_disguised(texts: Iterable[str | None]) -> float:
    """The share of texts that are disguised. Empty: 0."""
    found = [is_disguised(text or "") for text in texts]
    return round(sum(found) / len(found), 6) if found else 0.0
