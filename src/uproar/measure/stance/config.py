"""The numbers that decide how the stance of posts is read, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SidesConfig:
    """How an event's posts correct the reading of each.

    "Readers" below is kappa against two readers' stance, mean of two events (ditto, golden-globes),
    n = 600; docs/models/stance.md has the sweeps and the events it is reported on.
    """

    # Strength of the ridge that learns the event's way of praising from the first readings.
    ridge: float = 3.0  # chosen on: readers, .371 at 1, .376 at 3, .339 at 10
    # Weight of what it says, in log-chances against the event's usual ones.
    weight: float = 2.0  # chosen on: readers, .374 at 0, .417 at 1, .424 at 2
    # No chance that it gives is below this. chosen on: judgement; not swept
    least_p: float = 0.02
    # Divides the log-chances, so that a stated chance comes true as often as it says.
    temperature: float = 1.0  # chosen on: not yet
    # The surest side below this chance: the reader is unsure. chosen on: judgement; not swept
    unsure_below: float = 0.5
    # Distinct texts that it learns from, smallest hash first; below the least nothing is learned.
    most_texts: int = 16_000  # chosen on: judgement, for a bounded time
    least_texts: int = 50  # chosen on: judgement; not swept
    chunk: int = 20_000  # texts at a time; chosen on: judgement, for a bounded memory


CONFIG = SidesConfig()
