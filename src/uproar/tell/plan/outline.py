"""Makes a whole plan of the beats: it orders them, and cuts them to the story's length."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from uproar.errors import ConfigError, EvidenceError
from uproar.model import Saying, Sentence, Story
from uproar.tell.check import MAX_FIGURES
from uproar.tell.evidence import Evidence, second_peak
from uproar.tell.messages import messages_in
from uproar.tell.plan import headline as front
from uproar.tell.plan.beats import dissent, lead, sharing
from uproar.tell.plan.beats import later as beats_later
from uproar.tell.plan.beats.method import counted, counted_briefly
from uproar.tell.plan.beats.mood import mood
from uproar.tell.plan.beats.whom import whom
from uproar.tell.plan.plan import LENGTHS, Option, Part, Plan, Point, Role, Used
from uproar.tell.plan.planner import Planner, planner_for
from uproar.tell.slots import FilledSentence, fill_sentence, resolve, slots

Beat = Callable[[Planner, Used], Part]
Row = tuple[str, Sequence[Beat]]

# The paragraphs of a story in their order, each with what is told in it.
_SCENE: Row = ("scene", (lead.scene, lead.release))
_MOOD: Row = ("mood", (mood,))
_WHOM: Row = ("whom", (whom,))
_LEAD: Row = ("lead_theme", (lead.noticed, lead.lead_theme))
_DISSENT: Row = ("dissent", (dissent.dissent,))
_FURTHER: Row = ("further", (dissent.further,))
_MOMENTS: Row = ("moments", (beats_later.moments, sharing.passed_on))
_CHANGE: Row = ("change", (beats_later.change,))
_END: Sequence[Row] = (
    ("precedent", (beats_later.precedent,)),
    ("next", (beats_later.coming, beats_later.related)),
    ("method", (counted,)),
)
_STORY: Sequence[Row] = (
    _SCENE, _MOOD, _LEAD, _DISSENT, _FURTHER, _WHOM, _MOMENTS, _CHANGE, *_END,
)  # fmt: skip
# Kinds of reaction that are told in another order.
_BY_KIND: Mapping[str, Sequence[Row]] = {
    "again": (_SCENE, _MOOD, _LEAD, _CHANGE, _DISSENT, _FURTHER, _WHOM, _MOMENTS, *_END),
    "asking": (_SCENE, _LEAD, _MOOD, _FURTHER, _DISSENT, _WHOM, _MOMENTS, _CHANGE, *_END),
    "critical": (_SCENE, _MOOD, _LEAD, _WHOM, _FURTHER, _DISSENT, _MOMENTS, _CHANGE, *_END),
    "divided": (_SCENE, _MOOD, _LEAD, _DISSENT, _WHOM, _FURTHER, _MOMENTS, _CHANGE, *_END),
    "elsewhere": (_SCENE, _WHOM, _LEAD, _DISSENT, _MOOD, _FURTHER, _MOMENTS, _CHANGE, *_END),
    "mocking": (_SCENE, _LEAD, _MOOD, _MOMENTS, _FURTHER, _DISSENT, _WHOM, _CHANGE, *_END),
}
_ALERT: Sequence[Row] = (
    ("scene", (lead.scene_plainly,)),
    ("mood", (mood,)),
    ("lead_theme", (lead.noticed, lead.lead_theme)),
)
_BRIEF: Sequence[Row] = (
    ("scene", (lead.scene,)),
    ("mood", (mood,)),
    ("lead_theme", (lead.noticed, lead.lead_theme)),
    ("dissent", (dissent.dissent,)),
    ("further", (dissent.further_briefly,)),
    ("method", (counted_briefly,)),
)
_UPDATE: Sequence[Row] = (
    ("change", (beats_later.change,)),
    ("next", (beats_later.coming, beats_later.related_since)),
    ("method", (counted,)),
)
_ORDERS = {"alert": _ALERT, "brief": _BRIEF, "story": _STORY, "update": _UPDATE}
# Words of the body.
# chosen on: judgement, as a news desk's usual lengths; not swept
MAX_WORDS = {"story": 450, "brief": 120, "update": 250, "alert": 60}
# Sentences of a paragraph, from which none is put before it.
MAX_JOINED = 4  # chosen on: judgement; not swept
# Sentences that measures offer, in the last paragraph.
MAX_OFFERED = 2  # chosen on: judgement; not swept


def plan_story(evidence: Evidence, length: str = "story", *, earlier: Story | None = None) -> Plan:
    """The points that make the story, in the order a reader wants them.

    `earlier`: a story that readers have had already; nothing in it is quoted again. Raises
    ConfigError for an unknown length, EvidenceError for an update without a second peak.
    """
    if length not in LENGTHS:
        raise ConfigError(f"length {length!r}", hint=f"one of {', '.join(LENGTHS)}")
    is_update = length == "update"
    if is_update and second_peak(evidence.findings.get("volume.peaks")) is None:
        raise EvidenceError("no second peak, so nothing new to tell", hint="wait, or tell it whole")
    planner, begun = planner_for(evidence, earlier)
    headline = (front.update_headline if is_update else front.headline)(planner, begun.used)
    if is_update:
        dek = front.update_dek(planner, headline.used)
    else:
        dek = front.dek(planner, headline.used, headline.points[0].wordings[0])
    parts: list[Part] = []
    used = dek.used
    for beat, writers in order(length, planner.pattern):
        parts.append(_paragraph(planner, used, beat, writers))
        used = parts[-1].used
    rows = [row for part in parts for row in _by_themes(part.points, evidence)]
    paragraphs = _fitted(_opened(rows, length, evidence), length, evidence)
    drafted = [point for part in parts for point in part.points]
    withheld = [
        *(line for part in (begun, headline, dek, *parts) for line in part.withheld),
        *_without_paragraph(evidence, length, planner.pattern),
        *_cut(drafted, paragraphs),
    ]
    every = (*headline.points, *dek.points, *(p for row in paragraphs for p in row))
    return Plan(
        event_id=evidence.event.id,
        state=evidence.state,
        length=length,
        pattern=planner.pattern,
        headline=headline.points[0],
        dek=dek.points[0],
        paragraphs=paragraphs,
        post_block=front.post_block(planner, used),
        withheld=tuple(dict.fromkeys(withheld)),
        shown=_shown(every, evidence),
        language=planner.say.language,
        messages=evidence.messages,
    )


def order(length: str, kind: str) -> Sequence[Row]:
    """The paragraphs of a story of this length about this kind of reaction."""
    return _BY_KIND.get(kind, _STORY) if length == "story" else _ORDERS[length]


def _opened(
    rows: list[tuple[Point, ...]], length: str, evidence: Evidence
) -> list[tuple[Point, ...]]:
    """The paragraphs, with short ones joined: a plain scene and what comes after it.

    An alert is one paragraph. A sentence on the mood that stands alone goes before the next
    paragraph, where the two have no more figures than one may have.
    """
    filled = [row for row in rows if row]
    if length == "alert":
        return [tuple(p for row in filled for p in row)]
    if filled and [p.role for p in filled[0]] == [Role.PLAIN_SCENE] and len(filled) > 1:
        filled = [(*filled[0], *filled[1]), *filled[2:]]
    joined_rows: list[tuple[Point, ...]] = []
    for row in filled:
        before = joined_rows[-1] if joined_rows else ()
        n_figures = sum(_n_figures(p, evidence) for p in (*before, *row))
        is_mood = {p.role for p in before} == {Role.MOOD}
        if is_mood and len(row) < MAX_JOINED and n_figures <= MAX_FIGURES:
            joined_rows[-1] = (*before, *row)
        else:
            joined_rows.append(row)
    return joined_rows


def _by_themes(points: tuple[Point, ...], evidence: Evidence) -> list[tuple[Point, ...]]:
    """A paragraph on further themes as several, each with as many figures as a paragraph may have.

    Any other is left as it is.
    """
    if not points or points[0].beat != "further":
        return [points]
    rows: list[list[Point]] = [[]]
    n_figures = 0
    for point in points:
        n_more = _n_figures(point, evidence)
        if n_figures and n_figures + n_more > MAX_FIGURES:
            rows.append([])
            n_figures = 0
        rows[-1].append(point)
        n_figures += n_more
    return [tuple(row) for row in rows]


def _paragraph(planner: Planner, used: Used, name: str, beats: Sequence[Beat]) -> Part:
    """A paragraph of one beat, or of what measures offer where the beat has no point."""
    part = Part(used)
    for beat in beats:
        part = part.followed_by(beat(planner, part.used))
    if name == "method":
        return part.followed_by(_offered(planner, part, name, MAX_OFFERED))
    if not part.points:
        return part.followed_by(_offered(planner, part, name, 1))
    passed_over = tuple(
        (_label(s), "the story's own beat tells it") for s in _sayings(planner.evidence, name)
    )
    return replace(part, withheld=part.withheld + passed_over)


def _offered(planner: Planner, before: Part, beat: str, most: int) -> Part:
    """At most `most` sentences that measures offer, most salient first; the others are withheld."""
    covered = {_family(r) for p in before.points if p.role is Role.LEFT_OUT for r in p.support}
    part = Part(before.used)
    sayings = _sayings(planner.evidence, beat)
    for saying in sorted(sayings, key=lambda s: (-s.salience, s.message)):
        reason = _without_place(saying, covered)
        if reason is None and len(part.points) == most:
            reason = f"the paragraph has {most} such sentences already"
        if reason is not None:
            part = part.followed_by(Part(part.used, (), ((_label(saying), reason),)))
            continue
        option = Option(saying.message, Role.OFFERED)
        part = part.followed_by(planner.tell(part.used, beat, option, saying.slots, saying.support))
    return part


def _sayings(evidence: Evidence, beat: str) -> list[Saying]:
    return [s for s in evidence.sayings if s.beat == beat]


def _label(saying: Saying) -> str:
    """How `withheld` names the sentence, as `Planner.tell` does."""
    return f"{saying.beat}: {saying.message}"


def _without_place(saying: Saying, covered: Set[str]) -> str | None:
    """Why the planner does not tell a sentence that a measure offers; None where it may.

    Posts are quoted, and themes told, by the planner's own beats alone: they see to it that
    nothing is quoted twice and nothing withheld is told.
    """
    families = {_family(r) for r in _cited(saying)}
    if "finding:themes" in families or any(f.startswith("quote:") for f in families):
        return "themes and quotes are told by the story's own beats"
    if covered & families:
        return "another sentence of the paragraph tells it"
    return None


def _without_paragraph(evidence: Evidence, length: str, kind: str) -> list[tuple[str, str]]:
    """What measures offer for a paragraph that a story of this length does not have."""
    names = {name for name, _ in order(length, kind)}
    reason = f"no such paragraph in this length: {length}"
    return [(_label(s), reason) for s in evidence.sayings if s.beat not in names]


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
    rows: Sequence[Sequence[Point]], length: str, evidence: Evidence
) -> tuple[tuple[Point, ...], ...]:
    """The paragraphs, without the points that must go so that the story keeps to its length."""
    lost = _lost(rows, MAX_WORDS[length], evidence)
    short = [[p for p in row if p.id not in lost] for row in rows]
    calm = [_calm(row, evidence) for row in short]
    return tuple(tuple(row) for row in calm if row and not _says_nothing(row))


def _lost(rows: Sequence[Sequence[Point]], max_words: int, evidence: Evidence) -> set[str]:
    """The ids of the points that go: the lowest priority first; among equals, the last one."""
    n_words = {p.id: _n_words(p, evidence) for row in rows for p in row}
    excess = sum(n_words.values()) - max_words
    last_first = [p for row in reversed(rows) for p in reversed(row) if p.can_go]
    lost: set[str] = set()
    for point in sorted(last_first, key=lambda p: p.priority):
        if excess <= 0:
            break
        lost.add(point.id)
        excess -= n_words[point.id]
    return lost


def _calm(row: Sequence[Point], evidence: Evidence) -> list[Point]:
    """A paragraph with at most MAX_FIGURES figures; the last points with a figure go first."""
    figures = {p.id: _n_figures(p, evidence) for p in row}
    calm = list(row)
    for point in reversed(row):
        is_over = sum(figures[p.id] for p in calm if p.beat != "method") > MAX_FIGURES
        if is_over and figures[point.id] and point.beat != "method":
            calm.remove(point)
    return calm


def _says_nothing(row: Sequence[Point]) -> bool:
    """Whether a paragraph gives shares of a theme and nothing of what it is about."""
    is_theme = row[0].beat in ("dissent", "further")
    return is_theme and not any(p.names_theme for p in row)


def _n_words(point: Point, evidence: Evidence) -> int:
    return len(_filled(point, evidence).text.split())


def _n_figures(point: Point, evidence: Evidence) -> int:
    return sum(s.is_figure for s in _filled(point, evidence).segments)


def _filled(point: Point, evidence: Evidence) -> FilledSentence:
    """The point in the first of its wordings."""
    say = messages_in(evidence.house.language, evidence.messages)
    text = say.say(point.wordings[0], **point.slots)
    sentence = Sentence(point.id, point.beat, text, point.wordings[0], point.support)
    return fill_sentence(sentence, evidence)


def _shown(points: Sequence[Point], evidence: Evidence) -> dict[str, str]:
    """The text of each slot of the points; slots that do not resolve are left out."""
    shown: dict[str, str] = {}
    for point in points:
        for slot in (slot for text in point.slots.values() for slot in slots(text)):
            try:
                shown[slot.written()] = resolve(slot, evidence).text
            except EvidenceError:
                continue
    return shown
