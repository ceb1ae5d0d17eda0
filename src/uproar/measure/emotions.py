"""Which emotions the posts show, as a classifier reads them. For the desk, never for the prose."""

from __future__ import annotations

from uproar.intervals import share
from uproar.measure.authorship import voice
from uproar.measure.stats.shares import ORIGINALS
from uproar.model import Corpus, Event, Finding, Measure, Measured, Value

VERSION = "2"
NONE = "neutral"

# A post whose language is not known, or where the reader is unsure, is not counted either way.
_READ = "emotions is not null and not coalesce(emotion_unsure, false) and lang <> 'und'"
# Intervals count authors, not posts: ten angry posts of one person are one anger.
_LABELS = f"""
select label, count(*) as n
from (select id, unnest(emotions) as label from originals where {_READ})
group by label order by label
"""
_COUNTS = f"""
select count(*) filter (where {_READ}) as n, count(*) as n_originals,
       count(distinct author) filter (where {_READ}) as n_authors,
       count(*) filter (where {_READ} and author is null) as n_unsigned,
       count(distinct {voice("originals")}) filter (where {_READ}) as n_voices
from originals
"""
_LEFT_OUT = f"select id from originals where not coalesce({_READ}, false) order by id"
_COLUMNS = "select * from scope limit 0"


def emotions(corpus: Corpus, event: Event) -> Measured:
    """Share of the original posts that show each emotion; a post may show several, or none.

    Shares add up to more or less than one; they are of the posts that could be read, and
    `emotions.unread` counts the others. Empty corpus, or posts that no annotator has read for
    emotions: no findings. Evidence: the posts that show it. Intervals: as wide as the number of
    different authors makes them; of posts without an author, the number of different texts.
    """
    if "emotions" not in corpus.query(_COLUMNS).column_names:
        return Measured()
    counted = corpus.counts(_COUNTS)
    n, n_originals = counted["n"], counted["n_originals"]
    if not n_originals:
        return Measured()
    findings = [
        Finding(
            "emotions.unread",
            n_originals - n,
            "posts",
            n=n_originals,
            n_of=ORIGINALS,
            method="language not known, or the reader unsure",
            evidence_sql=_LEFT_OUT,
        )
    ]
    if not n:
        return Measured(tuple(findings))
    n_voices = counted["n_voices"]
    voices: dict[str, Value] = {
        "authors": counted["n_authors"] or None,
        "without_author": counted["n_unsigned"],
    }
    for row in corpus.query(_LABELS).to_pylist():
        if row["label"] == NONE:
            continue
        value = row["n"] / n
        _, low, high = share(round(value * n_voices), n_voices)
        findings.append(
            Finding(
                f"emotions.{row['label']}.share",
                round(value, 6),
                "share",
                n=n,
                n_of=f"{ORIGINALS} whose emotion could be read",
                low=min(low, round(value, 6)),
                high=max(high, round(value, 6)),
                method="labels above the classifier's thresholds; Wilson interval over authors",
                parameters=voices | {"n": row["n"]},
                evidence_sql=(
                    f"select id from originals where list_contains(emotions, '{row['label']}')"
                    f" and {_READ} order by id"
                ),
            )
        )
    return Measured(tuple(findings))


MEASURE = Measure(
    "emotions",
    VERSION,
    emotions,
    needs=("relevant", "spam", "copy", "coordinated"),
    gives=("emotions",),
)
