"""Cutting JSON files into records: lines, arrays, or documents that hold a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from uproar.errors import UnexpectedPayload
from uproar.sources.values.json_values import JsonObject, NotJson, loads

# chosen on: judgement; not swept. Bytes read at once.
CHUNK_BYTES = 1 << 20
# chosen on: judgement; not swept. A line longer than this is no record.
MAX_LINE_BYTES = 64 << 20
# chosen on: judgement; not swept. A larger document may not fit a desk's memory once parsed.
MAX_DOCUMENT_BYTES = 512 << 20
_BOM = b"\xef\xbb\xbf"

Unwrap = Callable[[JsonObject], Iterable[object] | None]


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """Non-blank lines without their ends; a byte-order mark is dropped.

    Raises UnexpectedPayload for a line over MAX_LINE_BYTES.
    """
    rest, is_first = b"", True
    while chunk := stream.read(CHUNK_BYTES):
        if is_first:
            chunk, is_first = chunk.removeprefix(_BOM), False
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line for line in whole if line and not line.isspace())
        if len(rest) > MAX_LINE_BYTES:
            raise UnexpectedPayload(
                f"a line of more than {MAX_LINE_BYTES >> 20} MiB",
                hint="the file is not line by line, or is made to harm; cut it into records",
            )
    if rest and not rest.isspace():
        yield rest


def records(stream: BinaryIO, unwrap: Unwrap) -> Iterator[object]:
    """Records of a JSON-lines file, of an array, or of one document.

    `unwrap` gives the records of a container (a response, a listing), or None for a record. A
    line that is no JSON is given as its bytes. Lines that are arrays with objects are taken apart.
    """
    source = lines(stream)
    first = next(source, None)
    if first is None:
        return
    second = next(source, None)
    all_lines = chain([first] if second is None else [first, second], source)
    if _is_json(first) or (second is not None and _is_json(second)):
        yield from _line_records(all_lines, unwrap)
        return
    document_lines = _document_lines(all_lines)
    try:
        document = loads(b"\n".join(document_lines))
    except NotJson as error:
        # JSON lines after all, of which the first two are broken
        if any(_is_json(line) for line in document_lines[2:]):
            yield from _line_records(document_lines, unwrap)
            return
        raise UnexpectedPayload(
            f"not JSON as a whole ({sum(map(len, document_lines)):,} bytes): {error}",
            hint="the file may be cut off; fetch it again",
        ) from error
    yield from _value_records(document, unwrap)


def _document_lines(parts: Iterable[bytes]) -> list[bytes]:
    """All lines of one document. Raises UnexpectedPayload over MAX_DOCUMENT_BYTES."""
    held_lines, size_bytes = [], 0
    for part in parts:
        size_bytes += len(part) + 1
        if size_bytes > MAX_DOCUMENT_BYTES:
            raise UnexpectedPayload(
                f"one JSON document of more than {MAX_DOCUMENT_BYTES >> 20} MiB",
                hint="convert it to JSON lines, one record a line",
            )
        held_lines.append(part)
    return held_lines


def _line_records(parts: Iterable[bytes], unwrap: Unwrap) -> Iterator[object]:
    for line in parts:
        try:
            value = loads(line)
        except NotJson:
            yield line
        else:
            yield from _value_records(value, unwrap)


def _is_json(line: bytes) -> bool:
    try:
        return isinstance(loads(line), (dict, list))
    except NotJson:
        return False


def _value_records(value: object, unwrap: Unwrap) -> Iterator[object]:
    if isinstance(value, list) and any(isinstance(v, dict) for v in value):
        for each in value:
            if isinstance(each, dict):
                yield from _value_records(each, unwrap)
            else:
                yield each  # no record, and counted as one
        return
    inner = unwrap(value) if isinstance(value, dict) else None
    if inner is None:
        yield value
    else:
        yield from inner
