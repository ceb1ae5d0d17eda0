"""The language of a text, and how sure that is. Declared languages are not used here.

Scripts that one language owns decide alone; the others go to the letter model, limited to the
languages written in the script found. A quotation is somebody else's words: what stands outside
decides. Every step is taken for all texts at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa
import regex

from uproar.annotate.language import word_votes
from uproar.annotate.language.letter_model import chances
from uproar.arrays import Int64s
from uproar.text.normalise import CRY, LAUGH
from uproar.text.prefilter import may_match
from uproar.text.quotations import MARKS, outside
from uproar.text.scripts import NAMES, OWN, SHARED, only, weigh

UNKNOWN, MIXED = "und", "mix"
COLUMNS = pa.schema(
    [
        pa.field("lang", pa.string()),
        pa.field("lang_trust", pa.float64()),
        pa.field("langs", pa.list_(pa.string())),  # all that were found; "-latn": romanised
    ]
)

# A second language counts when it has this share of the letters and this many words.
_MIX_SHARE, _MIX_WORDS = 0.3, 3
# How sure the second language must be: a name or a title in Latin letters is no language.
_MIX_TRUST = 0.5
# Least weight of letters from which on anything is said about a Latin text, and from which on
# few letters are no reason for doubt any more.
_LEAST_LETTERS, _MANY_LETTERS = 3, 12
_BY_WORDS_TRUST, _ROMANISED_TRUST = 0.97, 0.6
# More of a text does not change the answer, only the cost.
_MAX_CHARS = 120
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


class Answer(NamedTuple):
    """The likeliest language of the part in one script; `by_words`: words alone settle it."""

    lang: str
    chance: float
    by_words: bool = False


class Voice(NamedTuple):
    """Words to be read, with letters and runs per script; `first` has most letters."""

    words: str
    weights: dict[str, int]
    runs: Int64s
    first: str

    @property
    def candidates(self) -> list[str]:
        """Further scripts with enough letters and words to be a language of their own."""
        if len(self.weights) == 1:
            return []
        least = _MIX_SHARE * sum(self.weights.values())
        return [
            script
            for script in self.weights
            if script != self.first
            and self.weights[script] >= least
            and self.runs[NAMES.index(script)] >= _MIX_WORDS
            and {self.first, script} != {"Kana", "Han"}
        ]


Asked = tuple[str, str]  # a script, and the words with letters of it
_UNREAD = Reading(UNKNOWN, 0.0, [])
_ALONE = {script: Reading(lang, 1.0, [lang]) for script, lang in OWN.items()}


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
    return readings([norm], [tags], [text])[0]


def readings(
    norms: Sequence[str], tags: Sequence[list[str]], texts: Sequence[str]
) -> list[Reading]:
    """The languages of texts, each as if it were alone."""
    voices = _voices(norms, tags)
    of = _read(dict.fromkeys(words for own_and_whole in voices for words in own_and_whole))
    found = []
    for spoken, text in zip(voices, texts, strict=True):
        reading = of[spoken[0]]
        if len(spoken) > 1:
            reading = _of_quoting(reading, of[spoken[1]])
        if not reading.langs and _JAMO.search(text):
            reading = Reading("ko", _JAMO_TRUST, ["ko"])
        found.append(reading)
    return found


def _voices(norms: Sequence[str], tags: Sequence[list[str]]) -> list[tuple[str, ...]]:
    """The words outside quotations, then all words; only all words where nothing is quoted."""
    wholes = list(norms)
    for row in may_match(norms, _DROPPED.pattern):
        wholes[row] = _DROPPED.sub(" ", norms[row])
    for row, named in enumerate(tags):
        if named:
            wholes[row] = _words(norms[row], named)
    voices: list[tuple[str, ...]] = [(whole,) for whole in wholes]
    for row in may_match(norms, MARKS):
        own = outside(norms[row])
        if own != norms[row]:
            voices[row] = (_words(own, tags[row]), wholes[row])
    return voices


def _words(norm: str, tags: list[str]) -> str:
    """The words, without the tags where enough is left."""
    if tags:
        named = set(tags)
        fewer = str(_DROPPED.sub(" ", " ".join(w for w in norm.split() if w not in named)))
        if len(fewer) >= _ENOUGH_CHARS or _OWN_VOICE.search(fewer):
            return fewer
    return str(_DROPPED.sub(" ", norm))


def _of_quoting(found: Reading, whole: Reading) -> Reading:
    """Of a text that quotes: its own words where they say enough, else all, with little trust."""
    if found.trust >= _TRUSTED or (found.langs and whole.lang in (found.lang, MIXED)):
        return found
    return whole._replace(trust=min(whole.trust, _QUOTED_TRUST))


def _read(words: Iterable[str]) -> dict[str, Reading]:
    """A reading for each of some distinct texts without quotations."""
    texts = list(words)
    weights, runs = weigh(texts)
    n_scripts, most = (weights > 0).sum(1).tolist(), weights.max(1).tolist()
    last_first = weights[:, ::-1].argmax(1)  # of equals the last by name
    firsts = [NAMES[len(NAMES) - 1 - at] for at in last_first.tolist()]
    found: dict[str, Reading] = {}
    voices = []
    for row, (text, n, first) in enumerate(zip(texts, n_scripts, firsts, strict=True)):
        if n == 1 and first in OWN:
            found[text] = _ALONE[first]
            continue
        if not n or (n == 1 and first == "Latin" and most[row] < _LEAST_LETTERS):
            found[text] = _UNREAD
            continue
        of = {first: most[row]}
        if n > 1:
            of = {NAMES[at]: int(weights[row, at]) for at in weights[row].nonzero()[0]}
        voices.append(Voice(text, of, runs[row], first))
    answers = _answers(voices)
    roman = word_votes.romanised([v.words for v in voices if v.first == "Latin"])
    for voice in voices:
        found[voice.words] = _decided(voice, answers, roman)
    return found


def _decided(voice: Voice, answers: Mapping[Asked, Answer], roman: Mapping[str, str]) -> Reading:
    weights, first = voice.weights, voice.first
    total = sum(weights.values())

    def of_script(script: str) -> tuple[str, float]:
        if script in OWN:
            return OWN[script], 1.0
        return _trusted(answers[script, voice.words], weights[script])

    if len(weights) == 1 and voice.words not in roman:
        lang, trust = of_script(first)
        return Reading(lang, _rounded(trust * total / total), [lang])
    sure = [s for s in voice.candidates if of_script(s)[1] >= _MIX_TRUST]
    if sure:
        found = sorted({of_script(s)[0] for s in (first, *sure)})
        share = min(weights[s] for s in (first, *sure)) / total
        return Reading(MIXED, _rounded(min(1.0, 0.5 + share)), found)
    if first == "Latin":
        if voice.words in roman:
            langs = sorted({roman[voice.words], of_script(first)[0]})
            return Reading(MIXED, _ROMANISED_TRUST, langs)
        beside = [s for s in ("Kana", "Hangul", "Thai") if s in weights]
        if beside and not answers[first, voice.words].by_words:
            first = max(beside, key=lambda script: (weights[script], script))
    lang, trust = of_script(first)
    return Reading(lang, _rounded(trust * weights[first] / total), [lang])


def _trusted(answer: Answer, weight: int) -> tuple[str, float]:
    """Few letters are weak evidence, whatever the model says."""
    if answer.by_words:
        return answer.lang, answer.chance
    return answer.lang, answer.chance * (0.4 + 0.6 * min(1.0, weight / _MANY_LETTERS))


def _answers(voices: Sequence[Voice]) -> dict[Asked, Answer]:
    """What words and letters say of every voice and script that a decision may rest on."""
    parts: dict[str, list[tuple[str, str]]] = {script: [] for script in SHARED}
    for voice in voices:
        for script in (voice.first, *voice.candidates):
            if script in SHARED:
                alone = len(voice.weights) == 1
                part = voice.words if alone else only(voice.words, script)
                parts[script].append((voice.words, part[:_MAX_CHARS]))
    cuts = {words: words[:_MAX_CHARS] for words, _ in parts["Latin"]}
    votes = {cut: word_votes.votes(cut) for cut in cuts.values()}
    found: dict[Asked, Answer] = {}
    for words, cut in cuts.items():
        lang = word_votes.settled(cut, votes[cut])
        if lang:
            found["Latin", words] = Answer(lang, _BY_WORDS_TRUST, by_words=True)
    for script, spoken in parts.items():
        asked = [(words, part) for words, part in spoken if (script, words) not in found]
        likely = chances([part for _, part in asked], SHARED[script])
        if script == "Latin":
            said = [votes.get(part) or word_votes.votes(part) for _, part in asked]
            likely = word_votes.weighed(likely, said)
        best, chance = likely.argmax(1).tolist(), likely.max(1).tolist()
        for (words, _), at, p in zip(asked, best, chance, strict=True):
            found[script, words] = Answer(SHARED[script][at], p)
    return found


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
        found = readings(norms, tags, [text or "" for text in texts])
        parts = zip(*found, strict=True) if found else ((),) * 3
        arrays = [pa.array(p, f.type) for p, f in zip(parts, COLUMNS, strict=True)]
        return pa.Table.from_arrays(arrays, schema=COLUMNS)


ANNOTATOR = Language()
