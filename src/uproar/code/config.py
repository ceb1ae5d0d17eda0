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
    # How long each embedding's vector is beside the n-grams', whose length is 1.
    # chosen on: ditto, golden-globes, lesserafim (10 draws of 150 of 300 coded posts), kappa of
    # themes with one view: 1 .47, 1.4 .46; with two, 1 and 1.2 level
    vector_weight: float = 1.0
    # How much the mean of a text's neighbours counts beside its own vector, where the closest
    # reading has read all texts; it blurs coarser ones.
    # chosen on: the same sets, 10 draws, kappa of themes / stance: 0 .505 / .569, .5 .514 / .570,
    # 1 .514 / .569; reported on coachella and oscar-nominations: .474 / .428 and .483 / .446
    neighbour_weight: float = 1.0
    neighbours: int = 10  # chosen on: the same; 6 to 20 are level
    # Texts up to which neighbours are sought: every text is compared with every other.
    # source: the default of the setting closer_texts
    most_with_neighbours: int = 4_000
    # How much what a theme's name and statement mean, in standard deviations of likeness, adds to
    # the log of its chance. chosen on: the same, kappa of themes 0 .497, .25 .506, .5 .504, .8 .490
    wording_weight: float = 0.4
    # How much of the log of what the annotators read for stance and emotion is added.
    # chosen on: the same, kappa of stance 0 .569, .2 .581, .4 .583, .7 .578; of emotion 0 .410,
    # .3 .458, .6 .469
    annotator_weight: float = 0.4
    # The least chance that an annotator's reading is taken for. chosen on: judgement; not swept
    least_chance: float = 0.02
    # Inverse of the penalty on the weights. chosen on: the same; 3 to 6 are level
    inverse_penalty: float = 4.0
    # Rounds of the fit. source: scikit-learn's default is 100; the fits here end before 300
    max_rounds: int = 300
    # Texts at a time that are read. source: arithmetic, 16 MB of vectors
    chunk: int = 8192
    chunk_of_pairs: int = 512  # texts compared with all at a time; source: the same


CONFIG = SpreadConfig()
