"""CSV whose cells no spreadsheet runs as formulas: tables leave the program this way alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import regex

# A spreadsheet may pass over white space, control and invisible characters before it looks for a
# formula, and takes the full-width, small, raised and lowered forms of a sign for the sign itself.
# A control character in front is enough: some programs start a new cell there.
# Source: OWASP, CSV Injection; the forms are those whose NFKC is one of = + - @, and U+2212.
_UNSEEN = r"\s\p{Z}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800"
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋﬩\u2212"
_FORMULA = regex.compile(rf"[{_UNSEEN}]*[{_SIGNS}\p{{Cc}}]")


def neutral(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what could be one.

    Numbers stay numbers; None is an empty cell.

    >>> neutral("=cmd|' /C calc'!A0"), neutral(" =1+1"), neutral(-3)
    ("'=cmd|' /C calc'!A0", "' =1+1", '-3')
    """
    if cell is None:
        return ""
    if isinstance(cell, (int, float)):
        return str(cell)
    text = str(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV, lines ended by CR LF, with neutral cells.

    >>> csv_text(("post", "text"), [("x:1", "=1+1"), ("x:2", None)])
    "post,text\\r\\nx:1,'=1+1\\r\\nx:2,\\r\\n"
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return out.getvalue()
