"""A whole plan out of the beats: the pattern of the event decides which come, and how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from uproar.tell import beats, beats_later, front
from uproar.tell.beats import Points
from uproar.tell.desk import Bench
from uproar.tell.evidence import Evidence
from uproar.tell.forms import resolve
from uproar.tell.plan import Plan, Point
from uproar.tell.slots import slots

Beat = Callable[[Bench], Points]

_STORY: Sequence[Sequence[Beat]] = (
    (beats.scene, beats.release),
    (beats.joke,),
    (beats.dissent,),
    (beats_later.moments,),
    (beats_later.change,),
    (beats_later.precedent,),
    (beats_later.coming,),
    (beats_later.counted,),
)
_BRIEF: Sequence[Sequence[Beat]] = (
    (beats.scene,),
    (beats.joke,),
    (beats.dissent,),
    (beats_later.counted,),
)
_UPDATE: Sequence[Sequence[Beat]] = (
    (beats_later.change,),
    (beats_later.coming,),
    (beats_later.counted,),
)
ORDERS = {"story": _STORY, "brief": _BRIEF, "update": _UPDATE}


def outline(evidence: Evidence, length: str) -> Plan:
    """The plan of one length."""
    bench = Bench(evidence, length)
    headline = front.headline(bench)
    told = [[p for beat in row for p in beat(bench) if p is not None] for row in ORDERS[length]]
    dek = front.dek(bench)
    paragraphs = tuple(tuple(p) for p in told if p)
    every = (headline, dek, *(p for row in paragraphs for p in row))
    return Plan(
        event_id=evidence.event.id,
        state=evidence.state,
        length=length,
        pattern="",
        headline=headline,
        dek=dek,
        paragraphs=paragraphs,
        post_block=front.post_block(bench),
        withheld=tuple(dict.fromkeys(bench.withheld)),
        shown=_shown(every, evidence),
        language=bench.say.language,
        messages=evidence.messages,
    )


def _shown(points: Sequence[Point], evidence: Evidence) -> dict[str, str]:
    """What each slot of the points' wordings reads as."""
    from uproar.errors import EvidenceError

    shown: dict[str, str] = {}
    for point in points:
        for text in point.slots.values():
            for found in slots(text):
                try:
                    shown[found.written()] = resolve(found, evidence).text
                except EvidenceError:
                    continue
    return shown
