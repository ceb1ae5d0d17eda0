"""How a story calls what was published, and the work that it belongs to."""

from __future__ import annotations

from uproar.model import Entity
from uproar.tell.evidence import Evidence
from uproar.tell.messages import Messages
from uproar.tell.slots import short, slot


def footage(evidence: Evidence, say: Messages) -> str:
    """The footage in words, with the work that the event's title names."""
    work = titled_work(evidence)
    kind = slot("event", "kind")
    if work is None:
        return kind
    has_article = work.name.startswith(tuple(f"{a} " for a in say.words("lexicon-the")))
    message = "what-titled-the" if has_article else "what-titled"
    return say.say(message, title=slot("title", work.id), kind=kind)


def subject(evidence: Evidence, say: Messages) -> str:
    """The work that the event's title names, else what was published: for a headline."""
    work = titled_work(evidence)
    if work is not None:
        return slot("title", work.id)
    publisher, kind = slot("event", "publisher"), slot("event", "kind")
    if _is_its_own_publisher(evidence):
        return publisher
    return say.say("subject-of", publisher=publisher, kind=kind)


def titled_work(evidence: Evidence) -> Entity | None:
    """The first work or show of the event that its title names and that did not publish it."""
    publisher = short(evidence.event.publisher).casefold()
    for entity in evidence.event.entities:
        is_titled = entity.name in evidence.event.title
        is_publisher = short(entity.name).casefold() == publisher
        if entity.kind in ("work", "show") and is_titled and not is_publisher:
            return entity
    return None


def _is_its_own_publisher(evidence: Evidence) -> bool:
    """Whether a show or work of the event is also its publisher."""
    publisher = short(evidence.event.publisher).casefold()
    return any(
        e.kind in ("work", "show") and short(e.name).casefold() == publisher
        for e in evidence.event.entities
    )
