"""What posts bring up by themselves: an earlier occasion, a work, a place, a year.

`occasions` gives the articles of the archive that they mean, as passages; `alike` one that is alike
though no post says so, which is the archive's own comparison.
"""

from __future__ import annotations

from uproar.recall.crowd.brought_up import Voice
from uproar.recall.crowd.occasions import Occasions, alike, occasions

__all__ = ["Occasions", "Voice", "alike", "occasions"]
