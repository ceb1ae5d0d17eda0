"""Shipped weights are read only when they are the ones that were shipped."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from uproar.errors import UproarError
from uproar.models import load


def test_every_listed_file_is_there_and_intact() -> None:
    for name in load.digests():
        assert load.path(name).is_file()


@pytest.mark.parametrize("name", [name for name in load.digests() if name.endswith(".npz")])
def test_arrays_are_mapped_as_they_lie_in_the_file(name: str) -> None:
    found = load.arrays(name)
    with np.load(load.path(name)) as stored:
        assert sorted(found) == sorted(stored.files)
        for key, array in found.items():
            assert array.dtype == stored[key].dtype
            assert np.array_equal(array, stored[key])
            assert not array.flags.writeable and not array.flags.owndata
            assert array.flags.aligned


def test_compressed_arrays_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "small.npz"
    np.savez_compressed(file, rows=np.zeros(3))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    monkeypatch.setattr(load, "digests", lambda: {file.name: digest})
    with pytest.raises(UproarError, match="is compressed"):
        load.arrays(file.name, folder=tmp_path)


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
