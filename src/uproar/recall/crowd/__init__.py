"""What posts bring up by themselves: an earlier occasion, a work, a place, a year.

`occasions` gives the articles of the archive that they mean, as passages.
"""

from __future__ import annotations

from uproar.recall.crowd.brought_up import Voice
from uproar.recall.crowd.occasions import Occasions, occasions

__all__ = ["Occasions", "Voice", "occasions"]
