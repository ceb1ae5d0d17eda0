"""A head over the shipped features, for label sets that are not ours. It is not shipped.

Features: the vector, the emotions and the emotion reader's hidden layer, and the words and
character runs of the normal form.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import scipy.sparse as sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler

from uproar.annotate import annotate_texts, find
from uproar.annotate.embed import vectors
from uproar.annotate.emotion import emotion
from uproar.annotate.subwords import bag
from uproar.model import TEXTS, text_id

Array = np.ndarray[Any, Any]

FOLDS = 5
ROWS = 8192  # texts read at once
# Chosen on the development splits, the same for all sets.
DENSE_WEIGHT, STRENGTH = 0.03, 2.0
# For several labels a text: twice the weight of the dense part, and the ridge.
MANY_DENSE_WEIGHT, RIDGE = 0.06, 10.0


class Read(NamedTuple):
    """What the annotators made of some texts."""

    dense: Array
    forms: list[str]

    def take(self, rows: Array) -> Read:
        return Read(self.dense[rows], [self.forms[i] for i in rows])


def annotated(texts: Sequence[str]) -> pa.Table:
    """The texts with the columns of every annotator."""
    rows = {"text_id": [text_id(t) for t in texts], "text": list(texts)}
    return annotate_texts(pa.table(rows, schema=TEXTS), find())


def read(texts: Sequence[str], *, with_emotions: bool = True) -> Read:
    """The shipped features of some texts; without emotions where those were trained on them."""
    table = annotated(texts)
    dense = [_wide(table["vector"], np.int8) / 254]
    if with_emotions:
        p = np.clip(emotion.read(table).astype(np.float32) / 255, 0.002, 0.998)
        dense += [np.log(p / (1 - p)), activations(texts)]
    parts = zip(table["norm"].to_pylist(), table["emoji"].to_pylist(), strict=True)
    return Read(np.hstack(dense), [f"{norm} {' '.join(emoji)}" for norm, emoji in parts])


def activations(texts: Sequence[str]) -> Array:
    """What the emotion reader's hidden layer answers. Shape: (n, n_hidden)."""
    blocks = []
    for i in range(0, len(texts), ROWS):
        some = texts[i : i + ROWS]
        blocks += [active.copy() for _, active, _ in emotion.layers(bag(some), vectors(some))]
    return np.vstack(blocks)


def matrices(train: Read, test: Read, weight: float = DENSE_WEIGHT) -> tuple[Any, Any]:
    """Features of both, fitted on the first."""
    words = TfidfVectorizer(
        ngram_range=(1, 2), sublinear_tf=True, min_df=2, token_pattern=r"\S+", lowercase=False
    )
    runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=3)
    scaler = StandardScaler()
    left = [scaler.fit_transform(train.dense) * weight]
    right = [scaler.transform(test.dense) * weight]
    for vectoriser in (words, runs):
        left.append(vectoriser.fit_transform(train.forms))
        right.append(vectoriser.transform(test.forms))
    return sparse.hstack(left, format="csr"), sparse.hstack(right, format="csr")


def predicted(train: Read, classes: Array, test: Read, n: int) -> Array:
    """Chances of each class for the test rows. Shape: (n_rows, n)."""
    left, right = matrices(train, test)
    head = LogisticRegression(C=STRENGTH, max_iter=400).fit(left, classes)
    p = np.zeros((right.shape[0], n))
    p[:, head.classes_] = head.predict_proba(right)
    return p


def predicted_many(train: Read, labels: Array, test: Read) -> tuple[Array, Array]:
    """Scores of labels that may come together: of the training rows unseen, of the test rows.

    Ridge regression in its kernel form, whose leave-one-out scores cost nothing more.
    """
    left, right = matrices(train, test, MANY_DENSE_WEIGHT)
    kernel = (left @ left.T).toarray().astype(np.float64)
    inverse = np.linalg.inv(kernel + RIDGE * np.eye(len(kernel)))
    mean = labels.mean(0)
    weights = inverse @ (labels - mean)
    unseen = labels - weights / np.diag(inverse)[:, None]
    return unseen, np.asarray((right @ left.T) @ weights) + mean


def folds(n: int) -> list[tuple[Array, Array]]:
    """Fixed (train, test) row numbers."""
    return list(KFold(FOLDS, shuffle=True, random_state=0).split(np.arange(n)))


def _wide(column: pa.ChunkedArray, kind: type) -> Array:
    flat = column.combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return np.asarray(flat, kind).reshape(len(column), -1).astype(np.float32)
