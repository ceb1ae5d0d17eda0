"""Fills every slot of a story from its evidence; the renderers take the filled story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uproar.errors import EvidenceError
from uproar.model import Article, Cue, Finding, Sentence, Story
from uproar.tell.evidence.evidence import Evidence, Quotable
from uproar.tell.evidence.themes import lookup
from uproar.tell.messages.messages import Messages, messages_in
from uproar.tell.slots import numbers
from uproar.tell.slots.grammar import Slot, pieces, slots, whole
from uproar.tell.slots.quotations import short
from uproar.tell.slots.resolve import Segment, resolve
from uproar.text.controls import one_line


@dataclass(frozen=True, slots=True)
class FilledSentence:
    """A sentence as readers see it, and what it cites in the order of the text.

    `to_clear`: posts in it that nobody has cleared yet. `to_translate`: those without a gloss.
    A sentence that is `broken` reads as a note of ours, in brackets.
    """

    id: str
    beat: str
    text: str
    segments: tuple[Segment, ...]
    references: tuple[str, ...]
    to_clear: tuple[str, ...] = ()
    to_translate: tuple[str, ...] = ()
    broken: str = ""  # why it no longer holds; "" while it does


@dataclass(frozen=True, slots=True)
class FilledStory:
    """All that a renderer may print. The references resolve to parts of `evidence`."""

    story: Story
    headline: FilledSentence
    dek: FilledSentence
    paragraphs: tuple[tuple[FilledSentence, ...], ...]
    description: str
    tags: tuple[str, ...]
    evidence: Evidence

    def sentences(self) -> tuple[FilledSentence, ...]:
        """Headline, dek and every sentence of the body."""
        return (self.headline, self.dek, *(s for p in self.paragraphs for s in p))


Resolved = Finding | Quotable | Cue | Article | None


def fill_sentence(sentence: Sentence, evidence: Evidence) -> FilledSentence:
    """The one function that fills slots.

    Raises EvidenceError for a slot that does not parse or does not resolve.
    """
    segments = []
    for piece in pieces(sentence.text):
        if piece is None:
            raise EvidenceError(f"{sentence.id}: a slot that cannot be read: {sentence.text!r}")
        segments.append(
            resolve(piece, evidence) if isinstance(piece, Slot) else Segment(one_line(piece))
        )
    cited = [s.reference for s in segments if s.reference]
    references = tuple(dict.fromkeys((*cited, *sentence.support)))
    posts = [evidence.quotes[r.removeprefix("quote:")] for r in cited if r.startswith("quote:")]
    shown = _opened(segments, messages_in(evidence.house.language, evidence.messages))
    return FilledSentence(
        sentence.id,
        sentence.beat,
        _upper_first("".join(s.text for s in shown)),
        shown,
        references,
        tuple(dict.fromkeys(p.post_id for p in posts if p.clearance == "ask")),
        tuple(dict.fromkeys(p.post_id for p in posts if _is_unglossed(p, evidence))),
    )


def fill(story: Story, evidence: Evidence) -> FilledStory:
    """Every slot of a story filled from evidence at the story's state.

    Raises EvidenceError when a sentence no longer holds: run `audit` to learn why.
    """
    paragraphs = tuple(tuple(fill_sentence(s, evidence) for s in p) for p in story.paragraphs)
    headline, dek = fill_sentence(story.headline, evidence), fill_sentence(story.dek, evidence)
    tags = _tags((headline, dek, *(s for p in paragraphs for s in p)), evidence)
    return FilledStory(story, headline, dek, paragraphs, _description(dek.text), tags, evidence)


def fill_standing(story: Story, evidence: Evidence) -> FilledStory:
    """As fill(), but a sentence that no longer holds becomes a note instead of an error.

    So a story can be read, cut and reworded after a post that it quotes was erased.
    """
    paragraphs = tuple(tuple(_standing(s, evidence) for s in p) for p in story.paragraphs)
    headline, dek = _standing(story.headline, evidence), _standing(story.dek, evidence)
    tags = _tags((headline, dek, *(s for p in paragraphs for s in p)), evidence)
    return FilledStory(story, headline, dek, paragraphs, _description(dek.text), tags, evidence)


def _standing(sentence: Sentence, evidence: Evidence) -> FilledSentence:
    try:
        return fill_sentence(sentence, evidence)
    except EvidenceError as error:
        say = messages_in(evidence.house.language, evidence.messages)
        cited = [slot.reference for slot in slots(sentence.text)]
        is_gone = any(
            slot.kind == "quote" and slot.ref not in evidence.quotes
            for slot in slots(sentence.text)
        )
        text = say.say("sentence-gone" if is_gone else "sentence-broken")
        references = tuple(dict.fromkeys((*cited, *sentence.support)))
        segments = (Segment(text),)
        return FilledSentence(
            sentence.id, sentence.beat, text, segments, references, broken=error.message
        )


def removal_note(story: FilledStory) -> str:
    """The correction to print once the broken sentences are cut; "" where all sentences hold."""
    broken = [s for s in story.sentences() if s.broken]
    if not broken:
        return ""
    house = story.evidence.house
    say = messages_in(house.language, story.evidence.messages)
    gone = say.say("sentence-gone")
    lines = [say.say("note-removed-deletion" if s.text == gone else "note-removed") for s in broken]
    return " ".join((say.say("note-opening"), *dict.fromkeys(lines)))


def referent(reference: str, evidence: Evidence) -> Resolved:
    """The evidence that a reference such as `finding:voices.n` cites; None where it is missing."""
    kind, _, ref = reference.partition(":")
    if kind == "finding":
        return lookup(evidence, ref)
    if kind == "quote":
        return evidence.quotes.get(ref)
    if kind == "cue":
        return evidence.cue(number) if (number := whole(ref)) is not None else None
    if kind == "article":
        return evidence.articles.get(ref.rpartition("#")[0] or ref)
    return None


def _is_unglossed(post: Quotable, evidence: Evidence) -> bool:
    return post.gloss is None and post.lang not in (evidence.house.language, "", "und")


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _opened(segments: Sequence[Segment], say: Messages) -> tuple[Segment, ...]:
    """The segments with each sentence opened: a figure spelled out, the first letter raised."""
    opened: list[Segment] = []
    for segment in segments or (Segment(""),):
        text = segment.text
        if not opened or (segment.reference and opened[-1].text.endswith(". ")):
            text = _upper_first(numbers.opening(text, say) if segment.is_figure else text)
        opened.append(Segment(text, segment.reference, segment.lang, segment.is_figure))
    return tuple(opened)


def _description(text: str, limit: int = 155) -> str:
    """The dek, cut between two words where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _tags(sentences: Iterable[FilledSentence], evidence: Evidence) -> tuple[str, ...]:
    """The event's entities that the story or the event's title names, in the event's order."""
    text = "\n".join([evidence.event.title, *(s.text for s in sentences)])
    names = dict.fromkeys(short(e.name) for e in evidence.event.entities)
    return tuple(n for n in names if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text))
