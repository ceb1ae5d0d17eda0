"""The language of a text, and how sure that is. Declared languages are not used here.

Scripts that one language owns decide alone; the others go to py3langid, limited to the languages
written in the script found.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import regex
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from uproar.annotate.normal import CRY, LAUGH

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
# Scripts that several languages share, with those we tell apart.
_SHARED = {
    "Latin": ("en", "es", "pt", "fr", "de", "it", "id", "tl", "vi", "tr", "nl", "pl"),
    "Cyrillic": ("ru", "uk", "bg", "sr"),
    "Arabic": ("ar", "fa", "ur"),
    "Devanagari": ("hi", "mr", "ne"),
    "Han": ("zh", "ja"),
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

# Function words and common words of fans' romanised writing, none of them a word of English.
_ROMANISED = {
    "hi-latn": (
        "hai nahi nahin kya bhi mera meri mere tera teri kaise kyun kyu bohot bahut acha "
        "accha yaar bhai tum tumhe mujhe mein hoon raha rahi rahe karo kar gaya gayi aur "
        "lekin sab koi abhi kuch woh yeh"
    ),
    "ko-latn": (
        "saranghae saranghaeyo oppa unnie noona hyung daebak jinjja jinja annyeong "
        "annyeonghaseyo aigoo gomawo kamsahamnida gamsahamnida hwaiting bogoshipo bogoshipeo "
        "neomu chukhahae aegyo maknae"
    ),
    "ja-latn": (
        "desu arigatou arigato kawaii sugoi watashi anata daisuki ganbatte yabai hontou suki "
        "dayo kudasai"
    ),
    "th-latn": ("krub krab khrap kha naka mak rak jing sanuk sawasdee aroi narak"),
}
# Words that settle a Latin text when two of one language occur and none of another's.
_FUNCTION_WORDS = {
    "en": (
        "the and you is are was this that with for have not but what my your they just of to be "
        "will can about from who his her she he it its been were how when i'm it's don't"
    ),
    "es": "el los las una pero muy y del qué también hay son esto eso yo donde está mi cuando ella",
    "pt": "não uma muito você vocês isso são foi tem pra meu minha eu em com os ele ela está",
    "fr": "le les des une est et pas je ça mais pour avec dans très vous nous cette trop plus",
    "de": "der und ist nicht ich ein eine mit auf für aber auch wie sie wir den dem zu noch nur",
    "it": "che è gli della sono questo questa anche più perché ho il molto",
    "id": "yang dan ini itu tidak aku kamu gak nggak ada untuk dengan dari banget bisa saya",
    "tl": "ang ng mga ako hindi ito yung lang naman po niya siya kung",
    "vi": "và của là không có này cho với một người tôi những được",
    "tr": "bir ve bu çok için değil ben gibi daha olarak",
    "nl": "het een van niet ik dat zijn maar ook voor deze naar",
    "pl": "jest się że jak ale nie czy tak już",
}
_WORD_LANGS: dict[str, frozenset[str]] = {
    word: frozenset(lang for lang, words in _FUNCTION_WORDS.items() if word in words.split())
    for words in _FUNCTION_WORDS.values()
    for word in words.split()
}
# Letters and marks of one language among the Latin ones told apart here.
_OWN_LETTER = regex.compile(
    "(?P<es>[ñ¿¡])|(?P<de>ß)|(?P<tr>[ışğ])|(?P<pl>[łżśęą])|(?P<vi>[ơưđạảấầẩậắặẹẻếềểệỉịọỏốồổộớờởợụủứừửựỳỷ])"
)
_BY_WORDS_TRUST = 0.97
# More of a text does not change the answer, only the cost.
_MAX_CHARS = 120
_ROMAN_WORDS = {word: lang for lang, words in _ROMANISED.items() for word in words.split()}
_LATIN_WORD = regex.compile(r"\p{Latin}+")
_DROPPED = regex.compile(rf"\b{LAUGH}\b|{CRY}|\p{{N}}+|_")


class Reading(NamedTuple):
    """In the order of COLUMNS."""

    lang: str
    trust: float
    langs: list[str]


def read(norm: str, tags: list[str]) -> Reading:
    """Language of a normal form; its tags count only where little else is there.

    >>> read("오늘 영상 너무 좋았다", [])
    Reading(lang='ko', trust=1.0, langs=['ko'])
    >>> read("!!!", []).lang
    'und'
    """
    words = _DROPPED.sub(" ", norm)
    if tags:
        fewer = " ".join(w for w in words.split() if w not in set(tags))
        words = fewer if len(fewer) >= 8 else words
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
    sure = [s for s in others if _of_script(words, s, weights)[1] >= _MIX_TRUST]
    if sure:
        found = sorted({_of_script(words, s, weights)[0] for s in (first, *sure)})
        share = min(weights[s] for s in (first, *sure)) / total
        return Reading(MIXED, _rounded(min(1.0, 0.5 + share)), found)
    lang, trust = _of_script(words, first, weights)
    if first == "Latin":
        roman = _romanised(words)
        if roman:
            return Reading(MIXED, 0.6, sorted({roman, lang}))
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


def _of_script(words: str, script: str, weights: dict[str, int]) -> tuple[str, float]:
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
    probabilities = _probabilities(words[:_MAX_CHARS], script)
    best = int(probabilities.argmax())
    short = min(1.0, weights[script] / 12)  # few letters are weak evidence, whatever the model says
    return _identifier(script).nb_classes[best], float(probabilities[best]) * (0.4 + 0.6 * short)


def _by_words(words: list[str]) -> str | None:
    """The language that function words and letters alone agree on."""
    found = [_WORD_LANGS[word] for word in words if word in _WORD_LANGS]
    letters = _OWN_LETTER.search(" ".join(words))
    if letters:
        found += [frozenset((letters.lastgroup or "",))] * 2
    if len(found) < 2:
        return None
    shared = frozenset.intersection(*found)
    return next(iter(shared)) if len(shared) == 1 else None


def _probabilities(words: str, script: str) -> np.ndarray[Any, Any]:
    scores: np.ndarray[Any, Any] = _identifier(script)._decide(words)
    return scores


@cache
def _identifier(script: str) -> Any:
    identifier = copy.copy(_all_languages())
    identifier.set_languages(_SHARED[script])
    return identifier


@cache
def _all_languages() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _romanised(words: str) -> str | None:
    """The language that a text in Latin letters is really in, where enough words say so."""
    found = _LATIN_WORD.findall(words)
    hits = [_ROMAN_WORDS[w] for w in found if w in _ROMAN_WORDS]
    if len(hits) < 2 or len(hits) < 0.25 * len(found):
        return None
    return max(sorted(set(hits)), key=hits.count)


def _rounded(trust: float) -> float:
    return round(trust, 3)


class Language:
    """The reading as columns."""

    name = "language"
    version = "1"
    needs: tuple[str, ...] = ("norm", "tags")
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Languages of the texts."""
        norms, tags = table["norm"].to_pylist(), table["tags"].to_pylist()
        readings = [read(n, t) for n, t in zip(norms, tags, strict=True)]
        parts = zip(*readings, strict=True) if readings else ((),) * 3
        arrays = [pa.array(p, f.type) for p, f in zip(parts, COLUMNS, strict=True)]
        return pa.Table.from_arrays(arrays, schema=COLUMNS)


ANNOTATOR = Language()
