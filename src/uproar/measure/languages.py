"""In which languages people spoke."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uproar.measure.stats.shares import ORIGINALS, rows
from uproar.model import Corpus, Event, Finding, Measure, Measured, Saying
from uproar.model.rows import LanguageShareRow

VERSION = "1"


@dataclass(frozen=True, slots=True)
class LanguagesConfig:
    """When unknown languages are worth telling."""

    # Share of the originals, 0-1. chosen on: judgement; not swept
    many_unknown: float = 0.1


CONFIG = LanguagesConfig()

_LANGUAGES = "select lang, count(*) as n from originals group by lang order by lang"
_UNKNOWN = "select id from originals where lang is null or lang = 'und' order by id"
_KNOWN = "select id from originals where lang <> 'und' order by lang, id"


def languages(corpus: Corpus, event: Event) -> Measured:
    """Shares of the original posts by language; posts in two languages are a class, "mix".

    Posts whose language cannot be told (emoji, names, a word or two) are left out and counted
    apart. Empty corpus: no findings. Evidence: the original posts.
    """
    counted = corpus.query(_LANGUAGES).to_pylist()
    known = [r for r in counted if r["lang"] not in (None, "und")]
    total, n_all = sum(r["n"] for r in known), sum(r["n"] for r in counted)
    if not n_all:
        return Measured()
    unknown = n_all - total
    shares = Finding(
        "languages.shares",
        sum(r["lang"] != "mix" for r in known),
        "languages",
        n=total,
        n_of=f"{ORIGINALS} with a known language",
        method="Wilson intervals",
        parameters={"unknown": unknown},
        evidence_sql=_KNOWN,
        rows=rows(LanguageShareRow, ((r["lang"], r["n"]) for r in known), total),
    )
    left = Finding(
        "languages.unknown", unknown, "posts", n=n_all, n_of=ORIGINALS, evidence_sql=_UNKNOWN
    )
    return Measured((shares, left))


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That many posts are in no language that could be told."""
    unknown = findings.get("languages.unknown")
    if unknown is None or not unknown.n:
        return
    if float(unknown.value or 0) >= CONFIG.many_unknown * unknown.n:
        slots = {"n": "[[finding:languages.unknown, form=count, unit=originals]]"}
        yield Saying("method", "languages-unknown", slots, 0.1, ("finding:languages.unknown",))


MEASURE = Measure(
    "languages",
    VERSION,
    languages,
    needs=("relevant", "spam", "copy", "coordinated"),
    gives=("languages",),
    says=says,
)
