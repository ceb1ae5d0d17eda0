"""The numbers that decide how codes are learnt and spread."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpreadConfig:
    """How what coders said is learnt, and when it is spread."""

    # Coded posts from which a field is spread; below, the codes stand for themselves alone.
    # chosen on: judgement, some five posts for each of eight themes; not swept
    least_coded: int = 40
    # Parts that the coded posts are split into: each is read by a classifier that did not see it.
    # source: Zrnic & Candès 2024, doi:10.1073/pnas.2322083121, who use 5 to 10
    folds: int = 5
    # How much longer than the n-grams' vector, of length 1, that of the embedding is.
    # chosen on: ditto, golden-globes, lesserafim (3 better than 5 by .005 of kappa), 2026-11
    vector_weight: float = 3.0
    # Inverse of the penalty on the weights. chosen on: the same sets, 1 and 5 beside it, 2026-11
    inverse_penalty: float = 3.0
    # Rounds of the fit. source: scikit-learn's default is 100; the fits here end before 300
    max_rounds: int = 300
    # Texts at a time that are read. source: arithmetic, 16 MB of vectors
    chunk: int = 8192


CONFIG = SpreadConfig()
