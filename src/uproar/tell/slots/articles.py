"""Articles of the archive in prose: quoted, or a sentence as it stands, with its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from uproar.errors import EvidenceError
from uproar.model import Article, Passage
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.messages.lexicon import WORD
from uproar.tell.messages.messages import Messages
from uproar.tell.slots import numbers, quotations
from uproar.tell.slots.grammar import Slot, whole

CONTENT_CHARS = (30, 230)  # of a sentence that is told as it stands, without quotation marks
_ASIDE = 60  # characters between "said" and "that" that the content may leave out
_SINGLE = re.compile(r"(?<!\w)['‘]([^'‘’]*(?:\w['’]\w[^'‘’]*)*)['’](?!\w)")
_MARKS = '"“”«»„「」'


def article(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    """A sentence or headline of the archive (`ID#S`), its publisher, or a date of it."""
    found, at = _sentence(slot.ref, evidence)
    form = slot.form or "quote"
    write = _FORMS.get(form)
    if write is not None:
        return write(found, slot.ref, evidence, say), ""
    text = found.headline if at == 0 else found.sentences[at - 1]
    if not quotations.is_clean(text):
        raise EvidenceError(f"{slot.ref} holds control characters")
    if form == "content":
        return _content(found, at, slot.ref, say), ""
    if form in ("quote", "running"):
        shown = quotations.running if form == "running" else quotations.ending
        return shown(_SINGLE.sub(r"‘\1’", text), say), found.lang or ""
    raise EvidenceError(f"no form {form!r} for an article")


def _content(found: Article, at: int, ref: str, say: Messages) -> str:
    text = content(found.sentences[at - 1], say) if at else None
    if text is None or (found.lang or say.language) != say.language:
        raise EvidenceError(f"{ref} cannot be told in its own words; quote it")
    return text


def content(text: str, say: Messages) -> str | None:
    """A sentence as it stands, less its full stop; of "X said today that Y", "X said that Y".

    None where that would mislead: a question, speech, "we", a date counted from its own day.

    >>> from uproar.tell.messages import messages_in
    >>> content("Ann Lee said on Friday that the boat had been sold.", messages_in("en"))
    'Ann Lee said that the boat had been sold'
    >>> content("The boat was sold yesterday.", messages_in("en")) is None
    True
    """
    text = text.strip()
    if not text.endswith(".") or any(m in text for m in _MARKS) or not text[0].isupper():
        return None
    told = text.rstrip(".")
    if is_relative(told, say):
        told = _said_that(told, say) or ""
    own = frozenset(w.casefold() for w in WORD.findall(told)) & say.words("lexicon-selves")
    fits = CONTENT_CHARS[0] <= len(told) <= CONTENT_CHARS[1]
    is_open = is_relative(told, say) or _holds(told, say.words("lexicon-unsettled"))
    if own or not fits or is_open:
        return None
    told = _SINGLE.sub(lambda m: say.say("quoted", text=m[1]), told)
    return told.replace("'", say.say("quote-inner-close"))


def _said_that(text: str, say: Messages) -> str | None:
    """The text without what stands between a verb of saying and its "that"."""
    before, that, after = text.partition(f" {say.say('lexicon-that')} ")
    said = "|".join(sorted(re.escape(w) for w in say.words("lexicon-said")))
    found = re.search(rf"\b(?:{said})\b", before)
    if not that or found is None or len(before) - found.end() > _ASIDE:
        return None
    return before[: found.end()] + that + after


def is_relative(text: str, say: Messages) -> bool:
    """Whether a sentence dates by its own day, so that beside another date it reads wrong."""
    return _holds(text, say.words("lexicon-relative"))


def _holds(text: str, phrases: frozenset[str]) -> bool:
    folded = f" {' '.join(WORD.findall(text.casefold()))} "
    return any(f" {phrase} " in folded for phrase in phrases)


def is_dangling(text: str, say: Messages) -> bool:
    """Whether a sentence begins with a word that points to the sentence before it."""
    first = WORD.match(text.strip())
    return first is not None and first[0].casefold() in say.words("lexicon-pointing")


def passages(evidence: Evidence) -> tuple[Passage, ...]:
    """Every passage that the background holds and that may be told."""
    b = evidence.background
    return (*b.timeline, *b.precedents, *b.context, *b.triggers, *b.upcoming, *b.related)


def _sentence(ref: str, evidence: Evidence) -> tuple[Article, int]:
    article_id, _, number = ref.rpartition("#")
    if not article_id:
        article_id, number = ref, "0"
    found = evidence.articles.get(article_id)
    if found is None:
        raise EvidenceError(f"no article {article_id!r}", hint="is it in the archive?")
    if (at := whole(number)) is None or at > len(found.sentences):
        raise EvidenceError(f"article {article_id} has no sentence {number}")
    return found, at


def _dated(at: datetime, form: str, evidence: Evidence, say: Messages) -> str:
    zone = evidence.house.timezone
    if form == "month":
        return numbers.month(at, zone, say, evidence.event.published_at)
    if form == "daytime":
        return numbers.daytime(at, zone, say)
    if form == "clock":
        return numbers.hour(at, zone, say)
    return numbers.date(at, evidence.event.published_at.year, zone, say)


def _before(found: Article, ref: str, evidence: Evidence, say: Messages) -> str:
    days = (evidence.event.published_at - found.published_at).days
    if days < 0:
        raise EvidenceError(f"{found.id} is not older than the event")
    return numbers.duration(max(days, 1), say)


def _happens(found: Article, ref: str, evidence: Evidence, say: Messages) -> str:
    for passage in passages(evidence):
        same = f"{passage.article_id}#{passage.sentence}" == ref
        if same and passage.happened_on is not None:
            # A day without an hour is that day everywhere.
            day = passage.happened_on.replace(tzinfo=UTC)
            return numbers.date(day, evidence.event.published_at.year, "UTC", say)
    raise EvidenceError(f"{ref} has no date of its own")


def _publisher(found: Article, ref: str, evidence: Evidence, say: Messages) -> str:
    return quotations.short(found.publisher or say.say("publisher-unnamed"))


def _when(form: str) -> Callable[[Article, str, Evidence, Messages], str]:
    return lambda found, ref, evidence, say: _dated(found.published_at, form, evidence, say)


_FORMS: Mapping[str, Callable[[Article, str, Evidence, Messages], str]] = {
    "publisher": _publisher,
    "before": _before,
    "happens": _happens,
    **{form: _when(form) for form in ("date", "month", "daytime", "clock")},
}
