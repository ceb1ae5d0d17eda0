"""Cutting CSV and TSV into rows, so that one broken record costs one record.

A quotation mark that nobody closes would swallow all that follows; here the physical line it
stands in becomes a broken record, and reading goes on with the next line.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from uproar.errors import ConfigError, UnexpectedPayload
from uproar.sources.records.file_format import Options

# A cell of this many characters is an unclosed quotation mark, not a post.
# source: platforms' limits; the longest, Reddit's, is 40,000 characters, so 1 Mi leaves room.
MAX_CELL_CHARS = 1 << 20
# by definition: bytes looked at to tell the encoding; the buffer of a file holds no more at first.
PEEK_BYTES = 1 << 16
_SURROGATE = re.compile("[\ud800-\udfff]")
_DELIMITERS = ",;\t|"
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Broken(NamedTuple):
    """A row that is none: why, and the cells that could be read."""

    reason: str
    detail: str
    row: dict[str, str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are delimited and quoted; `quotechar` None: quotation marks mean nothing."""

    delimiter: str
    quotechar: str | None = '"'

    def cells(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        """The cells of each record of these lines. Raises csv.Error."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quotechar,
            quoting=csv.QUOTE_MINIMAL if self.quotechar else csv.QUOTE_NONE,
            strict=strict,
        )


def rows(
    stream: BinaryIO,
    options: Options,
    check: Callable[[tuple[str, ...]], object] = lambda header: None,
) -> Iterator[dict[str, str] | Broken]:
    """One dict a row, keyed by the header; rows of another length are Broken.

    `check` is given the header before the first row.

    Raises UnexpectedPayload for bytes that are not in the encoding, or no header.
    """
    lines = _lines(stream, options)
    first = next(lines, None)
    if first is None:
        return
    dialect = _dialect(first, options)
    try:
        header = next(dialect.cells([first]))
    except csv.Error as error:
        raise UnexpectedPayload(f"the header cannot be read: {error}") from error
    doubled = sorted({name for name in header if header.count(name) > 1})
    if doubled:
        raise UnexpectedPayload(
            f"the header has {doubled[0]!r} twice", hint="rename one of the columns in the file"
        )
    check(tuple(header))
    for cells, spoilt in _records(lines, dialect):
        row = dict(zip(header, cells, strict=False))
        if spoilt:
            yield Broken("bad_quoting", "a quotation mark is not closed, or closed too early", row)
        elif _SURROGATE.search("".join(cells)):
            yield Broken("bad_encoding", "bytes that are not in the file's encoding", row)
        elif len(cells) != len(header):
            reason = "short_row" if len(cells) < len(header) else "long_row"
            yield Broken(reason, f"{len(cells)} cells instead of {len(header)}", row)
        else:
            yield row


def _lines(stream: BinaryIO, options: Options) -> Iterator[str]:
    """Physical lines, decoded; bytes of another encoding become lone surrogates."""
    head = stream.peek(PEEK_BYTES) if isinstance(stream, io.BufferedReader) else b""
    encoding = str(options.get("encoding") or "utf-8")
    encoding = next((meant for bom, meant in _BOMS.items() if head.startswith(bom)), encoding)
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
        yield from _decoded(stream, encoding)
    except LookupError as error:
        raise ConfigError(f"encoding = {encoding!r} is not known", hint="e.g. utf-8") from error
    except UnicodeError as error:
        raise UnexpectedPayload(
            f"not {encoding}: {error.__class__.__name__} at the beginning",
            hint="say encoding = … in event.toml, e.g. cp949, shift_jis, cp1252",
        ) from error


def _decoded(stream: BinaryIO, encoding: str) -> Iterator[str]:
    text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="")
    try:
        while line := text.readline(MAX_CELL_CHARS):
            if len(line) == MAX_CELL_CHARS:
                raise UnexpectedPayload(
                    f"a line of {MAX_CELL_CHARS:,} characters or more",
                    hint="the file is not line by line, or is made to harm",
                )
            yield line
    finally:
        with suppress(ValueError):  # already closed by its owner
            text.detach()


def _dialect(header: str, options: Options) -> Dialect:
    """The dialect that the options name, else the only delimiter that the header holds.

    Raises UnexpectedPayload where the header holds several, ConfigError for an unusable option.
    """
    delimiter = options.get("delimiter")
    if not delimiter:
        present = [d for d in _DELIMITERS if d in header]
        if len(present) > 1 and "\t" in present:
            present = ["\t"]
        if len(present) > 1:
            raise UnexpectedPayload(
                f"the delimiter could be any of {present}", hint="say delimiter = … in event.toml"
            )
        delimiter = present[0] if present else ","
    if not isinstance(delimiter, str) or len(delimiter) != 1:
        raise ConfigError(f"delimiter = {delimiter!r} is unusable", hint='one character, e.g. ";"')
    if options.get("quoting") is False:
        return Dialect(delimiter, quotechar=None)
    return Dialect(delimiter, str(options.get("quotechar") or '"'))


def _records(lines: Iterator[str], dialect: Dialect) -> Iterator[tuple[list[str], bool]]:
    """Cells of each record, and whether its first line has an unclosed quotation mark."""
    csv.field_size_limit(MAX_CELL_CHARS)
    source, quote = _PushbackLines(lines), dialect.quotechar
    while True:
        taken = source.start_record()
        try:
            cells = next(dialect.cells(source), None)
        except csv.Error:
            cells = []
        if cells is None:
            return
        if not "".join(taken).strip("\r\n"):
            continue
        has_quotes = quote is not None and any(quote in line for line in taken)
        if (not cells or has_quotes) and not _is_whole(taken, dialect):
            source.push_back(taken[1:])
            yield _first_cells(taken[0], dialect), True
            continue
        yield cells, False


def _is_whole(taken: list[str], dialect: Dialect) -> bool:
    """Whether these lines are one record by the letter of the format."""
    try:
        return len(list(dialect.cells(taken, strict=True))) == 1
    except csv.Error:
        return False


def _first_cells(line: str, dialect: Dialect) -> list[str]:
    """The cells of one line whose quotation marks are read as plain characters."""
    unquoted = Dialect(dialect.delimiter, quotechar=None)
    try:
        return next(unquoted.cells([line.rstrip("\r\n")]), [])
    except csv.Error:
        return []


class _PushbackLines:
    """An iterator of lines that can be pushed back, to be read again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._returned: list[str] = []
        self._taken: list[str] = []

    def __iter__(self) -> _PushbackLines:
        return self

    def __next__(self) -> str:
        line = self._returned.pop() if self._returned else next(self._lines)
        self._taken.append(line)
        return line

    def start_record(self) -> list[str]:
        """A new list; every line taken from now on is added to it."""
        self._taken = []
        return self._taken

    def push_back(self, lines: list[str]) -> None:
        """Make these lines the next ones, in their order."""
        self._returned += reversed(lines)
