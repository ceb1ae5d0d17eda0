"""Exports where the disk is full, the name is no file's, or the process dies in the middle."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.support.event_folders import event_folder, told, uproar, varied
from tests.support.evidence import joy

from uproar.pipeline.exporting import note_export
from uproar.store import Desk
from uproar.store.whole_file import DRAFT, save_whole, sweep_drafts
from uproar.tell import draft, fill, renderers

AT = datetime(2026, 1, 1, tzinfo=UTC)
OLD = b"the good file of before"


@pytest.fixture(scope="module")
def told_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    return told(folder / "desk", event_folder(folder / "event", varied()))


@pytest.fixture
def desk(told_desk: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(told_desk, tmp_path / "desk"))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A file from an earlier export."""
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "report.html"
    path.write_bytes(OLD)
    return path


def ledger(desk: Path) -> list[str]:
    with Desk.open(desk) as opened:
        return [export.target for export in opened.exports.all()]


def drafts(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if DRAFT in path.name]


def test_a_file_is_replaced_whole_and_keeps_its_permissions(desk: Path, report: Path) -> None:
    report.chmod(0o640)
    assert uproar("export", "html", "-o", report, "--desk", desk) == 0
    assert report.read_bytes().startswith(b"<!doctype html>")
    assert report.read_bytes().rstrip().endswith(b"</html>")
    assert report.stat().st_mode & 0o777 == 0o640
    assert ledger(desk) == [str(report)] and drafts(report.parent) == []


def test_a_link_is_followed(desk: Path, report: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.html"
    link.symlink_to(report)
    assert uproar("export", "html", "-o", link, "--desk", desk) == 0
    assert link.is_symlink() and report.read_bytes() != OLD
    assert ledger(desk) == [str(report)]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing/report.html", "there is no folder"),
        ("out", "is a folder"),
        ("out/", "is a folder"),
        ("nowhere/", "is a folder"),
        (".", "is a folder"),
        ("out/report.html/page.html", "there is no folder"),
        ("pipe.html", "is no file"),
        ("loop.html", "cannot be the name of a file"),
        ("x" * 300, "cannot be the name of a file"),
    ],
)
def test_a_name_that_no_file_can_have_is_refused_in_words(
    name: str, says: str, desk: Path, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = report.parents[1]
    os.mkfifo(root / "pipe.html")
    (root / "loop.html").symlink_to(root / "loop.html")
    before = sorted(path for path in root.rglob("*") if "desk" not in path.parts[-2:])
    assert uproar("export", "html", "-o", f"{root}/{name}", "--desk", desk) == 2
    said = capsys.readouterr().err
    assert says in said and "Traceback" not in said
    assert ledger(desk) == [] and report.read_bytes() == OLD
    assert {p for p in root.iterdir()} <= {*before, desk}


def test_a_full_disk_leaves_the_file_of_before_and_no_entry(
    desk: Path, report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("uproar.store.whole_file.os.fsync", full)
        assert uproar("export", "html", "-o", report, "--desk", desk) != 0
    said = capsys.readouterr().err
    assert "No space left on device" in said and "free some space" in said
    assert "Traceback" not in said
    assert report.read_bytes() == OLD and drafts(report.parent) == [] and ledger(desk) == []
    assert uproar("export", "html", "-o", report, "--desk", desk) == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system that a report does not fit on twice."""
    place = tmp_path / "disk"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mounting, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_really_full(
    desk: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = small_disk / "report.html"
    report.write_bytes(OLD)
    (small_disk / "ballast").write_bytes(bytes(36_000))
    assert uproar("export", "html", "-o", report, "--desk", desk) != 0
    assert "No space left on device" in capsys.readouterr().err
    assert report.read_bytes() == OLD and drafts(small_disk) == [] and ledger(desk) == []
    (small_disk / "ballast").unlink()
    assert uproar("export", "text", "-o", report, "--desk", desk) == 0


KILLED = """
import os, signal, sys
from uproar.cli import main
from uproar.store import whole_file
calls = iter(range(1, 100))
real = os.{function}

def dying(*words):
    if next(calls) == {n}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*words)

os.{function} = dying
sys.exit(main({words!r}))
"""


@pytest.mark.parametrize(
    ("function", "n", "is_new"),
    [("fsync", 1, False), ("fsync", 2, True), ("fchmod", 1, False), ("replace", 1, False)],
)
def test_a_killed_export_leaves_a_whole_file_and_its_draft_is_swept(
    function: str, n: int, is_new: bool, desk: Path, report: Path
) -> None:
    words = ["export", "html", "-o", str(report), "--desk", str(desk)]
    code = KILLED.format(function=function, n=n, words=words)
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert (report.read_bytes() != OLD) == is_new
    assert not is_new or report.read_bytes().rstrip().endswith(b"</html>")
    assert ledger(desk) == [str(report)]  # nothing is outside that the desk does not know of
    assert len(drafts(report.parent)) == (0 if is_new else 1)
    assert uproar("compact", "--desk", desk) == 0
    assert drafts(report.parent) == []


def test_the_next_export_into_the_folder_sweeps_it_too(desk: Path, report: Path) -> None:
    stray = report.with_name(f".0123456789abcdef{DRAFT}")
    stray.write_bytes(b"words of a post")
    others = report.with_name(".notes")
    others.write_bytes(b"somebody else's")
    assert uproar("export", "text", "-o", report.parent / "a", "--desk", desk) == 0
    assert drafts(report.parent) == [] and others.exists()


def test_a_draft_that_is_being_written_stays(report: Path) -> None:
    stray = report.with_name(f".0123456789abcdef{DRAFT}")
    with stray.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        sweep_drafts(report.parent)
        assert stray.exists()
    sweep_drafts(report.parent)
    assert not stray.exists()


def test_a_draft_that_is_swept_before_it_is_locked_is_begun_again(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = fcntl.flock, []

    def raced(file: object, kind: int) -> None:
        calls.append(kind)
        if len(calls) == 1:
            sweep_drafts(report.parent)
        real(file, kind)  # type: ignore[arg-type]  # a file

    monkeypatch.setattr("uproar.store.whole_file.fcntl.flock", raced)
    save_whole(report, b"new")
    assert report.read_bytes() == b"new" and drafts(report.parent) == []
    assert len(calls) == 3  # the swept one, the sweep, the new one


ODD = ("forum:plain", 'forum:a "quoted", <odd> & id', "forum:a&amp;b", "forum:back\\slash", "x:1,2")


@pytest.mark.parametrize("form", ["json", "html"])
def test_the_ledger_names_every_post_that_the_file_names(form: str, desk: Path) -> None:
    """Posts behind a figure are listed without being quoted, in the spelling of the format."""
    evidence = joy()
    findings = {i: replace(f, evidence=ODD) for i, f in evidence.findings.items()}
    evidence = replace(evidence, findings=findings)
    filled = fill(draft(evidence), evidence)
    content = renderers()[form].render(filled)
    with Desk.open(desk) as opened:
        note_export(opened, filled, content, format_name=form, target="-", by="E", exported_at=AT)
        plain = renderers()["text"].render(filled)
        note_export(opened, filled, plain, format_name="text", target="-", by="E", exported_at=AT)
        listing, other = opened.exports.all()
    assert {*ODD} <= {*listing.post_ids}
    assert not {*ODD} & {*other.post_ids}
