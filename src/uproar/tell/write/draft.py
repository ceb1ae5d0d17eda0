"""Plan → writer → check: what a writer says stands only where its evidence holds it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from uproar.errors import ConfigError, EvidenceError
from uproar.model import Sentence, Story
from uproar.tell.check import check
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.messages.messages import messages_in
from uproar.tell.plan.outline import plan_story
from uproar.tell.plan.plan import Plan, Point
from uproar.tell.rewording import Vectors, why_refused
from uproar.tell.slots.grammar import SLOT, parse

log = logging.getLogger(__name__)


class Writer(Protocol):
    """Turns a plan into sentences; `name` is saved with the story.

    Gives at most one sentence for each point, under the point's id. Points it leaves out are
    told by the plain writer.
    """

    @property
    def name(self) -> str: ...

    def write(self, plan: Plan) -> tuple[Sentence, ...]: ...


@dataclass(frozen=True, slots=True)
class PlainWriter:
    """The default: every point in the words of the message files, offline."""

    name: str = "plain"

    def write(self, plan: Plan) -> tuple[Sentence, ...]:
        """Each point in the first of its wordings."""
        return tuple(tell(point, 0, plan) for point in plan.points())


PLAIN = PlainWriter()


def tell(point: Point, wording: int, plan: Plan) -> Sentence:
    """A point in one of its wordings."""
    message = point.wordings[wording]
    say = messages_in(plan.language, plan.messages)
    text = say.say(message, **point.slots)
    return Sentence(point.id, point.beat, text, message, point.support)


def draft(
    evidence: Evidence,
    *,
    length: str = "story",
    writer: Writer = PLAIN,
    earlier: Story | None = None,
    vectors: Vectors | None = None,
) -> Story:
    """A story whose every sentence passed the check.

    `earlier`: the story that readers have had already, where this is an update of it. `vectors`
    compares a writer's words with the plain ones; without it the plain ones stand.
    What the writer gets wrong is told by the plain writer instead; what no wording can say is
    left out. Both are kept in `refused` with the reason. A story of which the writer phrased
    nothing is the plain writer's.
    """
    planned = plan_story(evidence, length, earlier=earlier)
    refused: list[tuple[str, str]] = list(planned.withheld)
    written = {s.id: s for s in _written(writer, planned, refused)}
    standing: dict[str, Sentence] = {}
    for point in planned.points():
        offered = _reworded(point, written.get(point.id), planned, vectors, refused)
        sentence = _sound(point, offered, planned, evidence, refused)
        if sentence is not None:
            standing[point.id] = sentence
    phrased = any(not sentence.message for sentence in standing.values())
    log.info("drafted %s: %d sentences, %d refused", planned.event_id, len(standing), len(refused))
    if not phrased and writer.name != PLAIN.name:
        log.error("%s: no sentence in the words of %r stands", planned.event_id, writer.name)
    return _assemble(planned, standing, refused, writer.name if phrased else PLAIN.name)


def _written(writer: Writer, planned: Plan, refused: list[tuple[str, str]]) -> tuple[Sentence, ...]:
    """The writer's sentences; those under an id that nobody planned are refused."""
    known = {p.id for p in planned.points()}
    try:
        sentences = writer.write(planned)
    except EvidenceError as error:
        refused.append((writer.name, error.message))
        log.error("%s: %s", planned.event_id, error.message)
        return ()
    refused.extend((s.id, "nobody planned this sentence") for s in sentences if s.id not in known)
    return tuple(s for s in sentences if s.id in known)


def _reworded(
    point: Point,
    offered: Sentence | None,
    planned: Plan,
    vectors: Vectors | None,
    refused: list[tuple[str, str]],
) -> Sentence | None:
    """The writer's words for a point where they are its own, and say what the plain ones say."""
    equals = equal_wordings(point, planned)
    if offered is None or canonical(offered.text) == equals[0]:
        return None
    if vectors is None:
        reason: str | None = "there is nothing to compare its words by"
    else:
        reason = why_refused(canonical(offered.text), equals, planned.language, vectors)
    if reason is None:
        return Sentence(point.id, point.beat, canonical(offered.text), "", point.support)
    refused.append((point.id, reason))
    log.info("refused a rewording of %s: %s", point.id, reason)
    return None


def canonical(text: str) -> str:
    """The sentence with every slot in the spelling that the check knows it by."""
    return SLOT.sub(lambda m: slot.written() if (slot := parse(m[1])) else m[0], text)


def equal_wordings(point: Point, plan: Plan) -> tuple[str, ...]:
    """The plain sentence of a point, then what the other variants of its message say instead."""
    say = messages_in(plan.language, plan.messages)
    message = point.wordings[0]
    base = message[:-2] if message[-2:-1] == "-" else message
    texts = [canonical(say.say(message, **point.slots))]
    for variant in say.variants(base):
        try:
            texts.append(canonical(say.say(variant, **point.slots)))
        except ConfigError:  # this one needs what the point has not
            continue
    return tuple(dict.fromkeys(texts))


def _sound(
    point: Point,
    offered: Sentence | None,
    planned: Plan,
    evidence: Evidence,
    refused: list[tuple[str, str]],
) -> Sentence | None:
    """The first wording that passes: the writer's own, then the plain ones."""
    plain = [tell(point, wording, planned) for wording in range(len(point.wordings))]
    for sentence in ([offered] if offered else []) + plain:
        reason = check(sentence, evidence)
        if reason is None:
            return sentence
        refused.append((point.id, reason))
        log.info("refused %s: %s", point.id, reason)
    return None


def _assemble(
    planned: Plan,
    standing: Mapping[str, Sentence],
    refused: list[tuple[str, str]],
    writer: str,
) -> Story:
    for required in (planned.headline, planned.dek):
        if required.id not in standing:
            raise EvidenceError(
                f"no wording of the {required.id} holds: {dict(refused).get(required.id)}",
                hint="check the event's title, publisher and date",
            )
    paragraphs = tuple(
        tuple(standing[p.id] for p in paragraph if p.id in standing)
        for paragraph in planned.paragraphs
    )
    return Story(
        id=f"{planned.event_id}.{planned.length}",
        event_id=planned.event_id,
        state=planned.state,
        length=planned.length,
        headline=standing[planned.headline.id],
        dek=standing[planned.dek.id],
        paragraphs=tuple(p for p in paragraphs if p),
        post_block=planned.post_block,
        refused=tuple(dict.fromkeys(refused)),
        writer=writer,
    )
