"""What was gathered, and what became of each record: in = kept + operations + the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from uproar.model import Corpus, Event, Finding, Measure, Measured, Saying
from uproar.model.rows import GatheredRow, PlatformSpanRow

VERSION = "1"

_GATHERED = """
select source, n_records, kept as posts, operations, repeats, out_of_scope, rejected, expected,
       received, why
from gathered
order by source, n_records, kept, operations, repeats, out_of_scope, rejected, why
"""
_TIMED = """
select platform, count(*) as n, min(posted_at) as first_at, max(posted_at) as last_at,
       count(*) filter (where posted_at is null) as without_time
from scope group by platform order by platform
"""


def coverage(corpus: Corpus, event: Event) -> Measured:
    """Records per source and their fate, and the time each platform's posts span.

    No record of gathering (an event read from elsewhere): only the spans. Empty corpus and
    nothing gathered: no findings. Evidence: the posts.
    """
    findings = []
    rows = tuple(GatheredRow(**row) for row in corpus.query(_GATHERED).to_pylist())
    if rows:
        n_records, n_posts, n_rejected = (
            sum(n or 0 for n in column)
            for column in zip(*((r.n_records, r.posts, r.rejected) for r in rows), strict=True)
        )
        method = "in = kept + operations + repeats + out of scope + rejected"
        records = "records read"
        findings += [
            Finding("coverage.records", n_records, "records", n=n_posts, n_of="posts kept",
                    method=method, rows=rows),
            Finding("coverage.rejected", n_rejected, "records", n=n_records, n_of=records,
                    rows=tuple(r for r in rows if r.rejected)),
        ]  # fmt: skip
        lacking = tuple(r for r in rows if (r.expected or 0) > r.n_received)
        missing = sum((r.expected or 0) - r.n_received for r in lacking)
        findings.append(
            Finding("coverage.missing", missing, "records", n=n_records, n_of=records, rows=lacking)
        )
    spans = tuple(PlatformSpanRow(**row) for row in corpus.query(_TIMED).to_pylist())
    if spans:
        findings.append(
            Finding("coverage.platforms", len(spans), "platforms", n=sum(r.n for r in spans),
                    n_of="posts gathered", rows=spans,
                    evidence_sql="select id from scope order by platform, id")
        )  # fmt: skip
    return Measured(tuple(findings))


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That a source said it had more than it gave, or that records could not be read."""
    missing, rejected = findings.get("coverage.missing"), findings.get("coverage.rejected")
    if missing is not None and missing.value:
        slots = {"n": "[[finding:coverage.missing, form=count]]"}
        yield Saying("method", "coverage-missing", slots, 0.8, ("finding:coverage.missing",))
    if rejected is not None and rejected.value:
        slots = {"n": "[[finding:coverage.rejected, form=count]]"}
        yield Saying("method", "coverage-rejected", slots, 0.2, ("finding:coverage.rejected",))


MEASURE = Measure("coverage", VERSION, coverage, gives=("coverage",), says=says)
