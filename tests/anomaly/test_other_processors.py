"""The same findings on other processors: sums are rounded in another order there.

OpenBLAS and NumPy choose their code by what the processor can do; both can be told to take that of
an older one, which is what another machine would run.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard

from uproar import demo

OLDER = {
    "OPENBLAS_CORETYPE": "Prescott",
    "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL",
}
OLD = {"OPENBLAS_CORETYPE": "Haswell"}
# Prints what was found in the event, whole, and warns of nothing that this processor cannot do.
FIND = """
import sys, warnings
from datetime import UTC, datetime
from pathlib import Path

warnings.simplefilter("ignore", ImportWarning)
from uproar import pipeline
from uproar.config import Settings
from uproar.store import Desk

with Desk.create(Path(sys.argv[2])) as desk:
    settings = Settings(closer_texts=int(sys.argv[3]))
    measured_at = datetime(2026, 1, 1, tzinfo=UTC)
    pipeline.run(desk, Path(sys.argv[1]), settings, measured_at=measured_at)
    run = desk.runs.latest("paper-lanterns")
    for finding in desk.findings.load(run.id):
        print(finding)
"""

pytestmark = pytest.mark.skipif(
    platform.machine() not in {"x86_64", "AMD64"}, reason="the older processors are of this family"
)


def found(folder: Path, desk: Path, processor: dict[str, str], *, closer_texts: int) -> str:
    """What was found in the event, by a process that takes this processor's code."""
    done = subprocess.run(
        [sys.executable, "-c", FIND, folder, desk, str(closer_texts)],
        env={**os.environ, **processor},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "themes.t1.share" in done.stdout
    return done.stdout


def part_of_the_event(folder: Path, *, has_footage: bool, every: int) -> Path:
    """The bundled event with every so manieth line of its files of lines."""
    shutil.copytree(demo.folder(), folder)
    for path in (folder / "posts").glob("*.jsonl.zst"):
        with zstandard.open(path, "rb") as file:
            lines = file.read().splitlines(keepends=True)
        path.write_bytes(zstandard.compress(b"".join(lines[::every])))
    if not has_footage:
        shutil.rmtree(folder / "footage")
    return folder


@pytest.mark.parametrize("has_footage", [True, False])
def test_a_part_of_the_event(tmp_path: Path, has_footage: bool) -> None:
    """With footage, words make the themes; without, the closer reading does."""
    folder = part_of_the_event(tmp_path / "event", has_footage=has_footage, every=16)
    here = found(folder, tmp_path / "here", {}, closer_texts=300)
    assert found(folder, tmp_path / "older", OLDER, closer_texts=300) == here


@pytest.mark.slow
@pytest.mark.parametrize("has_footage", [True, False])
def test_the_whole_event(tmp_path: Path, has_footage: bool) -> None:
    folder = part_of_the_event(tmp_path / "event", has_footage=has_footage, every=1)
    here = found(folder, tmp_path / "here", {}, closer_texts=4000)
    assert found(folder, tmp_path / "old", OLD, closer_texts=4000) == here
    assert found(folder, tmp_path / "older", OLDER, closer_texts=4000) == here
