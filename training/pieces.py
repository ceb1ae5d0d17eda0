"""Words of languages that the teacher's vocabulary breaks into letters, as pieces of their own.

The new pieces stand behind the old ones, which keep their numbers, and no piece is taken that a text
of another language would be read with: there every text is cut as it was before.
"""

from __future__ import annotations

import math
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import sentencepiece

SPACE = "▁"
# Score of a new piece above that of the pieces it takes the place of, for each piece saved: just
# enough to be chosen, and before a shorter new one.
ABOVE = 0.5
# Least times that a word, and a pair of words, must be there to be worth a row.
LEAST_WORD, LEAST_PAIR = 3, 6
# Times that a piece must be oftener in texts of its own languages than in all others.
OFTENER = 100
# Pointwise mutual information from which on two words are one word (of Vietnamese syllables).
LEAST_PMI = 4.0
PAIRED = frozenset({"vi"})


class Piece(NamedTuple):
    """A new piece, its score, and the old pieces that it takes the place of."""

    name: str
    score: float
    parts: tuple[int, ...]


def words(texts: Iterable[str]) -> Counter[str]:
    """How often each word is there, as the vocabulary writes it: after a space, as the text has it."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(SPACE + word for word in _split(text))
    return found


def pairs(texts: Sequence[str], known: Counter[str]) -> Counter[str]:
    """Pairs of neighbouring words that are there together far more often than by chance."""
    found: Counter[tuple[str, str]] = Counter()
    for text in texts:
        row = _split(text)
        found.update(pairwise(row))
    total = sum(known.values())
    chosen: Counter[str] = Counter()
    for (left, right), n in found.items():
        chance = known[SPACE + left] * known[SPACE + right]
        if n >= LEAST_PAIR and math.log(n * total / chance) >= LEAST_PMI:
            chosen[SPACE + left + SPACE + right] = n
    return chosen


def _split(text: str) -> list[str]:
    split = unicodedata.normalize("NFKC", text).split()
    return [word for word in (_bare(word) for word in split) if word]


def _bare(word: str) -> str:
    return word.strip(".,;:!?…\"'“”‘’()[]{}«»।-–—/*&%+=<>")


def new_pieces(
    model: sentencepiece.SentencePieceProcessor, counts: Sequence[Counter[str]]
) -> list[Piece]:
    """A piece for each frequent word that the model breaks up, in the order of their names."""
    least = {False: LEAST_WORD, True: LEAST_PAIR}
    together: Counter[str] = Counter()
    for counted in counts:
        together.update(
            {
                name: n
                for name, n in counted.items()
                if n >= least[SPACE in name[1:]] and len(name) > 2 and not _has_digit(name)
            }
        )
    found = []
    for name in sorted(together):
        parts = model.encode(name.replace(SPACE, " ").strip(), out_type=int)
        if len(parts) > 1 and model.piece_to_id(name) == model.unk_id():
            score = sum(model.get_score(part) for part in parts)
            score += ABOVE * (len(parts) - 1)
            found.append(Piece(name, score, tuple(parts)))
    return found


def _has_digit(name: str) -> bool:
    return any(c.isdigit() for c in name)


def with_pieces(model: bytes, added: Sequence[Piece]) -> bytes:
    """The vocabulary's file with pieces behind its own.

    Source: sentencepiece_model.proto, message ModelProto: pieces is field 1, of which 1 is the
    text and 2 the score. Repeated fields may stand anywhere, so that they are put at the end.
    """
    parts = [model]
    for piece in added:
        name = piece.name.encode()
        inner = b"\x0a" + _varint(len(name)) + name + b"\x15" + struct.pack("<f", piece.score)
        parts.append(b"\x0a" + _varint(len(inner)) + inner)
    return b"".join(parts)


def _varint(n: int) -> bytes:
    out = bytearray()
    while n > 0x7F:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def harmless(
    model: bytes, added: Sequence[Piece], others: Sequence[str], own: Sequence[str]
) -> list[Piece]:
    """The pieces that own texts are read with, and texts of other languages hardly ever."""
    loaded = sentencepiece.SentencePieceProcessor(model_proto=with_pieces(model, added))
    first = loaded.get_piece_size() - len(added)
    used = [
        np.bincount(
            np.fromiter((p for t in texts for p in loaded.encode(t) if p >= first), np.int64)
            - first,
            minlength=len(added),
        )
        for texts in (others, own)
    ]
    return [
        piece
        for piece, n_others, n_own in zip(added, *used, strict=True)
        if n_own >= max(1, OFTENER * n_others)
    ]
