"""Reading Parquet files of a desk: whole and checked, or an error that says which is damaged."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from uproar.errors import DamageError
from uproar.store.damage.errors import damage, disk_error, in_short
from uproar.store.oplog.disk import disk_errors

log = logging.getLogger(__name__)

# What the system or the folder, not the file, is to blame for.
_SYSTEM = (
    *(errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM),
    errno.ENOTDIR,
)


@contextmanager
def _parquet(path: Path) -> Iterator[pq.ParquetFile]:
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            yield file
    except FileNotFoundError:
        raise
    except OSError as error:
        if error.errno in _SYSTEM:
            raise disk_error(path, error, doing="read") from error
        raise damage(path, _why(path, error)) from error
    except (pa.ArrowException, UnicodeDecodeError) as error:  # the latter: of a column's name
        raise damage(path, _why(path, error)) from error


def _why(path: Path, error: Exception) -> str:
    if path.is_dir():
        return "a folder lies in its place"
    return "it is empty" if path.stat().st_size == 0 else in_short(error)


def read_parquet(path: Path | str, columns: Sequence[str]) -> pa.Table:
    """Some columns of a file, each page checked against its checksum.

    Raises DamageError where it is not a Parquet file with these columns, FileNotFoundError where
    there is none: a compaction may have taken it away.
    """
    with _parquet(Path(path)) as file:
        _need(Path(path), file, columns)
        return file.read(columns=list(columns), use_threads=False)


def read_whole(path: Path | str, *, needs: Sequence[str] = ()) -> pa.Table:
    """All columns of a file, which has those that are needed; raises as `read_parquet` does."""
    with _parquet(Path(path)) as file:
        _need(Path(path), file, needs)
        return file.read(use_threads=False)


def read_or_delete(path: Path, *, needs: Sequence[str]) -> pa.Table | None:
    """A file that can be made anew, as `read_whole` reads it; None: it was damaged, so it is gone.

    For erasures: nobody can say what a file holds that cannot be read.
    """
    try:
        return read_whole(path, needs=needs)
    except DamageError as error:
        log.warning("%s; deleted", error.message)
        delete_derived(path)
        return None


def delete_derived(path: Path) -> None:
    """Delete a file that can be made anew, or the empty folder in its place.

    Raises DamageError where the folder holds anything.
    """
    with disk_errors(path):
        if not path.is_dir():
            path.unlink(missing_ok=True)
            return
        if any(path.iterdir()):
            raise damage(path, "a folder with files in it lies in its place")
        path.rmdir()


def read_row_groups(path: Path | str, columns: Sequence[str]) -> Iterator[pa.Table]:
    """A file's rows, a part at a time; raises as `read_parquet` does."""
    with _parquet(Path(path)) as file:
        _need(Path(path), file, columns)
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, columns=list(columns), use_threads=False)


def count_rows(path: Path | str) -> int:
    """How many rows a file has; raises as `read_parquet` does."""
    with _parquet(Path(path)) as file:
        return file.metadata.num_rows


def parquet_schema(path: Path | str) -> pa.Schema:
    """A file's columns; raises as `read_parquet` does."""
    with _parquet(Path(path)) as file:
        return file.schema_arrow


def _need(path: Path, file: pq.ParquetFile, columns: Sequence[str]) -> None:
    lacking = sorted(set(columns) - set(file.schema_arrow.names))
    if lacking:
        raise damage(path, f"it has no column {lacking[0]!r}")
