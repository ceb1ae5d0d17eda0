"""Sheets that coders fill, as CSV or XLSX: written with what a reader needs, and read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

import pyarrow as pa

from uproar.clock import from_us
from uproar.code import values
from uproar.code.draw import Draw
from uproar.code.workbook import checked_workbook
from uproar.errors import ConfigError
from uproar.model.coding import (
    CODED_EMOTIONS,
    NO_THEME,
    STANCES,
    Code,
    CodedTheme,
    is_model_coder,
)
from uproar.text.spreadsheet import SheetPage, csv_text, xlsx_bytes

CODED = ("about", "stance", "emotion", "theme", "no_quote")
COLUMNS = ("post_id", "draw", "posted_at", "answers", "text", *CODED)
# A sheet that was copied out of the desk says beside each code whose it is.
CODER = "coder"
CODEBOOK = ("theme", "statement", "by")
# Columns that a sheet has to have to be read; the others may have been dropped.
NEEDED = ("post_id",)
_READ: Mapping[str, Callable[[str], str]] = {
    "about": values.yes_or_no,
    "stance": values.stance,
    "emotion": values.emotion,
    "theme": values.theme,
    "no_quote": values.yes_or_no,
}
_SHOWN = 5  # faults that an error lists; chosen on: judgement, what fits a terminal


@dataclass(frozen=True, slots=True)
class SheetCodes:
    """What a sheet said. `n_open` rows have no code in them; `themes` is its codebook, if any."""

    codes: tuple[Code, ...]
    themes: tuple[CodedTheme, ...]
    n_open: int


def sheet_csv(posts: pa.Table, draws: Sequence[Draw]) -> str:
    """The drawn posts as a CSV sheet, one row per post, the coders' columns empty.

    `posts` has the columns of `frame`. No author is named: a coder judges words, not people.
    """
    return csv_text(COLUMNS, _rows(posts, draws))


def sheet_xlsx(posts: pa.Table, draws: Sequence[Draw], codebook: Sequence[CodedTheme]) -> bytes:
    """The same sheet as XLSX, with lists to choose from, and the codebook as its second page."""
    themes = [(theme.id, theme.statement, theme.by) for theme in codebook]
    return xlsx_bytes(
        SheetPage(
            "posts",
            COLUMNS,
            _rows(posts, draws),
            widths={"answers": 40, "text": 80},  # characters; chosen on: judgement, readable
            choices={
                "about": ("yes", "no"),
                "stance": STANCES,
                "emotion": CODED_EMOTIONS,
                "no_quote": ("yes",),
            },
        ),
        SheetPage(
            "codebook",
            CODEBOOK,
            [*themes, *((name, "", "") for name in NO_THEME)],
            widths={"statement": 80},  # characters; chosen on: judgement, readable
        ),
    )


def coded_csv(posts: pa.Table, codes: Sequence[Code]) -> str:
    """Codes as a CSV sheet, one row per post and coder; posts that are not here are left out.

    A model's codes bear its name, and stay a model's when the sheet is read again.
    """
    draws = [Draw(code.post_id, code.draw) for code in codes]
    here = set(posts["id"].to_pylist())
    known = [code for code in codes if code.post_id in here]
    shown = _rows(posts, [draw for draw in draws if draw.post_id in here])
    rows = [
        (*row[: -len(CODED)], *_cells(code), code.coder)
        for row, code in zip(shown, known, strict=True)
    ]
    return csv_text((*COLUMNS, CODER), rows)


def read_sheet(
    content: bytes, name: str, *, coder: str, coded_at: datetime, is_model: bool = False
) -> SheetCodes:
    """The codes of a filled sheet, CSV or XLSX, by the coder's name.

    A row without a code in it is open. A row whose column `coder` names a model is that model's,
    whoever reads the sheet. Raises ConfigError for a sheet that cannot be read or lacks
    the post ids, for a post that stands in it twice with different codes, and for cells that are no
    code: all of them are counted, the first few shown with their line, and nothing is taken.
    """
    pages = _xlsx_pages(content, name) if PurePath(name).suffix == ".xlsx" else _csv_page(content)
    rows = list(_dicts(pages[0], name))
    faults: list[str] = []
    codes: dict[tuple[str, str], Code] = {}
    n_open = 0
    for line, row in rows:
        said = _said(line, row, faults)
        post_id = (row.get("post_id") or "").strip()
        if not any(said.values()):
            n_open += 1
            continue
        if not post_id:
            faults.append(f"line {line}: codes without a post_id")
            continue
        draw = (row.get("draw") or "").strip()
        named = (row.get(CODER) or "").strip()
        is_models = is_model or is_model_coder(named)
        code = Code(
            post_id,
            named if is_models and named else coder,
            coded_at,
            is_model=is_models,
            draw=draw if draw in ("uniform", "uncertain") else "picked",
            about=said["about"],
            stance=said["stance"],
            emotion=said["emotion"],
            theme=said["theme"],
            is_banned=said["no_quote"] == "yes",
        )
        if codes.setdefault((post_id, code.coder), code) != code:
            faults.append(f"line {line}: {post_id!r} is coded twice, differently")
    themes = tuple(_codebook(pages[1], coder, faults)) if len(pages) > 1 else ()
    if faults:
        more = f"; and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise ConfigError(
            f"{name} was not taken in: {'; '.join(faults[:_SHOWN])}{more}",
            hint="correct these cells and read the sheet again",
        )
    return SheetCodes(tuple(codes.values()), themes, n_open)


def _rows(posts: pa.Table, draws: Sequence[Draw]) -> list[tuple[object, ...]]:
    columns = ("text", "parent_text", "posted_at")
    rows = zip(posts["id"].to_pylist(), *(posts[c].to_pylist() for c in columns), strict=True)
    known = {post_id: rest for post_id, *rest in rows}
    made: list[tuple[object, ...]] = []
    for draw in draws:
        text, parent, posted_at = known[draw.post_id]
        when = from_us(posted_at).isoformat(timespec="minutes") if posted_at is not None else ""
        made.append((draw.post_id, draw.draw, when, parent, text, *("" for _ in CODED)))
    return made


def _cells(code: Code) -> tuple[str, ...]:
    """What a code says, in the order of CODED."""
    return (code.about, code.stance, code.emotion, code.theme, "yes" if code.is_banned else "")


def _said(line: int, row: Mapping[str, str], faults: list[str]) -> dict[str, str]:
    said = {}
    for column, read in _READ.items():
        try:
            said[column] = read(row.get(column) or "")
        except ConfigError as error:
            said[column] = ""
            faults.append(f"line {line}, {column}: {error.message} ({error.hint})")
    return said


def _csv_page(content: bytes) -> list[list[list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"the sheet is not UTF-8 (byte {error.start})", hint="save it as CSV UTF-8, or as XLSX"
        ) from error
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)  # spreadsheets of many countries write semicolons
    try:
        return [list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))]
    except csv.Error as error:
        raise ConfigError(f"the sheet cannot be read as CSV: {error}") from error


def _xlsx_pages(content: bytes, name: str) -> list[list[list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(checked_workbook(content)))
        return [
            [[_text(cell) for cell in row] for row in book.get_sheet_by_name(page).to_python()]
            for page in book.sheet_names
        ]
    except (CalamineError, ValueError) as error:
        raise ConfigError(
            f"{name} cannot be read as XLSX: {error}", hint="save it as XLSX, or as CSV UTF-8"
        ) from error


def _text(cell: object) -> str:
    """A cell as it looks: a spreadsheet may have made a truth value or a number of it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _dicts(page: list[list[str]], name: str) -> Iterator[tuple[int, dict[str, str]]]:
    head = [cell.strip().casefold() for cell in page[0]] if page else []
    missing = [column for column in NEEDED if column not in head]
    if missing:
        raise ConfigError(
            f"{name} has no column {missing[0]!r}; columns: {', '.join(head) or 'none'}",
            hint=f"keep the columns as they were drawn: {', '.join(COLUMNS)}",
        )
    for line, row in enumerate(page[1:], 2):
        yield line, dict(zip(head, row, strict=False))


def _codebook(page: list[list[str]], coder: str, faults: list[str]) -> Iterator[CodedTheme]:
    """The second page's themes; a statement that names no writer is the coder's."""
    head = [cell.strip().casefold() for cell in page[0]] if page else []
    if "theme" not in head:
        return
    for line, row in enumerate(page[1:], 2):
        cells = dict(zip(head, row, strict=False))
        try:
            theme = values.theme(cells["theme"] or "")
        except ConfigError as error:
            faults.append(f"codebook, line {line}: {error.message} ({error.hint})")
            continue
        statement = (cells.get("statement") or "").strip()
        if theme and theme not in NO_THEME:
            by = (cells.get("by") or "").strip() or coder
            yield CodedTheme(theme, statement, by if statement else "")
