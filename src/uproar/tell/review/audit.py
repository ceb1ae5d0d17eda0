"""What became of a story since it was drafted: sentence by sentence, with a correction note."""

from __future__ import annotations

from dataclasses import dataclass

from uproar.errors import EvidenceError
from uproar.model import Finding, Sentence, Story
from uproar.tell.check import check
from uproar.tell.evidence.evidence import Evidence, withheld
from uproar.tell.evidence.themes import lookup
from uproar.tell.messages.messages import messages_in
from uproar.tell.slots.fill import fill_sentence
from uproar.tell.slots.grammar import slots

REASONS = ("deletion", "clearance", "new posts", "method", "archive", "words")


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that no longer reads as it did. `after` is None where it cannot stand."""

    sentence: str  # its id, or "post block"
    before: str
    after: str | None
    why: str  # one of REASONS
    reference: str
    detail: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed, and the note to print under the story; "" when nothing did."""

    story: str
    changes: tuple[Change, ...]
    note: str

    def __bool__(self) -> bool:
        return bool(self.changes)


def audit(story: Story, old: Evidence, new: Evidence) -> Changes:
    """Compare what a story said on its own evidence with what the evidence says now."""
    everything = (story.headline, story.dek, *(s for p in story.paragraphs for s in p))
    changes = [change for s in everything if (change := _change(s, old, new)) is not None]
    changes += [
        Change("post block", "", None, "deletion", f"quote:{post}", "the post is gone")
        for post in story.post_block
        if post not in new.quotes and not any(post in s.text for s in everything)
    ]
    return Changes(story.id, tuple(changes), _note(changes, new))


def _change(sentence: Sentence, old: Evidence, new: Evidence) -> Change | None:
    before = _before(sentence, old)
    reason = check(sentence, new)
    if reason is not None:
        why, reference = _cause(sentence, old, new)
        return Change(sentence.id, _safe(sentence, before, new), None, why, reference, reason)
    after = fill_sentence(sentence, new).text
    if before in (after, ""):
        return None
    why, reference = _cause(sentence, old, new)
    return Change(sentence.id, before, after, why, reference, "")


def _before(sentence: Sentence, old: Evidence) -> str:
    """What the sentence said; "" where its own evidence is gone, as after an erasure."""
    try:
        return fill_sentence(sentence, old).text
    except EvidenceError:
        return ""


def _safe(sentence: Sentence, before: str, new: Evidence) -> str:
    """What the sentence said, unless it holds the words of a post that is gone."""
    gone = [s.ref for s in slots(sentence.text) if s.kind == "quote" and s.ref not in new.quotes]
    return "" if gone else before


def _cause(sentence: Sentence, old: Evidence, new: Evidence) -> tuple[str, str]:
    """The first reference that reads differently, and why."""
    references = [*(s.reference for s in slots(sentence.text)), *sentence.support]
    for reference in dict.fromkeys(references):
        kind, _, ref = reference.partition(":")
        if kind == "quote":
            if ref not in new.quotes:
                return "deletion", reference
            if old.quotes.get(ref) != new.quotes[ref]:
                return "clearance", reference
        if kind == "finding" and _differ(lookup(old, ref), lookup(new, ref)):
            return _why(lookup(old, ref), lookup(new, ref), old, new), reference
        if kind == "article" and _article(ref, old) != _article(ref, new):
            return "archive", reference
    return "words", references[0] if references else ""


def _article(ref: str, evidence: Evidence) -> object:
    return withheld(ref, evidence), evidence.articles.get(ref.rpartition("#")[0] or ref)


def _differ(old: Finding | None, new: Finding | None) -> bool:
    if old is None or new is None:
        return old is not new
    return (old.value, old.low, old.high, old.n, old.rows) != (
        new.value,
        new.low,
        new.high,
        new.n,
        new.rows,
    )


def _why(old: Finding | None, new: Finding | None, before: Evidence, after: Evidence) -> str:
    if old and new and old.method != new.method:
        return "method"
    if after.state.pin > before.state.pin:
        return "new posts"
    return "deletion" if after.state.epoch > before.state.epoch else "method"


def _note(changes: list[Change], new: Evidence) -> str:
    """The correction note, in the story's language, without the words of deleted posts."""
    if not changes:
        return ""
    say = messages_in(new.house.language, new.messages)
    lines = []
    for change in changes:
        if change.after is None:
            message = f"note-removed-{change.why.replace(' ', '-')}"
            lines.append(say.say(message if say.has(message) else "note-removed"))
        else:
            lines.append(say.say("note-changed", before=change.before, after=change.after))
    return " ".join((say.say("note-opening"), *dict.fromkeys(lines)))
