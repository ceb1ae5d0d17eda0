"""The likeliest class of each text as a mark on every post; the classes' shares of originals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Float64s, Int64s, positions
from uproar.intervals import share
from uproar.measure.parameters import parameters_of
from uproar.measure.stats.event_reading import ReadingConfig
from uproar.measure.stats.shares import ORIGINALS
from uproar.model import MARKS, Corpus, Finding

UNSURE, READ = "unsure", "read from its words and the event's posts"
_POSTS = "select id, text_id from scope where text_id is not null order by id"


def marks_of(
    corpus: Corpus,
    kind: str,
    text_ids: Int64s,
    chances: Float64s,
    classes: Sequence[str],
    config: ReadingConfig,
) -> pa.Table:
    """Marks of a kind; value: the likeliest class, score: its chance, reason: UNSURE or READ.

    `text_ids`: rising, (n,); `chances`: (n, len(classes)). Ties: the first class. A post whose
    text is not among them has no mark.
    """
    posts = corpus.query(_POSTS)
    row = positions(text_ids, posts["text_id"].to_numpy())
    is_read = row >= 0
    of_post = chances[row[is_read]]
    surest = of_post.max(1, initial=0.0)
    names = np.array(classes, dtype=object)
    ids = posts["id"].combine_chunks().filter(pa.array(is_read))
    columns = [
        ids,
        pa.repeat(kind, len(ids)),
        pa.array(names[of_post.argmax(1)] if len(ids) else [], pa.string()),
        pa.array(surest.round(4)),
        pa.array(np.where(surest < config.unsure_below, UNSURE, READ)),
    ]
    return pa.table(columns, schema=MARKS)


def share_findings(
    corpus: Corpus, family: str, marks: pa.Table, classes: Sequence[str], config: ReadingConfig
) -> tuple[Finding, ...]:
    """`<family>.unsure`, and `<family>.<class>.share` of the originals that were read surely.

    The shares are a classifier's, not corrected for its mistakes. No originals: no findings.
    """
    kind = marks["kind"][0].as_py() if marks.num_rows else ""
    counted = _counted(corpus, marks)
    n_all, n_unsure = sum(counted.values()), counted.pop(UNSURE, 0)
    if not n_all:
        return ()
    unsure = Finding(
        f"{family}.unsure",
        n_unsure,
        "posts",
        n=n_all,
        n_of=ORIGINALS,
        method="chance of the likeliest class below the threshold",
        parameters={"unsure_below": config.unsure_below},
        evidence_sql=_evidence(kind, f"reason = '{UNSURE}'"),
    )
    n = n_all - n_unsure
    shares = [
        Finding(
            f"{family}.{name}.share",
            value,
            "share",
            n=n,
            n_of=f"{ORIGINALS} that could be read surely",
            low=low,
            high=high,
            method="a classifier's reading, not corrected for its mistakes; Wilson interval",
            parameters=parameters_of(config) | {"n": counted.get(name, 0)},
            evidence_sql=_evidence(kind, f"value = '{name}' and reason <> '{UNSURE}'"),
        )
        for name in classes
        if n
        for value, low, high in [share(counted.get(name, 0), n)]
    ]
    return (unsure, *shares)


def _counted(corpus: Corpus, marks: pa.Table) -> dict[str, int]:
    """Originals of each class; those of which the reader is unsure under UNSURE."""
    originals = corpus.query("select id from originals order by id")["id"].combine_chunks()
    chosen = marks.filter(pc.is_in(marks["post_id"], value_set=originals))
    is_unsure = pc.equal(chosen["reason"], pa.scalar(UNSURE)).to_numpy()
    value = chosen["value"].combine_chunks().dictionary_encode()
    n = np.bincount(value.indices.to_numpy()[~is_unsure], minlength=len(value.dictionary))
    names = map(str, value.dictionary.to_pylist())
    return dict(zip(names, n.tolist(), strict=True)) | {UNSURE: int(is_unsure.sum())}


def _evidence(kind: str, where: str) -> str:
    return (
        "select id from originals join (select post_id as id, value, reason from marks"
        f" where kind = '{kind}') using (id) where {where} order by id"
    )
