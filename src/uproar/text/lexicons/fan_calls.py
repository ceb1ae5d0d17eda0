"""What fans ask of one another: to vote, to stream."""

from __future__ import annotations

from functools import cache

from uproar.text.lexicons.sensitive_terms import Terms, terms_of

CALLS = ("vote", "stream")


@cache
def _terms(call: str) -> Terms:
    return terms_of("calls", call)


def call_in(words: str) -> str | None:
    """What a text in matching form, without signs, calls for; None: neither of CALLS.

    >>> call_in("keep streaming glass harbour"), call_in("투표 해주세요"), call_in("a quiet song")
    ('stream', 'vote', None)
    """
    spaced = f" {words} "
    for call in CALLS:
        terms = _terms(call)
        if any(f" {word} " in spaced for word in terms.words) or any(
            part in words for part in terms.parts
        ):
            return call
    return None
