"""Shipped weights are read only when they are the ones that were shipped."""

from pathlib import Path

import pytest

from uproar.errors import UproarError
from uproar.models import load


def test_every_listed_file_is_there_and_intact() -> None:
    for name in load.digests():
        assert load.path(name).is_file()


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    name = next(iter(load.digests()))
    (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(UproarError, match="has SHA-256"):
        load.path(name, folder=tmp_path)


def test_a_missing_or_unknown_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UproarError, match="no model file"):
        load.path(next(iter(load.digests())), folder=tmp_path)
    with pytest.raises(UproarError, match="no model file"):
        load.path("other.npz")
