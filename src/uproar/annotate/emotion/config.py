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


CONFIG = EmotionConfig()
