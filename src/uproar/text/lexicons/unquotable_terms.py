"""Phrases for which a post is not quoted by itself, though what its theme says may be told.

A post that says who is guilty of what, that unmasks a plot, that abuses people, sells something, or
passes on as fact what nobody checked. Unlike a sensitive subject, they keep no theme out of a
story: people may speak of an accusation, and the story may say so. Spelled as sensitive phrases.
"""

from __future__ import annotations

from functools import cache

from uproar.text.lexicons.sensitive_terms import Terms, terms_of

# Why a post is not quoted. `figures` is found by its form, the others by phrases.
REASONS = ("abuse", "accusation", "claim", "figures", "plot", "trade")


@cache
def terms_by_reason() -> dict[str, Terms]:
    """The phrases of every reason, of all languages together, in the order of the alphabet.

    >>> "for sale" in terms_by_reason()["trade"].words
    True
    """
    listed = {reason: terms_of("unquotable", reason) for reason in REASONS}
    return {reason: terms for reason, terms in listed.items() if any(terms)}
