"""One thing that is wrong with a desk's files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where, what mends it, and what is gone for good then.

    `remedy` says what `mend` does, or what a person has to do where `mend` is None. `is_blocking`:
    the parts that rest on this one cannot be looked at before it is mended. `is_stray`: no damage,
    but a file that a killed command left behind and nothing reads.
    """

    path: Path
    what: str
    remedy: str
    loss: str = ""
    mend: Callable[[], None] | None = None
    is_blocking: bool = False
    is_stray: bool = False
