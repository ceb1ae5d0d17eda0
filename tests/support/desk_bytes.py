"""Everything that a desk's files say: their bytes, and what is packed or encoded in them."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq


def remnants(desk: Path, *words: str) -> list[tuple[str, str]]:
    """Each (file, word) of these words that a file of the desk holds, raw or decoded."""
    hits = set()
    for path in sorted(p for p in desk.rglob("*") if p.is_file()):
        for content in contents(path):
            for word in words:
                if word.encode() in content or word in str(path):
                    hits.add((str(path.relative_to(desk)), word))
    return sorted(hits)


def contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file, and of what is packed in it: Parquet, SQLite, zip."""
    raw = path.read_bytes()
    yield raw
    if path.suffix == ".parquet" or path.name.endswith(".checkpoint.parquet"):
        with pq.ParquetFile(path) as file:
            yield str(file.read().to_pylist()).encode()
            groups = range(file.num_row_groups)
            yield str([file.metadata.row_group(g).to_dict() for g in groups]).encode()
    if raw.startswith(b"SQLite format 3"):
        yield from _cells(path)
    yield from _unzipped(raw)


def _cells(path: Path) -> Iterator[bytes]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as sql:
        tables = sql.execute("select name from sqlite_master where type = 'table'").fetchall()
        for (table,) in tables:
            for row in sql.execute(f'select * from "{table}"'):
                for cell in row:
                    if isinstance(cell, bytes):
                        yield cell
                        yield from _unzipped(cell)
                    elif cell is not None:
                        yield str(cell).encode()


def _unzipped(raw: bytes) -> Iterator[bytes]:
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for name in archive.namelist():
                yield archive.read(name)
