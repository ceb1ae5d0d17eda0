"""How much of each script a text holds, for many texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import regex

from uproar.arrays import Bools, Int64s, UInt8s
from uproar.text.codepoints import Kinds, letters

# Scripts that decide alone, with their language.
LANGUAGE_OF = {
    "Hangul": "ko", "Thai": "th", "Greek": "el", "Hebrew": "he", "Armenian": "hy",
    "Georgian": "ka", "Tamil": "ta", "Telugu": "te", "Bengali": "bn", "Khmer": "km", "Lao": "lo",
    "Myanmar": "my", "Gujarati": "gu", "Gurmukhi": "pa", "Kannada": "kn", "Malayalam": "ml",
    "Sinhala": "si", "Ethiopic": "am", "Kana": "ja",
}  # fmt: skip
# Scripts that several languages share, with those we tell apart; among equals the first wins.
SHARED = {
    "Latin": ("de", "en", "es", "fr", "id", "it", "ms", "nl", "pl", "pt", "tl", "tr", "vi"),
    "Cyrillic": ("bg", "ru", "sr", "uk"),
    "Arabic": ("ar", "fa", "ur"),
    "Devanagari": ("hi", "mr", "ne"),
    "Han": ("ja", "zh"),
}
NAMES = tuple(sorted((*LANGUAGE_OF, *SHARED)))
# The weight of a letter: a block of a syllable or a word is worth about two letters.
# chosen on: judgement; not swept
_HEAVY = frozenset(("Hangul", "Han", "Kana", "Ethiopic"))
WEIGHT = np.array([2 if name in _HEAVY else 1 for name in NAMES])
_KANA, _HAN = NAMES.index("Kana"), NAMES.index("Han")

_SCRIPT = regex.compile(
    "|".join(
        rf"(?P<{name}>\p{{{name}}}[\p{{{name}}}\p{{M}}]*)"
        if name != "Kana"
        else r"(?P<Kana>[\p{Hiragana}\p{Katakana}ー]+)"
        for name in ("Kana", *SHARED, *(name for name in LANGUAGE_OF if name != "Kana"))
    )
)
_MARK = regex.compile(r"\p{M}")
_IS_MARK = 64  # by definition: a bit beyond the numbers of the scripts


def _kind(letter: str) -> int:
    """One more than the script's number, 0 for none; and whether it is a mark."""
    match = _SCRIPT.match(letter)
    script = NAMES.index(match.lastgroup or "") + 1 if match else 0
    return script + _IS_MARK if _MARK.match(letter) else script


_KINDS = Kinds(_kind)


class Weighed(NamedTuple):
    """Shape: (n, len(NAMES)) each. Han characters beside Kana weigh for Kana."""

    weights: Int64s
    runs: Int64s


def weigh(texts: Sequence[str]) -> Weighed:
    """Letters, weighted, and runs of letters of each script.

    >>> weighed = weigh(["abc 한글 def"])
    >>> {name: int(w) for name, w in zip(NAMES, weighed.weights[0], strict=True) if w}
    {'Hangul': 4, 'Latin': 6}
    >>> int(weighed.runs[0, NAMES.index("Latin")])
    2
    """
    read = letters(texts)
    kinds = _KINDS.kinds(read.codes)
    script, odd = _with_marks(kinds)
    n, width = len(texts), len(NAMES) + 1
    cell = np.repeat(np.arange(n) * width, np.diff(read.ends)) + script
    begins = script != np.append(np.uint8(0), script[:-1])
    weights, runs = (
        np.bincount(cells, minlength=n * width).reshape(n, width)[:, 1:]
        for cells in (cell, cell[begins])
    )
    for row in read.rows(odd):
        weights[row], runs[row] = count_letters(texts[row])
    weights *= WEIGHT
    is_kana = weights[:, _KANA] > 0
    weights[is_kana, _KANA] += weights[is_kana, _HAN]
    weights[is_kana, _HAN] = 0
    return Weighed(weights, runs)


def only(text: str, script: str) -> str:
    """The runs of a script, with spaces between them."""
    return " ".join(m[0] for m in _SCRIPT.finditer(text) if m.lastgroup == script)


def _with_marks(kinds: UInt8s) -> tuple[UInt8s, Bools]:
    """The script of each letter, a mark going with the letter before it; and the odd marks out.

    A mark of a script after a letter of none, or after Kana, begins a run of its own.
    """
    is_mark = kinds >= _IS_MARK
    script = kinds & np.uint8(_IS_MARK - 1)
    if not is_mark.any():
        return script, is_mark
    last = np.maximum.accumulate(np.where(is_mark, 0, np.arange(len(kinds))))
    before = np.where(is_mark[last], np.uint8(0), script[last])
    carried = (before != 0) & (before != _KANA + 1)
    odd = is_mark & ~carried & (script != 0)
    return np.where(is_mark & carried, before, script), odd


def count_letters(text: str) -> tuple[Int64s, Int64s]:
    """Letters, not weighted, and runs of letters of each script in one text, by the pattern."""
    weights, runs = np.zeros(len(NAMES), np.int64), np.zeros(len(NAMES), np.int64)
    for match in _SCRIPT.finditer(text):
        script = NAMES.index(match.lastgroup or "")
        weights[script] += len(match[0])
        runs[script] += 1
    return weights, runs
