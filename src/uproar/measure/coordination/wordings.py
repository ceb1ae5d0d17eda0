"""What the texts of a group have in common, beneath decoration and filled-in names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

_SYLLABLE = regex.compile(r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}])")
_NOT_WORDS = regex.compile(r"[^\p{L}\p{M}]+")
SHINGLE = 4  # characters; by definition: as near pairs are sought, text/minhash.py
# Texts that tell what a group shares, evenly spread.
MOST_TEXTS = 200  # chosen on: cost; not swept


def words_of(norm: str) -> str:
    """A matching form without all that is no letter.

    >>> words_of("turn the page!! 📄 2x")
    'turn the page x'
    """
    return " ".join(_NOT_WORDS.split(norm)).strip()


def without_tags(norm: str, tags: Sequence[str]) -> str:
    """A matching form without its hashtags: what many tag alike is no text that they share.

    >>> without_tags("lift the lamp glassharbour", ["glassharbour"])
    'lift the lamp'
    """
    names = set(tags)
    return " ".join(word for word in norm.split() if word not in names)


def spread(wording: str) -> str:
    """The wording with syllables and ideographs twice: each says as much as two letters or more.

    So a name filled into a short sentence changes no larger part of it than in letters.

    >>> spread("翻页 now")
    '翻翻页页 now'
    """
    return str(_SYLLABLE.sub(r"\1\1", wording))


def verbatim(wordings: Sequence[str]) -> tuple[str, float]:
    """The commonest wording, and the share of texts that hold it whole.

    Ties: the shortest, then by text. Empty input is not allowed.

    >>> verbatim(["lift the lamp", "lift the lamp", "lift the lamp now", "a lamp"])
    ('lift the lamp', 0.75)
    """
    uses = Counter(wordings)
    commonest = min(uses, key=lambda wording: (-uses[wording], len(wording), wording))
    n_holding = sum(commonest in wording for wording in wordings)
    return commonest, round(n_holding / len(wordings), 6)


def shared_bytes(wordings: Sequence[str]) -> int:
    """How much most of the texts have in common: bytes of shingles that half of them hold.

    A chant shares a few words, a frame with names filled in a sentence.

    >>> shared_bytes(["the lamp of ann", "the lamp of bo", "the lamp of cy"])
    12
    """
    few = wordings[:: 1 + len(wordings) // MOST_TEXTS]
    holding = Counter(shingle for wording in few for shingle in _shingles(wording))
    return sum(len(shingle[:1].encode()) for shingle, n in holding.items() if 2 * n >= len(few)) + (
        SHINGLE - 1
    ) * any(2 * n >= len(few) for n in holding.values())


def _shingles(wording: str) -> set[str]:
    return {wording[i : i + SHINGLE] for i in range(max(1, len(wording) - SHINGLE + 1))}
