"""Turns one slot into the text that stands for it. `_KINDS` lists what writes each kind of slot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from uproar.errors import EvidenceError
from uproar.model import Entity, rows_of
from uproar.model.rows import PlatformShareRow, PlatformSpanRow
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.messages.messages import Messages, messages_in
from uproar.tell.slots import articles, numbers, quotations
from uproar.tell.slots.figures import FIGURES, figure
from uproar.tell.slots.grammar import Slot
from uproar.tell.slots.kind_of_reaction import is_nothing
from uproar.text.controls import one_line

# Characters of an event's own word for what was published.
MAX_KIND = 30  # chosen on: judgement; not swept


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence: its own words (reference "") or what filled a slot."""

    text: str
    reference: str = ""
    lang: str = ""
    is_figure: bool = False


def resolve(slot: Slot, evidence: Evidence) -> Segment:
    """What stands for the slot, on one line and without control characters.

    A quotation that holds one is refused before (`quotations.is_clean`), so that it stands as it
    was written or not at all; names, titles and publishers are shown with a mark in its place.
    Raises EvidenceError when the evidence does not hold it, or not in that form.
    """
    say = messages_in(evidence.house.language, evidence.messages)
    text, lang = _KINDS[slot.kind](slot, evidence, say)
    is_figure = slot.kind == "finding" and (slot.form or "number") in FIGURES
    return Segment(one_line(text), slot.reference, lang, is_figure)


def _name(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    entity = _entity(slot, evidence)
    return (entity.name if slot.form == "full" else quotations.short(entity.name)), ""


def _title(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    return say.say("quoted", text=quotations.short(_entity(slot, evidence).name)), ""


def _entity(slot: Slot, evidence: Evidence) -> Entity:
    entity = evidence.entity(slot.ref)
    if entity is None:
        raise EvidenceError(f"no entity {slot.ref!r} in this event", hint="see event.toml")
    return entity


def _event(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    event, house = evidence.event, evidence.house
    written: dict[str, Callable[[], str]] = {
        "published_at": lambda: _time(event.published_at, slot.form, evidence, say),
        "publisher": lambda: quotations.short(event.publisher),
        "title": lambda: (
            event.title if slot.form == "plain" else say.say("quoted", text=event.title)
        ),
        "kind": lambda: _kind(evidence, say),
        "posted": lambda: _posted(evidence, say),
        "gaps": lambda: _gaps(evidence, say),
        "disclosure": lambda: house.disclosure,
        "nothing": lambda: _nothing(evidence, say),
        "platform": lambda: _platform(evidence, say),
        "window": lambda: numbers.span(*_window(evidence), house.timezone, say),
    }
    if slot.ref not in written:
        raise EvidenceError(f"an event has no {slot.ref!r}", hint=f"one of {sorted(written)}")
    return written[slot.ref](), ""


def _window(evidence: Evidence) -> tuple[datetime, datetime]:
    """The first and the last day of the event; where it names none, those of its posts."""
    event = evidence.event
    platforms = evidence.findings.get("coverage.platforms")
    times = [
        event.published_at,
        *(
            numbers.moment(time)
            for row in rows_of(platforms, PlatformSpanRow)
            for time in (row.first_at, row.last_at)
            if time is not None
        ),
    ]
    return event.baseline_start or min(times), event.window_end or max(times)


def _platform(evidence: Evidence, say: Messages) -> str:
    """The only platform that posts come from; refused where there are several."""
    rows = rows_of(evidence.findings.get("platforms.shares"), PlatformShareRow)
    names = [row.platform for row in rows if row.n]
    if len(names) != 1:
        raise EvidenceError(f"posts come from {len(names)} platforms, not from one")
    return quotations.platform(names[0], say)


def _nothing(evidence: Evidence, say: Messages) -> str:
    """The words for an event without posts; refused where there are some."""
    if not is_nothing(evidence):
        raise EvidenceError("posts were found")
    return say.say("no-posts")


def _gaps(evidence: Evidence, say: Messages) -> str:
    """The sources that were not read in full, and how much of each was received."""
    parts = []
    for gap in evidence.gaps:
        source = quotations.platform(gap.source, say)
        if gap.received is None or gap.expected is None:
            parts.append(say.say("gap-whole", source=source))
            continue
        got, due = (numbers.number(v, say) for v in (gap.received, gap.expected))
        parts.append(say.say("gap-part", source=source, received=got, expected=due))
    if not parts:
        raise EvidenceError("nothing is missing")
    return quotations.listed(list(dict.fromkeys(parts)), say)


def _kind(evidence: Evidence, say: Messages) -> str:
    """What was published, in the messages' words, else in the event file's own."""
    kind = evidence.event.kind
    name = f"kind-{_dashed(kind)}"
    if say.has(name):
        return say.say(name)
    word = kind.strip("-")
    if word.replace("-", "").replace(" ", "").isalpha() and len(word) <= MAX_KIND:
        return word
    return say.say("kind-footage" if evidence.cues else "kind-post")


def _posted(evidence: Evidence, say: Messages) -> str:
    """The verb of the publication: that of the kind, else of the kind's last word."""
    kind = _dashed(evidence.event.kind)
    for name in (kind, kind.rpartition("-")[2]):
        if say.has(f"posted-{name}"):
            return say.say(f"posted-{name}")
    return say.say("posted" if say.has(f"kind-{kind}") else "posted-unknown")


def _dashed(kind: str) -> str:
    """A kind as it stands in the names of messages: only letters and hyphens."""
    return re.sub(r"[^a-z]+", "-", kind.casefold()).strip("-")


def _time(time: datetime, form: str, evidence: Evidence, say: Messages) -> str:
    zone = evidence.house.timezone
    if form == "day":
        return numbers.weekday(time, zone, say)
    if form == "daytime":
        return numbers.daytime(time, zone, say)
    return numbers.date(time, _window(evidence)[1].year, zone, say)


_KINDS: Mapping[str, Callable[[Slot, Evidence, Messages], tuple[str, str]]] = {
    "finding": figure,
    "quote": quotations.quote,
    "cue": quotations.cue,
    "article": articles.article,
    "name": _name,
    "title": _title,
    "event": _event,
}
