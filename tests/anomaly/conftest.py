"""A desk with something of every kind on it, made once; tests change copies of it.

Desks are copied by the hundred here, and each write waits for the disk: a folder in memory, where
there is one, saves most of that. A kill and a damage do the same there.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.whole_desk import WholeDesk, whole_desk

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def fast_root() -> Iterator[Path]:
    is_usable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    with tempfile.TemporaryDirectory(dir=MEMORY if is_usable else None) as folder:
        yield Path(folder)


@pytest.fixture
def fast_path(fast_root: Path) -> Iterator[Path]:
    """A folder of the test's own, as `tmp_path` is."""
    with tempfile.TemporaryDirectory(dir=fast_root) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def whole(fast_root: Path) -> WholeDesk:
    return whole_desk(fast_root / "whole")
