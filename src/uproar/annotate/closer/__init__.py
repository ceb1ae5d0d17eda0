"""Closer reading: what a text means as a whole, by encoders that see its words in their order.

`CLOSER` is slower than the static table by a factor of fifty and better at telling what is said;
`CLOSEST` is slower by another ten, and better still. The pipeline bounds how many texts each reads.
"""

from __future__ import annotations

from uproar.annotate.closer.convolutional import CLOSER
from uproar.annotate.closer.encoder import Encoder
from uproar.annotate.closer.transformer import CLOSEST

__all__ = ["CLOSER", "CLOSEST", "Encoder"]
