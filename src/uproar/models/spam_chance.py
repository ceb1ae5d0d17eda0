"""The chance that a text is spam, from its signals, its words, and how usual spam is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from uproar.models import spam as model


@dataclass(frozen=True, slots=True)
class SpamChanceConfig:
    """What a text's signals and words are worth: chances, 0-1."""

    # Share of spam where nothing is known of a corpus. source: the order of what searches give;
    # measure/spam.py estimates it from the corpus where that has enough English texts
    usual_share: float = 0.03
    # The chance where a text holds an offer and a way to take it up, …
    # chosen on: by hand, checked on the bundled event, precision .99
    offer_and_way: float = 0.9
    two_offers: float = 0.6  # … two offers; chosen on: judgement; not swept
    offer: float = 0.3  # … one offer alone; chosen on: judgement; not swept
    way: float = 0.1  # … a way alone; chosen on: judgement; not swept
    # Words learned on one site in one language, or a link, do not convict without an offer.
    words_alone: float = 0.5  # by definition: no more likely than not


CONFIG = SpamChanceConfig()


def probability(
    named: list[str],
    by_words: float,
    share: float = CONFIG.usual_share,
    words_alone: float = CONFIG.words_alone,
) -> float:
    """The chance that a text is spam, from its signals and from its words.

    `by_words`: as learned where half is spam. `share`: of spam among texts as this one.
    `words_alone`: the most that words can say where nothing is offered.

    >>> probability(["giveaway", "link"], 0.0), probability([], 0.5)
    (0.9, 0.0273)
    """
    kinds = model.lexicon()[0]
    offers = sum(name in kinds for name in named)
    ways = len(named) - offers
    if offers and ways:
        by_signals = CONFIG.offer_and_way
    elif offers >= 2:
        by_signals = CONFIG.two_offers
    else:
        by_signals = CONFIG.offer if offers else CONFIG.way if ways else 0.0
    return max(by_signals, min(_shifted(by_words, share), 1.0 if offers else words_alone))


@cache  # probabilities come with four decimals
def _shifted(p: float, share: float) -> float:
    """A probability learned where half is spam, for where so much is."""
    if p <= 0.0 or p >= 1.0:
        return p
    shift = _log_odds(share) - _log_odds(model.load().share)
    return round(1 / (1 + math.exp(-(_log_odds(p) + shift))), 4)


def _log_odds(p: float) -> float:
    return math.log(p / (1 - p))
