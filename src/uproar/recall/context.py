"""What the archive said before about a theme: two signals that agree, or the very words."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

from uproar.model import Article, Event, Passage
from uproar.recall.credibility import is_common_number
from uproar.recall.echoes import phrases, speech_of
from uproar.recall.index import ArchiveIndex
from uproar.recall.mentions import names_of
from uproar.recall.theme_digest import ThemeDigest
from uproar.recall.tokens import FUNCTION_WORDS, tokens

Sentence = tuple[Article, int, str]
STANDS_OUT = 2.0  # standard deviations of cosine above all the archive's sentences
SHARED = 2  # words at the least: one alone also moves the cosine, so that both err together
FEWEST = 30  # sentences that make a distribution
NEAR = 0.35  # cosine that counts in a smaller archive
COMMON = 0.1  # a word in more of the sentences than this says nothing
SAME_WORDS = 3  # in a row, in a quoted phrase and in a line of the footage
SAME_PAIRS = 5  # the same in pairs of characters


def context(
    sentences: Sequence[Sentence],
    index: ArchiveIndex,
    event: Event,
    themes: Sequence[ThemeDigest],
) -> tuple[Passage, ...]:
    """The best passage for each theme.

    Either it quotes what a line of the theme says, SAME_WORDS in a row; or it shares words that
    the theme turns on and its meaning stands out of the archive. Names of the event's people and
    works, function words, common numbers and words common in the archive are no signal. Ties: by
    article id, then sentence.
    """
    names = frozenset(w for e in event.entities for n in names_of(e) for w in tokens(n))
    found = []
    for theme in themes:
        judged = _judged(sentences, index, theme, names)
        if judged:
            found.append(min(judged, key=lambda p: (-p.score, p.article_id, p.sentence)))
    return tuple(found)


def _judged(
    sentences: Sequence[Sentence], index: ArchiveIndex, theme: ThemeDigest, names: frozenset[str]
) -> list[Passage]:
    core = speech_of(theme, names).core
    lines = [*theme.cues, *theme.quotes] or [" ".join(theme.terms)]
    near = index.cosines(lines)
    floor = _floor(near)
    said = [tokens(line) for line in theme.cues]
    judged = []
    for article, number, text in sentences:
        cosine = float(near[index.place(article.id, number)])
        words = frozenset(tokens(text))
        shared = frozenset(w for w in words & core if _is_telling(w, index))
        phrase, same = _repeated(text, said)
        if phrase:
            why, terms, score = (
                f"context: a line repeats “{phrase}” ({' '.join(same)})",
                frozenset(same),
                1.0 + cosine,
            )
        elif len(shared) >= SHARED and cosine >= floor:
            why, terms = f"context: shares {', '.join(sorted(shared))}", shared
            score = (_weight(shared, index) / _weight(words, index) + cosine) / 2
        else:
            continue
        judged.append(
            Passage(
                article.id,
                number,
                why,
                round(score, 4),
                theme=theme.id,
                terms=tuple(sorted(terms)),
            )
        )
    return judged


def _floor(near: npt.NDArray[np.float64]) -> float:
    """The cosine that stands out of the archive; in a small one NEAR."""
    return float(near.mean() + STANDS_OUT * near.std()) or 1.0 if len(near) >= FEWEST else NEAR


def _repeated(text: str, said: Sequence[list[str]]) -> tuple[str, list[str]]:
    """A phrase quoted in a sentence that a line of the footage says too, and the words of both."""
    for phrase in phrases(text):
        mine = tokens(phrase)
        for line in said:
            same = _longest_run(mine, line)
            needed = SAME_WORDS if "".join(same).isascii() else SAME_PAIRS
            if len(same) >= needed:
                return phrase, same
    return "", []


def _longest_run(these: list[str], those: list[str]) -> list[str]:
    match = SequenceMatcher(None, these, those, autojunk=False).find_longest_match()
    return these[match.a : match.a + match.size]


def _is_telling(word: str, index: ArchiveIndex) -> bool:
    return (
        word not in FUNCTION_WORDS
        and not is_common_number(word)
        and index.commonness(word) <= COMMON
    )


def _weight(words: frozenset[str], index: ArchiveIndex) -> float:
    """Sum of rarities, from 0 (in every sentence) to about 1 each."""
    return sum(1 - index.commonness(w) for w in sorted(words)) or 1.0
