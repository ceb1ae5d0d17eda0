"""Events that lack something, from the command line to a story: it says what it lacks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.event_folders import CUES, event_folder, reaction, row, started, told, uproar


def story_of(desk: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert uproar("story", "--desk", desk) == 0
    return capsys.readouterr().out


def figures(desk: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert uproar("measure", "--desk", desk, "--json") == 0
    return {finding["id"]: finding for finding in json.loads(capsys.readouterr().out)}


SPAM = "FREE followers!!! click http://spam.example/{0} Ansel Glass Harbour promo code {0} win $$$"
LACKING: dict[str, list[dict[str, Any]] | None] = {
    "no source": None,
    "one post": [row(0, "Ansel and that kettle, I love it")],
    "no known language": [row(i, f"Ansel zzqx vrrk tlop {'grp ' * (i % 4)}") for i in range(40)],
    "every post spam": [row(i, SPAM.format(i)) for i in range(40)],
    "one author": [{**each, "who": "u1"} for each in reaction(60)],
    "no author": [{**each, "who": None} for each in reaction(60)],
    "all before": [{**each, "at": "2025-05-10T10:00:00Z"} for each in reaction(60)],
    "no time": [{**each, "at": ""} for each in reaction(60)],
}


@pytest.mark.parametrize("rows", LACKING.values(), ids=LACKING)
def test_what_an_event_lacks_is_said_and_nothing_fails(
    tmp_path: Path, rows: list[dict[str, Any]] | None, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = started(tmp_path / "desk", event_folder(tmp_path / "event", rows, captions=None))
    found = figures(desk, capsys)
    assert "volume.peak_ratio" not in found
    text = story_of(desk, capsys)
    method = text.split("\n\n*")[-1]
    assert "captions" in method and "archive" in method  # it says that there were none
    assert " percent" not in text
    assert "times the usual" not in text
    assert uproar("why", "0", "--desk", desk) == 0
    assert uproar("check", "--desk", desk) == 0


def test_spam_alone_leaves_no_post_to_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = LACKING["every post spam"]
    desk = started(tmp_path / "desk", event_folder(tmp_path / "event", rows))
    found = figures(desk, capsys)
    assert found["spam.n"]["value"] == 40
    # Adverts are no reactions: either nothing is about the event, or no original post is.
    assert found.get("voices.originals", {"value": 0})["value"] == 0
    assert "spam.example" not in story_of(desk, capsys)


def test_one_author_is_not_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = told(tmp_path / "desk", event_folder(tmp_path / "event", LACKING["one author"]))
    assert figures(desk, capsys)["voices.n"]["value"] == 1
    text = story_of(desk, capsys).lower()
    assert not any(word in text for word in ("fans", "viewers", "others objected"))


def test_overlapping_captions_are_kept_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = event_folder(tmp_path / "event", reaction(), captions=CUES)
    desk = told(tmp_path / "desk", folder)
    assert "No captions were at hand" not in story_of(desk, capsys)
    assert uproar("event", "--desk", desk) == 0
    assert "captions: en" in capsys.readouterr().out
