"""The numbers that decide how emotions are read, beside the trained ones in the model file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EmotionConfig:
    """What the emotion annotator goes by; docs/models/emotion.md has the sweeps. Chances: 0-1."""

    # The likeliest label below this chance: the reader says that it is unsure.
    unsure_below: float = 0.3  # chosen on: judgement; 3.4 percent of GoEmotions dev
    # What a sign of weight 1 adds to the log-odds of its label, and takes from neutral.
    # chosen on: TweetEval emotion train, 352 texts with signs, right .702 (.668 without)
    sign_log_odds: float = 2.0
    neutral_log_odds: float = 2.0  # chosen on: judgement, as much as a sign adds; not swept
    # No sign lifts a chance beyond this: where the likeliest label rests on one, 72 percent had it.
    # chosen on: GoEmotions dev, 358 texts with signs, calibration error .048 (.128 without)
    ceiling: float = 0.75
    # Integer steps per unit of a normalised input. by definition: the net was trained with it
    input_steps: float = 16.0
    rows: int = 8192  # texts at a time; chosen on: memory, no result depends on it
    # Texts whose inputs stay near the processor from step to step.
    block: int = 256  # chosen on: CPU time, 32 to 18 microseconds a text; no result depends on it


@dataclass(frozen=True, slots=True)
class SidesConfig:
    """How two readers of praise and criticism are blended, and what the codebook adds.

    "Readers" below is kappa against two readers' stance, mean of two events (ditto, golden-globes),
    n = 600; docs/models/stance.md has the sweeps and the events it is reported on.
    """

    # Weight of the reader of emotions beside the reader of cues, in log-chances.
    emotions: float = 0.4  # chosen on: readers, .376 at .25, .374 at .4, .359 at .6
    # Share of what is sorrow without blame that counts as praise, 0-1; the rest takes no side.
    sorrow_for: float = 0.5  # chosen on: readers, .336 at 0, .337 at .5, .286 at 1
    # Log-odds: whoever misses something, or weeps over it, is for it …
    longing: float = 1.5  # chosen on: readers, +.016
    tears: float = 1.0  # chosen on: readers, +.013
    # … and who laughs, or hands a notice on, need not take a side.
    laughter: float = 1.0  # chosen on: readers, +.004
    notice: float = 0.5  # chosen on: readers, +.003
    # No chance of an emotion is read as surer than this. by definition: it was trained so
    least_p: float = 0.002


@dataclass(frozen=True, slots=True)
class CoarseConfig:
    """How one feeling is chosen of a text; "readers" as in SidesConfig, their coarse emotions."""

    # What a cue adds to the log of its feeling's share of the labels' chances.
    cue_log_odds: float = 2.5  # chosen on: readers, .382 at 1, .435 at 2, .444 at 2.5, .448 at 3
    # Share of a feeling that no label speaks for. source: keeps the logarithm finite
    least_share: float = 1e-4


CONFIG = EmotionConfig()
SIDES = SidesConfig()
COARSE = CoarseConfig()
