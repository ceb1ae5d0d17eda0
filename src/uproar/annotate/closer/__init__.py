"""Closer reading: what a text means as a whole, by an encoder that sees its words in their order.

Slower than the static table by a factor of fifty and better at telling what is said; the pipeline
bounds how many texts are read so. `read` gives the vectors, `tidy` is what the encoder sees.
"""

from __future__ import annotations

from uproar.annotate.closer.encoder import NAME, VERSION, WIDTH, is_installed, read
from uproar.annotate.closer.tidy import tidy

__all__ = ["NAME", "VERSION", "WIDTH", "is_installed", "read", "tidy"]
