"""Several damages at once: the doctor ends in words, and what it calls mended works."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from tests.support.damages import DAMAGES
from tests.support.whole_desk import WholeDesk, commands, spoken

from uproar.errors import ConfigError, DamageError

ASKED = ("event", "review log", "exports", "annotate", "measure", "compact", "doctor")


def check_several(whole: WholeDesk, folder: Path, seed: int) -> bool:
    """Harm a desk two to four times; returns whether it could be mended."""
    chance = random.Random(seed)
    copy = whole.copy(folder)
    names = []
    for damage in chance.sample(DAMAGES, chance.randint(2, 4)):
        try:
            damage.harm(copy.path)
        except (OSError, IndexError, StopIteration, sqlite3.Error, AssertionError, ValueError):
            continue  # one before it took the file away
        names.append(damage.name)
    first, _, err = spoken("doctor", "--desk", copy.path)
    assert first in (0, ConfigError.exit_code, DamageError.exit_code), (names, err)
    code, out, err = spoken("doctor", "--mend", "--desk", copy.path)
    assert code in (0, ConfigError.exit_code, DamageError.exit_code), (names, err)
    if code != 0:
        assert out or err
        return False
    for name in ASKED:
        code, out, err = spoken(*commands(whole.event)[name], "--desk", copy.path)
        has_no_event = code == ConfigError.exit_code and "0 events" in err
        has_no_story = code == ConfigError.exit_code and "0 stories" in err
        assert code == 0 or has_no_event or has_no_story, (names, name, out, err)
    return True


@pytest.mark.parametrize("seed", range(6))
def test_several_damages_are_mended_or_said(seed: int, whole: WholeDesk, fast_path: Path) -> None:
    check_several(whole, fast_path, seed)


@pytest.mark.slow
def test_most_of_several_damages_are_mended(whole: WholeDesk, fast_path: Path) -> None:
    seeds = range(100, 220)
    mended = [check_several(whole, fast_path / str(seed), seed) for seed in seeds]
    assert sum(mended) > len(mended) / 2
