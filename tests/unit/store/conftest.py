"""A desk and made-up posts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from uproar.store import Desk, PostStore


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "desk") as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> PostStore:
    (tmp_path / "desk").mkdir()
    return PostStore.create(tmp_path / "desk")
