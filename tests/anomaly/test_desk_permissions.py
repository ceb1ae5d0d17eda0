"""A desk whose files may not be read or written: said in words, by every kind of command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.support.whole_desk import WholeDesk, commands, spoken

from uproar.errors import ConfigError, DiskError

NOBODY = 65534  # by definition: the user that owns nothing
NONE, READ = 0o000, 0o444
CASES = {
    "desk.db unreadable": ("desk.db", NONE),
    "desk.db not writable": ("desk.db", READ),
    "posts unreadable": ("posts", NONE),
    "log unreadable": ("posts/_delta_log", NONE),
    "a page unreadable": ("posts/tail-*.parquet", NONE),
    "annotations unreadable": ("annotations/language/*", NONE),
    "an annotation unreadable": ("annotations/language/*/*.parquet", NONE),
    "marks unreadable": ("marks/*/*", NONE),
    "a mark file unreadable": ("marks/*/*/themes@*.parquet", NONE),
    "a lock not writable": ("posts.lock", READ),
    "settings unreadable": ("uproar.toml", NONE),
    "the folder not writable": (".", 0o555),
}
ASKED = ("review log", "annotate", "export", "forget now", "doctor")


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Run as a user without rights where the tests run as one who may do everything."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    for parent in folder.parents:
        if not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o055)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("case", CASES)
def test_a_missing_permission_is_said(case: str, whole: WholeDesk, fast_path: Path) -> None:
    pattern, mode = CASES[case]
    failed = 0
    every = commands(whole.event)
    desk = whole.copy(fast_path)
    (path, *_) = sorted(desk.path.glob(pattern)) if pattern != "." else [desk.path]
    before = path.stat().st_mode
    with as_nobody(fast_path):
        for name in ASKED:
            path.chmod(mode)
            code, out, err = spoken(*every[name], "--desk", desk.path)
            path.chmod(before)
            assert code in (0, DiskError.exit_code, ConfigError.exit_code), (name, code, out, err)
            if code:
                failed += 1
                assert "ermission" in err or "readonly" in err or "unable to open" in err, err
                assert "hint: " in err
    assert failed


def test_a_compaction_that_the_disk_refuses_bars_no_other_command(
    whole: WholeDesk, fast_path: Path
) -> None:
    desk = whole.copy(fast_path)
    with as_nobody(fast_path):
        (desk.path / "posts").chmod(0o555)
        assert spoken("compact", "--desk", desk.path)[0] == DiskError.exit_code
        assert spoken("exports", "--desk", desk.path)[0] == 0
        (desk.path / "posts").chmod(0o755)
        code, _, err = spoken("exports", "--desk", desk.path)
    assert code == 0 and "finished 1 erasure(s)" in err
    assert list((desk.path / "posts").glob("tail-*")) == []
