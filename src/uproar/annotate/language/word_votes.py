"""What single words say of the language of a text in Latin letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import regex

from uproar.arrays import Float64s
from uproar.text.lexicons.language_words import DAILY_LANGS, ROMAN_WORDS, WORD_LANGS
from uproar.text.prefilter import may_match
from uproar.text.scripts import SHARED

LANGUAGES = SHARED["Latin"]
# A daily word multiplies the odds of its language by e to this, shared among its languages.
_DAILY_ODDS = 2.0
# Letters and marks of one language among the Latin ones told apart here.
_OWN_LETTER = regex.compile(
    "(?P<es>[ñ¿¡])|(?P<de>ß)|(?P<tr>[ışğ])|(?P<pl>[łżśęą])|(?P<vi>[ơưđạảấầẩậắặẹẻếềểệỉịọỏốồổộớờởợụủứừửựỳỷ])"
)
_SQUEEZED = regex.compile(r"(\p{L})\1+$")
_LATIN_WORD = regex.compile(r"\p{Latin}+")
_MAY_BE_ROMANISED = rf"(?:^|\P{{Latin}})(?:{'|'.join(sorted(ROMAN_WORDS))})(?:\P{{Latin}}|$)"


class Vote(NamedTuple):
    """Languages whose function word it is, and what it adds to the log-odds of some."""

    function: frozenset[str]
    odds: tuple[tuple[int, float], ...]


@lru_cache(maxsize=1 << 16)
def _vote(word: str) -> Vote | None:
    langs = DAILY_LANGS.get(word, ())
    function = WORD_LANGS.get(word, frozenset())
    if not langs and word[-1:] == word[-2:-1]:
        langs = DAILY_LANGS.get(_SQUEEZED.sub(r"\1", word), ())
    if not (langs or function):
        return None
    added = _DAILY_ODDS / max(1, len(langs))
    odds = tuple((LANGUAGES.index(lang), added) for lang in (*langs, *sorted(function)))
    return Vote(function, odds)


def votes(text: str) -> list[Vote]:
    """The votes of the words that have one, in their order."""
    return [vote for vote in map(_vote, text.split()) if vote]


def settled(text: str, found: Sequence[Vote]) -> str | None:
    """The language that function words and letters alone agree on."""
    named = [vote.function for vote in found if vote.function]
    own = None if text.isascii() else _OWN_LETTER.search(text)
    if own:
        named += [frozenset((own.lastgroup or "",))] * 2
    if len(named) < 2:
        return None
    shared = frozenset.intersection(*named)
    return next(iter(shared)) if len(shared) == 1 else None


def weighed(chances: Float64s, found: Sequence[Sequence[Vote]]) -> Float64s:
    """Chances after daily words are counted: names sway letters more than they should."""
    n = len(LANGUAGES)
    said = [
        (row * n + at, odds)
        for row, spoken in enumerate(found)
        for vote in spoken
        for at, odds in vote.odds
    ]
    cells, odds = zip(*said, strict=True) if said else ((), ())
    added = np.bincount(np.array(cells, int), odds, chances.size).reshape(chances.shape)
    rows = np.flatnonzero(added.any(1))
    moved = chances.copy()
    moved[rows] *= np.exp(added[rows])
    moved[rows] /= moved[rows].sum(1, keepdims=True)
    return moved


def romanised(texts: Sequence[str]) -> dict[str, str]:
    """The texts that are really in another language, where enough words say so."""
    found = {}
    for row in may_match(texts, _MAY_BE_ROMANISED):
        words = _LATIN_WORD.findall(texts[row])
        hits = [ROMAN_WORDS[word] for word in words if word in ROMAN_WORDS]
        if len(hits) >= 2 and len(hits) >= 0.25 * len(words):
            found[texts[row]] = max(sorted(set(hits)), key=hits.count)
    return found
