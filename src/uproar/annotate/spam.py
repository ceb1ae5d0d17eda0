"""How a text reads as spam, by itself: what it offers, and how it wants to be reached.

What many posts together say (shared links, one text from many accounts) is `measure/spam.py`'s.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pyarrow as pa
import regex

from uproar.models import spam as model
from uproar.text.prefilter import may_match

COLUMNS = pa.schema(
    [pa.field("spam_p", pa.float64()), pa.field("spam_signals", pa.list_(pa.string()))]
)

MAX_CHARS = 4000
# The training comments are half spam; among posts that searches find it is nearer to this.
TRAINED_SHARE = 0.524
USUAL_SHARE = 0.03
# P(spam | an offer and a way to take it up), an offer alone, a way alone. Set by hand, checked on
# the development event: precision of the first .99.
OFFER_AND_WAY, TWO_OFFERS, OFFER, WAY = 0.9, 0.6, 0.3, 0.1
# Words learned on one site in one language, or a link, do not convict without an offer.
WORDS_ALONE = 0.5


@cache
def _patterns() -> tuple[dict[str, regex.Pattern[str]], dict[str, regex.Pattern[str]]]:
    offers, ways = model.lexicon()

    def compiled(table: Mapping[str, Sequence[str]]) -> dict[str, regex.Pattern[str]]:
        return {name: regex.compile("|".join(lines)) for name, lines in table.items()}

    return compiled(offers), compiled(ways)


def signals(text: str) -> list[str]:
    """Kinds of offers and ways to take them up that a text holds, offers first.

    >>> signals("Signed posters, GIVEAWAY today! claim now https://a.example/x")
    ['giveaway', 'link']
    >>> signals("who else cried at the ending")
    []
    """
    return signals_of([text])[0]


def signals_of(texts: Sequence[str]) -> list[list[str]]:
    """The signals of each text."""
    low = [text[:MAX_CHARS].lower() for text in texts]
    found: list[list[str]] = [[] for _ in texts]
    for table in _patterns():
        for name, pattern in table.items():
            for row in may_match(low, pattern.pattern):
                if pattern.search(low[row]):
                    found[row].append(name)
    return found


def probability(found: list[str], by_words: float) -> float:
    """The chance that a text is spam, from its signals and from its words.

    >>> probability(["giveaway", "link"], 0.0), probability([], 0.5)
    (0.9, 0.0273)
    """
    offers = sum(name in _patterns()[0] for name in found)
    ways = len(found) - offers
    if offers and ways:
        by_signals = OFFER_AND_WAY
    elif offers >= 2:
        by_signals = TWO_OFFERS
    else:
        by_signals = OFFER if offers else WAY if ways else 0.0
    return max(by_signals, min(_usual(by_words), 1.0 if offers else WORDS_ALONE))


@cache  # probabilities come with four decimals
def _usual(p: float) -> float:
    """A probability learned where half is spam, for where little is."""
    if p <= 0.0 or p >= 1.0:
        return p
    shift = math.log(USUAL_SHARE / (1 - USUAL_SHARE)) - math.log(
        TRAINED_SHARE / (1 - TRAINED_SHARE)
    )
    return round(1 / (1 + math.exp(-(math.log(p / (1 - p)) + shift))), 4)


class Spam:
    """Spam probability and signals of texts. A null text has none."""

    name = "spam"
    version = "1"
    needs: tuple[str, ...] = ()
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Shape: one row per text, in their order."""
        texts = [text or "" for text in table["text"].to_pylist()]
        found = signals_of(texts)
        words = model.load().probabilities(texts) if texts else np.zeros(0)
        p = [probability(f, float(w)) for f, w in zip(found, words, strict=True)]
        return pa.table([pa.array(p, pa.float64()), pa.array(found, COLUMNS[1].type)], COLUMNS)


ANNOTATOR = Spam()
