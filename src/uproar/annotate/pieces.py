"""Texts as sentencepiece numbers, the common ground of the embedder and the emotion reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
import regex
import sentencepiece

from uproar.models import load

MODEL = "pieces.model"
# Nobody's meaning needs more; it bounds the cost of a text of any length.
MAX_CHARS = 600
MAX_PIECES = 128

_OUT = regex.compile(
    r"(?:https?://|www\.)\S+|(?<!\w)[@＠]\w[\w.\-]*"
    r"|[#＃\x00-\x08\x0B-\x1F\x7F\u200B\u200E\u200F\u2060\uFEFF]",
    regex.IGNORECASE,
)
_LONG = regex.compile(r"([^\d\s])\1{3,}")

Ints = np.ndarray[Any, np.dtype[np.int64]]


class Bag(NamedTuple):
    """Pieces of many texts end to end. `ends` has one entry more than there are texts."""

    ids: Ints
    ends: Ints


def bag(texts: Sequence[str]) -> Bag:
    """Piece numbers of the texts. The last few batches are remembered: two readers ask in turn.

    >>> bag(["", "one take"]).ends.tolist()[:2]
    [0, 0]
    """
    return _bag(tuple(texts))


@lru_cache(maxsize=4)
def _bag(texts: tuple[str, ...]) -> Bag:
    numbers = _model().encode([plain(text) for text in texts], out_type=int)
    cut = [n if len(n) <= MAX_PIECES else n[:MAX_PIECES] for n in numbers]
    ends = np.zeros(len(cut) + 1, np.int64)
    np.cumsum([len(n) for n in cut], out=ends[1:])
    ids = np.fromiter((i for n in cut for i in n), np.int64, int(ends[-1]))
    return Bag(ids, ends)


def plain(text: str) -> str:
    """The words of a text: no links, handles, marks that can't be seen, nor runs of a letter.

    >>> plain("loooooove it @someone https://a.example #lantern")
    'looove it lantern'
    """
    start = text[: 2 * MAX_CHARS]
    if not start.isascii() and any("\ud800" <= c <= "\udfff" for c in start):
        start = start.encode("utf-8", "replace").decode()
    words = _LONG.sub(r"\1\1\1", _OUT.sub(" ", start))
    return " ".join(words.split())[:MAX_CHARS]


@cache
def _model() -> Any:
    return sentencepiece.SentencePieceProcessor(model_file=str(load.path(MODEL)))
