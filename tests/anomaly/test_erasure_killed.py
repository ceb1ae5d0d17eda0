"""A forget that is killed, at any file it touches, is finished by whoever opens the desk next."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.support.desk_bytes import remnants
from tests.support.event_folders import event_folder, told, uproar, varied

from uproar.store import Desk

WORD = "zanzibarquux"
ROWS = [
    {**each, "id": f"their{each['id']}z", "text": each["text"].replace("ladder", WORD)}
    if "ladder" in each["text"]
    else each
    for each in varied()
]
IDS = [f"forum:{each['id']}" for each in ROWS if WORD in each["text"]]
# Runs a command, and dies as a killed process does when the n-th file or statement is reached.
DYING = """
import os, signal, sys
left = int(sys.argv[1])

def hook(event, args):
    global left
    if event in ("open", "os.rename", "os.remove") and sys.argv[2] in str(args):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

from uproar.cli import main
import uproar.pipeline.forgetting, uproar.store.desk
sys.addaudithook(hook)
code = main(sys.argv[3:])
print("events", int(sys.argv[1]) - left, file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def told_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed")
    return told(folder / "desk", event_folder(folder / "event", ROWS))


def forget_until(desk: Path, event: int) -> subprocess.CompletedProcess[str]:
    words = ["forget", *IDS, "--now", "--by", "E", "--desk", str(desk)]
    command = [sys.executable, "-c", DYING, str(event), str(desk), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def commands(desk: Path) -> list[Callable[[], int]]:
    """Commands of every kind, none of which is about erasing."""
    return [
        lambda: uproar("exports", "--desk", desk),
        lambda: uproar("why", "0", "--desk", desk),
        lambda: uproar("rejects", "--desk", desk),
        lambda: uproar("review", "log", "--desk", desk),
        lambda: uproar("event", "--desk", desk),
        lambda: uproar("gather", "--desk", desk),
    ]


def check_killed(told_desk: Path, folder: Path, event: int, turn: int) -> bool:
    """Kill one erasure and let another command finish it; returns whether it had begun."""
    desk = Path(shutil.copytree(told_desk, folder / f"desk{event}"))
    killed = forget_until(desk, event)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with closing(sqlite3.connect(desk / "desk.db")) as sql:
        (n_begun,) = sql.execute("select count(*) from erasure").fetchone()
    after = commands(desk)
    assert after[turn % len(after)]() == 0
    with Desk.open(desk) as opened:
        assert not opened.begun.all()
        assert len(opened.posts.erasures()) == (1 if n_begun else len(opened.posts.erasures()))
        is_erased = bool(opened.posts.erasures())
    if n_begun:
        assert remnants(desk, WORD, *IDS) == [], f"killed at {event}"
    shutil.rmtree(desk)
    return is_erased


@pytest.fixture(scope="module")
def n_events(told_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many files an erasure touches that nobody kills."""
    desk = Path(shutil.copytree(told_desk, tmp_path_factory.mktemp("whole") / "desk"))
    whole = forget_until(desk, 10**6)
    assert whole.returncode == 0, whole.stderr
    assert remnants(desk, WORD, *IDS) == []
    return int(whole.stderr.rpartition("events ")[2])


def test_a_killed_erasure_is_finished_by_the_next_command(
    told_desk: Path, n_events: int, tmp_path: Path
) -> None:
    places = sorted({1 + k * (n_events - 1) // 5 for k in range(6)})
    outcomes = [check_killed(told_desk, tmp_path, p, turn) for turn, p in enumerate(places)]
    assert True in outcomes and len(places) == 6


@pytest.mark.slow
def test_a_killed_erasure_is_finished_wherever_it_was(
    told_desk: Path, n_events: int, tmp_path: Path
) -> None:
    for turn, place in enumerate(range(1, n_events + 1)):
        check_killed(told_desk, tmp_path, place, turn)


def test_it_is_said_that_an_erasure_was_finished(
    told_desk: Path, n_events: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Path(shutil.copytree(told_desk, tmp_path / "desk"))
    assert forget_until(desk, n_events // 2).returncode == -signal.SIGKILL
    capsys.readouterr()
    assert uproar("exports", "--desk", desk) == 0
    assert "finished 1 erasure(s) that had been interrupted" in capsys.readouterr().err
    assert uproar("exports", "--desk", desk) == 0
    assert capsys.readouterr().err == ""


def test_an_erasure_under_way_is_left_to_the_process_that_runs_it(
    told_desk: Path, tmp_path: Path
) -> None:
    desk = Path(shutil.copytree(told_desk, tmp_path / "desk"))
    with Desk.open(desk) as opened:
        other = os.fork()
        if other == 0:  # holds the lock as a running forget does, until it is killed
            import fcntl
            import time

            with (desk / "erasure.lock").open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                (desk / "held").touch()
                time.sleep(60)
            os._exit(0)
        try:
            while not (desk / "held").exists():
                pass
            at = datetime(2026, 1, 1, tzinfo=UTC)
            from uproar.store.desk_db.erasures import BegunErasure

            opened.begun.add(BegunErasure("r", tuple(IDS), (), "E", "asked", at, False))
            assert opened.finish_erasures() == 0 and opened.begun.all()
        finally:
            os.kill(other, signal.SIGKILL)
            os.waitpid(other, 0)
        assert opened.finish_erasures() == 1 and not opened.begun.all()
