"""Which posts say again, word for word or nearly so, what another post said first.

What many people say of their own accord (laughter, two common words) is no copy: a text has to be
long enough that nobody else would have typed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.measure.stats.components import join
from uproar.measure.stats.intervals import share
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Saying, Value
from uproar.model.rows import CopyRow
from uproar.text.minhash import near_pairs

VERSION = "1"
# Bytes of the matching form, a measure of content across scripts: an ideograph or syllable takes
# three and says about as much as three letters.
EXACT_BYTES = 24
NEAR_BYTES = 60
NEAR_JACCARD = 0.9

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
    counted = corpus.one(_COUNTS)
    n = int(counted["n"])
    if n == 0:
        return Measured()
    texts = corpus.query(_TEXTS, {"least": EXACT_BYTES})
    said_again = _first_of_each(corpus.query(_MEMBERS, {"least": EXACT_BYTES}), _groups(texts))
    reposts = corpus.query(_REPOSTS)
    marks = pa.concat_tables(
        [_marks(said_again, "same or nearly the same words"), _marks(reposts, "repost")]
    ).sort_by("post_id")
    value, low, high = share(marks.num_rows, n)
    method = "equal matching forms; 4-character shingles, MinHash, exact Jaccard"
    given: dict[str, Value] = {
        "jaccard": NEAR_JACCARD,
        "exact_bytes": EXACT_BYTES,
        "near_bytes": NEAR_BYTES,
    }
    counts = "posts gathered, reposts included"
    found = partial(
        Finding, n=n, n_of=counts, method=method, parameters=given, evidence_sql=_MARKED
    )
    rows = (
        CopyRow("repost", reposts.num_rows),
        CopyRow("same or nearly the same words", said_again.num_rows),
    )
    return Measured(
        (
            found("copies.n", marks.num_rows, "posts", rows=rows),
            found("copies.share", value, "share", low=low, high=high),
        ),
        marks,
    )


def _groups(texts: pa.Table) -> dict[str, Any]:
    """norm_id → group, for distinct texts: each is its own, but for near copies."""
    sizes = pc.binary_length(texts["norm"].cast(pa.binary())).to_numpy()
    long = np.flatnonzero(sizes >= NEAR_BYTES)
    pairs = near_pairs(texts["norm"].combine_chunks().take(pa.array(long)), jaccard=NEAR_JACCARD)
    return {
        "norm_id": texts["norm_id"].to_numpy(),
        "group": join(texts.num_rows, long[pairs.a], long[pairs.b]),
    }


def _first_of_each(members: pa.Table, groups: Mapping[str, Any]) -> pa.Table:
    """Posts, in time order → those that are not the first of their group, and the first."""
    group = groups["group"][np.searchsorted(groups["norm_id"], members["norm_id"].to_numpy())]
    _, first, back = np.unique(group, return_index=True, return_inverse=True)
    original = first[back]
    later = np.flatnonzero(original != np.arange(len(group)))
    ids = members["id"]
    return pa.table({"id": ids.take(pa.array(later)), "first": ids.take(pa.array(original[later]))})


def _marks(found: pa.Table, reason: str) -> pa.Table:
    n = found.num_rows
    columns = (
        found["id"],
        pa.array(["copy"] * n, pa.string()),
        found["first"],
        pa.array([1.0] * n, pa.float64()),
        pa.array([reason] * n, pa.string()),
    )
    return pa.table(dict(zip(MARKS.names, columns, strict=True))).cast(MARKS)


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That copies are no original posts, when there are some."""
    found = findings.get("copies.n")
    if found is not None and found.value:
        slots = {"n": "[[finding:copies.n, form=count]]"}
        yield Saying("method", "copies-left-out", slots, 0.3, ("finding:copies.n",))


MEASURE = Measure("copies", VERSION, copies, gives=("copy", "copies"), says=says)
