"""Quotes of posts and of lines of the footage, always byte for byte as they were written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from babel import Locale, UnknownLocaleError

from uproar.errors import EvidenceError
from uproar.model import Cue, Entity
from uproar.tell.evidence.evidence import Evidence, Quotable
from uproar.tell.messages.messages import Messages
from uproar.tell.slots import numbers
from uproar.tell.slots.grammar import Slot, whole

_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_SENTENCE = re.compile(r"[^.!?…。！？\n]{3,}[.!?…。！？]*")
_STOPS = ".。,，;；:"
_ENDS = ("!", "?", "…", "？", "！")
UNSURE = ("", "und", "mix", "zxx")  # tags of posts whose language the story does not name
_CLOSERS = "’'”)"
# Forms of a quote that say who wrote it, in the messages' words; the last part of those that say it
# before the quote is "led".
ATTRIBUTIONS = (
    "one_wrote", "one_posted", "one_put_it", "one_led",
    "here_wrote", "here_led", "another_wrote", "another_said", "another_led",
)  # fmt: skip


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
    sentence = _SENTENCE.match(text.strip())
    return sentence[0].strip() if sentence else text.strip()


def stem(text: str) -> str:
    """A post less the hashtags and links at its end: always a stretch of the text itself.

    >>> stem("Counting like her #one #take https://t.example/1")
    'Counting like her'
    """
    words_of = list(re.finditer(r"\S+", text))
    while words_of and words_of[-1][0].startswith(("#", "http://", "https://")):
        words_of.pop()
    return text[words_of[0].start() : words_of[-1].end()] if words_of else ""


_PARTS = {"first": excerpt, "stem": stem}


def listed(parts: Sequence[str], say: Messages) -> str:
    """A, B and C."""
    text = parts[-1]
    for index, part in enumerate(reversed(parts[:-1])):
        text = say.say("list-two" if index == 0 else "list-more", a=part, b=text)
    return text


def quoted(text: str, say: Messages) -> str:
    """The text in the language's quotation marks; marks inside it become inner ones."""
    return say.say("quoted", text=_inner(text.strip(), say))


def running(text: str, say: Messages) -> str:
    """A quotation after which the sentence goes on: its full stop becomes a comma."""
    inner = _inner(text.strip(), say)
    if inner.rstrip(_CLOSERS)[-1:] in _ENDS:
        return say.say("quoted", text=inner)
    return say.say("quoted-comma", text=inner.rstrip(_STOPS))


def ending(text: str, say: Messages) -> str:
    """A quotation that ends the sentence: it keeps its full stop, or gets one."""
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
    cut = _PARTS.get(slot.args.get("part", ""), str.strip)
    text = cut(post.text)
    if not text or not is_clean(text):
        raise EvidenceError(f"{slot.ref} has no text that fits a sentence")
    form = slot.form or "bare"
    if form == "bare":
        return quoted(text.rstrip(_STOPS), say), post.lang
    if form in ("ended", "running") and post.lang in (evidence.house.language, *UNSURE):
        return (ending if form == "ended" else running)(text, say), post.lang
    if form not in ATTRIBUTIONS:
        raise EvidenceError(f"no form {form!r} for a quote")
    return _attributed(text, post, form, evidence, say), post.lang


def _attributed(text: str, post: Quotable, form: str, evidence: Evidence, say: Messages) -> str:
    where = platform(post.platform, say)
    if post.lang in (evidence.house.language, *UNSURE):
        shown = ending(text, say) if form.endswith("_led") else running(text, say)
        return say.say(f"quote-{form.replace('_', '-')}", quoted=shown, platform=where)
    tongue = language(post.lang, say)
    if post.gloss is None:
        shown = running(text, say)
        foreign = "quote-another-foreign" if form.startswith("another") else "quote-wrote-foreign"
        return say.say(foreign, quoted=shown, platform=where, tongue=tongue)
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
    line = evidence.cue(number) if (number := whole(slot.ref)) is not None else None
    if line is None:
        raise EvidenceError(f"no line {slot.ref} in the footage")
    form = slot.form or "quote"
    if form == "time":
        return numbers.clock(line.start_s), ""
    if form == "speaker":
        return speaker(line, evidence, say), ""
    if line.is_auto and line.number not in evidence.house.listened:
        raise EvidenceError(
            f"line {slot.ref} is an auto-caption that nobody has listened to",
            hint="listen, then mark it as heard",
        )
    if not is_clean(line.text):
        raise EvidenceError(f"line {slot.ref} holds control characters")
    return _line(line, slot, evidence, say), ""


def _line(line: Cue, slot: Slot, evidence: Evidence, say: Messages) -> str:
    form, text = slot.form or "quote", _stripped(line.text)
    if slot.args.get("part") == "first":
        text = excerpt(text)
    if form == "quote":
        return ending(text, say)
    if form == "running":
        return running(text, say)
    if form == "again":
        return _again(line, evidence, say)
    if form == "title":
        return quoted(text.rstrip(_STOPS), say)
    if form == "possessive":
        shown = quoted(text.rstrip(_STOPS), say)
        if is_named(line, evidence):
            return say.say("line-of", speaker=speaker(line, evidence, say), quoted=shown)
        return say.say("line-unnamed", quoted=shown)
    raise EvidenceError(f"no form {form!r} for a line of the footage")


def _again(line: Cue, evidence: Evidence, say: Messages) -> str:
    """A line that the story has quoted already: its speaker and its time, without its words."""
    time = numbers.clock(line.start_s)
    if is_named(line, evidence):
        return say.say("line-again", speaker=speaker(line, evidence, say), time=time)
    return say.say("line-again-unnamed", time=time)


def _stripped(text: str) -> str:
    """The line without quotation marks around the whole of it, so that it gets no second pair."""
    text = text.strip()
    if len(text) > 2 and text[0] == '"' and text[-1] == '"' and '"' not in text[1:-1]:
        return text[1:-1]
    return text


def speaker(line: Cue, evidence: Evidence, say: Messages) -> str:
    """The speaker's name where it is one of the event's people, else the caption's label."""
    if not line.speaker:
        return say.say("speaker-unnamed")
    entity = _person(line, evidence)
    return short(entity.name) if entity else say.say("speaker-label", label=line.speaker)


def is_named(line: Cue, evidence: Evidence) -> bool:
    """Whether the line's speaker is one of the event's people."""
    return _person(line, evidence) is not None


def _person(line: Cue, evidence: Evidence) -> Entity | None:
    label = (line.speaker or "").casefold()
    for entity in evidence.event.entities:
        names = {n.casefold() for all_names in entity.aliases.values() for n in all_names}
        if label in names or label in (entity.name.casefold(), short(entity.name).casefold()):
            return entity
    return None
