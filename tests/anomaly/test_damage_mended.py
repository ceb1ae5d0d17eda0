"""`uproar doctor --mend`: what is mended is as it was, what is lost is named, the rest works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.damages import DAMAGES, FEW, Damage
from tests.support.whole_desk import COLUMNS, EVENT, WholeDesk, commands, spoken

from uproar.store import Desk

# What a desk answers with that was mended in full.
ASKED = ("event", "rejects", "review log", "exports", "annotate", "check", "export", "sample")


@pytest.fixture(scope="module")
def answers(whole: WholeDesk, fast_root: Path) -> dict[str, tuple[int, str]]:
    copy = whole.copy(fast_root / "mended")
    return asked(copy, whole.event)


def asked(desk: WholeDesk, event: Path) -> dict[str, tuple[int, str]]:
    every = commands(event)
    return {name: spoken(*every[name], "--desk", desk.path)[:2] for name in ASKED}


def examined(desk: WholeDesk, *options: str) -> tuple[int, dict[str, object]]:
    code, out, err = spoken("doctor", *options, "--json", "--desk", desk.path)
    return code, json.loads(out) if out else {"faults": [], "error": err}


@pytest.mark.parametrize("damage", FEW, ids=lambda damage: damage.name)
def test_what_can_be_mended_is(
    damage: Damage, whole: WholeDesk, answers: dict[str, tuple[int, str]], fast_path: Path
) -> None:
    check_mended(damage, whole, answers, whole.copy(fast_path))


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage", [d for d in DAMAGES if d not in FEW], ids=lambda damage: damage.name
)
def test_whatever_can_be_mended_is(
    damage: Damage, whole: WholeDesk, answers: dict[str, tuple[int, str]], fast_path: Path
) -> None:
    check_mended(damage, whole, answers, whole.copy(fast_path))


def check_mended(
    damage: Damage, whole: WholeDesk, answers: dict[str, tuple[int, str]], copy: WholeDesk
) -> None:
    damage.harm(copy.path)
    code, mended = examined(copy, "--mend")
    faults = mended["faults"]
    assert isinstance(faults, list)
    code_after, _ = examined(copy)
    if damage.outcome == "by hand":
        assert code == code_after != 0
        return
    assert code == code_after == 0, (mended, spoken("doctor", "--desk", copy.path))
    assert all(fault["is_mended"] for fault in faults)
    losses = [fault["loss"] for fault in faults if fault["loss"]]
    assert bool(faults) == (damage.outcome != "harmless")
    if damage.outcome == "lost":
        assert losses
        assert_gathered_again(copy, whole)
    else:
        assert asked(copy, whole.event) == answers


def assert_gathered_again(copy: WholeDesk, whole: WholeDesk) -> None:
    """With the event on the desk and its files gathered, all is there but what editors did."""
    for words in (
        ("event", whole.event),
        ("gather",),
        *(("gather", whole.root / name, *COLUMNS) for name in ("second.jsonl", "third.jsonl")),
        ("measure",),
        ("story",),
        ("check",),
    ):
        code, out, err = spoken(*words, "--desk", copy.path)
        assert code == 0, (words, out, err)
    with Desk.open(whole.path) as before, Desk.open(copy.path) as after:
        ids, ids_after = (set(d.posts.posts(EVENT)["id"].to_pylist()) for d in (before, after))
    assert ids <= ids_after and ids_after - ids <= {"forum:p500"}  # which had been erased
