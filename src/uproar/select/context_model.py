"""Learning what the talk about an event looks like, from posts that nobody has labelled.

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
from typing import NamedTuple

import numpy as np
import scipy.optimize
import scipy.sparse

from uproar.arrays import Bools, Float64s, Int64s
from uproar.select.config import ContextConfig
from uproar.text.ngrams import BITS, Grams, hashed, score

CONFIG = ContextConfig()


class Texts(NamedTuple):
    """Distinct normal forms. Shape: every field (n_texts,).

    before, after: how many posts of each text stand before and after publication; seed: whether a
    post of the text is tied to the event.
    """

    norm_id: Int64s
    norms: Sequence[str]
    before: Int64s
    after: Int64s
    seed: Bools


class Models(NamedTuple):
    """A linear model for each part. Shape: weights (n_parts, 2**BITS), constants (n_parts,)."""

    weights: Float64s
    constants: Float64s


class Learned(NamedTuple):
    """Log-odds that a text posted after publication is about the event; and who taught it."""

    log_odds: Float64s
    teacher: str  # in words, for the reason of a mark
    background: float  # expected share of background among distinct texts after publication


def learn(texts: Texts, exposure: float, teachers: tuple[str, str]) -> Learned:
    """Log-odds for each text that it is about the event.

    `exposure` is the time in which the reaction is sought over the time of the background;
    `teachers`: in words, who teaches where there is history, and where there are only seeds.
    Empty: without background and seeds nothing can be learned, and every text is at even odds.
    """
    teacher, by_seeds = teachers
    chosen = np.argsort(texts.norm_id, kind="stable")[: CONFIG.sample]
    sample = _sample_of(texts, chosen)
    is_before, is_after = sample.before > 0, sample.after > 0
    if is_before.sum() >= CONFIG.min_history and is_after.any():
        odds = _odds(texts, _fit_on_history(sample, is_before, is_after, exposure))
        odds = _calibrated_by_rates(odds, texts, exposure)
    elif (is_after & sample.seed).any() and (is_after & ~sample.seed).any():
        odds = _odds(texts, _fit_on_seeds(sample, is_after))
        odds, teacher = _corrected_for_hidden(odds, texts), by_seeds
    else:
        return Learned(np.zeros(len(texts.norm_id)), "no context", 0.5)
    p = 1 / (1 + np.exp(-odds[texts.after > 0]))
    return Learned(odds, teacher, float(1 - p.mean()))


def _sample_of(texts: Texts, rows: Int64s) -> Texts:
    norms = [texts.norms[i] for i in rows]
    before, after, seed = texts.before[rows], texts.after[rows], texts.seed[rows]
    return Texts(texts.norm_id[rows], norms, before, after, seed)


def _fit_on_history(sample: Texts, is_before: Bools, is_after: Bools, exposure: float) -> Models:
    """Models that tell background from reaction by what was said before publication."""
    grams = hashed(sample.norms)
    matrix, part = _matrix(grams), _part(sample.norm_id)
    models = _cross_fit(matrix, part, is_before, is_after, np.ones(len(part)))
    p = 1 - np.minimum(1, exposure * np.exp(-_score(grams, part, models)))  # 1 - background / rate
    # The fits below count background of both times; the prior is that of after publication.
    shift = -np.log(exposure / (1 + exposure))
    for _ in range(CONFIG.n_rounds):
        p = np.where(sample.seed, np.maximum(p, 0.5), p)
        models = _cross_fit(matrix, part, is_before, is_after, p, models)
        p = 1 / (1 + np.exp(-_score(grams, part, models) - shift))
    return models


def _fit_on_seeds(sample: Texts, is_after: Bools) -> Models:
    """Models that tell seeds from the other texts."""
    grams = hashed(sample.norms)
    is_before = np.zeros_like(is_after)
    p = np.where(sample.seed, CONFIG.seed_p, 0.0)
    return _cross_fit(_matrix(grams), _part(sample.norm_id), is_before, is_after, p)


def _corrected_for_hidden(odds: Float64s, texts: Texts) -> Float64s:
    """Log-odds of being a seed → of being about the event: positives hide among the others."""
    is_seed = 1 / (1 + np.exp(-odds))
    labelled = max(float(np.median(is_seed[texts.seed])), CONFIG.min_labelled_p)
    p = np.clip(is_seed / labelled, 1 - CONFIG.max_p, CONFIG.max_p)
    return np.asarray(np.log(p / (1 - p)))


def _calibrated_by_rates(odds: Float64s, texts: Texts, exposure: float) -> Float64s:
    """Log-odds so corrected that they agree with the rates before and after publication.

    Among texts of one score, the share of background is the rate before over the rate after (the
    local false discovery rate, Efron 2004, doi:10.1198/016214504000000089); it falls as the score
    rises (isotonic regression). Ties: texts of one score get one value.
    """
    is_before, is_after = texts.before > 0, texts.after > 0
    values, level = np.unique(np.round(odds, 2), return_inverse=True)
    expected = exposure * np.bincount(level, is_before, minlength=len(values))
    weight = expected + np.bincount(level, is_after, minlength=len(values))
    seen = weight > 0
    background = scipy.optimize.isotonic_regression(
        (expected[seen] / weight[seen]), weights=weight[seen], increasing=False
    ).x
    background = np.interp(values, values[seen], background)
    share = background / np.maximum(1 - background, 1e-9)
    share = np.clip(share, 1 - CONFIG.max_p, CONFIG.max_p)
    return np.asarray(np.log((1 - share) / share)[level])


def _part(norm_id: Int64s) -> Int64s:
    return np.asarray((norm_id & 0xFFFF) % CONFIG.n_parts)


def _cross_fit(
    matrix: scipy.sparse.csr_matrix,
    part: Int64s,
    is_before: Bools,
    is_after: Bools,
    p: Float64s,
    earlier: Models | None = None,
) -> Models:
    """One model for each part, fitted on the other parts; `earlier` ones are where it starts."""
    weights, constants = np.zeros((CONFIG.n_parts, 1 << BITS)), np.zeros(CONFIG.n_parts)
    for i in range(CONFIG.n_parts):
        before, after = is_before & (part != i), is_after & (part != i)
        rows = np.concatenate([np.flatnonzero(before), *[np.flatnonzero(after)] * 2])
        target = np.concatenate([0 * p[before], 1 + 0 * p[after], 0 * p[after]])
        weight = np.concatenate([1 + 0 * p[before], p[after], 1 - p[after]])
        keep = weight > 0
        start = (earlier.weights[i], float(earlier.constants[i])) if earlier else None
        weights[i], constants[i] = _logistic(matrix[rows[keep]], target[keep], weight[keep], start)
    return Models(weights, constants)


def _odds(texts: Texts, models: Models) -> Float64s:
    """Log-odds of every text by the model that has not seen it, a bounded number at a time."""
    part = _part(texts.norm_id)
    scores = [
        _score(hashed(texts.norms[s : s + CONFIG.chunk]), part[s : s + CONFIG.chunk], models)
        for s in range(0, len(part), CONFIG.chunk)
    ]
    odds: Float64s = np.concatenate(scores) if scores else np.empty(0)
    return odds.round(6)


def _score(grams: Grams, part: Int64s, models: Models) -> Float64s:
    return score(grams, part, models.weights) + models.constants[part]


def _matrix(grams: Grams) -> scipy.sparse.csr_matrix:
    """The same numbers that `score` uses, as a sparse matrix for fitting."""
    n = np.bincount(grams.row, minlength=grams.n_texts)
    value = (1 / np.sqrt(np.maximum(n, 1)))[grams.row]
    shape = (grams.n_texts, 1 << BITS)
    matrix = scipy.sparse.csr_matrix((value, (grams.row, grams.column)), shape=shape)
    matrix.sum_duplicates()
    return matrix


def _logistic(
    matrix: scipy.sparse.csr_matrix,
    target: Float64s,
    weight: Float64s,
    start: tuple[Float64s, float] | None,
) -> tuple[Float64s, float]:
    """Weights and constant of a weighted logistic regression; the constant is not penalised."""
    in_texts = np.bincount(matrix.indices, minlength=1 << BITS)
    columns = np.flatnonzero(in_texts >= CONFIG.min_texts_per_gram)
    if not len(columns):
        return np.zeros(1 << BITS), 0.0
    small = matrix[:, columns]
    across = small.T

    def loss(w: Float64s) -> tuple[float, Float64s]:
        margin = small @ w[:-1] + w[-1]
        error = weight * (1 / (1 + np.exp(-margin)) - target)
        value = weight @ (np.logaddexp(0, margin) - target * margin)
        penalised = 0.5 * CONFIG.penalty * (w[:-1] @ w[:-1])
        gradient = np.append(across @ error + CONFIG.penalty * w[:-1], error.sum())
        return float(value + penalised), gradient

    first = np.append(start[0][columns], start[1]) if start else np.zeros(len(columns) + 1)
    n_steps = CONFIG.n_further_steps if start else CONFIG.n_steps
    options = {"maxiter": n_steps, "maxcor": CONFIG.n_corrections}
    best = scipy.optimize.minimize(loss, first, jac=True, method="L-BFGS-B", options=options).x
    weights = np.zeros(1 << BITS)
    weights[columns] = best[:-1]
    return weights, float(best[-1])
