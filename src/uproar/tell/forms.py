"""One slot → the text that stands for it. Every kind of slot and every form is here or below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uproar.errors import EvidenceError
from uproar.model import Entity, Finding
from uproar.tell import citing, words
from uproar.tell.evidence import Evidence
from uproar.tell.lexicon import WORD, lexicon
from uproar.tell.messages import Messages, of
from uproar.tell.slots import Slot
from uproar.tell.themes import Theme, lookup, theme, themes

FEW = 50  # original posts; below this the story says that few noticed, and gives no shares
FIGURES = frozenset({"number", "count", "share", "times", "n"})  # forms that write a figure


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence: its own words (reference "") or what filled a slot."""

    text: str
    reference: str = ""
    lang: str = ""
    is_figure: bool = False


def resolve(slot: Slot, evidence: Evidence) -> Segment:
    """What stands for the slot.

    Raises EvidenceError when the evidence does not hold it, or not in that form.
    """
    say = of(evidence.house.language, evidence.messages)
    text, lang = _KINDS[slot.kind](slot, evidence, say)
    is_figure = slot.kind == "finding" and (slot.form or "number") in FIGURES
    return Segment(text, slot.reference, lang, is_figure)


def _finding(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    finding = lookup(evidence, slot.ref)
    if finding is None:
        raise EvidenceError(f"no finding {slot.ref!r}", hint="see docs/findings.md")
    form = slot.form or "number"
    if form == "rank":
        return _rank(finding.id, evidence, say), ""
    if form == "words":
        return _terms(finding.id, evidence, say), ""
    if form == "level":
        return _level(slot, evidence, say), ""
    if form in ("day-share", "day-name"):
        return _day(slot, evidence, say), ""
    value, low, high = (
        _value(finding, slot)
        if "field" in slot.args
        else (finding.value, finding.low, finding.high)
    )
    write = _FORMS.get(form)
    if write is None:
        raise EvidenceError(f"no form {form!r} for a finding", hint=f"one of {sorted(_FORMS)}")
    return write(_Figure(finding, value, low, high, slot.args, evidence, say)), ""


@dataclass(frozen=True, slots=True)
class _Figure:
    finding: Finding
    value: Any
    low: float | None
    high: float | None
    args: Mapping[str, str]
    evidence: Evidence
    say: Messages

    @property
    def amount(self) -> float:
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)):
            raise EvidenceError(f"{self.finding.id} is {self.value!r}, not a number")
        return self.value

    @property
    def at(self) -> datetime:
        try:
            return words.moment(self.amount)
        except (OverflowError, ValueError):
            raise EvidenceError(f"{self.finding.id}: {self.value!r} is not a time") from None


def _value(finding: Finding, slot: Slot) -> tuple[Any, float | None, float | None]:
    at, field = slot.args.get("row", ""), slot.args["field"]
    if not at.isdecimal() or not 1 <= int(at) <= len(finding.rows):
        raise EvidenceError(f"{finding.id} has {len(finding.rows)} rows, no row {at}")
    row = finding.rows[int(at) - 1]
    if field not in row:
        raise EvidenceError(f"{finding.id} row {at} has no {field!r}; it has {sorted(row)}")
    return row[field], row.get("low"), row.get("high")


def _count(figure: _Figure) -> str:
    unit = figure.args.get("unit", figure.finding.unit)
    message = f"unit-{unit}" if figure.say.has(f"unit-{unit}") else "unit-other"
    shown = words.number(figure.amount, figure.say)
    whole = 1 if figure.amount == 1 else 2
    return figure.say.say(message, n=whole, number=shown)


def _n(figure: _Figure) -> str:
    if figure.finding.n is None:
        raise EvidenceError(f"{figure.finding.id} says no n")
    unit = figure.args.get("unit", "")
    shown = words.number(figure.finding.n, figure.say)
    message = f"unit-{unit}" if figure.say.has(f"unit-{unit}") else "unit-other"
    return figure.say.say(message, n=1 if figure.finding.n == 1 else 2, number=shown)


def _times(figure: _Figure) -> str:
    base = figure.evidence.findings.get("volume.baseline_per_h")
    if base is None or not isinstance(base.value, (int, float)) or base.value <= 0:
        raise EvidenceError("no baseline, so no 'times the usual'", hint="tell the count")
    if figure.amount < 1.5 or (figure.low is not None and figure.low <= 1):
        return figure.say.say("times-usual")
    return figure.say.say("times", n=words.number(figure.amount, figure.say))


def _quantifier(figure: _Figure) -> str:
    low = figure.amount if figure.low is None else figure.low
    high = figure.amount if figure.high is None else figure.high
    return words.quantifier(figure.amount, low, high, figure.say)


def _share(figure: _Figure) -> str:
    if not 0 <= figure.amount <= 1:
        raise EvidenceError(f"{figure.finding.id} is {figure.value}, not a share")
    return words.percent(figure.amount, figure.say)


def _tie(figure: _Figure) -> str:
    """That a row and another one cannot be told apart."""
    rows, other = figure.finding.rows, figure.args.get("other", "")
    if not other.isdecimal() or not 1 <= int(other) <= len(rows):
        raise EvidenceError(f"{figure.finding.id} has no row {other!r}")
    if not words.is_tie(
        *_bounds(rows[int(figure.args["row"]) - 1]), *_bounds(rows[int(other) - 1])
    ):
        raise EvidenceError(f"{figure.finding.id}: these are no tie")
    return figure.say.say("lines-tied")


def _top(figure: _Figure) -> str:
    """That a row leads all others, its interval clear of theirs."""
    rows, at = figure.finding.rows, int(figure.args["row"]) - 1
    low, _ = _bounds(rows[at])
    if any(_bounds(row)[1] >= low for i, row in enumerate(rows) if i != at):
        raise EvidenceError(f"{figure.finding.id}: row {at + 1} does not stand out")
    return figure.say.say("lines-top")


def _bounds(row: Mapping[str, Any]) -> tuple[float, float]:
    n = float(row["n"])
    return float(row.get("low", n)), float(row.get("high", n))


def _few(figure: _Figure) -> str:
    """That hardly anybody noticed: said only where hardly anybody did."""
    if figure.amount >= FEW:
        raise EvidenceError(f"{figure.finding.id} is {figure.value}: that is not few")
    return figure.say.say("few-noticed")


def _rows(figure: _Figure) -> str:
    """How many rows the finding has, with their unit."""
    n = len(figure.finding.rows)
    unit = figure.args.get("unit", "other")
    return figure.say.say(f"unit-{unit}", n=n, number=words.number(n, figure.say))


_FORMS: Mapping[str, Callable[[_Figure], str]] = {
    "number": lambda f: words.number(f.amount, f.say),
    "count": _count,
    "n": _n,
    "share": _share,
    "quantifier": _quantifier,
    "times": _times,
    "tie": _tie,
    "top": _top,
    "few": _few,
    "rows": _rows,
    "ordinal": lambda f: f.say.say("ordinal", n=int(f.args.get("row", f.amount))),
    "date": lambda f: words.date(
        f.at, f.evidence.event.published_at.year, f.evidence.house.timezone, f.say
    ),
    "daytime": lambda f: words.daytime(f.at, f.evidence.house.timezone, f.say),
    "hour": lambda f: words.hour(f.at, f.evidence.house.timezone, f.say),
}


def _rank(finding_id: str, evidence: Evidence, say: Messages) -> str:
    everything = themes(evidence)
    ids = [t.share_id for t in everything]
    if finding_id not in ids:
        raise EvidenceError(f"only a theme's share has a rank, not {finding_id!r}")
    return words.rank(ids.index(finding_id), [(t.low, t.high) for t in everything], say)


def _terms(finding_id: str, evidence: Evidence, say: Messages) -> str:
    found = theme(evidence, finding_id.removeprefix("themes.").rpartition(".")[0])
    terms = telling_terms(found, evidence, say)[:2] if found else []
    if not terms:
        raise EvidenceError(f"{finding_id} has no words to name it by")
    return citing.listed([say.say("quoted", text=t) for t in terms], say)


def telling_terms(found: Theme, evidence: Evidence, say: Messages) -> list[str]:
    """The theme's words that tell a reader something: not everyday ones, in the story's language.

    A word counts as the language's when a quotable post in that language holds it.
    """
    plain = lexicon(say)
    own = " ".join(
        q.text.casefold()
        for q in evidence.quotes.values()
        if found.id in q.themes and q.lang == say.language
    )
    spoken = set(WORD.findall(own))
    dull = plain.everyday | plain.numbers | plain.quantities
    return [t for t in found.terms if t in spoken and t not in dull and citing.is_clean(t)]


def _level(slot: Slot, evidence: Evidence, say: Messages) -> str:
    """That two themes cannot be told apart in size."""
    a = theme(evidence, slot.ref.removeprefix("themes.").rpartition(".")[0])
    b = theme(evidence, slot.args.get("other", ""))
    if a is None or b is None or not words.is_tie(a.low, a.high, b.low, b.high):
        raise EvidenceError(f"{slot.ref} and {slot.args.get('other')!r} are not level")
    return say.say("themes-level")


def _day(slot: Slot, evidence: Evidence, say: Messages) -> str:
    found = theme(evidence, slot.ref.removeprefix("themes.").rpartition(".")[0])
    row = next((d for d in (found.days if found else ()) if d[0] == slot.args.get("day")), None)
    if row is None:
        raise EvidenceError(f"{slot.ref} has no day {slot.args.get('day')!r}")
    if slot.form == "day-share":
        return words.percent(row[1] / row[2], say)
    day = words.weekday(datetime.fromisoformat(row[0] + "T12:00:00+00:00"), "UTC", say)
    return day if evidence.house.timezone == "UTC" else say.say("day-utc", day=day)


def _name(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    found = _entity(slot, evidence)
    return (found.name if slot.form == "full" else citing.short(found.name)), ""


def _title(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    return say.say("quoted", text=citing.short(_entity(slot, evidence).name)), ""


def _entity(slot: Slot, evidence: Evidence) -> Entity:
    found = evidence.entity(slot.ref)
    if found is None:
        raise EvidenceError(f"no entity {slot.ref!r} in this event", hint="see event.toml")
    return found


def _event(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    event, house = evidence.event, evidence.house
    at = event.published_at
    written: dict[str, Callable[[], str]] = {
        "published_at": lambda: _time(at, slot.form, evidence, say),
        "publisher": lambda: citing.short(event.publisher),
        "title": lambda: say.say("quoted", text=event.title),
        "kind": lambda: say.say(
            f"kind-{event.kind}" if say.has(f"kind-{event.kind}") else _kind(evidence)
        ),
        "posted": lambda: say.say(
            f"posted-{event.kind}" if say.has(f"posted-{event.kind}") else "posted"
        ),
        "gaps": lambda: _gaps(evidence, say),
        "disclosure": lambda: house.disclosure,
        "window": lambda: words.span(
            event.baseline_start or at, event.window_end or at, house.timezone, say
        ),
    }
    if slot.ref not in written:
        raise EvidenceError(f"an event has no {slot.ref!r}", hint=f"one of {sorted(written)}")
    return written[slot.ref](), ""


def _gaps(evidence: Evidence, say: Messages) -> str:
    """The sources that were not read in full, with how much of each there is."""
    parts = []
    for gap in evidence.gaps:
        source = citing.platform(gap.source, say)
        if gap.received is None or gap.expected is None:
            parts.append(say.say("gap-whole", source=source))
            continue
        got, due = (words.number(v, say) for v in (gap.received, gap.expected))
        parts.append(say.say("gap-part", source=source, received=got, expected=due))
    if not parts:
        raise EvidenceError("nothing is missing")
    return citing.listed(list(dict.fromkeys(parts)), say)


def _kind(evidence: Evidence) -> str:
    return "kind-footage" if evidence.cues else "kind-post"


def _time(at: datetime, form: str, evidence: Evidence, say: Messages) -> str:
    zone = evidence.house.timezone
    if form == "day":
        return words.weekday(at, zone, say)
    if form == "daytime":
        return words.daytime(at, zone, say)
    return words.date(at, evidence.event.published_at.year, zone, say)


_KINDS: Mapping[str, Callable[[Slot, Evidence, Messages], tuple[str, str]]] = {
    "finding": _finding,
    "quote": citing.quote,
    "cue": citing.cue,
    "article": citing.article,
    "name": _name,
    "title": _title,
    "event": _event,
}
