"""What readers said of a sample, spread to all posts: marks on posts, and shares that hold.

Where a field has fewer coded posts than `least_coded` nothing is spread, and only the coded posts
have marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import pyarrow as pa

from uproar.code.config import CONFIG
from uproar.code.frame import frame
from uproar.code.model_checks import LEAST_KAPPA, LEAST_SHARED
from uproar.code.readings import FieldReading, as_feelings, read_fields, shares_of
from uproar.code.shares import CorrectedShare
from uproar.model import CODED_SHARES, MARKS, Corpus, Event, Finding, Measure, Measured, Value
from uproar.model.rows import CodedFieldRow, CodedShareRow, ModelCheckRow

VERSION = "2"
METHOD = (
    "readers' codes, spread by cross-fitted logistic regression; shares corrected by the sample"
)
COUNTS = "original posts that could be drawn for coding"
SHARE_OF = "original posts about the event"
CODES = "select * from codes order by post_id"
CODERS_OF = "select * from coders order by coder, field"
# Posts that the frame leaves out, and the post that each copies.
FOLLOWING = """
select post_id, max(case when kind = 'copy' then value end) as original,
       bool_or(kind = 'spam') as is_spam
from marks where kind in ('copy', 'spam') group by post_id order by post_id
"""
# What a post that is marked as spam would be coded as.
OF_SPAM = {"coded_theme": "none-spam", "coded_about": "no"}


def spread(corpus: Corpus, event: Event) -> Measured:
    """Marks of kind `coded_…` for every post, and the shares of what readers said.

    Unit: original posts. No coded post: nothing. Evidence: the marks. Ties go to the value that
    sorts first.
    """
    codes = corpus.query(CODES)
    posts = frame(corpus)
    if not codes.num_rows or not posts.num_rows:
        return Measured()
    readings = read_fields(posts, codes, corpus, CONFIG)
    marks = [_marks(posts, field, reading, codes) for field, reading in readings.items()]
    banned = [str(i) for i in codes.filter(codes["is_banned"])["post_id"].to_pylist()]
    marks += [_followers(corpus, table) for table in tuple(marks)]
    marks.append(_mark_table(banned, "no_quote", ["yes"] * len(banned), None, "a reader"))
    coders = corpus.query(CODERS_OF)
    return Measured(
        _findings(readings, codes, coders),
        pa.concat_tables(marks),
        relations={"coded_shares": _shares_table(readings)},
    )


def _marks(posts: pa.Table, field: str, reading: FieldReading, codes: pa.Table) -> pa.Table:
    labels = reading.labels()
    rows = [row for row, label in enumerate(labels) if label]
    by_model = set(codes.filter(codes["is_by_model"])["post_id"].to_pylist())
    ids = [str(i) for i in posts["id"].take(pa.array(rows, pa.int64())).to_pylist()]
    score: list[float | None] = []
    reason: list[str] = []
    for row, post_id in zip(rows, ids, strict=True):
        if reading.said[row]:
            score.append(None)
            reason.append("a model's code" if post_id in by_model else "a reader's code")
        else:
            assert reading.read is not None, "a post that nobody coded has a value only if read"
            score.append(round(float(reading.read.p[row].max()), 4))
            reason.append("spread")
    return _mark_table(ids, f"coded_{field}", [labels[row] for row in rows], score, reason)


def _followers(corpus: Corpus, marks: pa.Table) -> pa.Table:
    """Marks of posts that are not drawn: a copy's are its original's, and spam is called spam."""
    if not marks.num_rows:
        return marks
    kind = str(marks["kind"][0].as_py())
    value_of = dict(zip(marks["post_id"].to_pylist(), marks["value"].to_pylist(), strict=True))
    ids, values, reasons = [], [], []
    for row in corpus.query(FOLLOWING).to_pylist():
        post_id, original = str(row["post_id"]), row["original"]
        if post_id in value_of:
            continue
        if row["is_spam"] and kind in OF_SPAM:
            value, reason = OF_SPAM[kind], "marked as spam"
        elif original in value_of:
            value, reason = str(value_of[original]), "as the post that it copies"
        else:
            continue
        ids.append(post_id)
        values.append(value)
        reasons.append(reason)
    return _mark_table(ids, kind, values, None, reasons)


def _mark_table(
    ids: Sequence[str],
    kind: str,
    values: Sequence[str],
    score: Sequence[float | None] | None,
    reason: Sequence[str] | str,
) -> pa.Table:
    n = len(ids)
    columns = {
        "post_id": list(ids),
        "kind": [kind] * n,
        "value": list(values),
        "score": list(score) if score is not None else [None] * n,
        "reason": [reason] * n if isinstance(reason, str) else list(reason),
    }
    return pa.table(columns, schema=MARKS)


def _findings(
    readings: Mapping[str, FieldReading], codes: pa.Table, coders: pa.Table
) -> tuple[Finding, ...]:
    """`coding`, `coding.models` where any coded, and the shares of each field."""
    n_posts = len(next(iter(readings.values())).said) if readings else 0
    parameters: dict[str, Value] = {**asdict(CONFIG), "version": VERSION, **_whose(codes, coders)}
    fields = tuple(
        CodedFieldRow(field, sum(1 for value in reading.said if value), reading.kappa())
        for field, reading in readings.items()
    )
    whole = Finding(
        "coding",
        codes.num_rows,
        "posts",
        n=n_posts,
        n_of=COUNTS,
        method=METHOD,
        parameters=parameters,
        rows=fields,
        evidence=tuple(str(i) for i in codes["post_id"].to_pylist()),
    )
    shares = tuple(
        Finding(
            f"coding.{field}",
            len(reading.values()),
            "values",
            n=int(reading.is_sample.sum()),
            n_of=f"posts that people coded of a uniform sample; shares are of {SHARE_OF}",
            method=METHOD,
            parameters=parameters,
            rows=_share_rows(readings, field),
            evidence_sql=f"select post_id as id from marks where kind = 'coded_{field}'",
        )
        for field, reading in readings.items()
    )
    return (whole, *_models(coders), *shares)


def _whose(codes: pa.Table, coders: pa.Table) -> dict[str, Value]:
    """How many people coded, which models' codes count, and how many posts rest on a model."""
    rows = coders.to_pylist()
    models = sorted({row["coder"] for row in rows if row["is_model"] and row["is_counted"]})
    return {
        "people": len({row["coder"] for row in rows if not row["is_model"]}),
        "models": ", ".join(models) or None,
        "by_model": sum(1 for is_so in codes["is_by_model"].to_pylist() if is_so),
    }


def _models(coders: pa.Table) -> tuple[Finding, ...]:
    """How models compare with people, and whether their codes count. No model: no finding."""
    rows = tuple(
        ModelCheckRow(
            row["coder"], row["field"], row["n"], row["n_shared"], row["is_counted"],
            row["kappa"], row["low"], row["high"],
        )
        for row in coders.to_pylist()
        if row["is_model"]
    )  # fmt: skip
    if not rows:
        return ()
    return (
        Finding(
            "coding.models",
            len({row.coder for row in rows}),
            "models",
            n=sum(row.n_coded for row in rows),
            n_of="codes of models, field by field",
            method="Cohen's kappa with people on the posts that both coded; Wilson interval",
            parameters={"least_shared": LEAST_SHARED, "least_kappa": LEAST_KAPPA},
            rows=rows,
            evidence_sql="select post_id as id from codes where is_by_model order by post_id",
        ),
    )


def _share_rows(readings: Mapping[str, FieldReading], field: str) -> tuple[CodedShareRow, ...]:
    counts = Counter(value for value in readings[field].said if value)
    return tuple(
        _share_row(value, counts[value], share)
        for value, share in shares_of(readings, field).items()
    )


def _share_row(value: str, n_coded: int, share: CorrectedShare) -> CodedShareRow:
    figures = (share.share, share.low, share.high, *share.alone)
    return CodedShareRow(value, n_coded, *(round(figure, 6) for figure in figures))


def _shares_table(readings: Mapping[str, FieldReading]) -> pa.Table:
    """The shares of the fields that are spread. Shape: CODED_SHARES."""
    spread_fields = dict(readings)
    if "emotion" in readings:
        spread_fields["feeling"] = as_feelings(readings["emotion"])
    rows = [
        {
            "field": field,
            "value": row.value,
            "n_coded": row.n_coded,
            "n_sample": int(reading.is_sample.sum()),
            "share": row.share,
            "low": row.low,
            "high": row.high,
        }
        for field, reading in spread_fields.items()
        if reading.read is not None
        for row in _share_rows(spread_fields, field)
    ]
    return pa.Table.from_pylist(rows, schema=CODED_SHARES)


MEASURE = Measure(
    "coding",
    VERSION,
    spread,
    needs=("copy", "coordinated", "spam"),
    gives=(
        "coding",
        "coded_about",
        "coded_stance",
        "coded_emotion",
        "coded_theme",
        "no_quote",
        "coded_shares",
    ),
)
