"""Files made to harm: each costs bounded time and memory, and what is wrong is said in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.support.bounded import answer_of
from tests.support.hostile_files import ARCHIVE, ATTACKS, EVENTS, HARMLESS, POSTS

# What stands in the answer: the reason of a reject, or a message.
SAYS = {
    "html of 20 MB of <p>": "too_much_markup",
    "html of 200,000 attributes": "more than 256 attributes",
    "a table of 300,000 cells": "too_much_markup",
    "html just within the bounds": "1 archive articles",
    "a feed of 20 MB": "too_much_markup",
    "an article of 20 MB": "too_long_text",
    "an article of 200,000 attributes": "too_much_markup",
    "an archive of 900 levels": "more than 100 levels",
    "two million articles that are none": "1,990,001 more are no articles",
    "csv of 40,000 columns": "40,000 columns",
    "csv of 100,000 columns": "100,000 columns",
    "parquet of 6 GB": "bytes of Parquet unpack to",
    "json of 900 levels": "not JSON as a whole",
    "a post of 60 MB": "60,000,000 characters",
    "captions of 300 MB": "has more than",
    "info.json of 300 MB": "has more than",
    "a dotted key of 20,000 parts": "a key of more than 16 parts",
    "a dotted table of 20,000 parts": "a key of more than 16 parts",
    "the environment as posts": "posts is empty",
    "captions of 8 MB": "captions: en",
}


def says(name: str) -> str:
    return SAYS.get(name) or ("is a pipe" if name.startswith("a pipe") else "is a device")


# Read to the end, or nearly so, because they are as large as is allowed: seconds each.
LARGE = (
    *("html just within the bounds", "two million articles that are none"),
    *("a feed of 20 MB", "a post of 60 MB", "captions of 8 MB"),
)


def answers_to(names: Iterable[str], folder: Path) -> dict[str, dict[str, object]]:
    lines = answer_of("tests.support.hostile_files", str(folder), *names).splitlines()
    return {answer["name"]: answer for answer in map(json.loads, lines)}


@pytest.fixture(scope="module")
def answers(fast_root: Path) -> dict[str, dict[str, object]]:
    return answers_to(ATTACKS.keys() - LARGE, fast_root / "hostile")


@pytest.mark.parametrize("name", [name for name in ATTACKS if name not in LARGE])
def test_an_attack_ends_within_its_bounds_in_words(
    name: str, answers: dict[str, dict[str, object]]
) -> None:
    check(name, answers[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_a_large_one_does_too(name: str, fast_path: Path) -> None:
    check(name, answers_to([name], fast_path)[name])


def check(name: str, answer: dict[str, object]) -> None:
    assert answer["signal"] == 0, "it took more time than allowed"
    said = str(answer["said"])
    assert "Traceback" not in said
    assert "MemoryError" not in said
    assert len(said) < 2_000_000  # ten thousand rejects; nothing repeats the attack
    if name in POSTS and name != "a post of 60 MB":
        assert answer["code"] == 3  # the file is a gap, and others would be gathered
    else:
        assert answer["code"] == (2 if name in EVENTS else 0)
    if name in HARMLESS and "archive" in name:
        assert "0 archive articles" in said
    else:
        assert says(name) in said


def test_every_kind_of_reading_is_attacked() -> None:
    assert set(SAYS) < set(ATTACKS)
    assert ARCHIVE.keys().isdisjoint(POSTS.keys() | EVENTS.keys() | HARMLESS.keys())


def test_what_is_read_of_the_environment_is_nowhere(
    answers: dict[str, dict[str, object]],
) -> None:
    path = str(Path(__file__).parents[2])  # stands in PYTHONPATH or PWD
    assert path not in str(answers["the environment as posts"]["said"])
