"""What a text's words and signs are cues of, as whole numbers: one row of features per text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.annotate.columns import string_lists, strings
from uproar.arrays import Int64s
from uproar.text.lexicons import CUES, cue_patterns, spaced
from uproar.text.normalise import CRY, LAUGH
from uproar.text.scripts import SHARED

# Signs by what crowds use them for; a post's sign counts once.
SIGNS = {
    "hearts": "❤🧡💛💚💙💜🤍🤎🖤💕💖💗💓💞💘💝💟♥❣😍🥰😘😻🫶🩷🩵🩶",
    "smiles": "😀😃😄😁😊☺🙂😌🎉🥳🎊🤩",
    "applause": "👏🙌👑🐐💯🔥✨⭐🌟",
    "laughs": "😂🤣😹😆😝😜🤪💀☠",
    "tears": "😭😢😥😿☹🙁😞😔😟😩😫💔🥺🥹🥲",
    "rage": "😡🤬😠👿😤",
    "sneers": "🙄😒😑🤦👎🤮🤢🤡💩🗑😬",
    "gasps": "😱😮😲😯😳🤯",
    "doubts": "🤔🧐🤨👀",
}
_OF_SIGN = {sign: place for place, signs in enumerate(SIGNS.values()) for sign in signs}
_LAUGHTER, _CRYING, _LINK, _LENGTH = range(len(CUES) + len(SIGNS), len(CUES) + len(SIGNS) + 4)
FEATURES = (*CUES, *SIGNS, "laughter", "crying", "link", "length")
PLACE = {name: place for place, name in enumerate(FEATURES)}
LONGEST = 40  # words that are counted; chosen on: judgement: a longer text is no post
_LATIN = SHARED["Latin"]
# Read in texts of every language but the others that are written in its letters.
_EVERYBODYS = "en"


class Rows(NamedTuple):
    """The columns that the features are read from, as lists; each has one entry per text."""

    norms: list[str]
    langs: list[str]
    emoji: list[list[str]]
    urls: list[list[str]]


def rows_of(table: pa.Table) -> Rows:
    """The columns of a batch."""
    return Rows(
        strings(table, "norm"),
        strings(table, "lang"),
        string_lists(table, "emoji"),
        string_lists(table, "urls"),
    )


def features(rows: Rows) -> Int64s:
    """Cues, signs, laughter, tears, a link (0 or 1 each), and words. Shape: (n, len(FEATURES)).

    >>> row = features(Rows(["so proud of you haha"], ["en"], [["❤"]], [[]]))[0]
    >>> [name for name, value in zip(FEATURES, row, strict=True) if value]
    ['pride', 'hearts', 'laughter', 'length']
    """
    read = np.zeros((len(rows.norms), len(FEATURES)), np.int64)
    if not rows.norms:
        return read
    norms = pa.array(rows.norms, pa.string())
    read[:, : len(CUES)] = _cues(spaced(norms), np.array(rows.langs, dtype=object))
    for row, signs in enumerate(rows.emoji):
        for sign in signs:
            if sign[0] in _OF_SIGN:
                read[row, len(CUES) + _OF_SIGN[sign[0]]] = 1
    for place, typed in ((_LAUGHTER, LAUGH), (_CRYING, CRY)):
        read[:, place] = pc.match_substring(norms, typed).to_numpy(zero_copy_only=False)
    read[:, _LINK] = [bool(links) for links in rows.urls]
    n_words = pc.add(pc.count_substring(norms, " "), 1).to_numpy(zero_copy_only=False)
    read[:, _LENGTH] = np.minimum(n_words, LONGEST)
    return read


def _cues(norms: pa.StringArray, langs: np.ndarray[tuple[int], np.dtype[np.object_]]) -> Int64s:
    """Which cues each text holds, by the words of its language. Shape: (n, len(CUES))."""
    hold = np.zeros((len(norms), len(CUES)), np.int64)
    for language, patterns in cue_patterns().items():
        rows = np.flatnonzero(_reads(language, langs))
        if not len(rows):
            continue
        # most texts hold no cue: one pass finds those that do, before each cue is looked for
        rows = rows[_matching(norms.take(rows), "|".join(patterns.values()))]
        texts = norms.take(rows)
        for place, pattern in enumerate(patterns.values()):
            hold[rows, place] |= _matching(texts, pattern)
    return hold


def _matching(texts: pa.StringArray, pattern: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which texts a pattern of RE2 matches."""
    return np.asarray(pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False))


def _reads(
    language: str, langs: np.ndarray[tuple[int], np.dtype[np.object_]]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """The texts in which a language's words are looked for.

    Its own, and those of mixed language where its script tells its words from others'. English
    words stand in texts of every script, so they are looked for wherever no other language in
    Latin letters is read.
    """
    if language == _EVERYBODYS:
        others: Sequence[str] = [lang for lang in _LATIN if lang != _EVERYBODYS]
        return ~np.isin(langs, others)
    if language in _LATIN:
        return np.asarray(langs == language)
    return np.asarray((langs == language) | (langs == "mix"))
