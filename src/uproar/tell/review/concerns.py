"""Whether two decisions get in each other's way: what each of them is about."""

from __future__ import annotations

from collections.abc import Iterable

from uproar.model import Decision, Story
from uproar.tell.plan.plan import sentences_of
from uproar.tell.review.review import quoted_posts
from uproar.tell.slots.grammar import slots

# Decisions on a post; they hold for every story that quotes it.
ON_POSTS = ("clear", "gloss")


def clash(before: Story, after: Story, decision: Decision, later: Iterable[Decision]) -> bool:
    """Whether a decision on one version of a story may not be laid over what came later.

    It may where what it is about, its sentences and the posts in them, is as it was and nobody
    has decided on any of it. An approval is about the whole story.
    """
    if decision.target == before.id:
        return True
    about = _concerns(before, decision)
    if any(about & _targets(other) for other in later):
        return True
    return _spelled(before, about) != _spelled(after, about)


def concerned(stories: Iterable[Story], story_id: str, decision: Decision) -> tuple[Story, ...]:
    """The stories that a decision changes: its own, and all that quote a post it is on."""
    return tuple(
        story
        for story in stories
        if story.id == story_id
        or (decision.action in ON_POSTS and decision.target in quoted_posts(story))
    )


def _targets(decision: Decision) -> frozenset[str]:
    """The sentence, post or line that a decision names; a swap names two posts."""
    swapped = {decision.value} if decision.action == "swap" else set()
    return frozenset({decision.target, *swapped})


def _concerns(story: Story, decision: Decision) -> frozenset[str]:
    """What a decision names, the posts in its sentence, the sentences with its post."""
    named = _targets(decision)
    about = set(named)
    for sentence in sentences_of(story):
        posts = {s.ref for s in slots(sentence.text) if s.kind == "quote"}
        if sentence.id in named:
            about |= posts
        if posts & named:
            about.add(sentence.id)
    return frozenset(about)


def _spelled(story: Story, about: frozenset[str]) -> list[tuple[str, str]]:
    return [(s.id, s.text) for s in sentences_of(story) if s.id in about]
