"""Coding: people read a sample, and what they say of it is spread to all posts.

`frame` says which posts can be drawn, `draw` picks the sample, `sheets` writes and reads the sheets
that coders fill, `values` says what may stand in a cell, `model_coder` asks a language model,
`model_checks` says whether it may count, `agreement` compares coders, `learner` learns their codes,
with `hints` from beside them, `readings` reads every post, `shares` corrects what that says by the
sample, and `spread` makes all of it the marks and findings that measures read.
"""

from __future__ import annotations

from uproar.code.agreement import Agreement, Disagreement, agreements, disagreements
from uproar.code.draw import Draw, drawn
from uproar.code.model_checks import ModelCheck, coder_rows, counted, model_checks
from uproar.code.model_coder import AskedPost, ModelCodes, ask
from uproar.code.resolve import Resolved, resolved
from uproar.code.sheets import SheetCodes, coded_csv, read_sheet, sheet_csv, sheet_xlsx
from uproar.code.spread import MEASURE

__all__ = [
    "MEASURE",
    "Agreement",
    "AskedPost",
    "Disagreement",
    "Draw",
    "ModelCheck",
    "ModelCodes",
    "Resolved",
    "SheetCodes",
    "agreements",
    "ask",
    "coded_csv",
    "coder_rows",
    "counted",
    "disagreements",
    "drawn",
    "model_checks",
    "read_sheet",
    "resolved",
    "sheet_csv",
    "sheet_xlsx",
]
