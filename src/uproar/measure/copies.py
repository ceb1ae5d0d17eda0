"""Which posts say again, word for word or nearly so, what another post said first.

What many people say of their own accord (laughter, two common words) is no copy: a text has to be
long enough that nobody else would have typed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Int64s
from uproar.intervals import share
from uproar.measure.parameters import parameters_of
from uproar.measure.stats.components import join
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Saying
from uproar.model.rows import CopyRow
from uproar.text.minhash import near_pairs

VERSION = "1"
SAME_WORDS, REPOST = "same or nearly the same words", "repost"


@dataclass(frozen=True, slots=True)
class CopiesConfig:
    """When two texts are one text again.

    Lengths are bytes of the matching form, a measure of content across scripts: an ideograph or
    syllable takes three and says about as much as three letters.
    """

    # Bytes from which an equal text is a copy.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, copies as labelled
    exact_bytes: int = 24
    # Bytes from which a nearly equal text is a copy.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, copies as labelled
    near_bytes: int = 60
    # Jaccard index of 4-character shingles from which texts are nearly equal.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, copies as labelled
    jaccard: float = 0.9


CONFIG = CopiesConfig()

_TEXTS = """
select norm_id, min(norm) as norm from scope
where kind <> 'repost' and norm is not null and "only" is null
group by norm_id having min(octet_length(encode(norm))) >= $least order by norm_id
"""
_MEMBERS = """
select id, norm_id, coalesce(posted_at, 9223372036854775807) as t from scope
where kind <> 'repost' and norm is not null and "only" is null
  and octet_length(encode(norm)) >= $least
order by t, id
"""
_REPOSTS = """
select r.id, r.repost_of as first from scope r semi join scope o on (o.id = r.repost_of)
where r.kind = 'repost' and r.repost_of <> r.id order by r.id
"""
_COUNTS = "select count(*) as n, count(*) filter (kind = 'repost') as n_reposts from scope"
_MARKED = "select post_id as id from marks where kind = 'copy' order by id"


def copies(corpus: Corpus, event: Event) -> Measured:
    """Mark each copy with the post it copies.

    Unit: posts that say again what an earlier one said; the first of each is not counted. Reposts
    count as copies of their original where that was gathered. Ties: the earliest by time, then id.
    Empty corpus: no findings. Evidence: the copies.
    """
    n = corpus.counts(_COUNTS)["n"]
    if n == 0:
        return Measured()
    least = {"least": CONFIG.exact_bytes}
    groups = _groups(corpus.query(_TEXTS, least))
    said_again = _first_of_each(corpus.query(_MEMBERS, least), groups)
    reposts = corpus.query(_REPOSTS)
    marks = pa.concat_tables([_marks(said_again, SAME_WORDS), _marks(reposts, REPOST)]).sort_by(
        "post_id"
    )
    rows = (CopyRow(REPOST, reposts.num_rows), CopyRow(SAME_WORDS, said_again.num_rows))
    return Measured(_findings(rows, marks.num_rows, n), marks)


def _findings(rows: tuple[CopyRow, ...], n_marked: int, n: int) -> tuple[Finding, ...]:
    number = Finding(
        "copies.n",
        n_marked,
        "posts",
        n=n,
        n_of="posts gathered, reposts included",
        method="equal matching forms; 4-character shingles, MinHash, exact Jaccard",
        parameters=parameters_of(CONFIG),
        evidence_sql=_MARKED,
    )
    value, low, high = share(n_marked, n)
    return (
        replace(number, rows=rows),
        replace(number, id="copies.share", value=value, unit="share", low=low, high=high),
    )


class TextGroups(NamedTuple):
    """The group of each distinct text, by its norm_id in order. Shape: (n texts,) each."""

    norm_ids: Int64s
    groups: Int64s


def _groups(texts: pa.Table) -> TextGroups:
    """Each distinct text is a group of its own, but for near copies."""
    sizes = pc.binary_length(texts["norm"]).to_numpy()
    long = np.flatnonzero(sizes >= CONFIG.near_bytes)
    norms = cast("pa.StringArray", texts["norm"].combine_chunks().take(long))
    pairs = near_pairs(norms, jaccard=CONFIG.jaccard)
    group = join(texts.num_rows, long[pairs.a], long[pairs.b])
    return TextGroups(texts["norm_id"].to_numpy(), group)


def _first_of_each(members: pa.Table, texts: TextGroups) -> pa.Table:
    """Posts, in time order → those that are not the first of their group, and the first."""
    group = texts.groups[np.searchsorted(texts.norm_ids, members["norm_id"].to_numpy())]
    _, first, back = np.unique(group, return_index=True, return_inverse=True)
    original = first[back]
    later = np.flatnonzero(original != np.arange(len(group)))
    ids = members["id"].combine_chunks()
    return pa.table({"id": ids.take(later), "first": ids.take(original[later])})


def _marks(copied: pa.Table, reason: str) -> pa.Table:
    n = copied.num_rows
    columns = (
        copied["id"],
        pa.array(["copy"] * n, pa.string()),
        copied["first"],
        pa.array([1.0] * n, pa.float64()),
        pa.array([reason] * n, pa.string()),
    )
    return pa.table(list(columns), names=MARKS.names).cast(MARKS)


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That copies are no original posts, when there are some."""
    copied = findings.get("copies.n")
    if copied is not None and copied.value:
        slots = {"n": "[[finding:copies.n, form=count]]"}
        yield Saying("method", "copies-left-out", slots, 0.3, ("finding:copies.n",))


MEASURE = Measure("copies", VERSION, copies, gives=("copy", "copies"), says=says)
