"""A disk that fills during each command that writes: said, nothing half written, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.support.whole_desk import COLUMNS, WholeDesk, commands, spoken

from uproar.errors import ConfigError, DiskError
from uproar.store import Desk

# Bytes that are free when a command begins: none, a page of SQLite or two, a small file, more.
ROOMS = (0, 12_288, 40_960, 131_072)
WRITING = (
    *("event again", "gather", "annotate", "measure", "story", "cut", "clear", "listen", "export"),
    *("forget", "forget now", "compact", "mend"),
)
IN_SHORT = ("gather", "measure", "cut", "forget now", "mend")


def writing(whole: WholeDesk) -> dict[str, tuple[object, ...]]:
    """The commands that write, each with something to do."""
    every = commands(whole.event)
    every["gather"] = ("gather", whole.root / "fresh.jsonl", *COLUMNS)
    every["mend"] = ("doctor", "--mend")
    return {name: every[name] for name in WRITING}


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of its own in memory; its size is set with `resized`."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder],
        capture_output=True,
        check=False,
    )
    if made.returncode != 0:
        pytest.skip("needs the right to mount a small file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def resized(disk: Path, room: int) -> None:
    """Leave so many bytes free."""
    free = os.statvfs(disk)
    used = (free.f_blocks - free.f_bfree) * free.f_frsize
    size = f"remount,size={used + room}"
    subprocess.run(["mount", "-o", size, disk], check=True, capture_output=True)


def check_full(whole: WholeDesk, name: str, room: int, folder: Path) -> int:
    """Run a command with so much room, then again with enough; gives its first exit code."""
    shutil.rmtree(folder, ignore_errors=True)
    with small_disk(folder) as disk:
        desk = whole.copy(disk)
        if name == "mend":
            shutil.rmtree(desk.path / "marks")
        ids = set(posts(desk))
        resized(disk, room)
        words = writing(whole)[name]
        code, _, err = spoken(*words, "--desk", desk.path)
        assert code in (0, DiskError.exit_code), (name, room, code, err)
        if code:
            assert "hint: " in err and "space" in err, err
        resized(disk, 32_000_000)
        examined, out, err = spoken(
            "doctor", *(["--mend"] if name == "mend" else []), "--desk", desk.path
        )
        assert examined == 0, (name, room, out, err)
        halves = [path for path in desk.path.rglob("*.draft") if "fresh" not in path.name]
        assert halves == [], (name, room)
        if not name.startswith("forget") and name != "gather":
            assert ids == set(posts(desk))
        again, _, err = spoken(*words, "--desk", desk.path)
        is_done = name in ("cut", "forget", "forget now") and again == ConfigError.exit_code
        assert again == 0 or is_done, (name, room, again, err)
    return code


def posts(desk: WholeDesk) -> list[str]:
    with Desk.open(desk.path) as opened:
        return [str(i) for i in opened.posts.posts("glass", columns=["id"])["id"].to_pylist()]


@pytest.fixture(scope="module")
def fresh(whole: WholeDesk) -> Path:
    """A file of posts that the desk has not seen."""
    path = whole.root / "fresh.jsonl"
    lines = (whole.root / "third.jsonl").read_text(encoding="utf-8").splitlines()
    renamed = [line.replace('"id": "p', '"id": "fresh') for line in lines]
    path.write_text("\n".join(renamed), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", IN_SHORT)
def test_a_full_disk_is_said(name: str, whole: WholeDesk, fresh: Path, tmp_path: Path) -> None:
    assert check_full(whole, name, ROOMS[0], tmp_path / "disk") == DiskError.exit_code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", [("export", "json"), ("review", "list"), ("exports",)])
def test_a_full_disk_under_the_output_is_said(
    words: tuple[str, ...], whole: WholeDesk, fast_path: Path
) -> None:
    desk = whole.copy(fast_path)
    command = [sys.executable, "-m", "uproar", *words, "--desk", str(desk.path)]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == DiskError.exit_code
    assert "cannot write what is printed: No space left" in ended.stderr
    assert "Traceback" not in ended.stderr and "Exception" not in ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITING)
def test_a_disk_that_fills_harms_no_command(
    name: str, whole: WholeDesk, fresh: Path, tmp_path: Path
) -> None:
    codes = [check_full(whole, name, room, tmp_path / "disk") for room in ROOMS]
    assert DiskError.exit_code in codes or name == "annotate", codes
