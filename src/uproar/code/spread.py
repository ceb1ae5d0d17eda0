"""What readers said of a sample, spread to all posts: marks on posts, and shares that hold.

Where a field has fewer coded posts than `least_coded` nothing is spread, and only the coded posts
have marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pyarrow as pa
from sklearn.metrics import cohen_kappa_score

from uproar.arrays import Bools, Float64s, Int64s
from uproar.code.config import CONFIG, SpreadConfig
from uproar.code.frame import frame, order
from uproar.code.learner import Read, TextFeatures, cross_read, features
from uproar.code.shares import CorrectedShare, corrected
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Value
from uproar.model.coding import CODED_FIELDS
from uproar.model.rows import CodedFieldRow, CodedShareRow

VERSION = "1"
METHOD = (
    "readers' codes, spread by cross-fitted logistic regression; shares corrected by the sample"
)
COUNTS = "original posts that could be drawn for coding"
SHARE_OF = "original posts about the event"
CODES = "select * from codes order by post_id"


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field of every drawable post: `said` by readers, "" where none did; and `read` of all.

    Shape: both (n posts,). `read` is None where too few posts are coded to be learnt from.
    `is_sample`: the coded posts that were drawn uniformly, which alone correct shares.
    """

    said: tuple[str, ...]
    is_sample: Bools
    read: Read | None

    def labels(self) -> list[str]:
        """The value of each post: what readers said, else the likeliest; "" where not known."""
        if self.read is None:
            return list(self.said)
        likeliest = self.read.p.argmax(axis=1).tolist()
        names = self.read.values
        return [said or names[i] for said, i in zip(self.said, likeliest, strict=True)]

    def kappa(self) -> float | None:
        """Cohen's kappa of classifier and readers, on posts that it did not learn from."""
        coded = [i for i, value in enumerate(self.said) if value]
        if self.read is None or len(self.read.values) < 2:
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
    return Measured(_findings(readings, codes), pa.concat_tables(marks))


def read_fields(
    posts: pa.Table, codes: pa.Table, corpus: Corpus, config: SpreadConfig
) -> dict[str, FieldReading]:
    """Every field that readers coded, read for all of `posts`; see `FieldReading`."""
    ids = [str(i) for i in posts["id"].to_pylist()]
    row_of = {post_id: row for row, post_id in enumerate(ids)}
    coded = [row for row in codes.to_pylist() if row["post_id"] in row_of]
    texts = _features(posts, corpus, config)
    turn = order(ids, 0)
    readings = {}
    for field in CODED_FIELDS:
        said = [""] * len(ids)
        is_sample = np.zeros(len(ids), bool)
        for row in coded:
            place = row_of[row["post_id"]]
            said[place] = row[field]
            is_sample[place] = bool(row[field]) and row["draw"] == "uniform"
        rows = np.array([i for i, value in enumerate(said) if value], np.int64)
        if not len(rows):
            continue
        rows = rows[np.argsort(turn[rows], kind="stable")]
        read = None
        if len(rows) >= config.least_coded:
            read = cross_read(texts, rows, [said[i] for i in rows], config)
        readings[field] = FieldReading(tuple(said), is_sample, read)
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
    values = sorted({value for value in reading.said if value})
    said = np.array(reading.said)
    part = _part(about, is_sample) if field != "about" and about is not None else None
    shares = {}
    for value in values:
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


def _features(posts: pa.Table, corpus: Corpus, config: SpreadConfig) -> TextFeatures:
    """Letters and meaning of each post: by the contextual encoder where it reads all of them."""
    norms = [str(text or "").casefold() for text in posts["text"].to_pylist()]
    text_ids: Int64s = np.asarray(posts["text_id"].to_numpy(), np.int64)
    wanted = np.unique(text_ids)
    closely = corpus.read_closely(wanted, "closer")
    vectors = closely if len(closely.text_ids) == len(wanted) else corpus.vectors()
    return features(norms, vectors.of_texts(text_ids), config)


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


def _findings(readings: Mapping[str, FieldReading], codes: pa.Table) -> tuple[Finding, ...]:
    n_posts = len(next(iter(readings.values())).said) if readings else 0
    n_by_model = sum(1 for is_so in codes["is_by_model"].to_pylist() if is_so)
    parameters: dict[str, Value] = {**asdict(CONFIG), "version": VERSION, "by_model": n_by_model}
    fields = tuple(
        CodedFieldRow(field, sum(1 for value in reading.said if value), reading.kappa())
        for field, reading in readings.items()
    )
    findings = [
        Finding(
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
    ]
    for field, reading in readings.items():
        counts = Counter(value for value in reading.said if value)
        rows = tuple(
            _share_row(value, counts[value], share)
            for value, share in shares_of(readings, field).items()
        )
        findings.append(
            Finding(
                f"coding.{field}",
                len(rows),
                "values",
                n=int(reading.is_sample.sum()),
                n_of=f"posts coded of a uniform sample; shares are of {SHARE_OF}",
                method=METHOD,
                parameters=parameters,
                rows=rows,
                evidence_sql=f"select post_id as id from marks where kind = 'coded_{field}'",
            )
        )
    return tuple(findings)


def _share_row(value: str, n_coded: int, share: CorrectedShare) -> CodedShareRow:
    figures = (share.share, share.low, share.high, *share.alone)
    return CodedShareRow(value, n_coded, *(round(figure, 6) for figure in figures))


MEASURE = Measure(
    "coding",
    VERSION,
    spread,
    needs=("copy", "coordinated", "spam"),
    gives=("coding", "coded_about", "coded_stance", "coded_emotion", "coded_theme", "no_quote"),
)
