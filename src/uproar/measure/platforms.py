"""On which platforms people spoke."""

from __future__ import annotations

from uproar.measure.stats.shares import ORIGINALS, rows
from uproar.model import Corpus, Event, Finding, Measure, Measured
from uproar.model.rows import PlatformShareRow

VERSION = "1"

_PLATFORMS = "select platform, count(*) as n from originals group by platform order by platform"


def platforms(corpus: Corpus, event: Event) -> Measured:
    """Shares of the original posts by platform.

    A share says where posts were gathered, not where people talk: how much each platform lets be
    gathered differs. Empty corpus: no findings. Evidence: the original posts.
    """
    counted = corpus.query(_PLATFORMS).to_pylist()
    total = sum(r["n"] for r in counted)
    if not total:
        return Measured()
    shares = Finding(
        "platforms.shares",
        len(counted),
        "platforms",
        n=total,
        n_of=ORIGINALS,
        method="Wilson intervals",
        evidence_sql="select id from originals order by platform, id",
        rows=rows(PlatformShareRow, ((r["platform"], r["n"]) for r in counted), total),
    )
    return Measured((shares,))


MEASURE = Measure(
    "platforms",
    VERSION,
    platforms,
    needs=("relevant", "spam", "copy", "coordinated"),
    gives=("platforms",),
)
