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
    # How long the embedding's vector is beside the n-grams', whose length is 1.
    # chosen on: ditto, golden-globes, lesserafim, kappa of themes at 150 coded: 1 .45 to .46,
    # 1.3 .46, 3 .43; on coachella and oscar-nominations 1 is best too
    vector_weight: float = 1.0
    # Inverse of the penalty on the weights. chosen on: the same sets and metric; 4 to 9 are level
    inverse_penalty: float = 5.0
    # Rounds of the fit. source: scikit-learn's default is 100; the fits here end before 300
    max_rounds: int = 300
    # Texts at a time that are read. source: arithmetic, 16 MB of vectors
    chunk: int = 8192


CONFIG = SpreadConfig()
