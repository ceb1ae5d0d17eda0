"""Labelled sets in the layout of the data folder, plain or packed, with the splits they have."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import zstandard

# The first of these that a folder has is what it is measured on.
MEASURED = ("test", "heldout", "dev", "val", "valid", "validation")

Table = list[dict[str, str]]


def text_of(path: Path) -> str:
    """A file as text, decompressed where its name ends in .zst."""
    content = path.read_bytes()
    if path.suffix == ".zst":
        content = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(content)).read()
    return content.decode("utf-8")


def table(path: Path) -> Table:
    """The rows of a TSV or CSV file with a header."""
    csv.field_size_limit(10_000_000)
    delimiter = "," if ".csv" in path.name else "\t"
    content = io.StringIO(text_of(path), newline="")
    return [dict(row) for row in csv.DictReader(content, delimiter=delimiter)]


def tables(folder: Path) -> dict[str, Path]:
    """Name without its endings → file, for every table in the folder."""
    found = {}
    for path in sorted(folder.iterdir()):
        match = re.fullmatch(r"(.+?)\.(?:tsv|csv)(?:\.zst)?", path.name)
        if match:
            found[match[1]] = path
    return found


def split(folder: Path, names: tuple[str, ...], prefix: str = "") -> Path | None:
    """The first split of these names that the folder has, as `<prefix><name>`."""
    found = tables(folder)
    return next((found[prefix + name] for name in names if prefix + name in found), None)


def pairs(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """(language, its sentences, their English) of every `xxx-eng.tsv`."""
    for name, path in tables(folder).items():
        if name.endswith("-eng"):
            rows = [tuple(row.values()) for row in table(path)]
            yield name.removesuffix("-eng"), [r[0] for r in rows], [r[1] for r in rows]
