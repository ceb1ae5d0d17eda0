"""One writer at a time, across threads and processes."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedWriter
from pathlib import Path

from uproar.store.oplog.disk import disk_errors


@contextmanager
def exclusive_lock(path: Path) -> Iterator[None]:
    """Hold the lock of this file while others wait; the system releases it if the process dies."""
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def free_lock(path: Path) -> Iterator[bool]:
    """Hold the lock if nobody does, without waiting; yields whether it is held now."""
    with _opened(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _opened(path: Path) -> BufferedWriter:
    with disk_errors(path):
        return path.open("ab")
