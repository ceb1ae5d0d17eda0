"""Word lists of the check, per language: out of lexicon.<language>.ftl and the messages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from uproar.tell.messages.messages import Messages
from uproar.text.tokens import SPOKEN_WORD

WORD = SPOKEN_WORD


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What may, and what may not, stand outside a slot. All in folded case."""

    numbers: frozenset[str]
    quantities: frozenset[str]
    banned: frozenset[str]
    crowds: frozenset[str]
    everyday: frozenset[str]  # tell nothing of a theme or a post
    known: frozenset[str]  # what may open a sentence with a capital
    scripts: frozenset[str]  # first words of the Unicode names of its letters


@lru_cache(maxsize=16)
def lexicon(say: Messages) -> Lexicon:
    """The lists of the language that the messages are in."""
    message_words = frozenset(word.casefold() for name in say.texts for word in WORD.findall(name))
    return Lexicon(
        numbers=say.words("lexicon-numbers"),
        quantities=say.words("lexicon-quantities"),
        banned=say.words("lexicon-banned"),
        crowds=say.words("lexicon-crowds"),
        everyday=frozenset(w for line in say.words("lexicon-everyday") for w in line.split()),
        known=message_words
        | frozenset(w for x in say.words("lexicon-everyday") for w in x.split()),
        scripts=frozenset(w.upper() for w in say.words("lexicon-scripts")),
    )
