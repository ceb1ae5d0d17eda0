"""Every command on a desk that is damaged in one of many ways: said in words, never a traceback.

A command either answers as it does on the whole desk, or ends with an error that names the file,
says what is whole and what to do. It never answers otherwise without a word.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.support.damages import DAMAGES, DATABASE, DERIVED, FEW, Damage
from tests.support.whole_desk import WholeDesk, commands, spoken

from uproar.errors import ConfigError, DamageError

# Commands that read or write all that the others do, for every run of the suite.
IN_SHORT = ("review log", "annotate", "export", "forget now")
Answer = tuple[int, str, str]


class Answers:
    """What commands say on the whole desk, each asked once."""

    def __init__(self, desk: WholeDesk, root: Path) -> None:
        self._desk, self._root = desk, root
        self._every = commands(desk.event)
        self._said: dict[str, Answer] = {}

    def __getitem__(self, name: str) -> Answer:
        if name not in self._said:
            self._said[name] = answered(self._desk, self._every[name], self._root / "one")
        return self._said[name]


@pytest.fixture(scope="module")
def answers(whole: WholeDesk, fast_root: Path) -> Answers:
    return Answers(whole, fast_root / "answers")


def answered(
    desk: WholeDesk, words: tuple[object, ...], root: Path, damage: Damage | None = None
) -> Answer:
    """What a command says on a copy of the desk, which is damaged first."""
    copy = desk.copy(root)
    if damage is not None:
        damage.harm(copy.path)
    answer = spoken(*words, "--desk", copy.path)
    shutil.rmtree(root)
    return answer


def check_said(damage: Damage, name: str, whole: Answer, answer: Answer) -> None:
    code, out, err = answer
    if (code, out) == whole[:2]:
        return
    assert damage.outcome != "harmless", (name, answer)
    if name.startswith("forget") and code == 0:
        assert damage in DERIVED or damage in DATABASE, "what can be made anew bars no erasure"
        return
    if name == "doctor":
        assert code in (DamageError.exit_code, ConfigError.exit_code)
        assert damage.says in out + err
        return
    assert code in (DamageError.exit_code, ConfigError.exit_code), (name, answer)
    assert out == "", "it had begun to answer"
    (said, *hint) = err[err.index("uproar: ") :].splitlines()
    assert damage.says in said, (name, said)
    assert hint and re.match(r"hint: \S+ \S+", hint[0]), err


@pytest.mark.parametrize("damage", FEW, ids=lambda damage: damage.name)
def test_a_damage_is_said(
    damage: Damage, whole: WholeDesk, answers: Answers, fast_path: Path
) -> None:
    every = commands(whole.event)
    name = IN_SHORT[FEW.index(damage) % len(IN_SHORT)]
    for command in ("doctor", name):
        answer = answered(whole, every[command], fast_path / "copy", damage)
        check_said(damage, command, answers[command], answer)
        if command == "doctor" and damage.outcome != "harmless":
            assert answer[0] != 0, "the doctor saw nothing"


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_every_command_says_a_damage(
    damage: Damage, whole: WholeDesk, answers: Answers, fast_path: Path
) -> None:
    for name, words in commands(whole.event).items():
        answer = answered(whole, words, fast_path / "copy", damage)
        check_said(damage, name, answers[name], answer)
