"""Each coded field read for all posts that can be drawn, and the shares that come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from sklearn.metrics import cohen_kappa_score

from uproar.arrays import Bools, Float64s, Int64s
from uproar.code.config import SpreadConfig
from uproar.code.frame import order
from uproar.code.hints import hints_of
from uproar.code.learner import Read, TextFeatures, cross_read, features
from uproar.code.shares import CorrectedShare, corrected
from uproar.model import Corpus
from uproar.model.coding import CODED_FIELDS, FEELING_OF


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


def as_feelings(reading: FieldReading) -> FieldReading:
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
