"""Files given by the user, as pages of records.

A file's format is what its spec says, or the one format that recognises its first bytes; a file
that none or several recognise is refused with what was seen.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from uproar.errors import ConfigError, UnexpectedPayload, UnreadableFile
from uproar.files import MAX_ERROR_CHARS, open_regular
from uproar.model import Source, SourceSpec
from uproar.sources import all_sources, source_named
from uproar.sources.records.decompress import open_file
from uproar.sources.records.file_format import FileFormat, SourceFile

log = logging.getLogger(__name__)

# Enough to see all keys of a first record, however long its text is.
# chosen on: judgement; not swept
HEAD_BYTES = 1 << 20
# chosen on: judgement; how much of a file's beginning a message about it shows the shape of
SHAPE_BYTES = 60
# What a file's address may lack on disk: an export is often packed after event.toml was written.
_PACKINGS = ("", ".gz", ".zst")


def source_files(spec: SourceSpec, base: Path) -> tuple[SourceFile, ...]:
    """The files that a source of an event names, by name; its path may hold wildcards.

    Raises UnreadableFile for a path without a file, and what `source_file` raises.
    """
    return tuple(source_file(spec, path) for path in matching_paths(spec.path, base))


def source_file(spec: SourceSpec, path: Path) -> SourceFile:
    """One of the files that a source names, with its format.

    Raises ConfigError for an unknown format, UnexpectedPayload for an empty file or one whose
    format cannot be told.
    """
    head = _head(path)
    if not head.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise UnexpectedPayload(f"{path.name} is empty", hint="gather it again, or take it out")
    if spec.format:
        source = _file_format(source_named(spec.format))
        if "columns" in spec.options and source.name != "table":
            raise ConfigError(
                f"{path.name}: {source.name} has columns of its own; none can be mapped",
                hint="leave the columns out, or say format = csv, tsv, jsonl or parquet",
            )
        return SourceFile(source, spec, path)
    source = detect(head, path.name, has_columns="columns" in spec.options)
    log.info("%s: format %s", path.name, source.name)
    return SourceFile(source, spec, path, was_detected=True)


def detect(head: bytes, name: str, *, has_columns: bool) -> FileFormat:
    """The one format that recognises the head; a column mapping means a table.

    Raises UnexpectedPayload when none or several do.
    """
    if has_columns:
        return _file_format(source_named("table"))
    formats = [s for s in all_sources() if isinstance(s, FileFormat) and s.detect(head, name)]
    if len(formats) == 1:
        return formats[0]
    seen = f"it begins like {_shape(head)!r}"
    if formats:
        several = ", ".join(f.name for f in formats)
        raise UnexpectedPayload(
            f"{name} could be {several}; {seen}", hint="say which: format = … in event.toml"
        )
    known = ", ".join(s.name for s in all_sources())
    raise UnexpectedPayload(
        f"the format of {name} is not known; {seen}",
        hint=f"say format = one of {known}, or map its columns ([source.columns]; docs/exports.md)",
    )


def _file_format(source: Source) -> FileFormat:
    if not isinstance(source, FileFormat):
        raise ConfigError(
            f"{source.name} does not read files", hint="name a file format, or use `uproar gather`"
        )
    return source


def matching_paths(path: str, base: Path) -> list[Path]:
    """The file at this path, packed or not, or all that match its wildcards; never empty.

    Raises UnreadableFile where there is none, ConfigError for wildcards that are too wide.
    """
    try:
        for packing in _PACKINGS:
            file = base / (path + packing)
            if file.is_file():
                return [file]
        if any(c in path for c in "*?["):
            files = sorted(p for p in _wildcard_matches(path, base) if p.is_file())
            if files:
                return files
        is_there = (base / path).exists()
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableFile(
            f"no file can be looked for at path = {path[:MAX_ERROR_CHARS]!r}: "
            f"{str(error)[:MAX_ERROR_CHARS]}",
            hint="name one file, or many as in posts/*.jsonl",
        ) from error
    if is_there:
        open_regular(base / path).close()  # says what stands there instead of a file
    raise UnreadableFile(
        f"no file {path[:MAX_ERROR_CHARS]!r}",
        hint="check path = … of [[source]]; it leads from the event's folder on",
    )


def _wildcard_matches(path: str, base: Path) -> Iterator[Path]:
    """What a path with wildcards matches; it may not send the search through the whole disk.

    Raises ConfigError.
    """
    parts = Path(path).parts
    is_outside = Path(path).is_absolute() or ".." in parts
    if is_outside and any(c in part for part in parts[:-1] for c in "*?["):
        raise ConfigError(
            f"path = {path[:MAX_ERROR_CHARS]!r} leaves the event's folder by a wildcard",
            hint="outside of it only the file's name may hold * ? [",
        )
    if path.count("**") > 1 or (is_outside and "**" in path):
        raise ConfigError(
            f"path = {path[:MAX_ERROR_CHARS]!r} looks through folders of folders",
            hint="** may stand once, below the event's folder",
        )
    if is_outside:
        return (base / path).parent.glob(parts[-1])
    return base.glob(path)


def _head(path: Path) -> bytes:
    with open_file(path) as stream:
        head = b""
        while len(head) < HEAD_BYTES and (piece := stream.read(HEAD_BYTES - len(head))):
            head += piece
        return head


def _shape(head: bytes) -> str:
    """How a file begins, without its words: every letter an x, every digit a 9.

    A gap is told to everybody, and the file may hold posts and names.

    >>> _shape(b'{"user": "ada", "likes": 12}')
    '{"xxxx": "xxx", "xxxxx": 99}'
    """
    text = head[:SHAPE_BYTES].decode("utf-8", "replace")
    return "".join(
        "9" if c.isdecimal() else c if c.isascii() and not c.isalpha() else "x" for c in text
    )
