"""A text cut into what normalising sees in it, for display; joined again it is the text."""

from __future__ import annotations

from typing import NamedTuple

import regex

from uproar.text import normalise

_KINDS = ("link", "mention", "tag", "emoji", "laughter")
_PARTS = regex.compile(
    "|".join(
        f"(?P<{kind}>{pattern.pattern})"
        for kind, pattern in zip(_KINDS, normalise.patterns(), strict=True)
    ),
    regex.IGNORECASE,
)
# A stretch to look at; a longer text is cut here, at the price of a part that straddles the cut.
_STRETCH = 4000


class Part(NamedTuple):
    """A stretch of the text; `kind` is "words" or what it is instead."""

    kind: str
    text: str


def parts(text: str) -> list[Part]:
    """The parts of a text, in order, none empty.

    >>> [part.kind for part in parts("wow ㅋㅋㅋ #lantern https://a.example")]
    ['words', 'laughter', 'words', 'tag', 'words', 'link']
    >>> "".join(part.text for part in parts("wow ㅋㅋㅋ 😭"))
    'wow ㅋㅋㅋ 😭'
    """
    found: list[Part] = []
    for start in range(0, len(text), _STRETCH):
        _cut(text[start : start + _STRETCH], found)
    return found


def _cut(text: str, found: list[Part]) -> None:
    at = 0
    for match in _PARTS.finditer(text):
        if match.start() > at:
            found.append(Part("words", text[at : match.start()]))
        if match[0]:
            found.append(Part(match.lastgroup or "words", match[0]))
        at = match.end()
    if at < len(text):
        found.append(Part("words", text[at:]))
