"""The words that set a theme apart from the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from uproar.measure.clusters import Ints

# Words as people read them: in scripts without spaces, what stands between marks and spaces.
_WORD = re.compile(r"[^\W\d_][\w\u0e00-\u0e7f'’]*")
_SHORTEST, _LONGEST = 2, 16
MOST_TEXTS = 20_000
# Weight of what all themes say together, in words of prior.
PRIOR = 500.0
_NOT_WORDS = frozenset({"haha", "ㅠㅠ"})


def name_terms(
    norms: Sequence[str], themes: Ints, n_themes: int, *, most: int = 6
) -> list[tuple[str, ...]]:
    """For each theme the words used more in it than elsewhere, the most telling first.

    A word counts once per text and must be in three. Ties go to the commoner word, then the
    alphabet. Source: Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018, log-odds with an
    informative Dirichlet prior.
    """
    counts = [Counter[str]() for _ in range(n_themes)]
    for norm, theme in zip(norms[:MOST_TEXTS], themes.tolist(), strict=False):
        if theme >= 0:
            counts[theme].update(set(_words(norm)))
    total = sum(counts, Counter[str]())
    everything = max(1, sum(total.values()))
    return [_telling(own, total, everything, most) for own in counts]


def _words(norm: str) -> list[str]:
    found = _WORD.findall(norm[:2000])
    return [w for w in found if _SHORTEST <= len(w) <= _LONGEST and w not in _NOT_WORDS]


def _telling(own: Counter[str], total: Counter[str], everything: int, most: int) -> tuple[str, ...]:
    n_own = sum(own.values())
    n_rest = everything - n_own
    ranked = []
    for word, y in own.items():
        if y < 3:
            continue
        prior = PRIOR * total[word] / everything
        rest = total[word] - y
        odds = np.log((y + prior) / (n_own + PRIOR - y - prior))
        odds_rest = np.log((rest + prior) / (n_rest + PRIOR - rest - prior))
        z = (odds - odds_rest) / np.sqrt(1 / (y + prior) + 1 / (rest + prior))
        if z > 2:
            ranked.append((-round(float(z), 6), -y, word))
    return tuple(word for _, _, word in sorted(ranked)[:most])
