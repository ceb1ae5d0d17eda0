"""Texts as numbers of subword pieces, which the embedder and the emotion annotator share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import regex
import sentencepiece

from uproar.arrays import Int64s, SignedInts
from uproar.models import load
from uproar.text.codepoints import has_run
from uproar.text.prefilter import may_match

MODEL = "pieces.model"
PARTS = "pieces.npz"
# What is read of a text: nobody's meaning needs more, and it bounds the cost of a text of any
# length. The embedder and the emotion net were trained so, too.
MAX_CHARS = 600  # characters; chosen on: judgement; not swept
MAX_PIECES = 128  # chosen on: judgement; not swept

_OUT = regex.compile(
    r"(?:https?://|www\.)\S+|(?<!\w)[@＠]\w[\w.\-]*"
    r"|[#＃\x00-\x08\x0B-\x1F\x7F\u200B\u200E\u200F\u2060\uFEFF]",
    regex.IGNORECASE,
)
_LONG = regex.compile(r"([^\d\s])\1{3,}")
_LONGEST_RUN = 3  # of one letter; chosen on: judgement ("sooo" says more than "so")
# What every match of _OUT has, for one fast pass over a column.
_MAY_BE_OUT = (
    r"://|[wW]{3}\.|[@＠#＃\x00-\x08\x0B-\x1F\x7F\x{200B}\x{200E}\x{200F}\x{2060}\x{FEFF}]"
)


class Bag(NamedTuple):
    """Pieces of many texts end to end. `ends` has one entry more than there are texts."""

    ids: SignedInts
    ends: Int64s


class Parts(NamedTuple):
    """The smaller pieces that the words after the first pieces consist of.

    Piece `first + i` consists of `ids[ends[i]:ends[i + 1]]`.
    """

    first: int
    ids: Int64s
    ends: Int64s


def bag(texts: Sequence[str]) -> Bag:
    """Piece numbers of the texts. The last few batches are cached: two annotators ask in turn.

    >>> bag(["", "one take"]).ends.tolist()[:2]
    [0, 0]
    """
    return _bag(tuple(texts))


@lru_cache(maxsize=4)
def _bag(texts: tuple[str, ...]) -> Bag:
    # one thread: several processes may be at work, and a single text is not worth starting any
    numbers = _model().encode(plain(texts), out_type=int, num_threads=1)
    cut = [n if len(n) <= MAX_PIECES else n[:MAX_PIECES] for n in numbers]
    ends = np.zeros(len(cut) + 1, np.int64)
    np.cumsum([len(n) for n in cut], out=ends[1:])
    ids = np.fromiter(chain.from_iterable(cut), np.int64, int(ends[-1]))
    return Bag(ids, ends)


def in_first(pieces: Bag) -> Bag:
    """The texts in the pieces of the first vocabulary, which knew fewer whole words.

    What was trained on that vocabulary reads every text as it did then.

    >>> texts = bag(["terima kasih"])
    >>> len(in_first(texts).ids) >= len(texts.ids)
    True
    """
    first, part_ids, part_ends = _parts()
    is_word = pieces.ids >= first
    if not is_word.any():
        return pieces
    word = np.where(is_word, pieces.ids - first, 0)
    n_parts = np.where(is_word, part_ends[word + 1] - part_ends[word], 1)
    starts = np.cumsum(n_parts) - n_parts
    within = np.arange(int(n_parts.sum())) - np.repeat(starts, n_parts)
    flat_word, of_word = np.repeat(word, n_parts), np.repeat(is_word, n_parts)
    # `within` goes beyond no word: what is no word has one part, and its own number is taken
    place = np.where(of_word, part_ends[flat_word] + within, 0)
    ids = np.where(of_word, part_ids[place], np.repeat(pieces.ids, n_parts))
    ends = np.concatenate([[0], np.cumsum(n_parts)])[pieces.ends]
    return _cut(Bag(ids, ends))


def _cut(pieces: Bag) -> Bag:
    """The first MAX_PIECES pieces of each text."""
    lengths = np.diff(pieces.ends)
    if not len(lengths) or lengths.max() <= MAX_PIECES:
        return pieces
    within = np.arange(len(pieces.ids)) - np.repeat(pieces.ends[:-1], lengths)
    ends = np.concatenate([[0], np.cumsum(np.minimum(lengths, MAX_PIECES))])
    return Bag(pieces.ids[within < MAX_PIECES], ends)


def plain(texts: Sequence[str]) -> list[str]:
    """The words of texts without links, handles, invisible characters and long runs of a letter.

    >>> plain(["loooooove it @someone https://a.example #lantern"])
    ['looove it lantern']
    """
    starts = _encodable([text[: 2 * MAX_CHARS] for text in texts])
    rows = {*may_match(starts, _MAY_BE_OUT), *has_run(starts, _LONGEST_RUN + 1)}
    for row in rows:
        starts[row] = _LONG.sub(r"\1\1\1", _OUT.sub(" ", starts[row]))
    return [" ".join(start.split())[:MAX_CHARS] for start in starts]


def _encodable(texts: list[str]) -> list[str]:
    """The texts with a question mark for each unpaired surrogate."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return [text.encode("utf-8", "replace").decode() for text in texts]
    return texts


@cache
def _model() -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_file=str(load.path(MODEL)))


@cache
def _parts() -> Parts:
    stored = load.arrays(PARTS)
    ids, ends = (np.asarray(stored[name], np.int64) for name in ("ids", "ends"))
    return Parts(_model().get_piece_size() - (len(ends) - 1), ids, ends)
