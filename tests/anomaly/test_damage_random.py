"""Random damage to random files of a desk: never a traceback, and no other answer than before.

A changed byte of `desk.db` may be a changed letter of somebody's words, which no checksum guards; in
every other file of the desk it is noticed wherever it matters.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.support.whole_desk import WholeDesk, commands, spoken

from uproar.errors import ConfigError, DamageError, DiskError, EvidenceError

ASKED = ("annotate", "export", "review log", "forget now", "doctor")


def harmed(path: Path, chance: random.Random) -> str:
    """Cut a file short, overwrite a stretch of it, turn some bits of it, or put zeros at its end."""
    raw = bytearray(path.read_bytes())
    start = chance.randrange(len(raw))
    match chance.randrange(4):
        case 0:
            raw, how = raw[:start], f"cut at {start}"
        case 1:
            stretch = chance.randbytes(min(chance.choice((1, 8, 64, 4096)), len(raw) - start))
            raw[start : start + len(stretch)] = stretch
            how = f"{len(stretch)} bytes written at {start}"
        case 2:
            places = [chance.randrange(len(raw)) for _ in range(chance.choice((1, 3, 20)))]
            for place in places:
                raw[place] ^= 1 << chance.randrange(8)
            how = f"bits turned at {places[:5]}"
        case _:
            raw[start:] = bytes(len(raw) - start)
            how = f"zeros from {start}"
    path.write_bytes(raw)
    return how


@pytest.fixture(scope="module")
def answers(whole: WholeDesk, fast_root: Path) -> dict[str, str]:
    copy = whole.copy(fast_root / "random")
    every = commands(whole.event)
    return {name: spoken(*every[name], "--desk", copy.path)[1] for name in ASKED[:3]}


def check_random(whole: WholeDesk, folder: Path, seed: int, answers: dict[str, str]) -> None:
    chance = random.Random(seed)
    copy = whole.copy(folder)
    files = sorted(
        path
        for path in copy.path.rglob("*")
        if path.is_file() and path.stat().st_size and path.name != "uproar.toml"
    )
    path = chance.choice(files)
    where = f"seed {seed}: {path.relative_to(copy.path)}, {harmed(path, chance)}"
    name = ASKED[seed % len(ASKED)]
    try:
        code, out, err = spoken(*commands(whole.event)[name], "--desk", copy.path)
    except Exception as error:
        raise AssertionError(f"{where}: {name}") from error
    errors = (DamageError, ConfigError, DiskError, EvidenceError)
    assert code in (0, *(error.exit_code for error in errors)), (where, name, err)
    if code == 0 and name in answers and path.name != "desk.db":
        assert out == answers[name], (where, name)


@pytest.mark.parametrize("seed", range(10))
def test_random_damage_is_said(
    seed: int, whole: WholeDesk, fast_path: Path, answers: dict[str, str]
) -> None:
    check_random(whole, fast_path, seed, answers)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 400))
def test_whatever_the_damage_is_it_is_said(
    seed: int, whole: WholeDesk, fast_path: Path, answers: dict[str, str]
) -> None:
    check_random(whole, fast_path, seed, answers)
