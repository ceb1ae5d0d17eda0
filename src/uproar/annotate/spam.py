"""How a text reads as spam, by itself: what it offers, and how it wants to be reached.

What many posts together say (shared links, one text from many accounts) is `measure/spam.py`'s.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import regex

from uproar.annotate.columns import as_table, strings
from uproar.models import spam as model
from uproar.text.prefilter import may_match

FIELDS: list[tuple[str, pa.DataType]] = [
    ("spam_p", pa.float64()),
    ("spam_signals", pa.list_(pa.string())),
]
COLUMNS = pa.schema(FIELDS)


@dataclass(frozen=True, slots=True)
class SpamTextConfig:
    """What a text's signals and words are worth. All but `max_chars` are chances, 0-1."""

    max_chars: int = 4000  # characters that are read; chosen on: judgement, bounds the cost
    # Share of spam among the training comments, and among posts that searches give.
    trained_share: float = 0.524  # source: TubeSpam, 1,586 comments of four videos
    # chosen on: the bundled event, 604 of 20,135 posts are spam; the same event reports the figure
    usual_share: float = 0.03
    # The chance where a text holds an offer and a way to take it up, …
    # chosen on: by hand, checked on the bundled event, precision .99
    offer_and_way: float = 0.9
    two_offers: float = 0.6  # … two offers; chosen on: judgement; not swept
    offer: float = 0.3  # … one offer alone; chosen on: judgement; not swept
    way: float = 0.1  # … a way alone; chosen on: judgement; not swept
    # Words learned on one site in one language, or a link, do not convict without an offer.
    words_alone: float = 0.5  # by definition: no more likely than not


CONFIG = SpamTextConfig()


@cache
def patterns() -> tuple[dict[str, regex.Pattern[str]], dict[str, regex.Pattern[str]]]:
    """What to look for: name → pattern, of offers and of ways to take them up."""
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
    """The signals of each text, in the order of the patterns."""
    low = [text[: CONFIG.max_chars].lower() for text in texts]
    named: list[list[str]] = [[] for _ in texts]
    for table in patterns():
        for name, pattern in table.items():
            for row in may_match(low, pattern.pattern):
                if pattern.search(low[row]):
                    named[row].append(name)
    return named


def probability(named: list[str], by_words: float) -> float:
    """The chance that a text is spam, from its signals and from its words.

    >>> probability(["giveaway", "link"], 0.0), probability([], 0.5)
    (0.9, 0.0273)
    """
    offers = sum(name in patterns()[0] for name in named)
    ways = len(named) - offers
    if offers and ways:
        by_signals = CONFIG.offer_and_way
    elif offers >= 2:
        by_signals = CONFIG.two_offers
    else:
        by_signals = CONFIG.offer if offers else CONFIG.way if ways else 0.0
    return max(by_signals, min(_usual(by_words), 1.0 if offers else CONFIG.words_alone))


@cache  # probabilities come with four decimals
def _usual(p: float) -> float:
    """A probability learned where half is spam, for where little is."""
    if p <= 0.0 or p >= 1.0:
        return p
    shift = _log_odds(CONFIG.usual_share) - _log_odds(CONFIG.trained_share)
    return round(1 / (1 + math.exp(-(_log_odds(p) + shift))), 4)


def _log_odds(p: float) -> float:
    return math.log(p / (1 - p))


class Spam:
    """Spam probability and signals of texts. A null text has none."""

    name = "spam"
    version = "1"
    needs: tuple[str, ...] = ()
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Shape: one row per text, in their order."""
        texts = strings(table, "text")
        named = signals_of(texts)
        by_words = model.load().probabilities(texts).tolist() if texts else []
        p = [probability(names, chance) for names, chance in zip(named, by_words, strict=True)]
        return as_table(COLUMNS, [p, named])


ANNOTATOR = Spam()
