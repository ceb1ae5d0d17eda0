"""Coding at the desk: sheets out and in, a model asked, the codebook changed, and its state."""

from __future__ import annotations

from uproar.pipeline.coding.codebook import (
    codebook,
    merge_theme,
    pin_theme,
    rename_theme,
    split_theme,
    state_theme,
)
from uproar.pipeline.coding.model import Asked, ask_model
from uproar.pipeline.coding.sheets import (
    CodingState,
    DrawnSheet,
    TakenIn,
    codes_sheet,
    coding_state,
    draw_sheet,
    keep,
    take_in,
)

__all__ = [
    "Asked",
    "CodingState",
    "DrawnSheet",
    "TakenIn",
    "ask_model",
    "codebook",
    "codes_sheet",
    "coding_state",
    "draw_sheet",
    "keep",
    "merge_theme",
    "pin_theme",
    "rename_theme",
    "split_theme",
    "state_theme",
    "take_in",
]
