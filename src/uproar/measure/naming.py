"""The words that set a theme apart from the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from uproar.measure.clusters import Ints
from uproar.measure.functionwords import is_function_word

# Words as people read them: in scripts without spaces, what stands between marks and spaces.
# A name of short parts around a slash is one word.
_WORD = re.compile(r"[^\W\d_]{1,3}(?:[/&][^\W\d_]{1,3})+(?![\w'’])|[^\W\d_][\w\u0e00-\u0e7f'’]*")
_SHORTEST, _LONGEST = 2, 16
MOST_TEXTS = 20_000
# Weight of what all themes say together, in words of prior.
PRIOR = 500.0
_NOT_WORDS = frozenset({"haha", "ㅠㅠ"})
# A word must be this many times as frequent in its theme as in the rest.
CONCENTRATED = 2.0
# What a word gains that a reader meets again in the theme's quotes and quoted lines.
SHOWN = 1.5
# A word in this part of unrelated texts says nothing of the event; fewer texts judge nothing.
USUAL, FEWEST_USUAL = 0.02, 200


def name_terms(
    norms: Sequence[str],
    themes: Ints,
    n_themes: int,
    *,
    most: int = 6,
    usual: frozenset[str] = frozenset(),
    shown: Sequence[str] = (),
) -> list[tuple[str, ...]]:
    """For each theme the words used more in it than elsewhere, the most telling first.

    A word counts once per text and must be in three. Function words and the `usual` ones name
    nothing; those in the texts `shown` of a theme come first. Ties go to the commoner word, then
    the alphabet. Source: Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018, log-odds with an
    informative Dirichlet prior.
    """
    counts = [Counter[str]() for _ in range(n_themes)]
    for norm, theme in zip(norms[:MOST_TEXTS], themes.tolist(), strict=False):
        if theme >= 0:
            counts[theme].update(set(_words(norm)))
    total = sum(counts, Counter[str]())
    everything = max(1, sum(total.values()))
    told = [frozenset(_words(text)) for text in shown] or [frozenset[str]()] * n_themes
    return [
        _telling(own, total, everything, most, usual, met)
        for own, met in zip(counts, told, strict=True)
    ]


def usual_words(norms: Sequence[str]) -> frozenset[str]:
    """The words that texts on anything hold; none where too few such texts are known."""
    if len(norms) < FEWEST_USUAL:
        return frozenset()
    seen = Counter(word for norm in norms for word in set(_words(norm)))
    return frozenset(word for word, n in seen.items() if n >= USUAL * len(norms))


def _words(norm: str) -> list[str]:
    found = _WORD.findall(norm[:2000])
    return [w for w in found if _SHORTEST <= len(w) <= _LONGEST and w not in _NOT_WORDS]


def _telling(
    own: Counter[str],
    total: Counter[str],
    everything: int,
    most: int,
    usual: frozenset[str],
    met: frozenset[str],
) -> tuple[str, ...]:
    n_own = sum(own.values())
    n_rest = everything - n_own
    ranked = []
    for word, y in own.items():
        if y < 3 or word in usual or is_function_word(word):
            continue
        prior = PRIOR * total[word] / everything
        rest = total[word] - y
        odds = np.log((y + prior) / max(1.0, n_own + PRIOR - y - prior))
        odds_rest = np.log((rest + prior) / max(1.0, n_rest + PRIOR - rest - prior))
        z = (odds - odds_rest) / np.sqrt(1 / (y + prior) + 1 / (rest + prior))
        if z > 2 and y * n_rest >= CONCENTRATED * rest * n_own:
            worth = z * (SHOWN if word in met else 1.0)
            ranked.append((-round(float(worth), 6), -y, word))
    return tuple(word for _, _, word in sorted(ranked)[:most])
