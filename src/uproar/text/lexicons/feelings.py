"""Words by which people praise, scorn, long, laugh or only pass something on, as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from uproar.text.lexicons.loader import lexicons

SECTION = "feelings"
# What words can be cues of. `notice`: what announces and hands on, as headlines and links do.
CUES = (
    "praise", "scorn", "mock", "longing", "excitement", "affection", "pride", "amusement", "anger",
    "disappointment", "sadness", "surprise", "worry", "notice",
)  # fmt: skip


@cache
def cue_patterns() -> Mapping[str, Mapping[str, str]]:
    """Language → cue → a pattern of RE2 that finds its words in a normal form.

    A word stands alone, but where the language puts no spaces between words.

    >>> list(cue_patterns()["en"]) == list(CUES)
    True
    """
    return {
        language: {
            cue: _pattern(lexicon.sections[SECTION][cue], lexicon.stands_inside) for cue in CUES
        }
        for language, lexicon in lexicons().items()
        if SECTION in lexicon.sections
    }


def _pattern(words: Sequence[str], stands_inside: bool) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    any_word = "|".join(re.escape(word).replace("\\ ", " ") for word in longest_first)
    if stands_inside:
        return f"(?:{any_word})"
    return rf"(?:^|[^\p{{L}}\p{{N}}])(?:{any_word})(?:$|[^\p{{L}}\p{{N}}])"
