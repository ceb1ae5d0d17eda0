"""Runs commands in forked children and kills them; a process of its own, spoken to in JSON lines.

Everything is imported once, so that a child begins at once. A child dies at the n-th thing it does
to the desk's files (a file opened, renamed, deleted or pushed to the disk, a statement of SQL, a
commit to the log), or after so many seconds. This process itself touches no desk: what reads the
log keeps threads, which a fork does not survive.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

WARM = (
    *("uproar.cli", "uproar.pipeline.deciding", "uproar.pipeline.editing", "uproar.pipeline.forgetting"),
    *("uproar.pipeline.doctoring", "uproar.pipeline.recalling", "uproar.measure.themes.coding_sheet"),
    *("uproar.store.desk", "uproar.tell.write.llm", "deltalake", "duckdb", "sklearn.cluster"),
)  # fmt: skip
FILE_EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir")


class Deaths:
    """Counts what a child does, and kills it at the one it is to die at."""

    def __init__(self, desk: str, last: int) -> None:
        self.desk, self.last, self.done = desk, last, 0

    def count(self, *_: object) -> None:
        self.done += 1
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(self, event: str, args: tuple[Any, ...]) -> None:
        if event in FILE_EVENTS and self.desk in str(args[0]):
            self.count()

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **named: Any) -> Any:
            self.count()
            value = function(*args, **named)
            self.count()
            return value

        return counted

    def watch(self) -> None:
        """Count from here on."""
        from deltalake import DeltaTable

        connect = sqlite3.connect

        def traced(*args: Any, **named: Any) -> sqlite3.Connection:
            connection = connect(*args, **named)
            connection.set_trace_callback(self.count)
            return connection

        sqlite3.connect = traced
        sys.addaudithook(self.audit)
        os.fsync = self.around(os.fsync)
        for name in ("create_write_transaction", "create_checkpoint"):
            setattr(DeltaTable, name, self.around(getattr(DeltaTable, name)))


def run(job: dict[str, Any]) -> int:
    """One command, in this process, with its output in files."""
    from uproar.cli import main

    for name, number in (("out", 1), ("err", 2)):
        descriptor = os.open(job[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(descriptor, number)
    deaths = Deaths(job["desk"], job["last"])
    deaths.watch()
    code = main(job["words"])
    sys.stdout.flush()
    with open(job["count"], "w") as file:  # noqa: PTH123
        file.write(str(deaths.done))
    return code


def born(job: dict[str, Any]) -> int:
    """Run a command in a child until it ends or dies; gives its status as the system says it."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(run(job))
        except BaseException:  # noqa: BLE001 - the child must not go on in the parent's place
            traceback.print_exc()
            os._exit(99)
    if job["seconds"] is not None:
        time.sleep(job["seconds"])
        os.kill(child, signal.SIGKILL)
        return os.waitpid(child, 0)[1]
    until = time.monotonic() + job["patience"]
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -1


def jobs() -> Iterator[dict[str, Any]]:
    for line in sys.stdin:
        yield json.loads(line)


if __name__ == "__main__":
    for module in WARM:
        try:
            importlib.import_module(module)
        except ModuleNotFoundError:
            continue
    print("ready", flush=True)  # noqa: T201 - what it is spoken to by
    for one in jobs():
        print(born(one), flush=True)  # noqa: T201
