"""A whole plan out of the beats: salience orders them, length decides how many come."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from uproar.errors import ConfigError, EvidenceError
from uproar.model import Saying, Sentence, Story
from uproar.tell.check import MAX_FIGURES
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.evidence.peaks import second_peak
from uproar.tell.messages.messages import of
from uproar.tell.plan import headline as front
from uproar.tell.plan.beats import dissent, lead
from uproar.tell.plan.beats import later as beats_later
from uproar.tell.plan.beats.method import counted
from uproar.tell.plan.beats.theme import Points, is_bare
from uproar.tell.plan.plan import LENGTHS, Plan, Point
from uproar.tell.plan.planner import Bench
from uproar.tell.slots.fill import FilledSentence, fill_sentence
from uproar.tell.slots.grammar import slots
from uproar.tell.slots.resolve import resolve

Beat = Callable[[Bench], Points]

_STORY: Sequence[tuple[str, Sequence[Beat]]] = (
    ("scene", (lead.scene, lead.release)),
    ("joke", (lead.noticed, lead.joke)),
    ("dissent", (dissent.dissent,)),
    ("further", (dissent.further,)),
    ("moments", (beats_later.moments,)),
    ("change", (beats_later.change,)),
    ("precedent", (beats_later.precedent,)),
    ("next", (beats_later.coming, beats_later.related)),
    ("method", (counted,)),
)
_BRIEF: Sequence[tuple[str, Sequence[Beat]]] = (
    ("scene", (lead.scene,)),
    ("joke", (lead.noticed, lead.joke)),
    ("dissent", (dissent.dissent,)),
    ("method", (counted,)),
)
_UPDATE: Sequence[tuple[str, Sequence[Beat]]] = (
    ("change", (beats_later.change,)),
    ("next", (beats_later.coming, beats_later.related_since)),
    ("method", (counted,)),
)
ORDERS = {"story": _STORY, "brief": _BRIEF, "update": _UPDATE}
MAX_WORDS = {"story": 450, "brief": 120, "update": 250}
# What goes first when a story is too long: messages by the start of their name; "" stands for
# what measures offer to say about the method.
_DROP = (
    "", "related", "method-left", "method-gaps", "next-also", "further", "echo", "background",
    "scene-", "context-", "dissent-line", "detail", "moments", "quote-", "next",
)  # fmt: skip
MAX_OFFERED = 2  # sentences of measures in the last paragraph
_KEEP = ("scene-line", "scene-plain")


def plan_story(evidence: Evidence, length: str = "story", *, told: Story | None = None) -> Plan:
    """The points that make the story, in the order a reader wants them.

    `told`: a story that readers have had already; nothing in it is quoted again. Raises
    ConfigError for an unknown length, EvidenceError for an update without a second peak.
    """
    if length not in LENGTHS:
        raise ConfigError(f"length {length!r}", hint=f"one of {', '.join(LENGTHS)}")
    later = second_peak(evidence.findings.get("volume.peaks"))
    if length == "update" and later is None:
        raise EvidenceError("no second peak, so nothing new to tell", hint="wait, or tell it whole")
    bench = Bench(evidence, told=told)
    headline = front.update_headline(bench) if length == "update" else front.headline(bench)
    dek = front.update_dek(bench) if length == "update" else front.dek(bench)
    rows = _joined([_paragraph(bench, *row) for row in ORDERS[length]])
    drafted = [p for row in rows for p in row]
    paragraphs = _fitted(rows, length, evidence)
    bench.withheld += _without_paragraph(bench, length)
    bench.withheld += _cut(drafted, paragraphs)
    every = (headline, dek, *(p for row in paragraphs for p in row))
    return Plan(
        event_id=evidence.event.id,
        state=evidence.state,
        length=length,
        pattern=bench.pattern,
        headline=headline,
        dek=dek,
        paragraphs=paragraphs,
        post_block=front.post_block(bench),
        withheld=tuple(dict.fromkeys(bench.withheld)),
        shown=_shown(every, evidence),
        language=bench.say.language,
        messages=evidence.messages,
    )


def _joined(rows: list[list[Point]]) -> list[list[Point]]:
    """A scene of one plain sentence is no paragraph: it opens the next one."""
    if len(rows) > 1 and [p.wordings[0][:11] for p in rows[0]] == ["scene-plain"] and rows[1]:
        return [[*rows[0], *rows[1]], *rows[2:]]
    return rows


def _paragraph(bench: Bench, name: str, beat_functions: Sequence[Beat]) -> list[Point]:
    """A paragraph of one beat; what a measure offers to say where the beat has nothing."""
    found = [p for beat in beat_functions for p in beat(bench) if p is not None]
    if name == "method":
        return found + _offered(bench, name, found, MAX_OFFERED)
    if not found:
        return _offered(bench, name, found, 1)
    bench.withheld += [(_label(s), "the story's own beat tells it") for s in _sayings(bench, name)]
    return found


def _offered(bench: Bench, beat: str, found: Sequence[Point], most: int) -> list[Point]:
    """What measures offer for a beat, most salient first; what has no place is withheld."""
    covered = {_family(r) for p in found if "left-out" in p.wordings[0] for r in p.support}
    points: list[Point] = []
    for saying in sorted(_sayings(bench, beat), key=lambda s: (-s.salience, s.message)):
        reason = _without_place(saying, covered)
        if reason is None and len(points) == most:
            reason = f"the paragraph has {most} such sentences already"
        if reason is not None:
            bench.withheld.append((_label(saying), reason))
            continue
        point = bench.point(beat, saying.message, saying.slots, saying.support)
        points += [point] if point else []
    return points


def _sayings(bench: Bench, beat: str) -> list[Saying]:
    return [s for s in bench.evidence.sayings if s.beat == beat]


def _label(saying: Saying) -> str:
    """How `withheld` names the sentence, as `Bench.point` does."""
    return f"{saying.beat}: {saying.message}"


def _without_place(saying: Saying, covered: Set[str]) -> str | None:
    """Why the planner has no place for a sentence that a measure offers; None: it has one.

    Posts are quoted, and themes told, by the planner's own beats alone: they see to it that
    nothing is quoted twice and nothing withheld is told.
    """
    families = {_family(r) for r in _cited(saying)}
    if "finding:themes" in families or any(f.startswith("quote:") for f in families):
        return "themes and quotes are told by the story's own beats"
    if covered & families:
        return "another sentence of the paragraph tells it"
    return None


def _without_paragraph(bench: Bench, length: str) -> list[tuple[str, str]]:
    """What measures offer for a paragraph that a story of this length does not have."""
    names = {name for name, _ in ORDERS[length]}
    reason = f"no such paragraph in this length: {length}"
    return [(_label(s), reason) for s in bench.evidence.sayings if s.beat not in names]


def _cut(drafted: Sequence[Point], paragraphs: Sequence[Sequence[Point]]) -> list[tuple[str, str]]:
    """The points that the story was too long for."""
    stay = {p.id for row in paragraphs for p in row}
    return [
        (f"{p.beat}: {p.wordings[0]}", "left out to keep the story short")
        for p in drafted
        if p.id not in stay
    ]


def _cited(saying: Saying) -> list[str]:
    in_slots = [s.reference for text in saying.slots.values() for s in slots(text)]
    return [*in_slots, *saying.support]


def _family(reference: str) -> str:
    """The measure that a finding comes from, as `finding:spam`."""
    return reference.partition(".")[0]


def _fitted(
    paragraphs: list[list[Point]], length: str, evidence: Evidence
) -> tuple[tuple[Point, ...], ...]:
    """The paragraphs, less what goes first until the story is no longer than it may be."""
    words = {p.id: _words(p, evidence) for row in paragraphs for p in row}
    for prefix in _DROP:
        for row in reversed(paragraphs):
            for point in reversed(row):
                if sum(words.values()) <= MAX_WORDS[length]:
                    break
                if _goes(point, prefix):
                    row.remove(point)
                    del words[point.id]
    calm = [_calm(row, evidence) for row in paragraphs]
    return tuple(tuple(row) for row in calm if row and not _says_nothing(row))


def _calm(row: list[Point], evidence: Evidence) -> list[Point]:
    """A paragraph with no more figures than readers take: the last to bring one goes."""
    figures = {p.id: _figures(p, evidence) for p in row}
    kept = list(row)
    for point in reversed(row):
        over = sum(figures[p.id] for p in kept if p.beat != "method") > MAX_FIGURES
        if over and figures[point.id] and point.beat != "method":
            kept.remove(point)
    return kept


def _says_nothing(row: Sequence[Point]) -> bool:
    """Whether a paragraph gives shares of a theme and nothing of what it is about."""
    is_theme = row[0].beat in ("dissent", "further")
    return is_theme and all(is_bare(p) for p in row)


def _goes(point: Point, prefix: str) -> bool:
    name = point.wordings[0]
    if prefix == "":
        return point.beat == "method" and not name.startswith("method-")
    return name.startswith(prefix) and not name.startswith(_KEEP)


def _words(point: Point, evidence: Evidence) -> int:
    return len(_filled(point, evidence).text.split())


def _figures(point: Point, evidence: Evidence) -> int:
    return sum(s.is_figure for s in _filled(point, evidence).segments)


def _filled(point: Point, evidence: Evidence) -> FilledSentence:
    """The point in the first of its wordings."""
    say = of(evidence.house.language, evidence.messages)
    text = say.say(point.wordings[0], **point.slots)
    sentence = Sentence(point.id, point.beat, text, point.wordings[0], point.support)
    return fill_sentence(sentence, evidence)


def _shown(points: Sequence[Point], evidence: Evidence) -> dict[str, str]:
    """What each slot of the points' wordings reads as, where it resolves."""
    shown: dict[str, str] = {}
    for point in points:
        for found in (found for text in point.slots.values() for found in slots(text)):
            try:
                shown[found.written()] = resolve(found, evidence).text
            except EvidenceError:
                continue
    return shown
