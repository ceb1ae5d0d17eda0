"""Readers' codes in place of a classifier's reading, where they are spread to all posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from uproar.measure.stats.reading_marks import UNSURE
from uproar.measure.stats.shares import ORIGINALS
from uproar.model import MARKS, Corpus, Finding

METHOD = "readers' codes, spread to all posts; the share is corrected by the sample that they read"
SHARES = """
select value, n_sample, share, low, high from coded_shares where field = $field order by value
"""
CODED = """
select post_id, value, score, reason from marks where kind = $kind order by post_id
"""


def coded_marks(
    corpus: Corpus, marks: pa.Table, coded_kind: str, read_as: Mapping[str, str]
) -> pa.Table:
    """The marks, with those that codes give instead. `read_as`: code → a value of the marks.

    A code that `read_as` lacks says that nobody can tell: the mark stays, as unsure. Posts that no
    code was spread to keep theirs. No mark: no mark.
    """
    if not marks.num_rows:
        return marks
    kind = marks["kind"][0].as_py()
    coded = corpus.query(CODED, {"kind": coded_kind})
    rows = coded.to_pylist()
    first = dict(zip(marks["post_id"].to_pylist(), marks["value"].to_pylist(), strict=True))
    made = [
        {
            "post_id": row["post_id"],
            "kind": kind,
            "value": read_as.get(row["value"], first.get(row["post_id"])),
            "score": row["score"],
            "reason": row["reason"] if row["value"] in read_as else UNSURE,
        }
        for row in rows
        if row["value"] in read_as or row["post_id"] in first
    ]
    replaced = pa.array([row["post_id"] for row in made], pa.string())
    others = marks.filter(pc.invert(pc.is_in(marks["post_id"], value_set=replaced)))
    joined = pa.concat_tables([others, pa.Table.from_pylist(made, schema=MARKS)])
    return joined.sort_by("post_id")


def coded_findings(
    corpus: Corpus, family: str, field: str, marks: pa.Table, classes: Sequence[str]
) -> tuple[Finding, ...]:
    """`<family>.<class>.share` of the originals, corrected by the sample, and `<family>.unsure`.

    None where codes of the field are not spread, or there are no originals.
    """
    shares = {str(row["value"]): row for row in corpus.query(SHARES, {"field": field}).to_pylist()}
    originals = corpus.query("select id from originals order by id")["id"].combine_chunks()
    if not shares or not len(originals) or not marks.num_rows:
        return ()
    kind = str(marks["kind"][0].as_py())
    is_unsure = pc.equal(marks["reason"], pa.scalar(UNSURE))
    unsure = marks.filter(pc.and_(is_unsure, pc.is_in(marks["post_id"], value_set=originals)))
    evidence = (
        "select id from originals join (select post_id as id, value, reason from marks"
        f" where kind = '{kind}') using (id) where {{where}} order by id"
    )
    findings = [
        Finding(
            f"{family}.unsure",
            unsure.num_rows,
            "posts",
            n=len(originals),
            n_of=ORIGINALS,
            method="codes that say neither, spread to all posts",
            evidence_sql=evidence.format(where=f"reason = '{UNSURE}'"),
        )
    ]
    for name in classes:
        row = shares.get(name)
        if row is not None:
            findings.append(
                Finding(
                    f"{family}.{name}.share",
                    row["share"],
                    "share",
                    n=len(originals),
                    n_of=ORIGINALS,
                    low=row["low"],
                    high=row["high"],
                    method=METHOD,
                    parameters={"coded_sample": row["n_sample"]},
                    evidence_sql=evidence.format(
                        where=f"value = '{name}' and reason <> '{UNSURE}'"
                    ),
                )
            )
    return tuple(findings)


def is_coded(corpus: Corpus, field: str) -> bool:
    """Whether codes of the field are spread to all posts."""
    return corpus.query(SHARES, {"field": field}).num_rows > 0
