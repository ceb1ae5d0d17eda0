"""Kills commands and looks at what they leave: see `kill_nursery` for how a command dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

NURSERY = Path(__file__).with_name("kill_nursery.py")
# Seconds after which a command that was not to die counts as hanging.
PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True)
class Death:
    """What became of a command: killed or ended with a code, what it said, how much it did."""

    is_killed: bool
    code: int | None
    said: str
    complained: str
    n_steps: int


class Nursery:
    """One process that runs commands one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        pipe = subprocess.PIPE
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        self._process = subprocess.Popen(
            [sys.executable, "-u", str(NURSERY)],
            stdin=pipe, stdout=pipe, text=True, env=environment,
        )  # fmt: skip
        assert self._line() == "ready"

    def run(self, desk: Path, *words: object, last: int = 0, seconds: float | None = None) -> Death:
        """Run a command until its step number `last`, for some seconds, or to its end."""
        files = {name: str(self._folder / name) for name in ("out", "err", "count")}
        Path(files["count"]).unlink(missing_ok=True)
        job = {
            **files,
            "words": [str(word) for word in words],
            "desk": str(desk),
            "last": last,
            "seconds": seconds,
            "patience": PATIENCE_S,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        status = int(self._line())
        said, complained = (
            Path(files[name]).read_text(errors="replace") if Path(files[name]).exists() else ""
            for name in ("out", "err")
        )
        assert status != -1, ("a command hangs", words, complained)
        is_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        count = Path(files["count"])
        n_steps = int(count.read_text()) if count.exists() and not is_killed else 0
        code = None if is_killed else os.waitstatus_to_exitcode(status)
        return Death(is_killed, code, said, complained, n_steps)

    def close(self) -> None:
        self._process.communicate()

    def __enter__(self) -> Nursery:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()
