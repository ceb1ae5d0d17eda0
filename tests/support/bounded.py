"""Runs a module in a process of its own that may take so much CPU time and memory, and no more.

No test measures time: what is linear stays far below a bound that what is not exceeds.
"""

from __future__ import annotations

import resource
import signal
import subprocess
import sys

_SPENT = (signal.SIGXCPU, signal.SIGKILL)


def answer_of(module: str, *arguments: str) -> str:
    """What a module prints that is run with these arguments; it sets its bounds with `bound`.

    Raises AssertionError, with what it printed last, where it ended otherwise.
    """
    command = [sys.executable, "-m", module, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    why = "more CPU time than allowed" if -run.returncode in _SPENT else f"exit {run.returncode}"
    assert run.returncode == 0, f"{why} after: {run.stdout[-500:]}\n{run.stderr[-2000:]}"
    return run.stdout


def bound(*, cpu_s: int, memory_mb: int) -> None:
    """From now on this process ends when it has spent this CPU time, or asks for more memory."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    total_s = int(spent.ru_utime + spent.ru_stime) + cpu_s
    resource.setrlimit(resource.RLIMIT_CPU, (total_s, total_s + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
