"""The evidence behind a reference, as rows that any format can print."""

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
    """The evidence behind one reference. `quote` is somebody's words, `lang` their language."""

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
    """The evidence behind a reference: a figure with its method, a post, a line, or a passage."""
    say = messages_in(evidence.house.language, evidence.messages)
    match referent(reference, evidence):
        case Finding() as finding:
            return _finding(reference, finding, say)
        case Quotable() as post:
            return _quote(reference, post, evidence, say)
        case Cue() as cue:
            return _cue(reference, cue, evidence, say)
        case Article() as article:
            return _article(reference, article, evidence, say)
        case None:
            return Proof(reference, "report-event", reference, (), url=web(evidence.event.url))


def web(url: str | None) -> str:
    """A link that a reader may follow; "" for anything but http and https, or with spaces in it.

    >>> web("javascript:alert(1)"), web("https://example.org/1")
    ('', 'https://example.org/1')
    """
    if not url or not url.startswith(("https://", "http://")):
        return ""
    return "" if " " in url or has_controls(url) else url


def link_of(post: Quotable) -> str:
    """A post's link, which often names its author: only where the post was cleared, else ""."""
    return web(post.url) if post.clearance == "ok" else ""


def _finding(reference: str, finding: Finding, say: Messages) -> Proof:
    shown = "" if finding.value is None else str(finding.value)
    rows = [(say.say("report-value"), f"{shown} {finding.unit}".strip())]
    if finding.low is not None and finding.high is not None:
        rows.append((say.say("report-interval"), f"{finding.low:.4g} – {finding.high:.4g}"))
    if finding.n is not None:
        rows.append((say.say("report-n"), f"{finding.n:,} {finding.n_of}".strip()))
    if finding.method:
        settings = ", ".join(f"{k} = {v}" for k, v in finding.parameters.items())
        rows.append(
            (
                say.say("report-method"),
                f"{finding.method} ({settings})" if settings else finding.method,
            )
        )
    return Proof(reference, "report-finding", finding.id, tuple(rows), posts=finding.evidence[:20])


def _quote(reference: str, post: Quotable, evidence: Evidence, say: Messages) -> Proof:
    tongue = quotations.language(post.lang, say)
    rows = [(say.say("report-written-in"), tongue)]
    if post.gloss:
        rows.append((f"→ {evidence.house.language}", f"{post.gloss} ({post.translated_by or '?'})"))
    return Proof(
        reference,
        "report-quote",
        quotations.platform(post.platform, say),
        tuple(rows),
        quote=post.text if post.clearance in ("ok", "ask") else "",
        lang=post.lang,
        url=link_of(post),
        clearance=f"{post.clearance}: {post.why}" if post.why else post.clearance,
    )


def _cue(reference: str, cue: Cue, evidence: Evidence, say: Messages) -> Proof:
    rows = ((say.say("report-said-by"), quotations.speaker(cue, evidence, say)),)
    time = numbers.clock(cue.start_s)
    return Proof(reference, "report-cue", f"#{cue.number} {time}", rows, quote=cue.text)


def _article(reference: str, article: Article, evidence: Evidence, say: Messages) -> Proof:
    date = numbers.date(article.published_at, 0, evidence.house.timezone, say)
    number = int(reference.rpartition("#")[2] or 0) if "#" in reference else 0
    text = article.headline if number == 0 else article.sentences[number - 1]
    return Proof(
        reference,
        "report-article",
        article.headline,
        ((article.publisher or "", date),),
        quote=text,
        lang=article.lang or "",
        url=web(article.url),
    )
