"""The sources of the shipped weights are checked before anything is trained."""

from __future__ import annotations

from pathlib import Path

import pytest
from training import sources

from uproar.errors import UproarError


def _source(path: str, folder: Path, files: str = "", licence: str = "MIT") -> sources.Source:
    return sources.Source(path, sources.digest(folder / path, files), licence, "made here", files)


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one file and one folder, both listed with their digests."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pairs.txt").write_text("one\tuno\n")
    (tmp_path / "pages" / "a.md").write_text("a")
    monkeypatch.setattr(sources, "SHARED", (_source("pairs.txt", tmp_path),))
    monkeypatch.setattr(sources, "GATHERED", (_source("pages", tmp_path, "*.md"),))
    return tmp_path


def test_the_same_sources_pass(listed: Path) -> None:
    assert sources.check(listed, listed) == []


@pytest.mark.parametrize("changed", ["pairs.txt", "pages/a.md", "pages/b.md"])
def test_a_changed_or_added_file_is_refused(listed: Path, changed: str) -> None:
    (listed / changed).write_text("other")
    with pytest.raises(UproarError, match=changed.split("/")[0]) as refused:
        sources.check(listed, listed)
    assert "--other-data" in refused.value.hint


def test_other_data_may_be_meant(listed: Path) -> None:
    (listed / "pairs.txt").write_text("other")
    assert len(sources.check(listed, listed, other_data=True)) == 1


def test_files_that_are_not_read_do_not_count(listed: Path) -> None:
    (listed / "pages" / "notes.txt").write_text("not read")
    assert sources.check(listed, listed) == []


def test_an_absent_source_is_named(listed: Path) -> None:
    (listed / "pairs.txt").unlink()
    with pytest.raises(UproarError, match=r"no .*pairs\.txt"):
        sources.check(listed, listed, other_data=True)


def test_a_licence_that_does_not_allow_shipping_is_refused(listed: Path) -> None:
    unclean = _source("pairs.txt", listed, licence="CC BY-NC-ND 4.0")
    with pytest.raises(UproarError, match="CC BY-NC-ND"):
        sources.check_licences([unclean])


def test_all_that_is_listed_has_a_digest_and_a_clean_licence() -> None:
    every = (*sources.SHARED, *sources.GATHERED)
    sources.check_licences(every)
    assert all(len(s.sha256) == 64 and s.origin for s in every)
