"""Which of a message's wordings an event draws, and how sentences open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import xxhash

from uproar.tell.messages import WORD, Messages
from uproar.tell.plan.plan import Option, Used
from uproar.tell.slots import slots

# Beats and messages that have been renamed, by the names that an event draws its wordings with: a
# story that is drafted again keeps the wordings it had.
_DRAWN_AS = {"lead_theme": "joke"}
_MESSAGES_DRAWN_AS = ("lead-theme-", "joke-")


@dataclass(frozen=True, slots=True)
class Wording:
    """A message's variant, the option that it tells, and whether it is the pattern's own."""

    id: str
    option: Option
    is_of_pattern: bool


def drawn(
    option: Option, beat: str, event_id: str, pattern: str, say: Messages
) -> tuple[Wording, ...]:
    """The wordings of a message: those for the event's pattern, then the common ones.

    Each group is turned by the event's id, so that two events draw different ones.
    """
    message = option.message
    old, new = _MESSAGES_DRAWN_AS[::-1]
    draw = f"{event_id}/{_DRAWN_AS.get(beat, beat)}/{message.replace(new, old)}".encode()
    turned: list[Wording] = []
    for group, is_of_pattern in ((f"{message}-{pattern}", True), (message, False)):
        variants = say.variants(group)
        start = xxhash.xxh3_64_intdigest(draw) % max(len(variants), 1)
        turned += [
            Wording(v, option, is_of_pattern) for v in (*variants[start:], *variants[:start])
        ]
    return tuple(turned)


def ranked(
    sound: Sequence[Wording],
    arguments: dict[str, str],
    used: Used,
    say: Messages,
    opens_badly: Sequence[Wording] = (),
) -> tuple[Wording, ...]:
    """The wordings of the best option first; among those, the ones with the least used opening.

    Those in `opens_badly` come behind the others of their option.
    """
    best = [w for w in sound if w.option is sound[0].option]
    best.sort(
        key=lambda w: (
            w in opens_badly,
            not w.is_of_pattern,
            used.openings.get(opening(say.say(w.id, **arguments)), 0),
        )
    )
    return (*best, *(w for w in sound if w not in best))


def opening(text: str) -> str:
    """The first words of a sentence, with each slot replaced by its kind.

    >>> opening("[[article:n1#0, form=publisher]] had it."), opening("On [[event:window]], one …")
    ('article', 'on event')
    """
    for slot in slots(text):
        text = text.replace(slot.written(), f" {slot.kind} ")
    return " ".join(WORD.findall(text.casefold())[: 1 if text.startswith(" ") else 2])
