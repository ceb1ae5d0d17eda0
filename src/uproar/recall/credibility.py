# ruff: noqa: E501  # word lists and patterns read better on one line
"""What is not told: unconfirmed, sensitive, superseded; with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from uproar.model import Article, Passage
from uproar.recall.dates.locales.english import CARDINALS
from uproar.recall.mentions import text_of
from uproar.recall.tokens import tokens
from uproar.text.lexicons import entries

_UNCONFIRMED = re.compile(
    r"\brumou?r|unconfirmed|\balleged(?:ly)?\b|\breportedly\b|\bpurported|\bsupposedly\b|(?:sources?|insiders?) (?:say|said|told|close)|said to be (?:leaving|planning|considering)|"
    r"could not be (?:verified|confirmed)|denial\b|refut(?:e[sd]?|ing)\b|dismissed (?:the |these |those )?(?:claims?|reports?)|"
    r"것으로 (?:알려졌|전해졌|보인다)|설이 (?:돌|나왔|제기)|(?:결별|이적|탈퇴|해체|불화|열애)설|추측|낭설|とみられる|とみられて|との情報|との憶測|真偽|関係者によると|事実無根|否定し|"
    r"se rumorea|al parecer|según (?:rumores|fuentes)|habría|habrían|bulo\b|negó\b|niega\b|estaria (?:a|de)|segundo (?:rumores|fontes)|negou\b|kabarnya|konon|diduga|menurut sumber|selon (?:des rumeurs|une source)|d['’]après des rumeurs|คาดว่า|ลือ|มีรายงานว่า|"
    r"(?:reader|source|post)s? claims?|nobody [\w ]{0,30}confirm|called it untrue|"
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
_SENSITIVE = {
    "health": r"hospital|hypothermia|\b(?:br(?:eaks|oke|oken) (?:an? |his |her )?(?:ankle|leg|arm|wrist))|injur|illness|surgery|cancer|입원|부상|수술|건강|入院|怪我|手術|病気|lesión|enfermedad|cirugía|hospitalizad|internad[oa]|lesão|doença|cirurgia|rumah sakit|cedera|operasi|sakit parah|hôpital|hospitalis|blessé|maladie|opéré|โรงพยาบาล|บาดเจ็บ|ผ่าตัด|ป่วย",
    "relationship": r"\b(?:dating|girlfriend|boyfriend|divorc\w+|engaged to|wedding|romance)\b|열애|결혼|이혼|熱愛|結婚|離婚|novi[oa]\b|boda|divorcio|namorad|casamento|divórcio|pacaran|menikah|bercerai|pernikahan|petit ami|mariage|divorce|แต่งงาน|หย่า|คบหา",
    "minors": r"\b(?:his|her|their) (?:son|daughter|children)\b|미성년|未成年|menor(?:es)? de edad|menor de idade|di bawah umur|mineure?s?\b|ผู้เยาว์",
    "crime": r"\b(?:arrest|lawsuit|convict|assault|drunk driving|fraud|indicted)\w*|체포|기소|음주운전|逮捕|起訴|detenid[oa]|demanda judicial|pres[oa] por|process(?:o judicial|ad[oa])|ditangkap|ditahan|gugatan|arrêtée?|condamnée?|procès|plainte|ถูกจับ|ฟ้องร้อง",
    "self-harm": r"suicid|self-harm|자살|극단적 선택|自殺|bunuh diri|ฆ่าตัวตาย|automutila",
    "sexual": r"\b(?:came out as|gay|lesbian|bisexual)\b|성소수자|同性愛|homosexual|homossexual|homoseksual|homosexuel|รักร่วมเพศ",
}
_SUBJECTS = {k: re.compile(v, re.I) for k, v in _SENSITIVE.items()}
_CORRECTION = re.compile(
    r"^\W*(?:correction|corrected|clarification)\b|an? (?:earlier )?(?:article|version|report) of|정정|바로잡|訂正|corrección|fe de err|rectifica",
    re.I,
)
_NUMBERS = {word: str(n) for n, word in enumerate(CARDINALS)}
_TENS = {word: 10 * n for n, word in enumerate(entries("numbers", "tens")["en"], 2)}
_NUMBER = re.compile(
    r"\b(?:\d[\d,.]*\d|\d)|\b(?:"
    + "|".join(_TENS)
    + r")(?:-(?:one|two|three|four|five|six|seven|eight|nine))?\b|\b(?:"
    + "|".join(_NUMBERS)
    + r")\b",
    re.I,
)
_LARGE = frozenset(["hundred", "thousand", "million", "billion", "dozen"])
SAME_WORDS = 3
SAME_SENTENCE = 0.6  # Jaccard of tokens
CLASH_WITHIN = timedelta(days=3)
A_FORM = 20
CORRECTED_BY = "superseded: corrected by "
CORRECTED_WITHIN = timedelta(days=60)


def doubt(article: Article) -> dict[int, str]:
    """Which sentences are not told and why; 0: nothing of the article is.

    What a headline or a first sentence says in doubt holds for the article, and so does a note at
    either end that takes it back. Elsewhere the doubt
    reaches the sentences beside it, since "the agency denied it" is about the one before, and "he
    is recovering" about the one after.
    """
    opening = "\n".join((article.headline, *article.sentences[:1]))
    if _RETRACTED.search("\n".join((opening, *article.sentences[-1:]))):
        return {0: "retracted"}
    if whole := _doubtful(opening):
        return {0: whole}
    found: dict[int, str] = {}
    for n, sentence in enumerate(article.sentences, 1):
        if why := _doubtful(sentence):
            for beside in (n - 1, n + 1):
                if 0 < beside <= len(article.sentences):
                    found.setdefault(beside, f"{why}: beside sentence {n}")
            found[n] = why
    told = len(article.sentences) - len(found)
    return {0: next(iter(found.values())).partition(": beside")[0]} if found and not told else found


def _doubtful(text: str) -> str:
    if _UNCONFIRMED.search(text):
        return "unconfirmed"
    return next((f"sensitive: {k}" for k, p in _SUBJECTS.items() if p.search(text)), "")


def numbers(text: str) -> set[str]:
    """Numbers of a sentence, written or spelled.

    >>> sorted(numbers("sixty-two of 1,204"))
    ['1204', '62']
    """
    found = set()
    for word in _NUMBER.findall(text.casefold()):
        tens, _, rest = word.partition("-")
        if tens in _TENS:
            found.add(str(_TENS[tens] + int(_NUMBERS.get(rest, "0"))))
        else:
            found.add(_NUMBERS.get(word, word.replace(",", "")))
    return found


def is_common_number(word: str) -> bool:
    """Whether a folded word is a number that much is counted by: up to twelve, round, or a year.

    >>> [w for w in ("4", "forty", "hundred", "2025", "seventeen", "boat") if is_common_number(w)]
    ['4', 'forty', 'hundred', '2025']
    """
    if word.isdigit():
        return int(word) <= 12 or int(word) % 10 == 0 or 1900 <= int(word) <= 2100
    return word in _NUMBERS or word in _TENS or word in _LARGE


def superseded(articles: Sequence[Article]) -> list[Passage]:
    """Sentences whose number a later correction takes back; the nearest earlier article counts."""
    taken: list[Passage] = []
    if not _any_correction(articles):
        return taken
    known = {a.id: frozenset(tokens(text_of(a))) for a in articles}
    rows = _by_number(articles)
    for later in sorted(articles, key=lambda a: (a.published_at, a.id)):
        if not is_correction(later):
            continue
        places = {place for n in numbers(text_of(later)) for place in rows.get(n, ())}
        best: tuple[int, str, int] | None = None
        for at, i in places:
            earlier = articles[at]
            if not timedelta(0) < later.published_at - earlier.published_at <= CORRECTED_WITHIN:
                continue
            overlap = len(known[later.id] & known[earlier.id])
            if overlap > 2 and (best is None or (overlap, earlier.id, i) > best):
                best = (overlap, earlier.id, i)
        if best:
            gone = next(a for a in articles if a.id == best[1]).sentences[best[2] - 1]
            why = f"{CORRECTED_BY}{later.id}"
            taken += _everywhere(gone, later, articles, why, float(best[0]))
            taken += [
                Passage(later.id, i, "superseded: names the number it takes back")
                for i, sentence in enumerate(later.sentences, 1)
                if numbers(sentence) and numbers(sentence) <= numbers(gone)
            ]
    return taken


def _everywhere(
    gone: str, later: Article, articles: Sequence[Article], why: str, score: float
) -> list[Passage]:
    """A sentence taken back, in every article before the correction that carries it."""
    words, said = frozenset(tokens(gone)), numbers(gone)
    return [
        Passage(a.id, n, why, score)
        for a in sorted(articles, key=lambda a: a.id)
        if timedelta(0) < later.published_at - a.published_at <= CORRECTED_WITHIN
        for n, sentence in enumerate(a.sentences, 1)
        if sentence == gone or (numbers(sentence) == said and _alike(words, sentence))
    ]


def _alike(words: frozenset[str], sentence: str) -> bool:
    other = frozenset(tokens(sentence))
    return len(words & other) >= SAME_SENTENCE * len(words | other)


def _by_number(articles: Sequence[Article]) -> dict[str, list[tuple[int, int]]]:
    """Number → places (article, sentence) that name it."""
    rows: dict[str, list[tuple[int, int]]] = {}
    for at, article in enumerate(articles):
        for i, sentence in enumerate(article.sentences, 1):
            for n in sorted(numbers(sentence)):
                rows.setdefault(n, []).append((at, i))
    return rows


def is_correction(article: Article) -> bool:
    return any(_CORRECTION.search(s[:500]) for s in (article.headline, *article.sentences[:1]))


def _any_correction(articles: Sequence[Article]) -> bool:
    return any(is_correction(a) for a in articles)


def corrections(taken: Sequence[Passage]) -> dict[str, str]:
    """Correction → the article it corrects, of what `superseded` gave."""
    return {
        p.why.removeprefix(CORRECTED_BY): p.article_id
        for p in taken
        if p.why.startswith(CORRECTED_BY)
    }


def contradicted(articles: Sequence[Article]) -> list[Passage]:
    """Pairs of sentences of near articles that differ in one number and little else: both marked.

    Only sentences of at least SAME_WORDS equal words count, within
    CLASH_WITHIN of each other; what stands in more than A_FORM articles is a form, not a claim.
    """
    rows: dict[frozenset[str], list[tuple[Article, int, frozenset[str]]]] = {}
    for article in sorted(articles, key=lambda a: (a.published_at, a.id)):
        for i, sentence in enumerate(article.sentences, 1):
            said = frozenset(numbers(sentence))
            words = frozenset(tokens(_NUMBER.sub(" ", sentence.casefold())))
            if len(said) == 1 and len(words) >= SAME_WORDS:
                rows.setdefault(words, []).append((article, i, said))
    taken = {}
    for group in (g for g in rows.values() if len(g) <= A_FORM):
        for mine, i, said in group:
            others = [
                other.id
                for other, _, number in group
                if number != said
                and other.id != mine.id
                and abs(other.published_at - mine.published_at) <= CLASH_WITHIN
            ]
            if others:
                taken[mine.id, i] = Passage(mine.id, i, f"contradicted by {min(others)}")
    return [taken[key] for key in sorted(taken)]
