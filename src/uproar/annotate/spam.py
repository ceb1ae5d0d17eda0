"""How a text reads as spam, by itself: what it offers, and how it wants to be reached.

What many posts together say (shared links, one text from many accounts) is `measure/spam.py`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import regex

from uproar.annotate.columns import as_table, strings
from uproar.models import spam as model
from uproar.models.spam_chance import probability
from uproar.text.prefilter import may_match

FIELDS: list[tuple[str, pa.DataType]] = [
    ("spam_p", pa.float64()),
    ("spam_words", pa.float64()),  # by its words, as learned where half is spam
    ("spam_signals", pa.list_(pa.string())),
]
COLUMNS = pa.schema(FIELDS)


@dataclass(frozen=True, slots=True)
class SpamTextConfig:
    """How much of a text is read."""

    max_chars: int = 4000  # characters that are read; chosen on: judgement, bounds the cost


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


class Spam:
    """Spam probability and signals of texts. A null text has none."""

    name = "spam"
    version = "2"
    needs: tuple[str, ...] = ()
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Shape: one row per text, in their order."""
        texts = strings(table, "text")
        named = signals_of(texts)
        by_words: list[float] = model.load().probabilities(texts).tolist() if texts else []
        p = [probability(names, chance) for names, chance in zip(named, by_words, strict=True)]
        return as_table(COLUMNS, [p, by_words, named])


ANNOTATOR = Spam()
