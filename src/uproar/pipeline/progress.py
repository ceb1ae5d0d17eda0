"""How a long piece of work says how far it is."""

from __future__ import annotations

from collections.abc import Callable

# Called with the stage, what is done and the total, which is None where it is not known.
Progress = Callable[[str, int, int | None], None]
