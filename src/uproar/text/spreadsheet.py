"""Tables whose cells no spreadsheet runs as formulas: they leave the program this way alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import regex

# A spreadsheet may pass over white space, control and invisible characters before it looks for a
# formula, and takes the full-width, small, raised and lowered forms of a sign for the sign itself.
# A control character in front is enough: some programs start a new cell there.
# Source: OWASP, CSV Injection; the forms are those whose NFKC is one of = + - @, and U+2212.
_UNSEEN = r"\s\p{Z}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800"
_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋﬩\u2212"
_FORMULA = regex.compile(rf"[{_UNSEEN}]*[{_SIGNS}\p{{Cc}}]")
# source: Excel's specification, total number of characters that a cell can contain
LONGEST_CELL = 32_767
_WIDTH = 12  # of a column, in characters; chosen on: judgement, a date or a name
_MADE_AT = datetime(2000, 1, 1)  # noqa: DTZ001 - a file's property; fixed, for the same bytes


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page of a workbook. `widths`: of columns, in characters; `choices`: what one may hold."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    widths: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)


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


def xlsx_bytes(*pages: SheetPage) -> bytes:
    """Pages as an XLSX workbook, always the same bytes; every cell is text, and neutral.

    A cell holds `LONGEST_CELL` characters at most: a longer one ends in "…".
    """
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE_AT})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            sheet.freeze_panes(1, 0)
            for column, name in enumerate(page.head):
                sheet.set_column(column, column, page.widths.get(name, _WIDTH))
                if name in page.choices:
                    allowed = {"validate": "list", "source": list(page.choices[name])}
                    sheet.data_validation(1, column, max(len(page.rows), 1), column, allowed)
            for number, row in enumerate((page.head, *page.rows)):
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, _cell(cell))
    return out.getvalue()


def _cell(cell: object) -> str:
    text = neutral(cell).encode("utf-8", "replace").decode()
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
