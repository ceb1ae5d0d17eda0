"""What an approval is of: the very words that readers get, wherever they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b

import orjson

from uproar.model import Decision
from uproar.tell.slots.fill import FilledStory


def words_digest(story: FilledStory) -> str:
    """A digest of all that a story says and quotes, and of whether each quote is cleared.

    It changes with a decision, and just as well with what no editor decides: a measurement done
    anew, another language or time zone, a post that is gone or refused since.
    """
    said = [(s.id, s.text, s.to_clear, s.to_translate, s.broken) for s in story.sentences()]
    quotes = story.evidence.quotes
    block = [
        (post, quotes[post].text, quotes[post].gloss, quotes[post].clearance)
        if post in quotes
        else (post,)
        for post in story.story.post_block
    ]
    return blake2b(orjson.dumps([said, block]), digest_size=16).hexdigest()


def approved_words(log: Iterable[Decision], story_id: str) -> str:
    """The digest of the words that were approved last; "" where nobody wrote one down."""
    approvals = [d.value for d in log if (d.action, d.target) == ("approve", story_id)]
    return approvals[-1] if approvals else ""


def standing(story: FilledStory, log: Iterable[Decision]) -> FilledStory:
    """The story as it may be shown: approved only while it says what was approved."""
    approved = approved_words(log, story.story.id)
    if story.story.status != "approved" or approved in ("", words_digest(story)):
        return story
    return replace(story, story=replace(story.story, status="draft", approved_by=None))
