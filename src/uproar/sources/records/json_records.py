"""Cutting JSON files into records: lines, arrays, or documents that hold a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

from uproar.errors import UnexpectedPayload
from uproar.sources.values.json_values import NotJson, loads

CHUNK_BYTES = 1 << 20
# A line longer than this is no record, a document larger than this does not fit a desk's memory.
MAX_LINE_BYTES = 64 << 20
MAX_DOCUMENT_BYTES = 512 << 20
_BOM = b"\xef\xbb\xbf"

Unwrap = Callable[[Any], Iterable[Any] | None]


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


def records(stream: BinaryIO, unwrap: Unwrap) -> Iterator[Any]:
    """Records of a JSON-lines file, of an array, or of one document.

    `unwrap` gives the records of a container (a response, a listing), or None for a record. A
    line that is no JSON is given as its bytes. Lines that are arrays of objects are taken apart.
    """
    source = lines(stream)
    first = next(source, None)
    if first is None:
        return
    second = next(source, None)
    all_lines = chain([first] if second is None else [first, second], source)
    if _is_json(first) or (second is not None and _is_json(second)):
        yield from _of_lines(all_lines, unwrap)
        return
    held = _held(all_lines)
    try:
        document = loads(b"\n".join(held))
    except NotJson as error:
        if any(_is_json(line) for line in held[2:]):  # lines after all, the first two broken
            yield from _of_lines(held, unwrap)
            return
        raise UnexpectedPayload(
            f"not JSON as a whole ({sum(map(len, held)):,} bytes): {error}",
            hint="the file may be cut off; fetch it again",
        ) from error
    yield from _of_value(document, unwrap)


def _held(parts: Iterable[bytes]) -> list[bytes]:
    """All lines of one document, in memory."""
    held, size = [], 0
    for part in parts:
        size += len(part) + 1
        if size > MAX_DOCUMENT_BYTES:
            raise UnexpectedPayload(
                f"one JSON document of more than {MAX_DOCUMENT_BYTES >> 20} MiB",
                hint="convert it to JSON lines, one record a line",
            )
        held.append(part)
    return held


def _of_lines(parts: Iterable[bytes], unwrap: Unwrap) -> Iterator[Any]:
    for line in parts:
        try:
            value = loads(line)
        except NotJson:
            yield line
        else:
            yield from _of_value(value, unwrap)


def _is_json(line: bytes) -> bool:
    try:
        return isinstance(loads(line), (dict, list))
    except NotJson:
        return False


def _of_value(value: Any, unwrap: Unwrap) -> Iterator[Any]:
    if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
        for each in value:
            yield from _of_value(each, unwrap)
        return
    inner = unwrap(value) if isinstance(value, dict) else None
    if inner is None:
        yield value
    else:
        yield from inner
