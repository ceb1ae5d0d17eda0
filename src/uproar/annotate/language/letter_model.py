"""Which language letters look like, over many texts at once: a step of all texts at a time.

The model is py3langid's (docs/models/language.md).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from uproar.annotate.embedding_bag import weighted_sums
from uproar.arrays import Float64s, Int64s
from uproar.models import letters


class Counts(NamedTuple):
    """How often each text has each feature; those of text t from `ends[t]` to `ends[t + 1]`."""

    features: Int64s
    times: Int64s
    ends: Int64s


def chances(texts: Sequence[str], languages: tuple[str, ...]) -> Float64s:
    """Chance of each language for each text. Shape: (n, n_languages), rows sum to 1.

    All terms of a sum have few digits, so that double precision holds it exactly: a row depends
    neither on its neighbours nor on the order of summing. A text without a feature leaves all
    languages alike.

    >>> chances(["das ist nicht mein lied"], ("de", "en")).round(2).tolist()
    [[1.0, 0.0]]
    """
    model = letters.automaton()
    columns, owner = _columns(languages)
    coded = [unicodedata.normalize("NFC", t).encode("utf-8", "surrogatepass") for t in texts]
    counts = _counts(coded)
    used, place = np.unique(counts.features, return_inverse=True)
    weights = model.weights[used][:, columns].astype(np.float64)
    logs = np.log1p(np.arange(counts.times.max(initial=0) + 1.0)).astype(np.float32)
    scores = weighted_sums(logs[counts.times].astype(np.float64), place, counts.ends, weights)
    scores += model.prior[columns]
    scores[np.diff(counts.ends) == 0] = 0.0
    scores /= np.sqrt(np.maximum([len(c) for c in coded], 1)).reshape(-1, 1)
    odds = np.exp(scores - scores.max(1, keepdims=True, initial=-np.inf))
    odds /= odds.sum(1, keepdims=True)
    return np.asarray(odds @ owner)


@cache
def _columns(languages: tuple[str, ...]) -> tuple[Int64s, Float64s]:
    """The model's columns of the languages, and which language each is of: (n, n_languages)."""
    names = letters.automaton().languages
    columns = np.array([i for i, name in enumerate(names) if name in languages], np.int64)
    owner = np.array([[names[i] == language for language in languages] for i in columns], float)
    return columns, owner


def _counts(coded: Sequence[bytes]) -> Counts:
    """Longest texts first inside, so that a step touches only texts that still have letters."""
    model = letters.automaton()
    lengths = np.fromiter(map(len, coded), np.int64, len(coded))
    order = np.argsort(-lengths, kind="stable")
    width = int(lengths.max(initial=0))
    padded = b"".join([coded[i].ljust(width, b"\0") for i in order.tolist()])
    steps = np.frombuffer(padded, np.uint8).reshape(len(coded), width).T.astype(np.int64)
    going = len(coded) - np.searchsorted(np.sort(lengths), np.arange(width), side="right")
    state = np.zeros(len(coded), np.uint32)
    found = [np.zeros(0, np.int64)]
    for step, n in enumerate(going.tolist()):
        state = model.moves[model.base[state[:n]] + steps[step, :n]]
        feature = model.feature[state]
        says = np.flatnonzero(feature >= 0)
        found.append(order[says] * len(model.weights) + feature[says])
    keys, times = np.unique(np.concatenate(found), return_counts=True)
    texts, features = np.divmod(keys, len(model.weights))
    return Counts(features, times, np.searchsorted(texts, np.arange(len(coded) + 1)))
