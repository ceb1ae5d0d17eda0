"""What people talk about: themes with shares, each shown by real posts.

`inputs` reads the distinct texts, `fitting` finds their themes, `continuity` joins a run to the one
before, `assignment` makes the table of themed posts, `describing` counts on it what is told of each
theme, and `themes` makes that the measure's findings. `coding_sheet` checks a theme by hand.
"""

from __future__ import annotations

from uproar.measure.themes.themes import MEASURE

__all__ = ["MEASURE"]
