"""The language of a text, and how sure that is. Declared languages are not used here.

A script that one language owns decides alone. In other scripts function words and then the letter
model decide, among the languages written in that script. Quotations are somebody else's words and
are left out where the rest says enough. Every step is taken for all texts at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypedDict

import pyarrow as pa
import regex

from uproar.annotate.columns import as_table, string_lists, strings
from uproar.annotate.language import word_votes
from uproar.annotate.language.config import CONFIG
from uproar.annotate.language.letter_model import chances
from uproar.arrays import Int64s
from uproar.text.normalise import CRY, LAUGH
from uproar.text.prefilter import may_match
from uproar.text.quotations import MARKS, outside
from uproar.text.scripts import LANGUAGE_OF, NAMES, SHARED, only, weigh

UNKNOWN, MIXED = "und", "mix"
LIKELY = pa.struct([("lang", pa.string()), ("p", pa.float64())])
FIELDS: list[tuple[str, pa.DataType]] = [
    ("lang", pa.string()),
    ("lang_trust", pa.float64()),
    ("langs", pa.list_(pa.string())),  # all that were found; "-latn": romanised
    # What an unsure reading may be, with chances; empty for a sure one.
    ("lang_likely", pa.list_(LIKELY)),
]
COLUMNS = pa.schema(FIELDS)

# Letters of these scripts are the writer's, however few.
_WRITERS_LETTER = regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")
# Tears and laughs that are typed on a Korean keyboard.
_JAMO = regex.compile(r"[ㅠㅜㅋㅎ]")
_DROPPED = regex.compile(rf"\b{LAUGH}\b|{CRY}|\p{{N}}+|_")


class Likely(TypedDict):
    """A language that a text may be in, and how likely that is by its letters."""

    lang: str
    p: float


class Reading(NamedTuple):
    """In the order of COLUMNS."""

    lang: str
    trust: float
    langs: list[str]
    likely: tuple[Likely, ...] = ()


class Answer(NamedTuple):
    """The likeliest language of the part in one script; `by_words`: words alone settle it.

    `others`: the chance of every language of the script, where letters decide; `n_known`: words of
    the part that are known as words of its languages.
    """

    lang: str
    chance: float
    by_words: bool = False
    others: tuple[tuple[str, float], ...] = ()
    n_known: int = 0


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
        least = CONFIG.mix_share * sum(self.weights.values())
        return [
            script
            for script in self.weights
            if script != self.first
            and self.weights[script] >= least
            and self.runs[NAMES.index(script)] >= CONFIG.mix_words
            and {self.first, script} != {"Kana", "Han"}
        ]


Asked = tuple[str, str]  # a script, and the words with letters of it
_UNREAD = Reading(UNKNOWN, 0.0, [])
_ALONE = {script: Reading(lang, 1.0, [lang]) for script, lang in LANGUAGE_OF.items()}


def read(norm: str, tags: list[str], text: str = "") -> Reading:
    """The language of a text in normal form.

    Its tags and quotations count only where little else is there. `text`, as it was written, shows
    tears and laughter typed on a Korean keyboard, which the normal form does not.

    >>> read("오늘 영상 너무 좋았다", [])
    Reading(lang='ko', trust=1.0, langs=['ko'], likely=())
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
    by_words = _read(dict.fromkeys(words for spoken in voices for words in spoken))
    answers = []
    for spoken, text in zip(voices, texts, strict=True):
        reading = by_words[spoken[0]]
        if len(spoken) > 1:
            reading = _quoting(reading, by_words[spoken[1]])
        if not reading.langs and _JAMO.search(text):
            reading = Reading("ko", CONFIG.jamo_trust, ["ko"])
        answers.append(reading)
    return answers


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
        unquoted = outside(norms[row])
        if unquoted != norms[row]:
            voices[row] = (_words(unquoted, tags[row]), wholes[row])
    return voices


def _words(norm: str, tags: list[str]) -> str:
    """The words, without the tags where enough is left."""
    if tags:
        named = set(tags)
        fewer = str(_DROPPED.sub(" ", " ".join(w for w in norm.split() if w not in named)))
        if len(fewer) >= CONFIG.enough_chars or _WRITERS_LETTER.search(fewer):
            return fewer
    return str(_DROPPED.sub(" ", norm))


def _quoting(unquoted: Reading, whole: Reading) -> Reading:
    """The reading of a text that quotes.

    The words outside quotations decide where they say enough, else all words, with little trust.
    """
    if unquoted.trust >= CONFIG.trusted:
        return unquoted
    if unquoted.langs and whole.lang in (unquoted.lang, MIXED):
        return unquoted
    return whole._replace(trust=min(whole.trust, CONFIG.quoted_trust))


def _read(words: Iterable[str]) -> dict[str, Reading]:
    """A reading for each of some distinct texts without quotations."""
    texts = list(words)
    weights, runs = weigh(texts)
    n_scripts, most = (weights > 0).sum(1).tolist(), weights.max(1).tolist()
    last_first = weights[:, ::-1].argmax(1)  # among equals the last by name
    firsts = [NAMES[len(NAMES) - 1 - place] for place in last_first.tolist()]
    known: dict[str, Reading] = {}
    voices = []
    for row, (text, n, first) in enumerate(zip(texts, n_scripts, firsts, strict=True)):
        if n == 1 and first in LANGUAGE_OF:
            known[text] = _ALONE[first]
            continue
        if not n or (n == 1 and first == "Latin" and most[row] < CONFIG.least_letters):
            known[text] = _UNREAD
            continue
        by_script = {first: most[row]}
        if n > 1:
            by_script = {NAMES[i]: int(weights[row, i]) for i in weights[row].nonzero()[0]}
        voices.append(Voice(text, by_script, runs[row], first))
    answers = _answers(voices)
    roman = word_votes.romanised([v.words for v in voices if v.first == "Latin"])
    for voice in voices:
        known[voice.words] = _decided(voice, answers, roman)
    return known


def _decided(voice: Voice, answers: Mapping[Asked, Answer], roman: Mapping[str, str]) -> Reading:
    weights, first = voice.weights, voice.first
    total = sum(weights.values())

    def in_script(script: str) -> tuple[str, float]:
        if script in LANGUAGE_OF:
            return LANGUAGE_OF[script], 1.0
        return _trusted(answers[script, voice.words], weights[script])

    if len(weights) == 1 and voice.words not in roman:
        lang, trust = in_script(first)
        likely = _likely(answers.get((first, voice.words)), weights[first])
        return Reading(lang, _rounded(trust), [lang], likely)
    sure = [
        s
        for s in voice.candidates
        if in_script(s)[1] >= CONFIG.mix_trust and _speaks(answers.get((s, voice.words)), s)
    ]
    if sure and not _speaks(answers.get((first, voice.words)), first):
        first, sure = sure[0], sure[1:]  # names and titles are no language
    if sure:
        langs = sorted({in_script(s)[0] for s in (first, *sure)})
        share = min(weights[s] for s in (first, *sure)) / total
        return Reading(MIXED, _rounded(min(1.0, 0.5 + share)), langs)
    if first == "Latin":
        if voice.words in roman:
            langs = sorted({roman[voice.words], in_script(first)[0]})
            return Reading(MIXED, CONFIG.romanised_trust, langs)
        beside = [s for s in ("Kana", "Hangul", "Thai") if s in weights]
        if beside and not _outweighs(voice, answers[first, voice.words], beside):
            first = max(beside, key=lambda script: (weights[script], script))
    lang, trust = in_script(first)
    likely = _likely(answers.get((first, voice.words)), weights[first])
    return Reading(lang, _rounded(trust * weights[first] / total), [lang], likely)


def _speaks(answer: Answer | None, script: str) -> bool:
    """Whether a script's part is language and not names and titles, which go in Latin letters."""
    return script != "Latin" or (answer is not None and answer.n_known >= CONFIG.spoken_words)


def _outweighs(voice: Voice, answer: Answer, beside: Sequence[str]) -> bool:
    """Whether the Latin words are the writer's, and the other script's few are names."""
    if answer.by_words:
        return True
    n_beside = sum(int(voice.runs[NAMES.index(script)]) for script in beside)
    n_latin = int(voice.runs[NAMES.index("Latin")])
    return answer.n_known > 0 and n_beside <= CONFIG.names_share * n_latin


def _likely(answer: Answer | None, weight: int) -> tuple[Likely, ...]:
    """What an answer by letters may be, the more alike the fewer letters there are."""
    if answer is None or not answer.others:
        return ()
    trust = _trusted(answer, weight)[1]
    if trust >= CONFIG.trusted:
        return ()
    sure = trust / answer.chance
    even = (1.0 - sure) / len(answer.others)
    return tuple(Likely(lang=lang, p=_rounded(sure * p + even)) for lang, p in answer.others)


def _trusted(answer: Answer, weight: int) -> tuple[str, float]:
    """The language and the trust in it: few letters are weak evidence, whatever the model says."""
    if answer.by_words:
        return answer.lang, answer.chance
    enough = min(1.0, weight / CONFIG.many_letters)
    floor = CONFIG.few_letters_trust
    return answer.lang, answer.chance * (floor + (1.0 - floor) * enough)


def _answers(voices: Sequence[Voice]) -> dict[Asked, Answer]:
    """What words and letters say of every voice and script that a decision may rest on."""
    parts: dict[str, list[tuple[str, str]]] = {script: [] for script in SHARED}
    for voice in voices:
        for script in (voice.first, *voice.candidates):
            if script in SHARED:
                alone = len(voice.weights) == 1
                part = voice.words if alone else only(voice.words, script)
                parts[script].append((voice.words, part[: CONFIG.max_chars]))
    answers: dict[Asked, Answer] = {}
    for script, spoken in parts.items():
        votes = {part: word_votes.votes(part) for _, part in spoken}
        for words, part in spoken:
            lang = word_votes.settled(part, votes[part])
            if lang in SHARED[script]:
                answers[script, words] = Answer(
                    lang, CONFIG.by_words_trust, by_words=True, n_known=len(votes[part])
                )
        asked = [(words, part) for words, part in spoken if (script, words) not in answers]
        likely = chances([part for _, part in asked], SHARED[script])
        cast = [votes[part] for _, part in asked]
        likely = word_votes.weighed(likely, cast, SHARED[script])
        n_known = [len(vote) for vote in cast]
        best, chance = likely.argmax(1).tolist(), likely.max(1).tolist()
        for row, ((words, part), place, p, n) in enumerate(
            zip(asked, best, chance, n_known, strict=True)
        ):
            others: tuple[tuple[str, float], ...] = ()
            if p < CONFIG.plain or len(part) < CONFIG.many_letters:
                others = tuple(zip(SHARED[script], likely[row].tolist(), strict=True))
            answers[script, words] = Answer(SHARED[script][place], p, False, others, n)
    return answers


def _rounded(trust: float) -> float:
    return round(trust, 3)


class Language:
    """The reading as columns."""

    name = "language"
    version = "5"
    needs: tuple[str, ...] = ("norm", "tags")
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Languages of the texts."""
        norms, texts = strings(table, "norm"), strings(table, "text")
        answers = readings(norms, string_lists(table, "tags"), texts)
        return as_table(COLUMNS, [*zip(*answers, strict=True)] if answers else [()] * len(COLUMNS))


ANNOTATOR = Language()
