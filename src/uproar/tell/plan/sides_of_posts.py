"""What a quoted post does, as it was read: approve, object, joke, or only state something."""

from __future__ import annotations

from uproar.model.emotions import objects
from uproar.tell.evidence import Quotable
from uproar.tell.plan.quote_choice import is_for

_QUESTION_MARKS = ("?", "？", "؟")
_SORROW = ("sadness", "grief", "remorse")


def is_approving(post: Quotable) -> bool:
    """Whether a post approves and objects to nothing, by its emotions and its stance alike.

    To wish for something is read as praise, but shows no approval.
    """
    return is_for(post) and post.stance in ("", "praise")


def is_objecting(post: Quotable) -> bool:
    """Whether a post objects: by its stance where that was read, else by its emotions."""
    if post.stance:
        return post.stance == "criticism" and not is_for(post)
    return objects(post.emotions)


def is_against_the_side(post: Quotable, pattern: str) -> bool:
    """Whether a post takes the side that does not lead."""
    return (pattern, post.stance) in (("warm", "criticism"), ("critical", "praise"))


def is_jest(post: Quotable) -> bool:
    """Whether a post was read to be in jest."""
    return "amusement" in post.emotions


def is_plain(post: Quotable) -> bool:
    """Whether a post was read to show no emotion: it states, or passes on."""
    return tuple(post.emotions) == ("neutral",)


def is_of_kind(post: Quotable, pattern: str) -> bool:
    """Whether a post does what the kind of reaction says: approves, grieves, jokes, asks."""
    match pattern:
        case "asking":
            return post.text.rstrip().endswith(_QUESTION_MARKS)
        case "mourning":
            return not is_jest(post) and not frozenset(post.emotions).isdisjoint(_SORROW)
        case "mocking":
            return is_jest(post)
        case "warm" | "divided":
            return is_approving(post)
        case _:
            return False
