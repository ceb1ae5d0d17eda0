"""What a reference rests on, as rows that any format can print."""

from __future__ import annotations

from dataclasses import dataclass

from uproar.model import Article, Cue, Finding
from uproar.tell.evidence.evidence import Evidence, Quotable
from uproar.tell.messages.messages import Messages, messages_in
from uproar.tell.slots import numbers, quotations
from uproar.tell.slots.fill import referent
from uproar.text.controls import has_controls


@dataclass(frozen=True, slots=True)
class Proof:
    """One reference opened. `quote` is somebody's words, `lang` their language."""

    reference: str
    kind: str  # message of the report's words: "report-finding" …
    title: str
    rows: tuple[tuple[str, str], ...]
    quote: str = ""
    lang: str = ""
    url: str = ""
    posts: tuple[str, ...] = ()
    clearance: str = ""


def proof(reference: str, evidence: Evidence) -> Proof:
    """A reference opened: the figure with its method, the post, the line, the passage."""
    say = messages_in(evidence.house.language, evidence.messages)
    found = referent(reference, evidence)
    if isinstance(found, Finding):
        return _finding(reference, found, say)
    if isinstance(found, Quotable):
        return _quote(reference, found, evidence, say)
    if isinstance(found, Cue):
        return _cue(reference, found, evidence, say)
    if isinstance(found, Article):
        return _article(reference, found, evidence, say)
    return Proof(reference, "report-event", reference, (), url=web(evidence.event.url))


def web(url: str | None) -> str:
    """A link that a reader may follow; "" for anything but http and https, or with spaces in it.

    >>> web("javascript:alert(1)"), web("https://example.org/1")
    ('', 'https://example.org/1')
    """
    if not url or not url.startswith(("https://", "http://")):
        return ""
    return "" if " " in url or has_controls(url) else url


def _finding(reference: str, found: Finding, say: Messages) -> Proof:
    shown = "" if found.value is None else str(found.value)
    rows = [(say.say("report-value"), f"{shown} {found.unit}".strip())]
    if found.low is not None and found.high is not None:
        rows.append((say.say("report-interval"), f"{found.low:.4g} – {found.high:.4g}"))
    if found.n is not None:
        rows.append((say.say("report-n"), f"{found.n:,} {found.n_of}".strip()))
    if found.method:
        settings = ", ".join(f"{k} = {v}" for k, v in found.parameters.items())
        rows.append(
            (say.say("report-method"), f"{found.method} ({settings})" if settings else found.method)
        )
    return Proof(reference, "report-finding", found.id, tuple(rows), posts=found.evidence[:20])


def _quote(reference: str, found: Quotable, evidence: Evidence, say: Messages) -> Proof:
    tongue = quotations.language(found.lang, say)
    rows = [(say.say("report-written-in"), tongue)]
    if found.gloss:
        rows.append(
            (f"→ {evidence.house.language}", f"{found.gloss} ({found.translated_by or '?'})")
        )
    return Proof(
        reference,
        "report-quote",
        quotations.platform(found.platform, say),
        tuple(rows),
        quote=found.text if found.clearance in ("ok", "ask") else "",
        lang=found.lang,
        url=web(found.url),
        clearance=f"{found.clearance}: {found.why}" if found.why else found.clearance,
    )


def _cue(reference: str, found: Cue, evidence: Evidence, say: Messages) -> Proof:
    rows = ((say.say("report-said-by"), quotations.speaker(found, evidence, say)),)
    time = numbers.clock(found.start_s)
    return Proof(reference, "report-cue", f"#{found.number} {time}", rows, quote=found.text)


def _article(reference: str, found: Article, evidence: Evidence, say: Messages) -> Proof:
    at = numbers.date(found.published_at, 0, evidence.house.timezone, say)
    number = int(reference.rpartition("#")[2] or 0) if "#" in reference else 0
    text = found.headline if number == 0 else found.sentences[number - 1]
    return Proof(
        reference,
        "report-article",
        found.headline,
        ((found.publisher or "", at),),
        quote=text,
        lang=found.lang or "",
        url=web(found.url),
    )
