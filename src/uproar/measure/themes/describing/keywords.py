"""The words that set a theme apart from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import sentencepiece

from uproar.arrays import Int64s
from uproar.models import load
from uproar.text.lexicons import is_coarse, is_function_word, is_generic_word
from uproar.text.tokens import READ_WORD

_SHORTEST, _LONGEST = 2, 16
_LAUGHTER = frozenset({"haha", "ㅠㅠ"})
MOST_TEXTS = 20_000
# Weight of what all themes say together, in words of prior.
PRIOR = 500.0
# A word must be this many times as frequent in its theme as in the rest.
CONCENTRATED = 2.0
# What a word gains that a reader meets again in the theme's quotes and quoted lines.
SHOWN = 1.5
# A word in this part of unrelated texts says nothing of the event; fewer texts judge nothing.
USUAL, FEWEST_USUAL = 0.02, 200
# Nats of a word in general language: "good", "look" and "back" have 8 to 9 and name nothing; from
# PLAIN to RARE a word gains weight.
PLAIN, RARE = 9.0, 13.0
# Two words are one name where they stand together in most of their texts, by normalised pointwise
# mutual information, and in at least so much of what the theme says with either.
COHERENT, TOGETHER, FEWEST_TOGETHER = 0.5, 0.5, 5
MODEL = "pieces.model"


class Readings(NamedTuple):
    """Per text its words, and the pairs of them that stand side by side ("jack white")."""

    words: Sequence[frozenset[str]]
    pairs: Sequence[frozenset[str]]


class _Counts(NamedTuple):
    """In how many texts each word is, of the theme and of all; and how many words those are."""

    own: Counter[str]
    total: Counter[str]
    n_own: int
    n_all: int


def read(norms: Sequence[str]) -> Readings:
    """The words of the first `MOST_TEXTS` texts, which all names are drawn from."""
    words, pairs = [], []
    for norm in norms[:MOST_TEXTS]:
        found = list(READ_WORD.finditer(norm[:2000]))
        words.append(frozenset(w for m in found if _fits(w := m.group())))
        pairs.append(
            frozenset(
                f"{a.group()} {b.group()}"
                for a, b in pairwise(found)
                if b.start() - a.end() == 1
                and norm[a.end()] == " "
                and _fits(a.group())
                and _fits(b.group())
                and not is_function_word(a.group())
                and not is_function_word(b.group())
            )
        )
    return Readings(words, pairs)


def name_terms(
    readings: Readings,
    themes: Int64s,
    n_themes: int,
    *,
    most: int = 8,
    usual: frozenset[str] = frozenset(),
    shown: Sequence[str] = (),
) -> list[tuple[str, ...]]:
    """For each theme the words used more in it than elsewhere, the most telling first.

    A word counts once per text and must be in three. Function words, stock words, coarse, plain
    and `usual` ones name nothing; those in the texts `shown` of a theme come first. Two words that
    stand together are told together, then, after all others, alone. Ties go to the commoner word,
    then the alphabet.
    Source: Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018, log-odds with an informative
    Dirichlet prior, weighted by how rare the word is in general language.
    """
    words = [Counter[str]() for _ in range(n_themes)]
    pairs = [Counter[str]() for _ in range(n_themes)]
    for said, together, theme in zip(*readings, themes.tolist(), strict=False):
        if theme >= 0:
            words[theme].update(said)
            pairs[theme].update(together)
    total = sum(words, Counter[str]())
    n_texts = int(np.count_nonzero(themes[: len(readings.words)] >= 0))
    coherent = _coherent(sum(pairs, Counter[str]()), total, n_texts)
    everything = max(1, sum(total.values()))
    met = [read([text]).words[0] for text in shown] or [frozenset[str]()] * n_themes
    names = []
    for theme in range(n_themes):
        counts = _Counts(words[theme], total, sum(words[theme].values()), everything)
        ranked = _telling(counts, usual, met[theme])
        open_to = {
            pair: k
            for pair, k in pairs[theme].items()
            if pair in coherent and not usual & set(pair.split(" "))
        }
        names.append(_joined(ranked, counts, open_to, most))
    return names


def usual_words(norms: Sequence[str]) -> frozenset[str]:
    """The words that texts on anything hold; none where too few such texts are known."""
    if len(norms) < FEWEST_USUAL:
        return frozenset()
    seen = Counter(word for norm in norms for word in _words(norm))
    return frozenset(word for word, n in seen.items() if n >= USUAL * len(norms))


def _words(norm: str) -> frozenset[str]:
    return frozenset(w for w in READ_WORD.findall(norm[:2000]) if _fits(w))


def _fits(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word not in _LAUGHTER


def _coherent(pairs: Counter[str], total: Counter[str], n_texts: int) -> frozenset[str]:
    """The pairs that stand together far more often than their words would by chance."""
    found = []
    for pair, k in pairs.items():
        first, second = pair.split(" ")
        more = np.log(n_texts * k / (total[first] * total[second]))
        if k >= FEWEST_TOGETHER and more >= COHERENT * np.log(n_texts / k):
            found.append(pair)
    return frozenset(found)


def _telling(counts: _Counts, usual: frozenset[str], met: frozenset[str]) -> list[str]:
    """The theme's own words, the most telling first."""
    n_own, n_rest = counts.n_own, counts.n_all - counts.n_own
    ranked = []
    for word, y in counts.own.items():
        rest = counts.total[word] - y
        if y < 3 or y * n_rest < CONCENTRATED * rest * n_own:
            continue
        if word in usual or is_generic_word(word) or is_function_word(word):
            continue
        prior = PRIOR * counts.total[word] / counts.n_all
        odds = np.log((y + prior) / max(1.0, n_own + PRIOR - y - prior))
        odds_rest = np.log((rest + prior) / max(1.0, n_rest + PRIOR - rest - prior))
        z = (odds - odds_rest) / np.sqrt(1 / (y + prior) + 1 / (rest + prior))
        weight = rarity(word) * (SHOWN if word in met else 1.0)
        if z > 2 and weight and not is_coarse(word):
            ranked.append((-round(float(z * weight), 6), -y, word))
    return [word for _, _, word in sorted(ranked)]


def _joined(
    ranked: Sequence[str],
    counts: _Counts,
    pairs: Mapping[str, int],
    most: int,
) -> tuple[str, ...]:
    """The first names; a word that mostly stands beside another takes it along."""
    names: list[str] = []
    parts: list[str] = []
    for word in ranked:
        if len(names) == most:
            break
        if word in parts:
            continue
        beside = [
            (-k, pair)
            for pair, k in pairs.items()
            if k >= TOGETHER * counts.own[word]
            and word in pair.split(" ")
            and not set(parts) & set(pair.split(" "))
            and not is_coarse(pair)
        ]
        if beside:
            pair = min(beside)[1]
            names.append(pair)
            parts += pair.split(" ")
        else:
            names.append(word)
    alone = [word for word in ranked if word in parts]
    return (*names, *alone[: 2 * most])


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """How much a word tells whoever knows the language: 0 plain, 1 rare.

    >>> rarity("good"), rarity("towel")
    (0.0, 1.0)
    """
    model = _model()
    nats = -sum(model.get_score(piece) for piece in model.encode(word))
    return round(float(np.clip((nats - PLAIN) / (RARE - PLAIN), 0.0, 1.0)), 6)


@cache
def _model() -> Any:
    return sentencepiece.SentencePieceProcessor(model_file=str(load.path(MODEL)))
