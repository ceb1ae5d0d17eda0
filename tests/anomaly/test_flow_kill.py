"""`uproar gather` killed at random moments, then run again: nothing lost, nothing doubled."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.support.event_folders import event_folder, row, uproar

from uproar.store import Desk

N_POSTS, KILLS = 30_000, 5


def written(desk: Path) -> int:
    """How many files the posts lie in: it grows as soon as a page is being taken in."""
    return sum(1 for _ in (desk / "posts").rglob("*"))


def test_gathering_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    rows = [row(i, f"Ansel and kettle number {i}") for i in range(N_POSTS)]
    event = event_folder(tmp_path / "event", rows)
    desk = tmp_path / "desk"
    assert uproar("init", desk) == 0
    assert uproar("event", event, "--desk", desk) == 0
    chance = random.Random(5)
    command = [sys.executable, "-m", "uproar", "gather", "--desk", str(desk)]
    killed = 0
    for _ in range(KILLS):
        before = written(desk)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while written(desk) == before and process.poll() is None:
            time.sleep(0.002)
        time.sleep(chance.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
    assert killed
    assert uproar("gather", "--desk", desk) == 0
    with Desk.open(desk) as one:
        ids = one.posts.posts("glass", one.posts.state())["id"].to_pylist()
        (counted,) = one.coverage.for_event("glass")
    assert sorted(ids) == sorted(f"forum:p{i}" for i in range(N_POSTS))
    assert (counted.n_records, counted.counts.posts) == (N_POSTS, N_POSTS)
