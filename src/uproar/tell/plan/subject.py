"""How a story calls what was published, and the work that it belongs to."""

from __future__ import annotations

from uproar.model import Entity
from uproar.tell.evidence import Evidence
from uproar.tell.messages import WORD, Messages
from uproar.tell.slots import short, slot


def footage(evidence: Evidence, say: Messages) -> str:
    """The footage in words, with the work that the event's title names."""
    work = titled_work(evidence)
    kind = slot("event", "kind")
    if work is None:
        return kind
    if _is_occasion(evidence, say):
        return say.say("what-titled", title=slot("name", work.id), kind=kind)
    has_article = work.name.startswith(tuple(f"{a} " for a in say.words("lexicon-the")))
    message = "what-titled-the" if has_article else "what-titled"
    return say.say(message, title=slot("title", work.id), kind=kind)


def subject(evidence: Evidence, say: Messages) -> str:
    """The work that the event's title names, else what was published: for a headline."""
    work = titled_work(evidence)
    if work is not None:
        return slot("name" if _is_occasion(evidence, say) else "title", work.id)
    named = _titled_people(evidence)
    if named is not None:
        return say.say("subject-named", name=slot("name", named.id), kind=slot("event", "kind"))
    publisher, kind = slot("event", "publisher"), slot("event", "kind")
    if is_its_own_publisher(evidence):
        return publisher
    return say.say("subject-of", publisher=publisher, kind=kind)


def titled_work(evidence: Evidence) -> Entity | None:
    """The first work or show of the event that its title names and that did not publish it."""
    publisher = short(evidence.event.publisher).casefold()
    for entity in evidence.event.entities:
        names = (entity.name, *(a for known in entity.aliases.values() for a in known))
        is_titled = any(name in evidence.event.title for name in names)
        is_publisher = short(entity.name).casefold() == publisher
        if entity.kind in ("work", "show") and is_titled and not is_publisher:
            return entity
    return None


def is_its_own_publisher(evidence: Evidence) -> bool:
    """Whether a show or work of the event is also its publisher."""
    publisher = short(evidence.event.publisher).casefold()
    return any(
        e.kind in ("work", "show") and short(e.name).casefold() == publisher
        for e in evidence.event.entities
    )


def _is_occasion(evidence: Evidence, say: Messages) -> bool:
    """Whether what was published is held or announced, and so named without quotation marks."""
    return bool(set(WORD.findall(evidence.event.kind.casefold())) & say.words("occasions"))


def _titled_people(evidence: Evidence) -> Entity | None:
    """The person or group of the event that its title names first; not its publisher."""
    publisher = short(evidence.event.publisher).casefold()
    named = [
        (evidence.event.title.index(short(e.name)), e)
        for e in evidence.event.entities
        if e.kind in ("person", "group")
        and short(e.name) in evidence.event.title
        and short(e.name).casefold() != publisher
    ]
    return min(named, key=lambda place: place[0])[1] if named else None
