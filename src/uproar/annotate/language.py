"""The language of a text, and how sure that is. Declared languages are not used here.

Scripts that one language owns decide alone; the others go to py3langid, limited to the languages
written in the script found. A quotation is somebody else's words: what stands outside decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import regex

from uproar.annotate.language_words import DAILY_LANGS, ROMAN_WORDS, WORD_LANGS
from uproar.annotate.letter_model import chances
from uproar.annotate.normal import CRY, LAUGH
from uproar.annotate.quoted import outside

UNKNOWN, MIXED = "und", "mix"
COLUMNS = pa.schema(
    [
        pa.field("lang", pa.string()),
        pa.field("lang_trust", pa.float64()),
        pa.field("langs", pa.list_(pa.string())),  # all that were found; "-latn": romanised
    ]
)

# Scripts that decide alone, and the weight of a letter (a syllable block is worth about two).
_OWN = {
    "Hangul": "ko", "Thai": "th", "Greek": "el", "Hebrew": "he", "Armenian": "hy",
    "Georgian": "ka", "Tamil": "ta", "Telugu": "te", "Bengali": "bn", "Khmer": "km", "Lao": "lo",
    "Myanmar": "my", "Gujarati": "gu", "Gurmukhi": "pa", "Kannada": "kn", "Malayalam": "ml",
    "Sinhala": "si", "Ethiopic": "am",
}  # fmt: skip
# Scripts that several languages share, with those we tell apart; of equals the first is said.
_SHARED = {
    "Latin": ("de", "en", "es", "fr", "id", "it", "nl", "pl", "pt", "tl", "tr", "vi"),
    "Cyrillic": ("bg", "ru", "sr", "uk"),
    "Arabic": ("ar", "fa", "ur"),
    "Devanagari": ("hi", "mr", "ne"),
    "Han": ("ja", "zh"),
}
_HEAVY = frozenset(("Hangul", "Han", "Kana", "Ethiopic"))
_SCRIPT = regex.compile(
    "|".join(
        (r"(?P<Kana>[\p{Hiragana}\p{Katakana}ー]+)",
         *(rf"(?P<{s}>\p{{{s}}}[\p{{{s}}}\p{{M}}]*)" for s in (*_SHARED, *_OWN)))
    )
)  # fmt: skip
# A second language counts when it has this share of the letters and this many words.
_MIX_SHARE, _MIX_WORDS = 0.3, 3
# How sure the second language must be: a name or a title in Latin letters is no language.
_MIX_TRUST = 0.5
# Least weight of letters from which on anything is said about a Latin text.
_LEAST_LETTERS = 3

# Letters and marks of one language among the Latin ones told apart here.
_OWN_LETTER = regex.compile(
    "(?P<es>[ñ¿¡])|(?P<de>ß)|(?P<tr>[ışğ])|(?P<pl>[łżśęą])|(?P<vi>[ơưđạảấầẩậắặẹẻếềểệỉịọỏốồổộớờởợụủứừửựỳỷ])"
)
_BY_WORDS_TRUST = 0.97
# More of a text does not change the answer, only the cost.
_MAX_CHARS = 120
_LATIN_WORD = regex.compile(r"\p{Latin}+")
# A daily word multiplies the odds of its language by e to this, shared among its languages.
_DAILY_ODDS = 2.0
_SQUEEZED = regex.compile(r"(\p{L})\1+$")
# Letters of these scripts are somebody's own voice, however few.
_OWN_VOICE = regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")
_ENOUGH_CHARS = 8
# Tears and laughs that are typed on a Korean keyboard: a hint, no more.
_JAMO, _JAMO_TRUST = regex.compile(r"[ㅠㅜㅋㅎ]"), 0.3
# Own words read with less trust than this leave the answer to all words, trusted at most so far.
_TRUSTED, _QUOTED_TRUST = 0.5, 0.4
_DROPPED = regex.compile(rf"\b{LAUGH}\b|{CRY}|\p{{N}}+|_")


class Reading(NamedTuple):
    """In the order of COLUMNS."""

    lang: str
    trust: float
    langs: list[str]


# Chances that are known already: of texts cut to _MAX_CHARS, by the model over Latin letters.
Known = Mapping[str, np.ndarray[Any, Any]]
_NONE_KNOWN: Known = MappingProxyType({})


def read(norm: str, tags: list[str], text: str = "") -> Reading:
    """Language of a normal form; its tags and quotations count only where little else is there.

    The text as written tells typed tears and laughter of one language from those of all.

    >>> read("오늘 영상 너무 좋았다", [])
    Reading(lang='ko', trust=1.0, langs=['ko'])
    >>> read('pas bilang "then the red ones go in front"', []).lang
    'id'
    >>> read("!!!", []).lang
    'und'
    """
    return _read_voices(_voices(norm, tags), text, _NONE_KNOWN)


def _voices(norm: str, tags: list[str]) -> tuple[str, ...]:
    """The words outside quotations, then all words; only all words where nothing is quoted."""
    own = outside(norm)
    if own == norm:
        return (_words(norm, tags),)
    return _words(own, tags), _words(norm, tags)


def _read_voices(voices: tuple[str, ...], text: str, known: Known) -> Reading:
    found = (
        _read_quoting(voices[0], voices[1], known) if len(voices) > 1 else _read(voices[0], known)
    )
    if not found.langs and _JAMO.search(text):
        return Reading("ko", _JAMO_TRUST, ["ko"])
    return found


def _words(norm: str, tags: list[str]) -> str:
    """The words, without the tags where enough is left."""
    if tags:
        named = set(tags)
        fewer = str(_DROPPED.sub(" ", " ".join(w for w in norm.split() if w not in named)))
        if len(fewer) >= _ENOUGH_CHARS or _OWN_VOICE.search(fewer):
            return fewer
    return str(_DROPPED.sub(" ", norm))


def _read_quoting(own: str, whole: str, known: Known) -> Reading:
    """Of a text that quotes: its own words where they say enough, else all, with little trust."""
    found = _read(own, known)
    if found.trust >= _TRUSTED:
        return found
    whole_found = _read(whole, known)
    if found.langs and whole_found.lang in (found.lang, MIXED):
        return found
    return whole_found._replace(trust=min(whole_found.trust, _QUOTED_TRUST))


def _read(words: str, known: Known) -> Reading:
    weights, n_words = _weights(words)
    total = sum(weights.values())
    if total < _LEAST_LETTERS and set(weights) <= {"Latin"}:
        return Reading(UNKNOWN, 0.0, [])
    first = max(weights, key=lambda script: (weights[script], script))
    others = [
        script
        for script in sorted(weights)
        if script != first
        and weights[script] >= _MIX_SHARE * total
        and n_words[script] >= _MIX_WORDS
        and {first, script} != {"Kana", "Han"}
    ]
    sure = [s for s in others if _of_script(words, s, weights, known)[1] >= _MIX_TRUST]
    if sure:
        found = sorted({_of_script(words, s, weights, known)[0] for s in (first, *sure)})
        share = min(weights[s] for s in (first, *sure)) / total
        return Reading(MIXED, _rounded(min(1.0, 0.5 + share)), found)
    lang, trust = _of_script(words, first, weights, known)
    if first == "Latin":
        roman = _romanised(words)
        if roman:
            return Reading(MIXED, 0.6, sorted({roman, lang}))
        beside = [s for s in ("Kana", "Hangul", "Thai") if s in weights]
        if beside and _by_words(words[:_MAX_CHARS].split()) is None:
            first = max(beside, key=lambda script: (weights[script], script))
            lang, trust = _of_script(words, first, weights, known)
    trust = _rounded(trust * weights[first] / total)
    return Reading(lang, trust, [lang])


def _weights(words: str) -> tuple[dict[str, int], dict[str, int]]:
    """Letters and runs per script."""
    if words.isascii():
        found = _LATIN_WORD.findall(words)
        return ({"Latin": sum(map(len, found))}, {"Latin": len(found)}) if found else ({}, {})
    weights: dict[str, int] = {}
    n_words: dict[str, int] = {}
    for match in _SCRIPT.finditer(words):
        script = match.lastgroup or ""
        weight = len(match[0]) * (2 if script in _HEAVY else 1)
        weights[script] = weights.get(script, 0) + weight
        n_words[script] = n_words.get(script, 0) + 1
    if "Kana" in weights and "Han" in weights:
        weights["Kana"] += weights.pop("Han")
    return weights, n_words


def _of_script(words: str, script: str, weights: dict[str, int], known: Known) -> tuple[str, float]:
    if script == "Kana":
        return "ja", 1.0
    if script in _OWN:
        return _OWN[script], 1.0
    if script == "Latin":
        settled = _by_words(words[:_MAX_CHARS].split())
        if settled:
            return settled, _BY_WORDS_TRUST
    if len(weights) > 1:
        words = " ".join(m[0] for m in _SCRIPT.finditer(words) if m.lastgroup == script)
    cut = words[:_MAX_CHARS]
    probabilities = known.get(cut) if script == "Latin" else None
    if probabilities is None:
        probabilities = chances([cut], _SHARED[script])[0]
    if script == "Latin":
        probabilities = _with_daily_words(probabilities, words[:_MAX_CHARS].split())
    best = int(probabilities.argmax())
    short = min(1.0, weights[script] / 12)  # few letters are weak evidence, whatever the model says
    return _SHARED[script][best], float(probabilities[best]) * (0.4 + 0.6 * short)


def _ask(every_voice: Iterable[str]) -> Known:
    """The model's chances for all texts in Latin letters that words alone do not settle."""
    cuts = {v[:_MAX_CHARS] for v in every_voice}
    asked = sorted(c for c in cuts if _LATIN_WORD.search(c) and _by_words(c.split()) is None)
    return dict(zip(asked, chances(asked, _SHARED["Latin"]), strict=True))


def _by_words(words: list[str]) -> str | None:
    """The language that function words and letters alone agree on."""
    found = [WORD_LANGS[word] for word in words if word in WORD_LANGS]
    joined = " ".join(words)
    letters = None if joined.isascii() else _OWN_LETTER.search(joined)
    if letters:
        found += [frozenset((letters.lastgroup or "",))] * 2
    if len(found) < 2:
        return None
    shared = frozenset.intersection(*found)
    return next(iter(shared)) if len(shared) == 1 else None


def _with_daily_words(
    probabilities: np.ndarray[Any, Any], words: list[str]
) -> np.ndarray[Any, Any]:
    """Chances after daily words are counted: names sway the model more than they should."""
    odds: dict[str, float] = {}
    for word in words:
        langs = DAILY_LANGS.get(word, ())
        if not langs and word[-1:] == word[-2:-1]:
            langs = DAILY_LANGS.get(_SQUEEZED.sub(r"\1", word), ())
        for lang in (*langs, *WORD_LANGS.get(word, ())):
            odds[lang] = odds.get(lang, 0.0) + _DAILY_ODDS / max(1, len(langs))
    if not odds:
        return probabilities
    added = [odds.get(lang, 0.0) for lang in _SHARED["Latin"]]
    weighed = probabilities * np.exp(added)
    return np.asarray(weighed / weighed.sum())


def _romanised(words: str) -> str | None:
    """The language that a text in Latin letters is really in, where enough words say so."""
    found = _LATIN_WORD.findall(words)
    hits = [ROMAN_WORDS[w] for w in found if w in ROMAN_WORDS]
    if len(hits) < 2 or len(hits) < 0.25 * len(found):
        return None
    return max(sorted(set(hits)), key=hits.count)


def _rounded(trust: float) -> float:
    return round(trust, 3)


class Language:
    """The reading as columns."""

    name = "language"
    version = "3"
    needs: tuple[str, ...] = ("norm", "tags")
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Languages of the texts."""
        norms, tags, texts = (table[name].to_pylist() for name in ("norm", "tags", "text"))
        voices = [_voices(*row) for row in zip(norms, tags, strict=True)]
        known = _ask(voice for row in voices for voice in row)
        readings = [_read_voices(v, t or "", known) for v, t in zip(voices, texts, strict=True)]
        parts = zip(*readings, strict=True) if readings else ((),) * 3
        arrays = [pa.array(p, f.type) for p, f in zip(parts, COLUMNS, strict=True)]
        return pa.Table.from_arrays(arrays, schema=COLUMNS)


ANNOTATOR = Language()
