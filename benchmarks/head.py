"""A head over the shipped features, for label sets that are not ours. It is not shipped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from uproar.annotate import annotate_texts, find, pieces
from uproar.annotate.embed import vectors
from uproar.annotate.emotion import activations
from uproar.model import TEXTS, text_id

Array = np.ndarray[Any, Any]

FOLDS = 5
N_GRAMS = 1 << 18
# Chosen on the development splits, one value for all sets.
DENSE_WEIGHT, STRENGTH = 1.0, 1.0


def annotated(texts: Sequence[str]) -> pa.Table:
    """The texts with the columns of every annotator."""
    rows = {"text_id": [text_id(t) for t in texts], "text": list(texts)}
    return annotate_texts(pa.table(rows, schema=TEXTS), find())


def features(texts: Sequence[str], *, with_emotions: bool = True) -> sparse.csr_matrix:
    """Vector, emotions and runs of up to three pieces of each text. Shape: (n, many)."""
    table = annotated(texts)
    dense = [_wide(table["vector"], np.int8) / 254 * DENSE_WEIGHT * 4]
    if with_emotions and "emotion_p" in table.column_names:
        p = np.clip(_wide(table["emotion_p"], np.uint8) / 255, 0.002, 0.998)
        dense.append(np.log(p / (1 - p)) / 4)
        dense.append(activations(texts, vectors(texts)) / 32)
    return sparse.hstack([sparse.csr_matrix(np.hstack(dense)), _grams(texts)], format="csr")


def _wide(column: pa.ChunkedArray, kind: type) -> Array:
    flat = column.combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return np.asarray(flat, kind).reshape(len(column), -1).astype(np.float32)


def _grams(texts: Sequence[str]) -> sparse.csr_matrix:
    """Which runs of one to three pieces occur, each row of unit length."""
    bag = pieces.bag(texts)
    owner = np.repeat(np.arange(len(texts)), np.diff(bag.ends))
    columns, rows = [], []
    for width in (1, 2, 3):
        code = np.zeros(max(0, len(bag.ids) - width + 1), np.int64)
        for step in range(width):
            code = (code * 1000003 + bag.ids[step : step + len(code)] + width) & 0x7FFFFFFFFFFF
        same = owner[width - 1 :] == owner[: len(code)]
        columns.append((code[same] * 0x9E3779B1 >> 13) % N_GRAMS)
        rows.append(owner[: len(code)][same])
    shape = (len(texts), N_GRAMS)
    where = (np.concatenate(rows), np.concatenate(columns))
    found = sparse.csr_matrix((np.ones(len(where[0]), np.float32), where), shape=shape)
    found.data[:] = 1
    length = np.sqrt(np.maximum(found.sum(1), 1))
    return sparse.csr_matrix(found.multiply(1 / length))


def predicted(train: Any, labels: Array, test: Any) -> Array:
    """Probabilities of each class for the test rows. Shape: (n, n_classes)."""
    head = LogisticRegression(C=STRENGTH, max_iter=300, class_weight="balanced")
    return np.asarray(head.fit(train, labels).predict_proba(test))


def predicted_many(train: Any, labels: Array, test: Any) -> Array:
    """Scores of each label for the test rows, each label on its own. Shape: (n, n_labels)."""
    columns = []
    for label in labels.T:
        if label.min() == label.max():
            columns.append(np.full(test.shape[0], float(label[0])))
            continue
        head = LogisticRegression(C=STRENGTH, max_iter=300)
        columns.append(head.fit(train, label).predict_proba(test)[:, 1])
    return np.stack(columns, 1)


def folds(n: int) -> list[tuple[Array, Array]]:
    """Fixed (train, test) row numbers."""
    return list(KFold(FOLDS, shuffle=True, random_state=0).split(np.arange(n)))
