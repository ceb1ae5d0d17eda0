"""Articles of the archive in prose: a quoted sentence, or one as it stands, with its publisher."""

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

# Characters of a sentence that is repeated as it stands, without quotation marks.
CONTENT_CHARS = (30, 230)  # chosen on: judgement; not swept
# Characters between "said" and "that" that the content may leave out.
_ASIDE = 60  # chosen on: judgement; not swept
_SINGLE = re.compile(r"(?<!\w)['‘]([^'‘’]*(?:\w['’]\w[^'‘’]*)*)['’](?!\w)")
_MARKS = '"“”«»„「」'


def article(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    """A sentence or headline of the archive (`ID#S`), its publisher, or a date of it."""
    article, number = _sentence(slot.ref, evidence)
    form = slot.form or "quote"
    write = _FORMS.get(form)
    if write is not None:
        return write(article, slot.ref, evidence, say), ""
    text = article.headline if number == 0 else article.sentences[number - 1]
    if not quotations.is_clean(text):
        raise EvidenceError(f"{slot.ref} holds control characters")
    if form == "content":
        return _content(article, number, slot.ref, say), ""
    if form in ("quote", "running"):
        shown = quotations.running if form == "running" else quotations.ending
        return shown(_SINGLE.sub(r"‘\1’", text), say), article.lang or ""
    raise EvidenceError(f"no form {form!r} for an article")


def _content(article: Article, number: int, ref: str, say: Messages) -> str:
    text = content(article.sentences[number - 1], say) if number else None
    if text is None or (article.lang or say.language) != say.language:
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
    statement = text.rstrip(".")
    if is_relative(statement, say):
        statement = _said_that(statement, say) or ""
    words = frozenset(w.casefold() for w in WORD.findall(statement))
    is_first_person = bool(words & say.words("lexicon-selves"))
    fits = CONTENT_CHARS[0] <= len(statement) <= CONTENT_CHARS[1]
    is_open = is_relative(statement, say) or _holds(statement, say.words("lexicon-unsettled"))
    if is_first_person or not fits or is_open:
        return None
    statement = _SINGLE.sub(lambda m: say.say("quoted", text=m[1]), statement)
    return statement.replace("'", say.say("quote-inner-close"))


def _said_that(text: str, say: Messages) -> str | None:
    """The text without the words between a verb of saying and its "that"; None without both."""
    before, that, after = text.partition(f" {say.say('lexicon-that')} ")
    said = "|".join(sorted(re.escape(w) for w in say.words("lexicon-said")))
    verb = re.search(rf"\b(?:{said})\b", before)
    if not that or verb is None or len(before) - verb.end() > _ASIDE:
        return None
    return before[: verb.end()] + that + after


def is_relative(text: str, say: Messages) -> bool:
    """Whether a sentence counts a date from the day it was written, as "yesterday" does."""
    return _holds(text, say.words("lexicon-relative"))


def _holds(text: str, phrases: frozenset[str]) -> bool:
    folded = f" {' '.join(WORD.findall(text.casefold()))} "
    return any(f" {phrase} " in folded for phrase in phrases)


def is_dangling(text: str, say: Messages) -> bool:
    """Whether a sentence begins with a word that points to the sentence before it."""
    first = WORD.match(text.strip())
    return first is not None and first[0].casefold() in say.words("lexicon-pointing")


def passages(evidence: Evidence) -> tuple[Passage, ...]:
    """Every passage of the background that a story may use."""
    b = evidence.background
    return (*b.timeline, *b.precedents, *b.context, *b.triggers, *b.upcoming, *b.related)


def _sentence(ref: str, evidence: Evidence) -> tuple[Article, int]:
    article_id, _, written = ref.rpartition("#")
    if not article_id:
        article_id, written = ref, "0"
    article = evidence.articles.get(article_id)
    if article is None:
        raise EvidenceError(f"no article {article_id!r}", hint="is it in the archive?")
    if (number := whole(written)) is None or number > len(article.sentences):
        raise EvidenceError(f"article {article_id} has no sentence {written}")
    return article, number


def _dated(time: datetime, form: str, evidence: Evidence, say: Messages) -> str:
    zone = evidence.house.timezone
    if form == "month":
        return numbers.month(time, zone, say, evidence.event.published_at)
    if form == "daytime":
        return numbers.daytime(time, zone, say)
    if form == "clock":
        return numbers.hour(time, zone, say)
    return numbers.date(time, evidence.event.published_at.year, zone, say)


def _before(article: Article, ref: str, evidence: Evidence, say: Messages) -> str:
    days = (evidence.event.published_at - article.published_at).days
    if days < 0:
        raise EvidenceError(f"{article.id} is not older than the event")
    return numbers.duration(max(days, 1), say)


def _happens(article: Article, ref: str, evidence: Evidence, say: Messages) -> str:
    for passage in passages(evidence):
        same = f"{passage.article_id}#{passage.sentence}" == ref
        if same and passage.happened_on is not None:
            # A day without an hour is that day everywhere.
            day = passage.happened_on.replace(tzinfo=UTC)
            return numbers.date(day, evidence.event.published_at.year, "UTC", say)
    raise EvidenceError(f"{ref} has no date of its own")


def _publisher(article: Article, ref: str, evidence: Evidence, say: Messages) -> str:
    return quotations.short(article.publisher or say.say("publisher-unnamed"))


def _published(form: str) -> Callable[[Article, str, Evidence, Messages], str]:
    return lambda article, ref, evidence, say: _dated(article.published_at, form, evidence, say)


_FORMS: Mapping[str, Callable[[Article, str, Evidence, Messages], str]] = {
    "publisher": _publisher,
    "before": _before,
    "happens": _happens,
    **{form: _published(form) for form in ("date", "month", "daytime", "clock")},
}
