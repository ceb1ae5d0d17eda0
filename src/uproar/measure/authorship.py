"""Whose post it is, where the platform does not say: the one rule for posts without an author.

An author who is not known is neither one person nor many. Such posts count as posts, and the
number of people behind them is given as not known. A rule that asks for several people (three for
a theme, one quote of each) takes a post without an author as the voice of its text, so that the
same words again are no second voice. A measure that is about accounts (coordination, hashtag
pushes, the busiest tenth) rests on the posts whose author is known, and finds nothing where there
are none.
"""

from __future__ import annotations


def voice(relation: str, *, text: str = "text_id") -> str:
    """SQL for the voice of a post of this relation: its author, else its text; null for neither.

    `text` is the column that tells texts apart: as they stand, or `norm_id` for their words.

    >>> voice("o")
    "coalesce(o.author, 'text ' || cast(o.text_id as varchar))"
    """
    return f"coalesce({relation}.author, 'text ' || cast({relation}.{text} as varchar))"


def voice_of(author: str | None, text_id: int | None, post_id: str) -> str:
    """The same for one stored post; without author and text it is a voice of its own.

    >>> voice_of("x:1", 5, "x:9"), voice_of(None, 5, "x:9"), voice_of(None, None, "x:9")
    ('x:1', 'text 5', 'x:9')
    """
    return author or (post_id if text_id is None else f"text {text_id}")
