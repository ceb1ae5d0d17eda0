"""Cutting CSV and TSV into rows, so that one broken record costs one record.

A quotation mark that nobody closes would swallow all that follows; here the physical line it
stands in becomes a broken record, and reading goes on with the next line.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from uproar.errors import ConfigError, UnexpectedPayload
from uproar.sources.records.file_format import Options
from uproar.sources.values.character_sets import character_set

# A cell of this many characters is an unclosed quotation mark, not a post.
# source: platforms' limits; the longest, Reddit's, is 40,000 characters, so 1 Mi leaves room.
MAX_CELL_CHARS = 1 << 20
# A record of this many characters is made of rows whose quotation marks answer each other.
MAX_RECORD_CHARS = 4 << 20  # chosen on: judgement; four of the longest cells
# source: Microsoft, "Excel specifications and limits", columns of a worksheet
MAX_COLUMNS = 16_384
MAX_NAME_CHARS = 60  # chosen on: judgement; how much of a column's name a message shows
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

    def cells(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The cells of each record of these lines.

        Raises csv.Error for one that is none by the letter of the format.
        """
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quotechar,
            quoting=csv.QUOTE_MINIMAL if self.quotechar else csv.QUOTE_NONE,
            strict=True,
        )


def rows(
    stream: BinaryIO,
    options: Options,
    wanted: Callable[[tuple[str, ...]], Collection[str]] = lambda header: header,
) -> Iterator[dict[str, str] | Broken]:
    """One dict a row, keyed by the header; rows of another length are Broken.

    `wanted` is given the header and says which columns a row shall have.

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
    _refuse_unfit(header, dialect)
    names = frozenset(wanted(tuple(header)))
    places = [(place, name) for place, name in enumerate(header) if name in names]
    for cells, spoilt in _records(lines, dialect):
        row = {name: cells[place] for place, name in places if place < len(cells)}
        if spoilt:
            yield Broken("bad_quoting", "a quotation mark is not closed, or closed too early", row)
        elif _SURROGATE.search("".join(cells)):
            yield Broken("bad_encoding", "bytes that are not in the file's encoding", row)
        elif len(cells) != len(header):
            reason = "short_row" if len(cells) < len(header) else "long_row"
            yield Broken(reason, f"{len(cells)} cells instead of {len(header)}", row)
        else:
            yield row


def _refuse_unfit(header: list[str], dialect: Dialect) -> None:
    """Refuse a header of too many columns, or with one name for two."""
    if len(header) > MAX_COLUMNS:
        raise UnexpectedPayload(
            f"a header of {len(header):,} columns; at most {MAX_COLUMNS:,} are read",
            hint=f"is {dialect.delimiter!r} the delimiter? else keep the columns of a post only",
        )
    doubled = sorted(name for name, n in Counter(header).items() if n > 1)
    if doubled:
        raise UnexpectedPayload(
            f"the header has {doubled[0][:MAX_NAME_CHARS]!r} twice",
            hint="rename one of the columns in the file",
        )


def _lines(stream: BinaryIO, options: Options) -> Iterator[str]:
    """Physical lines, decoded; bytes of another encoding become lone surrogates."""
    head = stream.peek(PEEK_BYTES) if isinstance(stream, io.BufferedReader) else b""
    encoding = _character_set(options.get("encoding", "utf-8"))
    encoding = next((meant for bom, meant in _BOMS.items() if head.startswith(bom)), encoding)
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
        yield from _decoded(stream, encoding)
    except UnicodeError as error:
        raise UnexpectedPayload(
            f"not {encoding}: {error.__class__.__name__} at the beginning",
            hint="say encoding = … in event.toml, e.g. cp949, shift_jis, cp1252",
        ) from error


def _character_set(stated: object) -> str:
    """Python's name of the encoding that the options state. Raises ConfigError."""
    name = character_set(stated) if isinstance(stated, str) else None
    if name is None:
        raise ConfigError(
            f"encoding = {stated!r} is no known character set", hint="e.g. utf-8, cp949, shift_jis"
        )
    return name


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
    if delimiter is None:
        present = [d for d in _DELIMITERS if d in header]
        if len(present) > 1 and "\t" in present:
            present = ["\t"]
        if len(present) > 1:
            raise UnexpectedPayload(
                f"the delimiter could be any of {present}", hint="say delimiter = … in event.toml"
            )
        delimiter = present[0] if present else ","
    delimiter = _sign("delimiter", delimiter)
    quoting = options.get("quoting", True)
    if not isinstance(quoting, bool):
        raise ConfigError(f"quoting = {quoting!r} is unusable", hint="true or false")
    quotechar = _sign("quotechar", options.get("quotechar", '"'))
    if quoting and quotechar == delimiter:
        raise ConfigError(
            f"quotechar and delimiter are both {delimiter!r}",
            hint="say quoting = false, or another",
        )
    return Dialect(delimiter, quotechar if quoting else None)


def _sign(option: str, stated: object) -> str:
    """A character that may stand between cells or around them. Raises ConfigError."""
    if isinstance(stated, str) and len(stated) == 1 and stated not in "\r\n\0":
        return stated
    raise ConfigError(f"{option} = {stated!r} is unusable", hint='one character, e.g. ";"')


def _records(lines: Iterator[str], dialect: Dialect) -> Iterator[tuple[list[str], bool]]:
    """Cells of each record, and whether its first line has an unclosed quotation mark.

    Every line is read twice at most: of those that an unclosed mark swallowed, none closes a mark
    that is opened among them, so each is looked at by itself.
    """
    csv.field_size_limit(MAX_CELL_CHARS)
    source = _PushbackLines(lines)
    reader = dialect.cells(source)
    while True:
        taken = source.start_record()
        try:
            cells = next(reader) if not source.n_unclosed else _cells_alone(next(source), dialect)
        except StopIteration:
            return
        except csv.Error:
            source.push_back(taken[1:])
            reader = dialect.cells(source)
            yield _first_cells(taken[0], dialect), True
            continue
        if "".join(taken).strip("\r\n"):
            yield cells, False


def _cells_alone(line: str, dialect: Dialect) -> list[str]:
    """The cells of a record that ends with its line. Raises csv.Error where it does not."""
    return next(dialect.cells([line]), [])


def _first_cells(line: str, dialect: Dialect) -> list[str]:
    """The cells of one line whose quotation marks are read as plain characters."""
    unquoted = Dialect(dialect.delimiter, quotechar=None)
    try:
        return next(unquoted.cells([line.rstrip("\r\n")]), [])
    except csv.Error:
        return []


class _PushbackLines:
    """An iterator of lines that can be pushed back, to be read again.

    `n_unclosed`: of the next lines, how many lie before the end of what an unclosed quotation mark
    swallowed.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._returned: list[str] = []
        self._taken: list[str] = []
        self._n_chars = 0
        self.n_unclosed = 0

    def __iter__(self) -> _PushbackLines:
        return self

    def __next__(self) -> str:
        if self._n_chars > MAX_RECORD_CHARS:
            raise csv.Error("a record without end")
        line = self._returned.pop() if self._returned else next(self._lines)
        self.n_unclosed = max(0, self.n_unclosed - 1)
        self._taken.append(line)
        self._n_chars += len(line)
        return line

    def start_record(self) -> list[str]:
        """A new list; every line taken from now on is added to it."""
        self._taken, self._n_chars = [], 0
        return self._taken

    def push_back(self, lines: list[str]) -> None:
        """Make these lines the next ones, in their order; the last of them broke a record off."""
        self._returned += reversed(lines)
        self.n_unclosed = max(self.n_unclosed, len(lines) - 1)
