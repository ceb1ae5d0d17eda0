# ruff: noqa: E501  # word lists and patterns read better on one line
"""What is not told: unconfirmed, sensitive, superseded; with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from uproar.model import Article, Passage
from uproar.recall.people import text_of
from uproar.recall.tokens import tokens

_UNCONFIRMED = re.compile(
    r"\brumou?r|unconfirmed|allegedly|(?:reader|source|post)s? claims?|nobody [\w ]{0,30}confirm|called it untrue|"
    r"\bden(?:y|ies|ied)\b|speculation|루머|소문|확인되지 않|부인했|사실무근|噂|未確認|否定した|デマ|\brumor|sin confirmar|"
    r"desm(?:iente|intió)|presunt|supuestamente",
    re.I,
)
_SENSITIVE = {
    "health": r"hospital|hypothermia|\b(?:br(?:eaks|oke|oken) (?:an? |his |her )?(?:ankle|leg|arm|wrist))|injur|illness|surgery|cancer|입원|부상|수술|건강|入院|怪我|手術|病気|lesión|enfermedad|cirugía",
    "relationships": r"\b(?:dating|girlfriend|boyfriend|divorc\w+|engaged to|wedding|romance)\b|열애|결혼|이혼|熱愛|結婚|離婚|novi[oa]\b|boda|divorcio",
    "minors": r"\b(?:his|her|their) (?:son|daughter|children)\b|미성년|未成年|menor(?:es)? de edad",
    "crime": r"\b(?:arrest|lawsuit|convict|assault|drunk driving|fraud|indicted)\w*|체포|기소|음주운전|逮捕|起訴|detenid[oa]|demanda judicial",
    "self-harm": r"suicid|self-harm|자살|극단적 선택|自殺",
    "sexuality": r"\b(?:came out as|gay|lesbian|bisexual)\b|성소수자|同性愛|homosexual",
}
_SUBJECTS = {k: re.compile(v, re.I) for k, v in _SENSITIVE.items()}
_CORRECTION = re.compile(
    r"^\W*(?:correction|corrected|clarification)\b|an? (?:earlier )?(?:article|version|report) of|정정|바로잡|訂正|corrección|fe de err|rectifica",
    re.I,
)
_NUMBERS = {
    w: str(n)
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}
_TENS = {
    w: 10 * n
    for n, w in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_NUMBER = re.compile(
    r"\b(?:\d[\d,.]*\d|\d)|\b(?:"
    + "|".join(_TENS)
    + r")(?:-(?:one|two|three|four|five|six|seven|eight|nine))?\b|\b(?:"
    + "|".join(_NUMBERS)
    + r")\b",
    re.I,
)
CORRECTED_BY = "superseded: corrected by "
CORRECTED_WITHIN = timedelta(days=60)


def doubt(article: Article) -> str:
    """Why nothing of an article is told, or ''."""
    text = text_of(article)
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


def superseded(articles: Sequence[Article]) -> list[Passage]:
    """Sentences whose number a later correction takes back; the nearest earlier article counts."""
    taken: list[Passage] = []
    for later in sorted(articles, key=lambda a: (a.published_at, a.id)):
        if not _CORRECTION.search(later.headline) and not any(
            _CORRECTION.search(s) for s in later.sentences[:1]
        ):
            continue
        words, wrong = set(tokens(text_of(later))), numbers(text_of(later))
        best: tuple[int, str, int] | None = None
        for earlier in articles:
            if not timedelta(0) < later.published_at - earlier.published_at <= CORRECTED_WITHIN:
                continue
            overlap = len(words & set(tokens(text_of(earlier))))
            for i, sentence in enumerate(earlier.sentences, 1):
                if (
                    overlap > 2
                    and numbers(sentence) & wrong
                    and (best is None or (overlap, earlier.id, i) > best)
                ):
                    best = (overlap, earlier.id, i)
        if best:
            gone = next(a for a in articles if a.id == best[1]).sentences[best[2] - 1]
            why = f"{CORRECTED_BY}{later.id}"
            taken.append(Passage(best[1], best[2], why, float(best[0])))
            taken += [
                Passage(later.id, i, "superseded: names the number it takes back")
                for i, sentence in enumerate(later.sentences, 1)
                if numbers(sentence) and numbers(sentence) <= numbers(gone)
            ]
    return taken


def corrections(taken: Sequence[Passage]) -> dict[str, str]:
    """Correction → the article it corrects, of what `superseded` gave."""
    return {
        p.why.removeprefix(CORRECTED_BY): p.article_id
        for p in taken
        if p.why.startswith(CORRECTED_BY)
    }
