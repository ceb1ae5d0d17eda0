# ruff: noqa: E501  # word lists and patterns read better on one line
"""What is not told: unconfirmed, sensitive, superseded; with the reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from uproar.model import Article, Passage
from uproar.recall.config import CredibilityConfig
from uproar.recall.dates.locales.english import CARDINALS
from uproar.recall.gate import CONFIG as GATE
from uproar.recall.gate import Reading
from uproar.recall.mentions import text_of
from uproar.recall.tokens import tokens
from uproar.text.lexicons import SUBJECTS, entries, terms_by_subject
from uproar.text.sensitive import subject_pattern, unaccented

CONFIG = CredibilityConfig()

_UNCONFIRMED = re.compile(
    r"\brumou?r|unconfirmed|\balleged(?:ly)?\b|\breportedly\b|\bpurported|\bsupposedly\b|(?:sources?|insiders?) (?:say|said|told|close)|said to be (?:leaving|planning|considering)|"
    r"could not be (?:verified|confirmed)|denial\b|refut(?:e[sd]?|ing)\b|dismissed (?:the |these |those )?(?:claims?|reports?)|"
    r"것으로 (?:알려졌|전해졌|보인다)|설이 (?:돌|나왔|제기)|(?:결별|이적|탈퇴|해체|불화|열애)설|추측|낭설|とみられる|とみられて|との情報|との憶測|真偽|関係者によると|事実無根|否定し|"
    r"se rumorea|al parecer|según (?:rumores|fuentes)|habría|habrían|bulo\b|negó\b|niega\b|estaria (?:a|de)|segundo (?:rumores|fontes)|negou\b|kabarnya|konon|diduga|menurut sumber|selon (?:des rumeurs|une source)|d['’]après des rumeurs|คาดว่า|ลือ|มีรายงานว่า|"
    r"\bclaim(?:s|ed|ing)? (?:that|to|he|she|they|it|there)\b|\b(?:nobody|no one|not|yet to|unable to) [\w ]{0,30}confirm|\b(?:untrue|unfounded|groundless|baseless)\b|"
    r"\bden(?:y|ies|ied)\b|speculation|루머|소문|확인되지 않|부인했|사실무근|噂|未確認|否定した|デマ|\brumor|sin confirmar|"
    r"desm(?:iente|intió|entiu)|presunt|supuestamente|boatos?\b|não confirmad|suposta|\bisu\b|dikabarkan|belum dikonfirmasi|membantah|rumeur|non confirmé|aurait été|a démenti|dément\b|ข่าวลือ|ยังไม่ยืนยัน|ปฏิเสธข่าว",
    re.I,
)
_RETRACTED = re.compile(
    r"\b(?:this|the|our) (?:article|story|report|item)[^.]{0,40} (?:is|was|has been|have been) (?:retracted|withdrawn|removed|taken down)\b|"
    r"\bretract(?:ion|ed)\b|기사(?:를|가) (?:삭제|철회)|오보|(?:本|この|当該)?記事(?:を|は)(?:撤回|削除|取り消)|誤報|"
    r"(?:este artículo|esta noticia|la nota) (?:ha sido|fue) (?:retirad|eliminad)|retractación|este artigo foi retirado|berita ini (?:dicabut|dihapus)|article (?:a été )?retiré",
    re.I,
)
_CORRECTION = re.compile(
    r"^\W*(?:correction|corrected|clarification)\b|\b(?:earlier|previous|original) (?:article|version|report|story)\b|\bmisstated\b|\b(?:incorrectly|wrongly|mistakenly) (?:said|stated|gave|reported|named)\b|정정|바로잡|訂正|corrección|fe de err|rectifica",
    re.I,
)
_NUMBERS = {word: str(n) for n, word in enumerate(CARDINALS)}
_TENS = {word: 10 * n for n, word in enumerate(entries("numbers", "tens")["en"], 2)}
_NUMBER = re.compile(
    r"(?<![a-z\d])(?:\d[\d,.]*\d|\d)|\b(?:"
    + "|".join(_TENS)
    + r")(?:-(?:one|two|three|four|five|six|seven|eight|nine))?\b|\b(?:"
    + "|".join(_NUMBERS)
    + r")\b",
    re.I,
)
_LARGE = frozenset(["hundred", "thousand", "million", "billion", "dozen"])
# A number of more digits is nothing that much is counted by; Python refuses to read over 4,300.
MAX_DIGITS = 15  # by definition: what a count in a 64-bit float holds
CORRECTED_BY = "superseded: corrected by "


def _by_subject() -> dict[str, re.Pattern[str]]:
    """Subject → its pattern. What posts call a rumour is unconfirmed here, not sensitive."""
    lists = [terms_by_subject(), terms_by_subject("sensitive_news")]
    return {
        subject: subject_pattern(*(listed[subject] for listed in lists if subject in listed))
        for subject in SUBJECTS
        if subject != "rumour"
    }


_SUBJECTS = _by_subject()


def doubts_of(article: Article, reading: Reading | None = None) -> dict[int, str]:
    """Sentence number → why it is not told; 0 stands for the whole article.

    What a headline or a first sentence says in doubt holds for the article, and so does a note at
    either end that takes it back, or markup that says it is withdrawn. Elsewhere the doubt reaches
    the sentences beside it, since "the agency denied it" is about the one before, and "he is
    recovering" about the one after. With a reading, a slight doubt is only of its own sentence, a
    word of a list only makes doubt likelier, and what was not read is not told; where all sentences
    are in slight doubt, a headline that stands alone may be told. Without: the word lists decide
    alone. Empty: nothing is in doubt.
    """
    opening = [text for text in (article.headline, *article.sentences[:1]) if text.strip()]
    if article.is_withdrawn or _RETRACTED.search("\n".join((*opening, *article.sentences[-1:]))):
        return {0: "retracted"}
    for text in opening:
        if (why := doubt_of(text, reading)) and _reaches_beyond(text, reading):
            return {0: why}
    doubts: dict[int, str] = {}
    for n, sentence in enumerate(article.sentences, 1):
        if why := doubt_of(sentence, reading):
            if _reaches_beyond(sentence, reading):
                for beside in (n - 1, n + 1):
                    if 0 < beside <= len(article.sentences) and not _stands_alone(
                        article.sentences[beside - 1], reading
                    ):
                        doubts.setdefault(beside, f"{why}: beside sentence {n}")
            doubts[n] = why
    if (
        doubts
        and len(doubts) == len(article.sentences)
        and not _has_clear_headline(article, reading)
    ):
        return {0: next(iter(doubts.values())).partition(": beside")[0]}
    return doubts


def _has_clear_headline(article: Article, reading: Reading | None) -> bool:
    """Whether a headline may be told though every sentence is in doubt, in slight doubt only."""
    if reading is None or not article.headline.strip():
        return False
    return _stands_alone(article.headline, reading) and not any(
        _cue(text) or _reaches_beyond(text, reading)
        for text in (article.headline, *article.sentences)
    )


def _reaches_beyond(text: str, reading: Reading | None) -> bool:
    return reading is None or reading.tellable(text) <= GATE.max_beyond


def _stands_alone(text: str, reading: Reading | None) -> bool:
    return reading is not None and reading.tellable(text) >= GATE.min_alone


def doubt_of(text: str, reading: Reading | None = None) -> str:
    """Why a text is not told, or ""."""
    cue = _cue(text)
    return cue if reading is None else reading.why_not(text, cue)


def _cue(text: str) -> str:
    """The doubt that the word lists find, or "": unconfirmed comes before a sensitive subject."""
    if _UNCONFIRMED.search(text):
        return "unconfirmed"
    plain = unaccented(unicodedata.normalize("NFKC", text).casefold())
    return next((f"sensitive: {s}" for s, p in _SUBJECTS.items() if p.search(plain)), "")


def numbers(text: str) -> set[str]:
    """Numbers of a sentence, in digits of any script's text or in English words.

    >>> sorted(numbers("sixty-two of 1,204")), sorted(numbers("参加者は３５人"))
    (['1204', '62'], ['35'])
    """
    values = set()
    for word in _NUMBER.findall(unicodedata.normalize("NFKC", text).casefold()):
        tens, _, units = word.partition("-")
        if tens in _TENS:
            values.add(str(_TENS[tens] + int(_NUMBERS.get(units, "0"))))
        else:
            values.add(_NUMBERS.get(word, word.replace(",", "")))
    return values


def is_common_number(word: str) -> bool:
    """Whether a folded word is a number that much is counted by: up to twelve, round, or a year.

    >>> [w for w in ("4", "forty", "hundred", "1999", "seventeen", "chair") if is_common_number(w)]
    ['4', 'forty', 'hundred', '1999']
    """
    if word.isdecimal():
        if len(word) > MAX_DIGITS:
            return False
        return int(word) <= 12 or int(word) % 10 == 0 or 1900 <= int(word) <= 2100
    return word in _NUMBERS or word in _TENS or word in _LARGE


def superseded(articles: Sequence[Article]) -> list[Passage]:
    """Sentences whose number a later correction takes back; the nearest earlier article counts.

    A correction is one that the paper's markup states, or else an article whose headline or first
    sentence reads like one. Ties: the article with most words in common, then by id and sentence.
    """
    withdrawn: list[Passage] = []
    later_ones = [a for a in articles if is_correction(a)]
    if not later_ones:
        return withdrawn
    words = {a.id: frozenset(tokens(text_of(a))) for a in articles}
    places = _by_number(articles)
    for later in sorted(later_ones, key=lambda a: (a.published_at, a.id)):
        best: tuple[int, str, int] | None = None
        for row, i in {place for n in sorted(_taken_back(later)) for place in places.get(n, ())}:
            earlier = articles[row]
            if earlier.id == later.id or not _is_in_time(earlier, later):
                continue
            overlap = len(words[later.id] & words[earlier.id])
            if overlap >= CONFIG.min_correction_words:
                best = max(best or (0, "", 0), (overlap, earlier.id, i))
        if best:
            gone = next(a for a in articles if a.id == best[1]).sentences[best[2] - 1]
            why = f"{CORRECTED_BY}{later.id}"
            withdrawn += _wherever_it_stands(gone, later, articles, why, float(best[0]))
            values = numbers(gone)
            withdrawn += [
                Passage(later.id, i, "superseded: names the number it takes back")
                for i, sentence in enumerate(later.sentences, 1)
                if (own_values := numbers(sentence)) & _taken_back(later) and own_values <= values
            ]
    return withdrawn


def _taken_back(later: Article) -> set[str]:
    """The numbers that a correction may take back.

    A stated correction names the wrong number and the right one, and the corrected article holds
    the right one: the other is taken back. An article that reads like a correction names both.
    """
    if later.correction:
        return numbers(later.correction) - numbers(text_of(later))
    return numbers(text_of(later))


def _is_in_time(earlier: Article, later: Article) -> bool:
    """Whether an article was written before a correction, and not long before."""
    corrected_at = later.published_at
    if later.correction and later.modified_at:
        corrected_at = later.modified_at
    return timedelta(0) < corrected_at - earlier.published_at <= CONFIG.corrected_within


def _wherever_it_stands(
    gone: str, later: Article, articles: Sequence[Article], why: str, score: float
) -> list[Passage]:
    """A sentence taken back, in every article before the correction that carries it."""
    words, values = frozenset(tokens(gone)), numbers(gone)
    return [
        Passage(a.id, n, why, score)
        for a in sorted(articles, key=lambda a: a.id)
        if a.id != later.id and _is_in_time(a, later)
        for n, sentence in enumerate(a.sentences, 1)
        if sentence == gone or (numbers(sentence) == values and _is_alike(words, sentence))
    ]


def _is_alike(words: frozenset[str], sentence: str) -> bool:
    other = frozenset(tokens(sentence))
    return len(words & other) >= CONFIG.min_same_sentence * len(words | other)


def _by_number(articles: Sequence[Article]) -> dict[str, list[tuple[int, int]]]:
    """Number → places (row of the article, sentence) that name it."""
    places: dict[str, list[tuple[int, int]]] = {}
    for row, article in enumerate(articles):
        for i, sentence in enumerate(article.sentences, 1):
            for n in sorted(numbers(sentence)):
                places.setdefault(n, []).append((row, i))
    return places


def is_correction(article: Article) -> bool:
    """Whether the paper states a correction, or the headline or first sentence reads like one."""
    if article.correction:
        return True
    opening = (article.headline, *article.sentences[:1])
    return any(_CORRECTION.search(text[: CONFIG.max_note_chars]) for text in opening)


def corrections(taken_back: Sequence[Passage]) -> dict[str, str]:
    """Correction → the article it corrects, of what `superseded` gave."""
    return {
        p.why.removeprefix(CORRECTED_BY): p.article_id
        for p in taken_back
        if p.why.startswith(CORRECTED_BY)
    }


def contradicted(articles: Sequence[Article], taken_back: Sequence[Passage] = ()) -> list[Passage]:
    """Pairs of sentences of near articles that differ in one number and little else: both marked.

    What has been taken back contradicts nothing any more. What stands in many articles is a form,
    not a claim, and is left out. By article id, then sentence.
    """
    gone = {(p.article_id, p.sentence) for p in taken_back}
    rows: dict[frozenset[str], list[tuple[Article, int, str]]] = {}
    for article in sorted(articles, key=lambda a: (a.published_at, a.id)):
        for i, sentence in enumerate(article.sentences, 1):
            values = numbers(sentence)
            words = frozenset(tokens(_NUMBER.sub(" ", sentence.casefold())))
            is_gone = (article.id, i) in gone
            if len(values) == 1 and len(words) >= CONFIG.min_same_words and not is_gone:
                rows.setdefault(words, []).append((article, i, values.pop()))
    passages = {}
    for group in (g for g in rows.values() if len(g) <= CONFIG.max_same_form):
        for article, i, number in group:
            others = [
                other.id
                for other, _, its_number in group
                if its_number != number
                and other.id != article.id
                and abs(other.published_at - article.published_at) <= CONFIG.contradicted_within
            ]
            if others:
                passages[article.id, i] = Passage(article.id, i, f"contradicted by {min(others)}")
    return [passages[key] for key in sorted(passages)]
