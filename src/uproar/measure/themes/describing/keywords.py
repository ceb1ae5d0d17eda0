"""The words that set a theme apart from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from uproar.arrays import Int64s
from uproar.measure.themes.config import KeywordsConfig
from uproar.measure.themes.rarity import rarity
from uproar.text.lexicons import is_coarse, is_function_word, is_generic_word
from uproar.text.tokens import READ_WORD

_LAUGHTER = frozenset({"haha", "ㅠㅠ"})  # as the matching form writes it


class Readings(NamedTuple):
    """Per text its words, and the pairs of them that stand side by side ("jack white")."""

    words: Sequence[frozenset[str]]
    pairs: Sequence[frozenset[str]]


class _Counts(NamedTuple):
    """In how many texts each word is, of the theme and of all; and how many words those are."""

    in_theme: Counter[str]
    in_all: Counter[str]
    n_theme: int
    n_all: int


def read(norms: Sequence[str], config: KeywordsConfig) -> Readings:
    """The words of the first `max_texts` texts, which all names are drawn from."""
    words, pairs = [], []
    for norm in norms[: config.max_texts]:
        matches = list(READ_WORD.finditer(norm[: config.max_chars]))
        words.append(frozenset(w for m in matches if _fits(w := m.group(), config)))
        pairs.append(
            frozenset(
                f"{a.group()} {b.group()}"
                for a, b in pairwise(matches)
                if b.start() - a.end() == 1
                and norm[a.end()] == " "
                and _fits(a.group(), config)
                and _fits(b.group(), config)
                and not is_function_word(a.group())
                and not is_function_word(b.group())
            )
        )
    return Readings(words, pairs)


def name_terms(
    readings: Readings,
    themes: Int64s,
    n_themes: int,
    config: KeywordsConfig,
    *,
    usual: frozenset[str] = frozenset(),
    shown: Sequence[str] = (),
) -> list[tuple[str, ...]]:
    """For each theme the words used more in it than elsewhere, the most telling first.

    `themes`: each text's theme, -1 for none; `shown`: per theme the text that its reader meets.
    A word counts once per text and must be in `min_texts`. Function words, generic words, coarse,
    plain and `usual` ones name nothing; those in the texts `shown` come first. Two words that stand
    together are told together, then, after all others, alone. Ties go to the commoner word, then
    the alphabet.
    Source: Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018, log-odds with an informative
    Dirichlet prior, weighted by how rare the word is in general language.
    """
    words = [Counter[str]() for _ in range(n_themes)]
    pairs = [Counter[str]() for _ in range(n_themes)]
    for text_words, text_pairs, theme in zip(*readings, themes.tolist(), strict=False):
        if theme >= 0:
            words[theme].update(text_words)
            pairs[theme].update(text_pairs)
    total = sum(words, Counter[str]())
    n_texts = int(np.count_nonzero(themes[: len(readings.words)] >= 0))
    coherent = _coherent(sum(pairs, Counter[str]()), total, n_texts, config)
    n_all = max(1, sum(total.values()))
    met_words = [read([text], config).words[0] for text in shown]
    met_words = met_words or [frozenset[str]()] * n_themes
    names = []
    for theme in range(n_themes):
        counts = _Counts(words[theme], total, sum(words[theme].values()), n_all)
        ranked = _ranked(counts, usual, met_words[theme], config)
        allowed = {
            pair: k
            for pair, k in pairs[theme].items()
            if pair in coherent and not usual & set(pair.split(" "))
        }
        names.append(_with_pairs(ranked, counts, allowed, config))
    return names


def usual_words(norms: Sequence[str], config: KeywordsConfig) -> frozenset[str]:
    """The words that texts on anything hold; none where too few such texts are known."""
    if len(norms) < config.min_unrelated:
        return frozenset()
    n_texts = Counter(word for norm in norms for word in _words(norm, config))
    least = config.usual_share * len(norms)
    return frozenset(word for word, n in n_texts.items() if n >= least)


def _words(norm: str, config: KeywordsConfig) -> frozenset[str]:
    matches = READ_WORD.findall(norm[: config.max_chars])
    return frozenset(word for word in matches if _fits(word, config))


def _fits(word: str, config: KeywordsConfig) -> bool:
    """Whether a word is neither too short nor too long for a name, nor a laugh."""
    return config.min_letters <= len(word) <= config.max_letters and word not in _LAUGHTER


def _coherent(
    pairs: Counter[str], total: Counter[str], n_texts: int, config: KeywordsConfig
) -> frozenset[str]:
    """The pairs that stand together far more often than their words would by chance.

    Source: Bouma 2009, "Normalized (pointwise) mutual information in collocation extraction".
    """
    coherent = []
    for pair, k in pairs.items():
        first, second = pair.split(" ")
        more = np.log(n_texts * k / (total[first] * total[second]))
        if k >= config.min_pair_texts and more >= config.min_npmi * np.log(n_texts / k):
            coherent.append(pair)
    return frozenset(coherent)


def _ranked(
    counts: _Counts, usual: frozenset[str], shown: frozenset[str], config: KeywordsConfig
) -> list[str]:
    """The words that set the theme apart, the most telling first."""
    n_rest = counts.n_all - counts.n_theme
    ranked = []
    for word, k in counts.in_theme.items():
        rest = counts.in_all[word] - k
        if k < config.min_texts or k * n_rest < config.min_ratio * rest * counts.n_theme:
            continue
        if word in usual or is_generic_word(word) or is_function_word(word):
            continue
        z = _z(word, counts, config)
        weight = rarity(word, config) * (config.shown_factor if word in shown else 1.0)
        if z > config.min_z and weight and not is_coarse(word):
            ranked.append((-round(float(z * weight), 6), -k, word))
    return [word for _, _, word in sorted(ranked)]


def _z(word: str, counts: _Counts, config: KeywordsConfig) -> float:
    """The word's log-odds in the theme against the rest, in standard errors."""
    k, n_rest = counts.in_theme[word], counts.n_all - counts.n_theme
    rest = counts.in_all[word] - k
    prior = config.prior * counts.in_all[word] / counts.n_all
    odds = np.log((k + prior) / max(1.0, counts.n_theme + config.prior - k - prior))
    odds_rest = np.log((rest + prior) / max(1.0, n_rest + config.prior - rest - prior))
    return float((odds - odds_rest) / np.sqrt(1 / (k + prior) + 1 / (rest + prior)))


def _with_pairs(
    ranked: Sequence[str], counts: _Counts, pairs: Mapping[str, int], config: KeywordsConfig
) -> tuple[str, ...]:
    """The first names; a word that mostly stands beside another takes it along.

    The words of the pairs follow after all names, up to twice `max_names`.
    """
    names: list[str] = []
    parts: list[str] = []
    for word in ranked:
        if len(names) == config.max_names:
            break
        if word in parts:
            continue
        beside = [
            (-k, pair)
            for pair, k in pairs.items()
            if k >= config.min_pair_share * counts.in_theme[word]
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
    return (*names, *alone[: 2 * config.max_names])
