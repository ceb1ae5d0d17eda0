"""What the archive said before about a theme: two signals that agree, or the very words."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from uproar.arrays import Float64s
from uproar.model import Article, Event, Passage
from uproar.recall.config import ArchiveContextConfig
from uproar.recall.credibility import is_common_number
from uproar.recall.echoes import phrases, speech_of
from uproar.recall.index import ArchiveIndex
from uproar.recall.mentions import names_of
from uproar.recall.theme_digest import ThemeDigest
from uproar.recall.tokens import FUNCTION_WORDS, tokens

Sentence = tuple[Article, int, str]
CONFIG = ArchiveContextConfig()


def context(
    sentences: Sequence[Sentence],
    index: ArchiveIndex,
    event: Event,
    themes: Sequence[ThemeDigest],
) -> tuple[Passage, ...]:
    """The best passage for each theme.

    Either it quotes what a line of the theme says, several words in a row; or it shares words that
    the theme turns on and its meaning stands out of the archive. Names of the event's people and
    works, function words, common numbers and words common in the archive are no signal. A theme
    without such a passage gives none. Ties: by article id, then sentence.
    """
    names = frozenset(w for e in event.entities for n in names_of(e) for w in tokens(n))
    best = []
    for theme in themes:
        judged = _judged(sentences, index, theme, names)
        if judged:
            best.append(min(judged, key=lambda p: (-p.score, p.article_id, p.sentence)))
    return tuple(best)


def _judged(
    sentences: Sequence[Sentence], index: ArchiveIndex, theme: ThemeDigest, names: frozenset[str]
) -> list[Passage]:
    core = speech_of(theme, names).core
    lines = [*theme.cues, *theme.quotes] or [" ".join(theme.terms)]
    cosines = index.cosines(lines)
    floor = _floor(cosines)
    cue_tokens = [tokens(line) for line in theme.cues]
    judged = []
    for article, number, text in sentences:
        cosine = float(cosines[index.place(article.id, number)])
        words = frozenset(tokens(text))
        shared = frozenset(w for w in words & core if _is_telling(w, index))
        phrase, same = _repeated(text, cue_tokens)
        if phrase:
            why, terms, score = (
                f"context: a line repeats “{phrase}” ({' '.join(same)})",
                frozenset(same),
                1.0 + cosine,
            )
        elif len(shared) >= CONFIG.min_shared_words and cosine >= floor:
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


def _floor(cosines: Float64s) -> float:
    """The cosine that stands out of the archive; a fixed one in a small archive."""
    if len(cosines) < CONFIG.min_sentences:
        return CONFIG.min_cosine
    # an archive in which nothing is like the theme at all has no cosine that stands out
    return float(cosines.mean() + CONFIG.min_deviations * cosines.std()) or 1.0


def _repeated(text: str, cue_tokens: Sequence[list[str]]) -> tuple[str, list[str]]:
    """A phrase quoted in a sentence that a line of the footage says too, and the words of both."""
    for phrase in phrases(text):
        phrase_tokens = tokens(phrase)
        for line in cue_tokens:
            same = _longest_run(phrase_tokens, line)
            is_words = "".join(same).isascii()
            needed = CONFIG.min_run_words if is_words else CONFIG.min_run_pairs
            if len(same) >= needed:
                return phrase, same
    return "", []


def _longest_run(first: list[str], second: list[str]) -> list[str]:
    """The longest run of tokens that stands in both."""
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    return first[match.a : match.a + match.size]


def _is_telling(word: str, index: ArchiveIndex) -> bool:
    return (
        word not in FUNCTION_WORDS
        and not is_common_number(word)
        and index.commonness(word) <= CONFIG.max_commonness
    )


def _weight(words: frozenset[str], index: ArchiveIndex) -> float:
    """Sum of rarities, from 0 (in every sentence) to about 1 each."""
    return sum(1 - index.commonness(w) for w in sorted(words)) or 1.0
