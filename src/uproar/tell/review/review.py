"""What an editor does to a draft, as pure functions Story → Story and a Decision.

The decision log is append-only; the pipeline keeps it. Nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from uproar.errors import ConfigError, EvidenceError
from uproar.model import CLEARANCES, Decision, Sentence, Story
from uproar.tell.check import check
from uproar.tell.evidence.evidence import Evidence, Quotable
from uproar.tell.plan.plan import sentences_of as sentences
from uproar.tell.review.approval import words_digest
from uproar.tell.slots.fill import fill
from uproar.tell.slots.grammar import Slot, pieces, slots

# The decision that somebody has listened to an auto-captioned line; its target is the line.
LISTENED = "listened"


def quoted_posts(story: Story) -> tuple[str, ...]:
    """The posts that a story quotes, in order; those of the post block last."""
    in_prose = [
        s.ref for sentence in sentences(story) for s in slots(sentence.text) if s.kind == "quote"
    ]
    return tuple(dict.fromkeys((*in_prose, *story.post_block)))


def keep(
    story: Story, sentence_id: str, *, by: str, decided_at: datetime
) -> tuple[Story, Decision]:
    """Note that an editor has read a sentence and lets it stand."""
    _find(story, sentence_id)
    return story, Decision("keep", sentence_id, "", _named(by), decided_at)


def cut(story: Story, sentence_id: str, *, by: str, decided_at: datetime) -> tuple[Story, Decision]:
    """Take a sentence out. The headline and the dek can only be reworded."""
    _find(story, sentence_id)
    if sentence_id in (story.headline.id, story.dek.id):
        raise ConfigError(f"{sentence_id} cannot be cut", hint="reword it instead")
    left = tuple(tuple(s for s in p if s.id != sentence_id) for p in story.paragraphs)
    changed = replace(reopened(story), paragraphs=tuple(p for p in left if p))
    return changed, Decision("cut", sentence_id, "", _named(by), decided_at)


def reword(
    story: Story, sentence_id: str, text: str, evidence: Evidence, *, by: str, decided_at: datetime
) -> tuple[Story, Decision]:
    """Put a sentence in other words, slots and all.

    Raises EvidenceError with the reason when the new words do not pass the check.
    """
    old = _find(story, sentence_id)
    new = Sentence(old.id, old.beat, text, "", old.support)
    reason = check(new, evidence)
    if reason is not None:
        raise EvidenceError(f"{sentence_id}: {reason}", hint="use slots, see docs/words.md")
    changed = _map(reopened(story), lambda s: new if s.id == sentence_id else s)
    return changed, Decision("reword", sentence_id, text, _named(by), decided_at)


def swap(
    story: Story, old_post: str, new_post: str, evidence: Evidence, *, by: str, decided_at: datetime
) -> tuple[Story, Decision]:
    """Quote another post in place of one, wherever it stands."""
    if old_post not in quoted_posts(story):
        raise ConfigError(f"{old_post} is not quoted in {story.id}")
    old, new = evidence.quotes.get(old_post), evidence.quotes.get(new_post)
    if old and new and not set(old.themes) & set(new.themes):
        raise EvidenceError(
            f"{new_post} is not of the theme that {old_post} stands for",
            hint=f"quotes of the theme: {_same_theme(old, evidence)}",
        )
    changed = _map(reopened(story), lambda s: _swapped(s, old_post, new_post))
    for sentence in sentences(changed):
        reason = check(sentence, evidence) if new_post in _quotes(sentence) else None
        if reason is not None:
            raise EvidenceError(f"{sentence.id}: {reason}")
    block = tuple(new_post if p == old_post else p for p in story.post_block)
    changed = replace(changed, post_block=tuple(dict.fromkeys(block)))
    return changed, Decision("swap", old_post, new_post, _named(by), decided_at)


def clear(
    story: Story, post_id: str, clearance: str, why: str, *, by: str, decided_at: datetime
) -> tuple[Story, Decision]:
    """Say whether a post may be quoted; "paraphrase" and "blocked" take its sentences out."""
    if clearance not in CLEARANCES:
        raise ConfigError(f"clearance {clearance!r}", hint=f"one of {', '.join(CLEARANCES)}")
    decision = Decision("clear", post_id, f"{clearance}: {why}", _named(by), decided_at)
    if clearance in ("ok", "ask"):
        return touched(story, decision), decision
    cites = [s.id for s in sentences(story) if post_id in _quotes(s)]
    if story.headline.id in cites or story.dek.id in cites:
        raise EvidenceError(
            f"the headline or dek quotes {post_id}", hint="swap the quote or reword it first"
        )
    left = tuple(tuple(s for s in p if s.id not in cites) for p in story.paragraphs)
    block = tuple(p for p in story.post_block if p != post_id)
    changed = replace(reopened(story), paragraphs=tuple(p for p in left if p), post_block=block)
    return changed, decision


def gloss(
    story: Story, post_id: str, text: str, *, by: str, decided_at: datetime
) -> tuple[Story, Decision]:
    """Give a post's words in the story's language; the log says who translated."""
    if not text.strip():
        raise ConfigError("an empty translation", hint="write what the post says")
    decision = Decision("gloss", post_id, text.strip(), _named(by), decided_at)
    return touched(story, decision), decision


def listen(
    story: Story, cue: int, evidence: Evidence, *, by: str, decided_at: datetime
) -> tuple[Story, Decision]:
    """Say that an auto-captioned line of the footage was listened to and is right."""
    if cue not in evidence.cues:
        raise ConfigError(
            f"the footage has no line {cue}", hint=f"1 to {max(evidence.cues, default=0)}"
        )
    return story, Decision(LISTENED, str(cue), "", _named(by), decided_at)


def decided(quotes: Mapping[str, Quotable], log: Iterable[Decision]) -> dict[str, Quotable]:
    """The quotes after the editors' decisions; the latest on a post counts.

    A post blocked by a signal of its platform stays blocked, whatever anybody decided.
    """
    after = dict(quotes)
    for decision in log:
        post = after.get(decision.target)
        if post is None:
            continue
        if decision.action == "clear":
            clearance, _, why = decision.value.partition(": ")
            if post.clearance != "blocked" or clearance == "blocked":
                why = f"{why or 'editor'} ({decision.by})"
                after[post.post_id] = replace(post, clearance=clearance, why=why)
        elif decision.action == "gloss":
            after[post.post_id] = replace(post, gloss=decision.value, translated_by=decision.by)
    return after


def approve(
    story: Story, evidence: Evidence, *, by: str, decided_at: datetime
) -> tuple[Story, Decision]:
    """Sign a story off under a person's name; the decision holds the digest of its words.

    `evidence.quotes` must be as the decisions left them (see `decided`). Raises EvidenceError
    while a sentence fails the check, a quote is not cleared, or one lacks its translation;
    ConfigError when the story is approved already.
    """
    name = _named(by)
    if story.status == "approved":
        raise ConfigError(
            f"{story.id} is approved already, by {story.approved_by}",
            hint="a change of it withdraws the approval",
        )
    for sentence in sentences(story):
        reason = check(sentence, evidence)
        if reason is not None:
            raise EvidenceError(f"{sentence.id}: {reason}", hint="reword or cut it")
    open_posts = [p for p in quoted_posts(story) if not _is_cleared(p, evidence)]
    if open_posts:
        raise EvidenceError(
            f"not cleared: {', '.join(open_posts)}", hint="clear, swap or block each of them"
        )
    untold = [p for p in quoted_posts(story) if _lacks_gloss(p, evidence)]
    if untold:
        raise EvidenceError(
            f"not translated: {', '.join(untold)}", hint="give each a gloss, or swap it"
        )
    signed = replace(story, status="approved", approved_by=name)
    digest = words_digest(fill(signed, evidence))
    return signed, Decision("approve", story.id, digest, name, decided_at)


def _is_cleared(post_id: str, evidence: Evidence) -> bool:
    post = evidence.quotes.get(post_id)
    return post is not None and post.clearance == "ok"


def _lacks_gloss(post_id: str, evidence: Evidence) -> bool:
    post = evidence.quotes[post_id]
    return post.gloss is None and post.lang not in (evidence.house.language, "", "und")


def _find(story: Story, sentence_id: str) -> Sentence:
    for sentence in sentences(story):
        if sentence.id == sentence_id:
            return sentence
    ids = ", ".join(s.id for s in sentences(story))
    raise ConfigError(f"no sentence {sentence_id!r} in {story.id}", hint=f"it has {ids}")


def _named(by: str) -> str:
    if not by.strip():
        raise ConfigError("no name given", hint="an editor decides under their own name")
    return by.strip()


def reopened(story: Story) -> Story:
    """A changed story is a draft again."""
    return replace(story, status="draft", approved_by=None)


def touched(story: Story, decision: Decision) -> Story:
    """A story after a decision on a post: a draft again where it quotes the post.

    That the post may be quoted takes nothing back: no story is approved without it.
    """
    is_opening = decision.action == "clear" and decision.value.partition(": ")[0] == "ok"
    is_quoted = decision.target in quoted_posts(story)
    return reopened(story) if is_quoted and not is_opening else story


def _map(story: Story, change: Callable[[Sentence], Sentence]) -> Story:
    return replace(
        story,
        headline=change(story.headline),
        dek=change(story.dek),
        paragraphs=tuple(tuple(change(s) for s in p) for p in story.paragraphs),
    )


def _quotes(sentence: Sentence) -> set[str]:
    return {s.ref for s in slots(sentence.text) if s.kind == "quote"}


def _swapped(sentence: Sentence, old: str, new: str) -> Sentence:
    if old not in _quotes(sentence):
        return sentence
    text = "".join(
        piece if isinstance(piece, str) else _swapped_slot(piece, old, new).written()
        for piece in pieces(sentence.text)
        if piece is not None
    )
    support = tuple(f"quote:{new}" if r == f"quote:{old}" else r for r in sentence.support)
    return replace(sentence, text=text, support=support)


def _swapped_slot(slot: Slot, old: str, new: str) -> Slot:
    return slot.with_ref(new) if (slot.kind, slot.ref) == ("quote", old) else slot


def _same_theme(post: Quotable, evidence: Evidence) -> str:
    others = sorted(
        q.post_id
        for q in evidence.quotes.values()
        if q.post_id != post.post_id and set(q.themes) & set(post.themes)
    )
    return ", ".join(others[:5]) or "none"
