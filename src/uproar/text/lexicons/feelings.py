"""Words by which people praise, scorn, long, laugh or only pass something on, as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from uproar.text.lexicons.loader import lexicons

SECTION = "feelings"
# What words can be cues of. `notice`: what announces and hands on, as headlines and links do.
CUES = (
    "praise", "scorn", "mock", "longing", "excitement", "affection", "pride", "amusement", "anger",
    "disappointment", "sadness", "surprise", "worry", "notice",
)  # fmt: skip


# What parts words; apostrophes stand inside them.
_PARTING = r"[^\p{L}\p{M}\p{N}'’]+"


@cache
def cue_patterns() -> Mapping[str, Mapping[str, str]]:
    """Language → cue → a pattern of RE2 that finds its words in a text that was `spaced`.

    A word stands alone, but where the language puts no spaces between words.

    >>> list(cue_patterns()["en"]) == list(CUES)
    True
    """
    listed = {
        language: lexicon for language, lexicon in lexicons().items() if SECTION in lexicon.sections
    }
    words = sorted({w for x in listed.values() for cue in CUES for w in x.sections[SECTION][cue]})
    # one call for all: preparing the pattern takes longer than a thousand words
    forms = dict(
        zip(words, map(str, spaced(pa.array(words, pa.string())).to_pylist()), strict=True)
    )
    return {
        language: {
            cue: _pattern([forms[w] for w in x.sections[SECTION][cue]], x.stands_inside)
            for cue in CUES
        }
        for language, x in listed.items()
    }


def spaced(norms: pa.StringArray) -> pa.StringArray:
    """Normal forms with one space for whatever parts words, and one at either end.

    A pattern with literal spaces then finds whole words; classes of letters in each of hundreds of
    patterns would take longer to prepare than the search itself.

    >>> spaced(pa.array(["so good!! (really)"])).to_pylist()
    [' so good really ']
    """
    parted = pc.replace_substring_regex(norms, pattern=_PARTING, replacement=" ")
    assert isinstance(parted, pa.StringArray)
    ends = pa.repeat(" ", len(norms))
    padded = pc.binary_join_element_wise(ends, parted, ends, pa.repeat("", len(norms)))
    assert isinstance(padded, pa.StringArray)
    once = pc.replace_substring_regex(padded, pattern="  +", replacement=" ")
    assert isinstance(once, pa.StringArray)
    return once


def _pattern(forms: Sequence[str], stands_inside: bool) -> str:
    wanted = {form.strip() if stands_inside else form for form in forms}
    longest_first = sorted(wanted, key=lambda form: (-len(form), form))
    any_form = "|".join(re.escape(form).replace("\\ ", " ") for form in longest_first)
    return f"(?:{any_form})"
