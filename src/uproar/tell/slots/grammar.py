"""Slots: the places in a sentence where evidence goes, `[[kind:ref, form=share]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

KINDS = ("finding", "quote", "cue", "article", "name", "title", "event")
SLOT = re.compile(r"\[\[([^\[\]]*)\]\]")
_SAFE = "/:@.#~!$&'()*+;-_|"  # what a reference may hold unescaped: not , = % [ ] or space


@dataclass(frozen=True, slots=True)
class Slot:
    """One parsed slot. `ref` names the evidence, `args` say how to write it."""

    kind: str
    ref: str
    args: Mapping[str, str] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        """What the slot cites, as `kind:ref`.

        >>> Slot("cue", "12", {"form": "says"}).reference
        'cue:12'
        """
        return f"{self.kind}:{self.ref}"

    @property
    def form(self) -> str:
        """The form in which it is written; "" means the default of its kind."""
        return self.args.get("form", "")

    def written(self) -> str:
        """The slot as it stands in a sentence, in its canonical spelling."""
        return slot(self.kind, self.ref, **self.args)

    def with_ref(self, ref: str) -> Slot:
        """The same slot for other evidence."""
        return Slot(self.kind, ref, self.args)


def slot(kind: str, ref: str | int, **args: str | int) -> str:
    """The slot as it stands in a sentence.

    >>> slot("finding", "voices.n", form="count")
    '[[finding:voices.n, form=count]]'
    >>> slot("quote", "forum:a,b]")
    '[[quote:forum:a%2Cb%5D]]'
    """
    head = f"{kind}:{quote(str(ref), safe=_SAFE)}"
    tail = "".join(f", {k}={quote(str(v), safe=_SAFE)}" for k, v in args.items())
    return f"[[{head}{tail}]]"


def parse(inside: str) -> Slot | None:
    """The slot written between the brackets; None when it is not in the grammar.

    >>> parse("cue:12, form=says")
    Slot(kind='cue', ref='12', args={'form': 'says'})
    >>> parse("weather:rain") is None
    True
    """
    head, *tail = (part.strip() for part in inside.split(","))
    kind, colon, ref = head.partition(":")
    if not colon or kind not in KINDS or not ref:
        return None
    args: dict[str, str] = {}
    for part in tail:
        key, equals, value = part.partition("=")
        if not equals or not key.isidentifier():
            return None
        args[key] = unquote(value)
    return Slot(kind, unquote(ref), args)


def pieces(text: str) -> Iterator[str | Slot | None]:
    """The sentence in order: plain stretches as str, slots as Slot, broken ones as None.

    >>> list(pieces("So [[name:ada]] said."))
    ['So ', Slot(kind='name', ref='ada', args={}), ' said.']
    """
    end = 0
    for match in SLOT.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield parse(match[1])
        end = match.end()
    if end < len(text):
        yield text[end:]


def slots(text: str) -> list[Slot]:
    """The well-formed slots of a sentence, in order."""
    return [piece for piece in pieces(text) if isinstance(piece, Slot)]


def outside(text: str) -> str:
    """The sentence's own words: every slot replaced by one space-padded mark.

    >>> outside("So [[name:ada]] said.")
    'So \\ufffc said.'
    """
    return SLOT.sub("\ufffc", text)


def whole(text: str) -> int | None:
    """The whole number that a text in a slot writes; None where it writes none.

    >>> whole("12"), whole("x"), whole("9" * 5000)
    (12, None, None)
    """
    return int(text) if len(text) <= 9 and text.isascii() and text.isdecimal() else None
