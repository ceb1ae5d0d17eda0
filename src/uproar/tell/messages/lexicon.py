"""Word lists of the check, per language: out of lexicon.<language>.ftl and the messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from uproar.tell.messages.messages import Messages

_MASKED = re.compile(r"(?<!\w)[^\W\d_]{1,2}[*#$%]{2,12}[^\W\d_]*")  # f**k and its like
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What may, and what may not, stand outside a slot. All in folded case."""

    numbers: frozenset[str]
    quantities: frozenset[str]
    banned: frozenset[str]
    crowds: frozenset[str]
    everyday: frozenset[str]  # what a model may use
    known: frozenset[str]  # what may open a sentence with a capital
    coarse: frozenset[str]  # what no name, headline or quote of a draft holds
    scripts: frozenset[str]  # first words of the Unicode names of its letters


@lru_cache(maxsize=16)
def lexicon(say: Messages) -> Lexicon:
    """The lists of the language that the messages are in."""
    told = frozenset(word.casefold() for name in say.texts for word in WORD.findall(name))
    return Lexicon(
        numbers=say.words("lexicon-numbers"),
        quantities=say.words("lexicon-quantities"),
        banned=say.words("lexicon-banned"),
        crowds=say.words("lexicon-crowds"),
        everyday=frozenset(w for line in say.words("lexicon-everyday") for w in line.split()),
        known=told | frozenset(w for x in say.words("lexicon-everyday") for w in x.split()),
        coarse=say.words("lexicon-coarse"),
        scripts=frozenset(w.upper() for w in say.words("lexicon-scripts")),
    )


def is_coarse(text: str, say: Messages) -> bool:
    """Whether a text holds a coarse word, spelled out or masked. Scripts without spaces: inside.

    >>> from uproar.tell.messages import messages_in
    >>> is_coarse("what a sh** show", messages_in("en")), is_coarse("a shower", messages_in("en"))
    (True, False)
    """
    folded, coarse = text.casefold(), lexicon(say).coarse
    spaced = {w.removesuffix("'s").removesuffix("’s") for w in WORD.findall(folded)}
    unspaced = (w for w in coarse if not w[0] < "\u1100")
    return bool(spaced & coarse or any(w in folded for w in unspaced) or _MASKED.search(folded))
