"""Commands in real processes that begin at one moment: forked from a process that imported all."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

# Each line names a folder and the commands to run at once; the children wait for one pipe to close.
_NURSERY = """
import json, os, sys
import uproar.cli, uproar.pipeline.deciding, uproar.tell, uproar.store.desk, uproar.engines.local
from uproar.pipeline import tell
for line in sys.stdin:
    folder, commands = json.loads(line)
    gate, opener = os.pipe()
    children = []
    for number, (words, delay_s) in enumerate(commands):
        pid = os.fork()
        if pid == 0:
            os.close(opener)
            for stream, name in ((1, "out"), (2, "err")):
                file = os.open(f"{folder}/{number}.{name}", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
                os.dup2(file, stream)
            os.read(gate, 1)
            if delay_s:
                import time
                time.sleep(delay_s)
            code = 99
            try:
                code = uproar.cli.main(words)
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        children.append(pid)
    print(json.dumps(children), flush=True)
    os.close(opener)
    os.close(gate)
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    print(json.dumps(codes), flush=True)
"""


class Ended(NamedTuple):
    """How a command ended: its exit code (negative: the signal), what it wrote to stderr."""

    code: int
    err: str


class Racers:
    """Runs commands at once, each in a process of its own."""

    def __init__(self, folder: Path, stdin: IO[str], stdout: IO[str]) -> None:
        self._folder = folder
        self._stdin = stdin
        self._stdout = stdout

    def start(self, *commands: Sequence[object], delays_s: Sequence[float] = ()) -> list[int]:
        """Let commands begin; gives their process ids. To be followed by `ended`."""
        words = [[str(word) for word in command] for command in commands]
        late = [*delays_s, *([0.0] * (len(words) - len(delays_s)))]
        task = [str(self._folder), [*zip(words, late, strict=True)]]
        self._stdin.write(json.dumps(task) + "\n")
        self._stdin.flush()
        children: list[int] = json.loads(self._stdout.readline())
        return children

    def ended(self) -> list[Ended]:
        """Wait for the commands that were started."""
        codes = json.loads(self._stdout.readline())
        errors = [
            (self._folder / f"{number}.err").read_text(encoding="utf-8")
            for number in range(len(codes))
        ]
        return [Ended(code, error) for code, error in zip(codes, errors, strict=True)]

    def run(self, *commands: Sequence[object], delays_s: Sequence[float] = ()) -> list[Ended]:
        """Commands at once, to their ends."""
        self.start(*commands, delays_s=delays_s)
        return self.ended()


@contextmanager
def racers(folder: Path) -> Iterator[Racers]:
    """A nursery of processes; `folder` takes what they print."""
    command = [sys.executable, "-u", "-c", _NURSERY]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as nursery:
        assert nursery.stdin is not None and nursery.stdout is not None
        yield Racers(folder, nursery.stdin, nursery.stdout)
        nursery.stdin.close()
        nursery.wait()
