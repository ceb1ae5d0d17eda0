"""Kills commands by the hundred and says what that left behind.

`python tools/kills.py --kills 1000 --processes 2 --work FOLDER` kills every command that writes,
equally often, at chosen steps and at random moments, and checks the desk after each: see
`tests/support/kill_checks.py` for what is checked. It prints a line per command, and fails where
one kill left something wrong.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def kill(names: list[str], n_kills: int, seed: int, folder: Path) -> bool:
    """Kill each of these commands so often; prints what came of it, returns whether all held."""
    from tests.support.kill_checks import Killer
    from tests.support.killing import Nursery

    is_whole = True
    with Nursery(folder / "nursery") as nursery:
        killer = Killer(folder, nursery)
        for name in names or list(killer.cases):
            start = time.monotonic()
            killed = ended = 0
            wrong = ""
            try:
                for said in killer.kills(name, n_kills, seed):
                    killed += said == "killed"
                    ended += said == "ended"
            except AssertionError as error:
                wrong, is_whole = f"  WRONG: {error}", False
            n_steps = killer.steps(name)
            print(
                f"{name:18} {killed:5} kills ({ended} ended first) over {n_steps} steps, "
                f"{time.monotonic() - start:.0f} s{wrong}",
                flush=True,
            )
    return is_whole


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000, help="of all commands together")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, help="a folder for the desks")
    parser.add_argument("--only", action="append", default=[], help="a command; may be repeated")
    asked = parser.parse_args()
    work = asked.work or Path(tempfile.mkdtemp())
    if asked.processes == 1:
        names = asked.only
        from tests.anomaly.test_kills import EVERY

        n_each = -(-asked.kills // len(names or EVERY))
        return 0 if kill(names, n_each, asked.seed, work) else 1
    from tests.anomaly.test_kills import EVERY

    names = asked.only or list(EVERY)
    n_each = -(-asked.kills // len(names))
    running = []
    for number in range(asked.processes):
        share = names[number :: asked.processes]
        words = [f"--only={name}" for name in share]
        command = [sys.executable, __file__, "--processes=1", f"--kills={n_each * len(share)}"]
        command += [f"--seed={asked.seed}", f"--work={work / str(number)}", *words]
        running.append(subprocess.Popen(command, cwd=ROOT))
    return max(child.wait() for child in running)


if __name__ == "__main__":
    sys.exit(main())
