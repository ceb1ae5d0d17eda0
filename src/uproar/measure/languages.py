"""In which languages people spoke."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uproar.measure.stats.shares import ORIGINALS, rows
from uproar.model import Corpus, Event, Finding, Measure, Measured, Saying
from uproar.model.rows import LanguageShareRow

VERSION = "2"


@dataclass(frozen=True, slots=True)
class LanguagesConfig:
    """When unknown languages are worth telling."""

    # Share of the originals, 0-1. chosen on: judgement; not swept
    many_unknown: float = 0.1
    # The same of languages whose meaning is not read well. chosen on: judgement; not swept
    many_weak: float = 0.1


CONFIG = LanguagesConfig()

# Languages whose sentences find their translation at least seven times in ten, on every set read.
# chosen on: Tatoeba, 1,000 pairs a language, and 44 to 59 paragraphs of the declaration of human
# rights (docs/models/embedder.md); 0.7 on judgement
READ_WELL = frozenset(
    ("ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "mix", "ms", "nl", "pl", "pt",
     "ru", "th", "zh")
)  # fmt: skip

_LANGUAGES = "select lang, count(*) as n from originals group by lang order by lang"
_UNKNOWN = "select id from originals where lang is null or lang = 'und' order by id"
_WEAK = (
    "select id from originals where lang <> 'und' and lang not in ("
    + ", ".join(f"'{lang}'" for lang in sorted(READ_WELL))
    + ") order by lang, id"
)
_KNOWN = "select id from originals where lang <> 'und' order by lang, id"


def languages(corpus: Corpus, event: Event) -> Measured:
    """Shares of the original posts by language; posts in two languages are a class, "mix".

    Posts in languages in which the embedder's meaning is weak are counted: what is said of their
    subjects and feelings is less sure.

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
    weak = [r for r in known if r["lang"] not in READ_WELL]
    n_weak = sum(r["n"] for r in weak)
    less = Finding(
        "languages.weak",
        n_weak,
        "posts",
        n=n_all,
        n_of=ORIGINALS,
        method="languages in which meaning is read less well",
        evidence_sql=_WEAK,
        rows=rows(LanguageShareRow, ((r["lang"], r["n"]) for r in weak), n_all),
    )
    return Measured((shares, left, less))


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That many posts are in no language that could be told, or in one that is read less well."""
    for name, many in (("unknown", CONFIG.many_unknown), ("weak", CONFIG.many_weak)):
        finding = findings.get(f"languages.{name}")
        if finding is None or not finding.n or not finding.value:
            continue
        if float(finding.value) >= many * finding.n:
            slots = {"n": f"[[finding:{finding.id}, form=count, unit=originals]]"}
            yield Saying("method", f"languages-{name}", slots, 0.1, (f"finding:{finding.id}",))


MEASURE = Measure(
    "languages",
    VERSION,
    languages,
    needs=("relevant", "spam", "copy", "coordinated"),
    gives=("languages",),
    says=says,
)
