"""What each form of a finding slot reads as; a form that makes a false claim is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uproar.errors import EvidenceError
from uproar.model import Finding
from uproar.model.rows import Row, row_fields
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.evidence.peaks import news_peaks
from uproar.tell.evidence.themes import lookup, peers, theme
from uproar.tell.messages.messages import Messages
from uproar.tell.slots import numbers as words
from uproar.tell.slots import quotations
from uproar.tell.slots.grammar import Slot, whole
from uproar.tell.slots.theme_words import cased, telling_terms

# Original posts, and accounts; with fewer of both the story says that few noticed, and gives no
# shares.
FEW = 50  # chosen on: judgement; not swept
# How many times the usual a number must be for the story to say so.
MIN_TIMES = 1.5  # chosen on: judgement; not swept
FIGURES = frozenset({"number", "count", "share", "times", "n"})  # forms that write a figure


def figure(slot: Slot, evidence: Evidence, say: Messages) -> tuple[str, str]:
    """The finding in the slot's form, and "" for its language.

    Raises EvidenceError where the finding is missing or cannot be written in that form.
    """
    finding = lookup(evidence, slot.ref)
    if finding is None:
        raise EvidenceError(f"no finding {slot.ref!r}", hint="see docs/findings.md")
    form = slot.form or ("share" if finding.unit == "share" else "number")
    if form == "rank":
        return _rank(finding.id, evidence, say), ""
    if form == "words":
        return _terms(finding.id, evidence, say), ""
    if form == "wording":
        return _wording(finding.id, evidence), ""
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
    def time(self) -> datetime:
        try:
            return words.moment(self.amount)
        except (OverflowError, ValueError):
            raise EvidenceError(f"{self.finding.id}: {self.value!r} is not a time") from None


def _value(finding: Finding, slot: Slot) -> tuple[Any, float | None, float | None]:
    row, field = row_fields(_row(finding, slot.args.get("row", ""))), slot.args["field"]
    if field not in row:
        raise EvidenceError(f"{finding.id} has no {field!r} in a row; it has {sorted(row)}")
    return row[field], row.get("low"), row.get("high")


def _row(finding: Finding, number: str) -> Row:
    """A row by its number, counted from 1."""
    place = whole(number)
    if place is None or not 1 <= place <= len(finding.rows):
        raise EvidenceError(f"{finding.id} has {len(finding.rows)} rows, no row {number}")
    return finding.rows[place - 1]


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
    if figure.amount < MIN_TIMES or (figure.low is not None and figure.low <= 1):
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
    """The words for two rows whose intervals overlap; refused where they do not."""
    first, second = (_bounds(figure.finding, figure.args.get(k, "")) for k in ("row", "other"))
    if not words.is_tie(*first, *second):
        raise EvidenceError(f"{figure.finding.id}: these are no tie")
    return figure.say.say("lines-tied")


def _top(figure: _Figure) -> str:
    """The words for a row that leads; refused where another row's interval overlaps its own."""
    leader = figure.args.get("row", "")
    low, _ = _bounds(figure.finding, leader)
    numbers = (str(n) for n in range(1, len(figure.finding.rows) + 1))
    if any(_bounds(figure.finding, n)[1] >= low for n in numbers if n != leader):
        raise EvidenceError(f"{figure.finding.id}: row {leader} does not stand out")
    return figure.say.say("lines-top")


def _bounds(finding: Finding, number: str) -> tuple[float, float]:
    fields = row_fields(_row(finding, number))
    if not isinstance(fields.get("n"), (int, float)):
        raise EvidenceError(f"{finding.id}: row {number} counts nothing")
    n = float(fields["n"])
    return float(fields.get("low", n)), float(fields.get("high", n))


def _ordinal(figure: _Figure) -> str:
    """The place of a row, as in "second". A peak's place is among the peaks that are news."""
    _row(figure.finding, figure.args.get("row", ""))
    row = whole(figure.args["row"])
    if figure.finding.id != "volume.peaks":
        return figure.say.say("ordinal", n=row)
    news = news_peaks(figure.finding)
    if row not in news:
        raise EvidenceError(
            f"peak {row} is too small to be told", hint="see tell/evidence/peaks.py"
        )
    return figure.say.say("ordinal", n=news.index(row) + 1)


def n_accounts(evidence: Evidence) -> int:
    """How many accounts wrote about the event; 0 where no finding counts them."""
    authors = evidence.findings.get("voices.n")
    return int(authors.value) if authors and isinstance(authors.value, (int, float)) else 0


def is_lone(finding: Finding | None) -> bool:
    """Whether `voices.n` counts one account with several posts, and no post without an author."""
    return (
        finding is not None
        and finding.id == "voices.n"
        and finding.value == 1
        and (finding.n or 0) > 1
        and not finding.parameters.get("without_author")
    )


def _lone(figure: _Figure) -> str:
    """The words for a single account; refused where there are more."""
    if not is_lone(figure.finding):
        raise EvidenceError(f"{figure.finding.id} is {figure.value}: that is not one account")
    return _count(figure)


def _few(figure: _Figure) -> str:
    """The words for an event that few noticed; refused from FEW posts or accounts on."""
    if figure.amount >= FEW or n_accounts(figure.evidence) >= FEW:
        raise EvidenceError(f"{figure.finding.id} is {figure.value}: that is not few")
    return figure.say.say("few-noticed")


def _rows(figure: _Figure) -> str:
    """How many rows the finding has, with their unit."""
    n = len(figure.finding.rows)
    unit = figure.args.get("unit", "other")
    message = f"unit-{unit}" if figure.say.has(f"unit-{unit}") else "unit-other"
    return figure.say.say(message, n=n, number=words.number(n, figure.say))


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
    "lone": _lone,
    "rows": _rows,
    "ordinal": _ordinal,
    "date": lambda f: words.date(
        f.time, f.evidence.event.published_at.year, f.evidence.house.timezone, f.say
    ),
    "daytime": lambda f: words.daytime(f.time, f.evidence.house.timezone, f.say),
    "hour": lambda f: words.hour(f.time, f.evidence.house.timezone, f.say),
}


def _rank(finding_id: str, evidence: Evidence, say: Messages) -> str:
    row = theme(evidence, finding_id.removeprefix("themes.").rpartition(".")[0])
    everything = peers(evidence, row) if row else ()
    ids = [t.share_id for t in everything]
    if finding_id not in ids:
        raise EvidenceError(f"only a theme's share has a rank, not {finding_id!r}")
    return words.rank(ids.index(finding_id), [(t.low, t.high) for t in everything], say)


def _wording(finding_id: str, evidence: Evidence) -> str:
    """What an editor wrote of the theme that a share is of, as a sentence; refused without one."""
    row = theme(evidence, finding_id.removeprefix("themes.").rpartition(".")[0])
    if row is None or not row.wording:
        raise EvidenceError(
            f"nobody wrote what {finding_id} is of", hint="`uproar code theme state`"
        )
    return row.wording if row.wording[-1] in ".!?…。！？" else f"{row.wording}."


def _terms(finding_id: str, evidence: Evidence, say: Messages) -> str:
    row = theme(evidence, finding_id.removeprefix("themes.").rpartition(".")[0])
    terms = telling_terms(row, evidence, say)[:2] if row else []
    if not terms:
        raise EvidenceError(f"{finding_id} has no words to name it by")
    return quotations.listed([say.say("quoted", text=cased(t, evidence)) for t in terms], say)


def _level(slot: Slot, evidence: Evidence, say: Messages) -> str:
    """The words for two themes of equal size; refused where their intervals do not overlap."""
    a = theme(evidence, slot.ref.removeprefix("themes.").rpartition(".")[0])
    b = theme(evidence, slot.args.get("other", ""))
    if a is None or b is None or not words.is_tie(a.low, a.high, b.low, b.high):
        raise EvidenceError(f"{slot.ref} and {slot.args.get('other')!r} are not level")
    return say.say("themes-level")


def _day(slot: Slot, evidence: Evidence, say: Messages) -> str:
    """A theme's share of one day's posts, or that day's name; days are counted in UTC."""
    row = theme(evidence, slot.ref.removeprefix("themes.").rpartition(".")[0])
    days = row.by_day if row else ()
    day = next((d for d in days if d.day == slot.args.get("day")), None)
    if day is None:
        raise EvidenceError(f"{slot.ref} has no day {slot.args.get('day')!r}")
    if slot.form == "day-share":
        return words.percent(day.n / day.n_all, say)
    name = words.weekday(datetime.fromisoformat(day.day + "T12:00:00+00:00"), "UTC", say)
    return name if evidence.house.timezone == "UTC" else say.say("day-utc", day=name)
