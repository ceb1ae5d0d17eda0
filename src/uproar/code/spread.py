"""What readers said of a sample, spread to all posts: marks on posts, and shares that hold.

Where a field has fewer coded posts than `least_coded` nothing is spread, and only the coded posts
have marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
import pyarrow as pa
from sklearn.metrics import cohen_kappa_score

from uproar.arrays import Bools, Float64s, Int64s
from uproar.code.config import CONFIG, SpreadConfig
from uproar.code.frame import frame, order
from uproar.code.hints import hints_of
from uproar.code.learner import Read, TextFeatures, cross_read, features
from uproar.code.model_checks import LEAST_KAPPA, LEAST_SHARED
from uproar.code.shares import CorrectedShare, corrected
from uproar.model import CODED_SHARES, MARKS, Corpus, Event, Finding, Measure, Measured, Value
from uproar.model.coding import CODED_FIELDS, FEELING_OF
from uproar.model.rows import CodedFieldRow, CodedShareRow, ModelCheckRow

VERSION = "2"
METHOD = (
    "readers' codes, spread by cross-fitted logistic regression; shares corrected by the sample"
)
COUNTS = "original posts that could be drawn for coding"
SHARE_OF = "original posts about the event"
CODES = "select * from codes order by post_id"
CODERS_OF = "select * from coders order by coder, field"


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field of every drawable post: `said` by readers, "" where none did; and `read` of all.

    Shape: both (n posts,). `read` is None where too few posts are coded to be learnt from.
    `by_person`: the posts that a person coded. `is_sample`: those of them that were drawn
    uniformly, which alone correct shares: a model's codes teach the classifier, and are no truth.
    """

    said: tuple[str, ...]
    is_sample: Bools
    by_person: Bools
    read: Read | None

    def values(self) -> list[str]:
        """The values that readers gave, sorted."""
        return sorted({value for value in self.said if value})

    def labels(self) -> list[str]:
        """The value of each post: what readers said, else the likeliest; "" where not known."""
        if self.read is None:
            return list(self.said)
        likeliest = self.read.p.argmax(axis=1).tolist()
        names = self.read.values
        return [said or names[i] for said, i in zip(self.said, likeliest, strict=True)]

    def kappa(self) -> float | None:
        """Cohen's kappa of classifier and people, on posts that it did not learn from."""
        coded = np.flatnonzero(self.by_person).tolist()
        if self.read is None or len(self.read.values) < 2 or not coded:
            return None
        read = [self.read.values[i] for i in self.read.p[coded].argmax(axis=1)]
        return round(float(cohen_kappa_score([self.said[i] for i in coded], read)), 4)


def spread(corpus: Corpus, event: Event) -> Measured:
    """Marks of kind `coded_…` for every drawable post, and the shares of what readers said.

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
    marks.append(_mark_table(banned, "no_quote", ["yes"] * len(banned), None, "a reader"))
    coders = corpus.query(CODERS_OF)
    return Measured(
        _findings(readings, codes, coders),
        pa.concat_tables(marks),
        relations={"coded_shares": _shares_table(readings)},
    )


def read_fields(
    posts: pa.Table, codes: pa.Table, corpus: Corpus, config: SpreadConfig
) -> dict[str, FieldReading]:
    """Every field that readers coded, read for all of `posts`; see `FieldReading`."""
    ids = [str(i) for i in posts["id"].to_pylist()]
    row_of = {post_id: row for row, post_id in enumerate(ids)}
    coded = [row for row in codes.to_pylist() if row["post_id"] in row_of]
    texts, hints = _readable(posts, corpus, config)
    turn = order(ids, 0)
    readings = {}
    for field in CODED_FIELDS:
        said = [""] * len(ids)
        is_sample, by_person = np.zeros(len(ids), bool), np.zeros(len(ids), bool)
        for row in coded:
            place = row_of[row["post_id"]]
            said[place] = row[field]
            is_person = bool(row[field]) and not row["is_by_model"]
            by_person[place] = is_person
            is_sample[place] = is_person and row["draw"] == "uniform"
        rows = np.array([i for i, value in enumerate(said) if value], np.int64)
        if not len(rows):
            continue
        rows = rows[np.argsort(turn[rows], kind="stable")]
        read = None
        if len(rows) >= config.least_coded:
            read = cross_read(texts, rows, [said[i] for i in rows], config, hints.get(field))
        readings[field] = FieldReading(tuple(said), is_sample, by_person, read)
    return readings


def shares_of(readings: Mapping[str, FieldReading], field: str) -> dict[str, CorrectedShare]:
    """The share of each value of a field among the posts about the event, by value.

    Where readers did not say which posts are about it, all drawable posts are. No uniformly drawn
    post: no shares.
    """
    reading = readings[field]
    is_sample = reading.is_sample.copy()
    about = readings.get("about")
    if field != "about" and about is not None:
        is_sample &= np.array([value != "" for value in about.said])
    if not is_sample.any():
        return {}
    said = np.array(reading.said)
    part = _part(about, is_sample) if field != "about" and about is not None else None
    shares = {}
    for value in reading.values():
        chance = _chance(reading, value)
        inside = (said == value)[is_sample].astype(np.float64)
        if part is not None:
            inside, chance = inside * part[0], chance * part[1]
        shares[value] = corrected(inside, chance, is_sample, part)
    return shares


def _part(about: FieldReading, is_sample: Bools) -> tuple[Float64s, Float64s]:
    said = (np.array(about.said) == "yes")[is_sample].astype(np.float64)
    return said, _chance(about, "yes")


def _chance(reading: FieldReading, value: str) -> Float64s:
    if reading.read is None or value not in reading.read.values:
        return np.zeros(len(reading.said))
    return np.asarray(reading.read.p[:, reading.read.values.index(value)])


def _readable(
    posts: pa.Table, corpus: Corpus, config: SpreadConfig
) -> tuple[TextFeatures, dict[str, dict[str, Float64s]]]:
    """Letters and meaning of each post, and what speaks for a code beside them.

    Meaning is read by both contextual encoders where the better one reads all posts, else by the
    faster one, else by the static table.
    """
    norms = [str(text or "").casefold() for text in posts["text"].to_pylist()]
    text_ids: Int64s = np.asarray(posts["text_id"].to_numpy(), np.int64)
    wanted = np.unique(text_ids)
    closer, closest = (corpus.read_closely(wanted, name) for name in ("closer", "closest"))
    has_closer, has_closest = (len(read.text_ids) == len(wanted) for read in (closer, closest))
    views = [closer] if has_closer else []
    views += [closest] if has_closest else []
    views = views or [corpus.vectors()]
    of_texts = [view.of_texts(text_ids) for view in views]
    texts = features(norms, of_texts, config, blurred=has_closest)
    hints = hints_of(corpus, text_ids, of_texts[-1] if has_closest else None, config)
    return texts, hints


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
        spread_fields["feeling"] = _as_feelings(readings["emotion"])
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


def _as_feelings(reading: FieldReading) -> FieldReading:
    """The reading of emotions with those that are one feeling taken together."""
    said = tuple(FEELING_OF.get(value, value) for value in reading.said)
    read = reading.read
    if read is not None:
        feelings = [FEELING_OF.get(value, value) for value in read.values]
        values = tuple(sorted(set(feelings)))
        p = np.zeros((len(read.p), len(values)))
        for column, feeling in enumerate(feelings):
            p[:, values.index(feeling)] += read.p[:, column]
        read = Read(values, p)
    return replace(reading, said=said, read=read)


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
