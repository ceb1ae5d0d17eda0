"""py3langid's model over many texts at once: the same chances, a step of all texts at a time."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse
from py3langid.langid import MODEL_FILE, LanguageIdentifier

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


class Walk(NamedTuple):
    """The automaton: the row of each state, the moves of each row, the feature of each state."""

    row: Ints
    moves: Any
    feature: Ints  # -1: none


def chances(texts: Sequence[str], languages: tuple[str, ...]) -> Floats:
    """Chance of each language for each text, in py3langid's order. Shape: (n, n_languages).

    Longest texts first inside, so that a step touches only texts that still have letters; a row
    does not depend on its neighbours.
    """
    table, prior = _limited(languages)
    if not texts:
        return np.zeros((0, len(prior)))
    coded = [unicodedata.normalize("NFC", t).encode("utf-8", "surrogatepass") for t in texts]
    counts = _counts(coded, table.shape[0])
    counts.data = np.log1p(counts.data)
    scores = np.asarray(counts @ table) + prior
    scores[np.diff(counts.indptr) == 0] = 0.0
    scores /= np.sqrt(np.maximum([len(c) for c in coded], 1))[:, None]
    odds = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(odds / odds.sum(1, keepdims=True))


def _counts(coded: Sequence[bytes], n_features: int) -> Any:
    """How often each text has each feature, as a sparse matrix."""
    walk = _walk()
    order = np.argsort([-len(c) for c in coded], kind="stable")
    width = max(map(len, coded), default=0)
    padded = b"".join(coded[i].ljust(width, b"\0") for i in order)
    letters = np.frombuffer(padded, np.uint8).reshape(len(coded), width).T
    lengths = np.array([len(coded[i]) for i in order], np.int64)
    state = np.zeros(len(coded), np.int64)
    owners, said = [], []
    for step in range(width):
        n = int(np.searchsorted(-lengths, -step, side="left"))
        state = walk.moves[(walk.row[state[:n]] << 8) + letters[step, :n]]
        feature = walk.feature[state]
        says = np.flatnonzero(feature >= 0)
        owners.append(order[says])
        said.append(feature[says])
    owner, found = (np.concatenate(x) if x else np.zeros(0, np.int64) for x in (owners, said))
    shape = (len(coded), n_features)
    counts = sparse.coo_array((np.ones(len(owner)), (owner, found)), shape).tocsr()
    counts.sum_duplicates()
    return counts


@cache
def _limited(languages: tuple[str, ...]) -> tuple[Floats, Floats]:
    identifier = copy.copy(all_languages())
    identifier.set_languages(languages)
    return identifier.nb_ptc.astype(np.float64), identifier.nb_pc.astype(np.float64)


@cache
def all_languages() -> Any:
    """The model as packaged, read once."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _walk() -> Walk:
    model = all_languages()
    row, feature = (np.asarray(x, np.int64) for x in (model.tk_row, model.tk_output))
    return Walk(row, np.asarray(model.tk_nextmove), feature)
