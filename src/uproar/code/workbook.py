"""Bounds on spreadsheets that people hand in: what a few bytes of XLSX may unpack to.

A workbook is a zip archive, and its reader makes a rectangle of all cells up to the last one: a
kilobyte can stand for a full memory in two ways.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

MAX_UNPACKED_BYTES = 64 << 20  # chosen on: judgement; XML shrinks to a fourth and less
MAX_MEMBERS = 1000  # chosen on: judgement; files in a workbook: a few for each of its pages
MAX_CELLS = 4 << 20  # chosen on: judgement; rows times columns of a page, empty ones too
_CELL = re.compile(r"([A-Z]{0,9})([0-9]{0,9})")
_LETTERS = 26  # by definition: columns are counted in letters, A to Z, AA, AB …


def checked_workbook(content: bytes) -> bytes:
    """The same workbook, packed anew from what was unpacked within bounds.

    Raises ValueError, in words, for what is no archive or holds more than a sheet to code.
    """
    anew, n_left = io.BytesIO(), MAX_UNPACKED_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(anew, "w") as new:
            if len(old.infolist()) > MAX_MEMBERS:
                raise ValueError(f"it holds {len(old.infolist()):,} files")
            for member in old.infolist():
                with old.open(member) as packed:
                    raw = packed.read(n_left + 1)
                n_left -= len(raw)
                if n_left < 0:
                    raise ValueError(f"it unpacks to more than {MAX_UNPACKED_BYTES:,} bytes")
                if _n_cells(raw) > MAX_CELLS:
                    raise ValueError(f"a page has more than {MAX_CELLS:,} cells, empty ones too")
                new.writestr(zipfile.ZipInfo(member.filename), raw)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ValueError(str(error) or "it is cut off") from error
    return anew.getvalue()


def _n_cells(raw: bytes) -> int:
    """Rows times columns up to the last cell that a page's XML names; 0 for what is no page."""
    row = column = last_row = last_column = 0
    try:
        for _, element in etree.iterparse(io.BytesIO(raw), events=("start",), recover=True):
            kind = etree.QName(element).localname if isinstance(element.tag, str) else ""
            stated = _CELL.fullmatch(element.get("r") or "")
            if kind == "row":
                row = int(stated[2]) if stated and stated[2] else row + 1
                column = 0
            elif kind == "c":
                column = _number(stated[1]) if stated and stated[1] else column + 1
                row = int(stated[2]) if stated and stated[2] else row
            last_row, last_column = max(last_row, row), max(last_column, column)
            element.clear()
    except (etree.XMLSyntaxError, ValueError):
        pass  # not XML: a picture, a font
    return last_row * last_column


def _number(letters: str) -> int:
    """Which column these letters name.

    >>> _number("A"), _number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
