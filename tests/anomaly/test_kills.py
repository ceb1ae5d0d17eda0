"""Commands killed at any step: nothing acknowledged is lost, doubled, half written or locked.

`python tools/kills.py` runs as many as it is asked to, on several processes, and prints figures.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.kill_checks import Killer
from tests.support.killing import Nursery
from tests.support.whole_desk import spoken

IN_SHORT = ("gather deletions", "cut", "forget now", "compact", "doctor --mend")
EVERY = (
    *("event", "gather", "gather deletions", "annotate", "measure", "story", "brief", "keep"),
    *("cut", "clear", "block", "gloss", "listen", "apply", "approve", "export", "forget"),
    *("forget now", "forget account", "compact", "doctor --mend"),
)
# Of each command; all of them together are a thousand.
KILLS = 48


@pytest.fixture(scope="module")
def killer(fast_root: Path) -> Iterator[Killer]:
    folder = fast_root / "kills"
    with Nursery(folder / "nursery") as nursery:
        yield Killer(folder, nursery)


def test_every_command_that_writes_is_killed(killer: Killer) -> None:
    assert set(killer.cases) == set(EVERY)


@pytest.mark.parametrize("name", IN_SHORT)
def test_a_kill_harms_nothing(name: str, killer: Killer) -> None:
    assert "killed" in list(killer.kills(name, 3, seed=7))


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
def test_a_thousand_kills_harm_nothing(name: str, killer: Killer) -> None:
    assert list(killer.kills(name, KILLS, seed=11)).count("killed") == KILLS


def test_a_desk_whose_making_was_killed_can_be_made(fast_path: Path) -> None:
    desk = fast_path / "desk"
    with Nursery(fast_path / "nursery") as nursery:
        whole = nursery.run(desk, "init", desk)
        assert whole.code == 0
        for step in range(1, whole.n_steps + 1, 5):
            shutil.rmtree(desk)
            death = nursery.run(desk, "init", desk, last=step)
            code, _, err = spoken("init", desk)
            is_made = "is a desk already" in err
            assert code == (2 if is_made else 0), (step, death, err)
            assert spoken("event", "--desk", desk)[0] == 0, step
            assert not list(desk.glob(".*")), step
