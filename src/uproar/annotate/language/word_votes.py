"""What single words and letters say of the language of a text in a script that languages share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import regex

from uproar.annotate.language.config import CONFIG, RARER
from uproar.arrays import Float64s
from uproar.text.lexicons.language_words import (
    daily_languages,
    romanised_words,
    settling_languages,
)
from uproar.text.prefilter import may_match

# Letters and marks of one language among those of its script that are told apart here.
_TELLING_LETTER = regex.compile(
    "(?P<es>[ñ¿¡])|(?P<de>ß)|(?P<tr>[ışğ])|(?P<pl>[łżśęą])|(?P<vi>[ơưđạảấầẩậắặẹẻếềểệỉịọỏốồổộớờởợụủứừửựỳỷ])"
    "|(?P<ru>[ыэё])|(?P<uk>[іїєґ])|(?P<sr>[јљњђћџ])|(?P<ur>[ٹڈڑںےہھ])|(?P<ar>[ةى])|(?P<mr>ळ)"
)
_LATIN_WORD = regex.compile(r"\p{Latin}+")


class Vote(NamedTuple):
    """What one word says: the languages that it may settle, and what it adds to log-odds.

    `odds`: pairs of a language and the log-odds added to it.
    """

    settles: frozenset[str]
    odds: tuple[tuple[str, float], ...]


@lru_cache(maxsize=1 << 16)
def _vote(word: str) -> Vote | None:
    daily = daily_languages().get(word, ())
    settles = settling_languages().get(word, frozenset())
    if not daily and word[-1:] == word[-2:-1] and word[-1:].isalpha():
        daily = daily_languages().get(word.rstrip(word[-1:]) + word[-1:], ())
    if not (daily or settles):
        return None
    added = CONFIG.daily_log_odds / max(1, len(daily))
    odds = tuple((lang, added) for lang in (*daily, *sorted(settles)))
    return Vote(settles, odds)


def votes(text: str) -> list[Vote]:
    """The votes of the words of a text that have one, in the order of the words."""
    return [vote for vote in map(_vote, text.split()) if vote]


def settled(text: str, cast: Sequence[Vote]) -> str | None:
    """The language that the text's settling words and letters agree on; None where they do not.

    A letter that only one of the languages has counts as two words.
    """
    named = [vote.settles for vote in cast if vote.settles]
    letter = None if text.isascii() else _TELLING_LETTER.search(text)
    if letter:
        named += [frozenset((letter.lastgroup or "",))] * 2
    if len(named) < 2:
        return None
    shared = frozenset.intersection(*named)
    return next(iter(shared)) if len(shared) == 1 else None


def weighed(
    chances: Float64s, cast: Sequence[Sequence[Vote]], languages: tuple[str, ...]
) -> Float64s:
    """Chances after the votes of each text are counted; rows sum to 1.

    Shape: (n, len(languages)) in and out; `cast` has the votes of each row's text. Names sway the
    letter model more than they should, and daily words outweigh them.
    """
    n, place_of = len(languages), {language: i for i, language in enumerate(languages)}
    added_to = [
        (row * n + place_of[language], log_odds)
        for row, row_votes in enumerate(cast)
        for vote in row_votes
        for language, log_odds in vote.odds
        if language in place_of
    ]
    cells, log_odds = zip(*added_to, strict=True) if added_to else ((), ())
    added = np.bincount(np.array(cells, int), log_odds, chances.size).reshape(chances.shape)
    rarer = np.array([RARER.get(language, 0.0) for language in languages])
    added = added + rarer
    moved: Float64s = chances * np.exp(added)
    moved /= moved.sum(1, keepdims=True)
    return moved


def romanised(texts: Sequence[str]) -> dict[str, str]:
    """The texts in a language of another script, where enough words say so: text → code."""
    codes: dict[str, str] = {}
    for row in may_match(texts, _may_be_romanised()):
        words = _LATIN_WORD.findall(texts[row])
        hits = [romanised_words()[word] for word in words if word in romanised_words()]
        enough = max(CONFIG.romanised_words, CONFIG.romanised_share * len(words))
        if len(hits) >= enough:
            codes[texts[row]] = max(sorted(set(hits)), key=hits.count)
    return codes


@cache
def _may_be_romanised() -> str:
    words = "|".join(sorted(romanised_words()))
    return rf"(?:^|\P{{Latin}})(?:{words})(?:\P{{Latin}}|$)"
