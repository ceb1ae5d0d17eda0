"""Killed at any moment, written by two at once, read meanwhile, out of space."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from uproar.store import Desk

# A nursery imports once and forks a writer per line on stdin: "stream pages compacts". A writer
# appends pages of three posts, an edit and a reject from where its stream left off and says each
# cursor once it is acknowledged. `compacts` = every how many pages: so that kills hit that too.
NURSERY = """
import os, resource, sys
from pathlib import Path
import pyarrow as pa
from uproar.model import OPERATIONS, POSTS, REJECTS, Batch, text_id
from uproar.store import Desk

def row(id, stream, text, revision):
    return {"id": id, "platform": "x", "kind": "post", "text": text, "text_id": text_id(text),
            "revision": revision, "origin": f"{stream}#{id}"}

def page(stream, n):
    posts = [row(f"{stream}:{n}.{k}", stream, f"text {n} {k}", 0) for k in range(3)]
    edit = {"op": "edit", **row(f"{stream}:{n}.0", stream, f"edited {n}", 1)}
    reject = {"outcome": "rejected", "reason": "r", "detail": "", "origin": f"{stream}#{n}"}
    tables = [pa.Table.from_pylist(rows, schema=schema) for rows, schema in
              ((posts, POSTS), ([edit], OPERATIONS), ([reject], REJECTS))]
    return Batch(*tables, n_records=5)

def write(path, stream, pages, compacts):
    with Desk.open(path) as desk:
        done = desk.posts.cursor(stream)
        for n in range(0 if done is None else int(done) + 1, pages):
            desk.append("e", page(stream, n), stream=stream, cursor=str(n))
            print(n, flush=True)
            if compacts and n % compacts == compacts - 1:
                desk.compact()

for line in sys.stdin:
    stream, pages, compacts = line.split()
    pid = os.fork()
    if pid == 0:
        print("pid", os.getpid(), flush=True)
        write(Path(sys.argv[1]), stream, int(pages), int(compacts))
        os._exit(0)
    print("ended", os.waitpid(pid, 0)[1], flush=True)
"""
KILLS = 50


class Nursery:
    """Starts writers on a desk, kills them, and remembers what they acknowledged."""

    def __init__(self, desk: Path) -> None:
        command = [sys.executable, "-u", "-c", NURSERY, str(desk)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        self.acknowledged = -1

    def begin(self, stream: str, *, pages: int = 10**6, compacts: int = 0) -> int:
        self._process.stdin.write(f"{stream} {pages} {compacts}\n")
        self._process.stdin.flush()
        return int(self.line().split()[1])

    def line(self) -> str:
        said = self._process.stdout.readline()
        if said.strip().isdigit():
            self.acknowledged = max(self.acknowledged, int(said))
        return said

    def end(self) -> int:
        """Wait until the writer is gone; gives its exit status or signal."""
        while not (said := self.line()).startswith("ended"):
            assert said, "the nursery died"
        return int(said.split()[1])

    def close(self) -> None:
        self._process.communicate()


def check_whole(path: Path, stream: str, acknowledged: int) -> int:
    """Nothing acknowledged is missing, nothing is there twice; gives the number of pages."""
    with Desk.open(path) as desk:
        (coverage,) = [c for c in desk.coverage.for_event("e") if c.stream == stream]
        posts = desk.posts.posts("e")
        ids = [i for i in posts["id"].to_pylist() if i.startswith(f"{stream}:")]
        texts = dict(zip(posts["id"].to_pylist(), posts["text"].to_pylist(), strict=True))
        pages = int(desk.posts.cursor(stream) or -1) + 1
        n_rejects = desk.rejects.load("e", stream).num_rows
    assert pages > acknowledged
    assert sorted(ids) == sorted(f"{stream}:{n}.{k}" for n in range(pages) for k in range(3))
    assert all(texts[f"{stream}:{n}.0"] == f"edited {n}" for n in range(pages))
    counts = coverage.counts
    assert (counts.kept, counts.edits, counts.repeats) == (3 * pages, pages, 0)
    # The page a kill fell into may have left its reject, which the next try finds there.
    assert counts.rejected == pages and n_rejects in (pages, pages + 1)
    return pages


def test_fifty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    desk, seed = tmp_path / "desk", random.Random(7)
    Desk.create(desk).close()
    nursery = Nursery(desk)
    for _ in range(KILLS):
        writer = nursery.begin("s", compacts=5)
        for _ in range(seed.randint(0, 2)):
            nursery.line()
        time.sleep(seed.random() * 0.15)
        os.kill(writer, signal.SIGKILL)
        assert nursery.end() == signal.SIGKILL, "the writer had ended by itself"
    nursery.close()
    assert check_whole(desk, "s", nursery.acknowledged) > KILLS / 2


def test_two_writers_and_a_reader_at_once(tmp_path: Path) -> None:
    path = tmp_path / "desk"
    Desk.create(path).close()
    nurseries = [Nursery(path), Nursery(path)]
    for nursery, stream, compacts in zip(nurseries, "ab", (4, 0), strict=True):
        nursery.begin(stream, pages=12, compacts=compacts)
    n_before = n_reads = 0
    with Desk.open(path) as desk:
        while n_before < 2 * 12 * 3:
            ids = desk.posts.posts("e", desk.posts.state())["id"].to_pylist()
            assert len(ids) == len(set(ids)) >= n_before
            assert len(ids) % 3 == 0, "half a page was seen"
            n_before, n_reads = len(ids), n_reads + 1
    assert [nursery.end() for nursery in nurseries] == [0, 0] and n_reads > 1
    for nursery in nurseries:
        nursery.close()
    assert check_whole(path, "a", 11) == check_whole(path, "b", 11) == 12


def limited(path: Path, before: str, after: str) -> "subprocess.CompletedProcess[str]":
    """Append a page of incompressible text under a limit on file sizes, set before or after."""
    code = (
        NURSERY[: NURSERY.index("for line in sys.stdin")]
        + f"""
def limit(n):
    resource.setrlimit(resource.RLIMIT_FSIZE, (n, n))
{before}
desk = Desk.open(Path(sys.argv[1]))
{after}
long = "".join(chr(0x4E00 + i * i * 31 % 20000) for i in range(9000))
posts = pa.Table.from_pylist([row("s:long", "s", long, 0)], schema=POSTS)
empty = page("s", 0)
desk.append("e", Batch(posts, empty.operations.slice(1), empty.rejects.slice(1), 1),
            stream="s", cursor="long")
"""
    )
    command = [sys.executable, "-c", code, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("when", [("limit(2000)", ""), ("", "limit(2000)"), ("", "limit(150)")])
def test_a_full_disk_is_said_and_harms_nothing(tmp_path: Path, when: tuple[str, str]) -> None:
    path = tmp_path / "desk"
    Desk.create(path).close()
    nursery = Nursery(path)
    nursery.begin("s", pages=3)
    assert nursery.end() == 0
    failed = limited(path, *when)
    assert failed.returncode == 1
    assert "DiskError: cannot " in failed.stderr and "free some space" in failed.stderr
    assert check_whole(path, "s", 2) == 3
    nursery.begin("s", pages=5)
    assert nursery.end() == 0
    nursery.close()
    assert check_whole(path, "s", 4) == 5
