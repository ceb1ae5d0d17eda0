"""Which emotions the posts show, as a classifier reads them. For the desk, never for the prose."""

from __future__ import annotations

from uproar.measure.interval import share
from uproar.measure.shares import ORIGINALS
from uproar.model import Corpus, Event, Finding, Measure, Measured

VERSION = "1"
NONE = "neutral"

# Intervals count authors, not posts: ten angry posts of one person are one anger.
_LABELS = """
select label, count(*) as n, count(distinct coalesce(author, id)) as n_authors
from (select id, author, unnest(emotions) as label from originals)
group by label order by label
"""
_COUNTS = """
select count(emotions) as n, count(*) filter (where emotion_unsure) as n_unsure,
       count(distinct coalesce(author, id)) filter (where emotions is not null) as n_authors
from originals
"""
_COLUMN = """
select count(*) as n from information_schema.columns
where table_name = 'scope' and column_name = 'emotions'
"""


def emotions(corpus: Corpus, event: Event) -> Measured:
    """Share of the original posts that show each emotion; a post may show several, or none.

    Shares add up to more or less than one. Empty corpus, or posts that no annotator has read for
    emotions: no findings. Evidence: the posts that show it. Intervals: as wide as the number of
    different authors makes them.
    """
    if not corpus.one(_COLUMN)["n"]:
        return Measured()
    counted = corpus.one(_COUNTS)
    n = int(counted["n"])
    if not n:
        return Measured()
    given = {"unsure": int(counted["n_unsure"]), "authors": int(counted["n_authors"])}
    found = []
    for row in corpus.query(_LABELS).to_pylist():
        if row["label"] == NONE:
            continue
        value = row["n"] / n
        _, low, high = share(round(value * counted["n_authors"]), int(counted["n_authors"]))
        found.append(
            Finding(
                f"emotions.{row['label']}.share",
                round(value, 6),
                "share",
                n,
                ORIGINALS,
                min(low, round(value, 6)),
                max(high, round(value, 6)),
                "labels above the classifier's thresholds; Wilson interval over authors",
                given | {"n": row["n"]},
                evidence_sql=(
                    f"select id from originals where list_contains(emotions, '{row['label']}')"
                    " order by id"
                ),
            )
        )
    return Measured(tuple(found))


MEASURE = Measure(
    "emotions",
    VERSION,
    emotions,
    needs=("relevant", "spam", "copy", "coordinated"),
    gives=("emotions",),
)
