"""What people talk about: themes with shares, each shown by real posts.

`themes` is the measure; `fitting` finds the themes, `assignment` gives each post its theme,
`describing` says what is told of each."""

from __future__ import annotations

from uproar.measure.themes.themes import MEASURE

__all__ = ["MEASURE"]
