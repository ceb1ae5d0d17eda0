"""The disk itself: pushing bytes to it, and saying in words what it refuses."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from uproar.store.damage.errors import disk_error


def sync(path: Path) -> None:
    """Push a file or a folder's list of names to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn an OSError (disk full, no permission, a folder in the way) into one that says so."""
    try:
        yield
    except OSError as error:
        raise disk_error(path, error, doing="write") from error
