"""Learning what the talk about an event looks like, from posts nobody has labelled.

Two teachers, whichever is there:

- *history*: what was posted before publication cannot be a reaction. Posts afterwards are a mix of
  the same background, whose rate is known from before, and of the reaction. Telling "before" from
  "after" therefore tells background from reaction (Elkan & Noto 2008,
  doi:10.1145/1401890.1401920, with the class prior taken from the two rates).
- *seeds*: posts tied to the event by structure (under its own post, linking it) or by a name that
  is not ambiguous. Without history they are the positives among unlabelled posts.

Each text is scored by a model that has not seen it (by parts of the text's hash).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.optimize
import scipy.sparse

from uproar.arrays import AnyArray
from uproar.text.ngrams import BITS, Grams, hashed, score

PARTS = 3  # cross-fitting
ROUNDS = 2  # of expectation-maximisation; more changed F1 by less than .001
PENALTY = 1 / 30  # of the squared weights
STEPS = 30  # of the optimiser
MORE_STEPS = 20  # where it goes on from an earlier round's weights
LEAST_TEXTS = 3  # n-grams of fewer texts teach only what is chance
LEAST_HISTORY = 50  # distinct texts before publication; below this seeds teach
SURE = 0.97  # how sure a seed is
SURE_WORDS = 0.99  # how sure words alone can be, either way
CHUNK = 20_000  # texts held as n-grams at a time
SAMPLE = 16_000  # distinct texts learned from, smallest hash first


class Texts(NamedTuple):
    """Distinct normal forms. Shape: all of the same length.

    before, after: posts of each text before and after publication; seed: tied to the event.
    """

    norm_id: AnyArray
    norms: Sequence[str]
    before: AnyArray
    after: AnyArray
    seed: AnyArray


class Models(NamedTuple):
    """Shape: weights (PARTS, 2**BITS), constants (PARTS,)."""

    weights: AnyArray
    constants: AnyArray


class Learned(NamedTuple):
    """Log-odds that a text posted after publication is about the event; and who taught it."""

    log_odds: AnyArray
    teacher: str  # in words, for the reason of a mark
    background: float  # expected share of background among distinct texts after publication


def learn(texts: Texts, exposure: float, teacher: str) -> Learned:
    """Log-odds per text. `exposure`: time in which the reaction is sought over that of background.

    Empty: without background and seeds nothing can be learned; every text is at even odds.
    """
    chosen = np.argsort(texts.norm_id, kind="stable")[:SAMPLE]
    sample = _take(texts, chosen)
    is_before, is_after = sample.before > 0, sample.after > 0
    if is_before.sum() >= LEAST_HISTORY and is_after.any():
        odds = _odds(texts, _from_history(sample, is_before, is_after, exposure))
        odds = _by_rates(odds, texts, exposure)
    elif (is_after & sample.seed).any() and (is_after & ~sample.seed).any():
        odds = _odds(texts, _from_seeds(sample, is_after))
        odds, teacher = _unhidden(odds, texts), "context of its own posts"
    else:
        return Learned(np.zeros(len(texts.norm_id)), "no context", 0.5)
    p = 1 / (1 + np.exp(-odds[texts.after > 0]))
    return Learned(odds, teacher, float(1 - p.mean()))


def _take(texts: Texts, rows: AnyArray) -> Texts:
    norms = [texts.norms[i] for i in rows]
    return Texts(texts.norm_id[rows], norms, *(column[rows] for column in texts[2:]))


def _from_history(
    sample: Texts, is_before: AnyArray, is_after: AnyArray, exposure: float
) -> Models:
    """Background and reaction told apart by what was said before."""
    grams = hashed(sample.norms)
    matrix, part = _matrix(grams), _part(sample.norm_id)
    models = _cross_fit(matrix, part, is_before, is_after, np.ones(len(part)))
    p = 1 - np.minimum(1, exposure * np.exp(-_score(grams, part, models)))  # 1 - background / rate
    # The fits below count background of both times; the prior is that of after publication.
    shift = -np.log(exposure / (1 + exposure))
    for _ in range(ROUNDS):
        p = np.where(sample.seed, np.maximum(p, 0.5), p)
        models = _cross_fit(matrix, part, is_before, is_after, p, models)
        p = 1 / (1 + np.exp(-_score(grams, part, models) - shift))
    return models


def _from_seeds(sample: Texts, is_after: AnyArray) -> Models:
    """Seeds against the rest."""
    grams = hashed(sample.norms)
    none = np.zeros_like(is_after)
    return _cross_fit(_matrix(grams), _part(sample.norm_id), none, is_after, sample.seed * SURE)


def _unhidden(odds: AnyArray, texts: Texts) -> AnyArray:
    """Log-odds of being a seed → of being about the event: positives hide among the rest."""
    is_seed = 1 / (1 + np.exp(-odds))
    labelled = max(float(np.median(is_seed[texts.seed])), 1e-3)
    p = np.clip(is_seed / labelled, 1 - SURE_WORDS, SURE_WORDS)
    return np.asarray(np.log(p / (1 - p)))


def _by_rates(odds: AnyArray, texts: Texts, exposure: float) -> AnyArray:
    """Log-odds so corrected that they agree with the rates before and after publication.

    Among texts of one score, the share of background is the rate before over the rate after (the
    local false discovery rate, Efron 2004, doi:10.1198/016214504000000089); it falls as the score
    rises (isotonic regression). Ties: texts of one score get one value.
    """
    is_before, is_after = texts.before > 0, texts.after > 0
    values, at = np.unique(np.round(odds, 2), return_inverse=True)
    expected = exposure * np.bincount(at, is_before, minlength=len(values))
    weight = expected + np.bincount(at, is_after, minlength=len(values))
    seen = weight > 0
    background = scipy.optimize.isotonic_regression(
        (expected[seen] / weight[seen]), weights=weight[seen], increasing=False
    ).x
    background = np.interp(values, values[seen], background)
    share = np.clip(background / np.maximum(1 - background, 1e-9), 1 - SURE_WORDS, SURE_WORDS)
    return np.asarray(np.log((1 - share) / share)[at])


def _part(norm_id: AnyArray) -> AnyArray:
    return np.asarray((norm_id & 0xFFFF) % PARTS)


def _cross_fit(
    matrix: Any,
    part: AnyArray,
    is_before: AnyArray,
    is_after: AnyArray,
    p: AnyArray,
    earlier: Models | None = None,
) -> Models:
    """One model for each part, fitted on the other parts; `earlier` ones are where it starts."""
    weights, constants = np.zeros((PARTS, 1 << BITS)), np.zeros(PARTS)
    for i in range(PARTS):
        taught, after = is_before & (part != i), is_after & (part != i)
        rows = np.concatenate([np.flatnonzero(taught), *[np.flatnonzero(after)] * 2])
        target = np.concatenate([0 * p[taught], 1 + 0 * p[after], 0 * p[after]])
        weight = np.concatenate([1 + 0 * p[taught], p[after], 1 - p[after]])
        keep = weight > 0
        start = (earlier.weights[i], float(earlier.constants[i])) if earlier else None
        weights[i], constants[i] = _logistic(matrix[rows[keep]], target[keep], weight[keep], start)
    return Models(weights, constants)


def _odds(texts: Texts, models: Models) -> AnyArray:
    """Log-odds of every text by the model that has not seen it, a bounded number at a time."""
    part = _part(texts.norm_id)
    starts = range(0, len(part), CHUNK)
    grams = ((hashed(texts.norms[s : s + CHUNK]), part[s : s + CHUNK]) for s in starts)
    scores = [_score(g, own, models) for g, own in grams]
    return np.round(np.concatenate(scores), 6) if scores else np.empty(0)


def _score(grams: Grams, part: AnyArray, models: Models) -> AnyArray:
    return score(grams, part, models.weights) + models.constants[part]


def _matrix(grams: Grams) -> Any:
    """The same numbers `score` uses, as a sparse matrix for fitting."""
    n = np.bincount(grams.row, minlength=grams.n_texts)
    value = (1 / np.sqrt(np.maximum(n, 1)))[grams.row]
    shape = (grams.n_texts, 1 << BITS)
    matrix = scipy.sparse.csr_matrix((value, (grams.row, grams.column)), shape=shape)
    matrix.sum_duplicates()
    return matrix


def _logistic(
    matrix: Any, target: AnyArray, weight: AnyArray, start: tuple[AnyArray, float] | None
) -> tuple[AnyArray, float]:
    """Weighted logistic regression with an unpenalised constant."""
    columns = np.flatnonzero(np.bincount(matrix.indices, minlength=1 << BITS) >= LEAST_TEXTS)
    if not len(columns):
        return np.zeros(1 << BITS), 0.0
    small = matrix[:, columns]
    across = small.T

    def loss(w: AnyArray) -> tuple[float, AnyArray]:
        margin = small @ w[:-1] + w[-1]
        error = weight * (1 / (1 + np.exp(-margin)) - target)
        value = weight @ (np.logaddexp(0, margin) - target * margin)
        penalised = 0.5 * PENALTY * (w[:-1] @ w[:-1])
        gradient = np.append(across @ error + PENALTY * w[:-1], error.sum())
        return float(value + penalised), gradient

    first = np.append(start[0][columns], start[1]) if start else np.zeros(len(columns) + 1)
    steps = {"maxiter": MORE_STEPS if start else STEPS, "maxcor": 5}
    best = scipy.optimize.minimize(loss, first, jac=True, method="L-BFGS-B", options=steps).x
    weights = np.zeros(1 << BITS)
    weights[columns] = best[:-1]
    return weights, float(best[-1])
