"""Other people's words: posts, lines of the footage, articles. Byte-equal, or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from babel import Locale, UnknownLocaleError

from uproar.errors import EvidenceError
from uproar.model import Article, Cue, Entity, Passage
from uproar.tell import words
from uproar.tell.evidence import Evidence, Quotable
from uproar.tell.messages import Messages
from uproar.tell.slots import Slot, whole

_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_SENTENCE = re.compile(r"[^.!?…。！？\n]{3,}[.!?…。！？]*")
_STOPS = ".。,，;；:"
_ENDS = ("!", "?", "…", "？", "！")
UNSURE = ("", "und", "mix", "zxx")  # a language that nobody can be sure of is not named
_CLOSERS = "’'”)"


def short(name: str) -> str:
    """A name without what stands in brackets behind it.

    >>> short("Ada (Ada Example)")
    'Ada'
    """
    return _BRACKETS.sub("", name) or name


def is_clean(text: str) -> bool:
    """Whether a text can stand in a line of prose: no control or direction characters.

    >>> is_clean("one one one"), is_clean("a\\nb"), is_clean("\\u202eabc")
    (True, False, False)
    """
    return not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in _plain(text))


def _plain(text: str) -> str:
    return text.replace("\u200d", "").replace("\ufe0f", "")  # both are parts of an emoji


def excerpt(text: str) -> str:
    """The first sentence: always a stretch of the text itself.

    >>> excerpt("Counting like her: one one. And more")
    'Counting like her: one one.'
    """
    found = _SENTENCE.match(text.strip())
    return found[0].strip() if found else text.strip()


def listed(parts: Sequence[str], say: Messages) -> str:
    """A, B and C."""
    text = parts[-1]
    for at, part in enumerate(reversed(parts[:-1])):
        text = say.say("list-two" if at == 0 else "list-more", a=part, b=text)
    return text


def quoted(text: str, say: Messages) -> str:
    """The text in the language's quotation marks, those inside made inner ones."""
    return say.say("quoted", text=_inner(text.strip(), say))


def running(text: str, say: Messages) -> str:
    """A quotation that the sentence goes on behind: its full stop becomes a comma."""
    inner = _inner(text.strip(), say)
    if inner.rstrip(_CLOSERS)[-1:] in _ENDS:
        return say.say("quoted", text=inner)
    return say.say("quoted-comma", text=inner.rstrip(_STOPS))


def ending(text: str, say: Messages) -> str:
    """A quotation that ends the sentence: it brings its own full stop, or gets one."""
    inner = _inner(text.strip(), say)
    if inner.rstrip(_CLOSERS)[-1:] in (*_ENDS, ".", "。"):
        return say.say("quoted", text=inner)
    return say.say("quoted-stop", text=inner.rstrip(_STOPS))


def _inner(text: str, say: Messages) -> str:
    """Quotation marks of the language inside a quote become inner ones; apostrophes stay."""
    opened, closed = say.say("quote-inner-open"), say.say("quote-inner-close")
    text = text.replace("“", opened).replace("”", closed)
    return re.sub(r'"([^"]*)"', lambda m: f"{opened}{m[1]}{closed}", text)


# --- posts ---------------------------------------------------------------------------------------


def quote(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    """A post's words, with who wrote them where the form says so; the post's language."""
    post = evidence.quotes.get(slot.ref)
    if post is None:
        raise EvidenceError(f"no quotable post {slot.ref!r}", hint="it may have been deleted")
    if post.clearance not in ("ok", "ask"):
        raise EvidenceError(f"{slot.ref} may not be quoted: {post.clearance}, {post.why}")
    text = excerpt(post.text) if slot.args.get("part") == "first" else post.text.strip()
    if not text or not is_clean(text):
        raise EvidenceError(f"{slot.ref} has no text that fits a sentence")
    form = slot.form or "bare"
    if form == "bare":
        return quoted(text, say), post.lang
    if form not in ("one_wrote", "one_posted", "one_put_it"):
        raise EvidenceError(f"no form {form!r} for a quote")
    return _attributed(text, post, form, evidence, say), post.lang


def _attributed(text: str, post: Quotable, form: str, evidence: Evidence, say: Messages) -> str:
    where = platform(post.platform, say)
    if post.lang in (evidence.house.language, *UNSURE):
        shown = running(text, say)
        return say.say(f"quote-{form.replace('_', '-')}", quoted=shown, platform=where)
    tongue = language(post.lang, say)
    if post.gloss is None:
        shown = running(text, say)
        return say.say("quote-wrote-foreign", quoted=shown, platform=where, tongue=tongue)
    return say.say(
        "quote-wrote-glossed",
        gloss=_inner(post.gloss.strip().rstrip(_STOPS), say),
        original=quoted(text, say),
        platform=where,
        tongue=tongue,
    )


def platform(name: str, say: Messages) -> str:
    """The platform's name as prose writes it."""
    message = f"platform-{name}"
    if say.has(message):
        return say.say(message)
    is_file = "." in name or name != name.lower()  # a file keeps its own spelling
    return name if is_file else name.capitalize()


def language(tag: str, say: Messages) -> str:
    """The language's name in the story's language."""
    try:
        name = Locale.parse(say.language).languages.get(tag)
    except UnknownLocaleError:
        name = None
    return name or say.say("quote-tongue-unknown")


# --- lines of the footage ------------------------------------------------------------------------


def cue(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    """A line of the footage, its speaker, or its time."""
    found = evidence.cue(number) if (number := whole(slot.ref)) is not None else None
    if found is None:
        raise EvidenceError(f"no line {slot.ref} in the footage")
    form = slot.form or "quote"
    if form == "time":
        return words.clock(found.start_s), ""
    if form == "speaker":
        return speaker(found, evidence, say), ""
    if found.is_auto and found.number not in evidence.house.listened:
        raise EvidenceError(
            f"line {slot.ref} is an auto-caption that nobody has listened to",
            hint="listen, then mark it as heard",
        )
    if not is_clean(found.text):
        raise EvidenceError(f"line {slot.ref} holds control characters")
    return _line(found, slot, evidence, say), ""


def _line(found: Cue, slot: Slot, evidence: Evidence, say: Messages) -> str:
    form, text = slot.form or "quote", _stripped(found.text)
    if slot.args.get("part") == "first":
        text = excerpt(text)
    if form == "quote":
        return ending(text, say)
    if form == "running":
        return running(text, say)
    if form == "again":
        return _again(found, evidence, say)
    if form == "title":
        return quoted(text.rstrip(_STOPS), say)
    if form == "possessive":
        shown = quoted(text.rstrip(_STOPS), say)
        if is_named(found, evidence):
            return say.say("line-of", speaker=speaker(found, evidence, say), quoted=shown)
        return say.say("line-unnamed", quoted=shown)
    raise EvidenceError(f"no form {form!r} for a line of the footage")


def _again(found: Cue, evidence: Evidence, say: Messages) -> str:
    """A line that has been quoted already: whose it is, and where."""
    time = words.clock(found.start_s)
    if is_named(found, evidence):
        return say.say("line-again", speaker=speaker(found, evidence, say), time=time)
    return say.say("line-again-unnamed", time=time)


def _stripped(text: str) -> str:
    """A line that is one quotation as a whole is quoted once, not twice."""
    text = text.strip()
    if len(text) > 2 and text[0] == '"' and text[-1] == '"' and '"' not in text[1:-1]:
        return text[1:-1]
    return text


def speaker(found: Cue, evidence: Evidence, say: Messages) -> str:
    """An entity's name where the caption names one, else the caption's own label, as a label."""
    if not found.speaker:
        return say.say("speaker-unnamed")
    entity = _person(found, evidence)
    return short(entity.name) if entity else say.say("speaker-label", label=found.speaker)


def is_named(found: Cue, evidence: Evidence) -> bool:
    """Whether the line's speaker is one of the event's people."""
    return _person(found, evidence) is not None


def _person(found: Cue, evidence: Evidence) -> Entity | None:
    label = (found.speaker or "").casefold()
    for entity in evidence.event.entities:
        names = {n.casefold() for all_names in entity.aliases.values() for n in all_names}
        if label in names or label in (entity.name.casefold(), short(entity.name).casefold()):
            return entity
    return None


# --- articles ------------------------------------------------------------------------------------


def article(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    """A sentence or headline of the archive (`ID#S`), its publisher, or a date of it."""
    found, at = _sentence(slot.ref, evidence)
    form = slot.form or "quote"
    zone, year = evidence.house.timezone, evidence.event.published_at.year
    if form == "publisher":
        return short(found.publisher or say.say("publisher-unnamed")), ""
    if form in ("date", "month", "daytime", "clock"):
        return _dated(found.published_at, form, evidence, say), ""
    if form == "before":
        days = (evidence.event.published_at - found.published_at).days
        if days < 0:
            raise EvidenceError(f"{found.id} is not older than the event")
        return words.duration(max(days, 1), say), ""
    if form == "happens":
        return words.date(_happened(slot.ref, evidence), year, zone, say), ""
    text = found.headline if at == 0 else found.sentences[at - 1]
    if not is_clean(text):
        raise EvidenceError(f"{slot.ref} holds control characters")
    if form in ("quote", "running"):
        write = running if form == "running" else ending
        return write(_nested(text), say), found.lang or ""
    raise EvidenceError(f"no form {form!r} for an article")


def _nested(text: str) -> str:
    """A headline's 'straight' quotes around whole words become curly ones; apostrophes stay."""
    return re.sub(r"(?<!\w)'([^']*(?:\w'\w[^']*)*)'(?!\w)", r"‘\1’", text)


def _dated(at: datetime, form: str, evidence: Evidence, say: Messages) -> str:
    zone = evidence.house.timezone
    if form == "month":
        return words.month(at, zone, say, evidence.event.published_at)
    if form == "daytime":
        return words.daytime(at, zone, say)
    if form == "clock":
        return words.hour(at, zone, say)
    return words.date(at, evidence.event.published_at.year, zone, say)


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


def passages(evidence: Evidence) -> tuple[Passage, ...]:
    """Every passage that the background holds and that may be told."""
    b = evidence.background
    return (*b.timeline, *b.precedents, *b.context, *b.triggers, *b.upcoming, *b.related)


def _happened(ref: str, evidence: Evidence) -> datetime:
    for passage in passages(evidence):
        same = f"{passage.article_id}#{passage.sentence}" == ref
        if same and passage.happened_on is not None:
            return passage.happened_on
    raise EvidenceError(f"{ref} has no date of its own")
