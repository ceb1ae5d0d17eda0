"""The command line as a user meets it: results, refusals, exit codes."""

import json
from pathlib import Path

import pytest

from uproar.cli import main

EVENT = """[event]
id = "kite"
title = "Ori Bell posts a rehearsal of 'Kite'"
kind = "behind-the-scenes"
published_at = "2025-05-18T11:00:00Z"
publisher = "Ori Bell"
url = "https://video.example.org/kite"

[[entity]]
id = "ori"
name = "Ori Bell"
kind = "person"
[entity.aliases]
en = ["Ori Bell", "Ori"]

[[source]]
platform = "forum"
path = "posts.csv"
[source.columns]
id = "n"
author = "who"
created = "when"
text = "said"
"""
POSTS = "n,who,when,said\n1,ann,2025-05-18T11:05:00Z,Ori Bell did that in one go\n2,bo,2025-05-18T11:06:00Z,=1+1 Ori\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "kite"
    made.mkdir()
    (made / "event.toml").write_text(EVENT)
    (made / "posts.csv").write_text(POSTS)
    return made


@pytest.fixture
def desk(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = str(tmp_path / "desk")
    assert main(["init", path]) == 0
    assert main(["event", str(folder), "--desk", path]) == 0
    capsys.readouterr()
    return path


def test_help_names_every_command_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    for word in ("gather", "measure", "story", "why", "check", "approve", "forget", "Exit codes"):
        assert word in shown


def test_gather_accounts_for_every_record(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gather", "--desk", desk, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (stream,) = told["streams"]
    assert stream["counts"]["posts"] == 2
    assert told["gaps"] == []


def test_gathering_again_adds_nothing(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gather", "--desk", desk]) == 0
    capsys.readouterr()
    assert main(["gather", "--desk", desk, "--json"]) == 0
    (stream,) = json.loads(capsys.readouterr().out)["streams"]
    assert stream["counts"]["posts"] == 2


@pytest.mark.parametrize(
    ("argv", "code", "says"),
    [
        (["measure", "--desk", "nowhere"], 2, "not a desk"),
        (["story", "--length", "epic"], 2, "epic"),
        (["nonsense"], 2, "nonsense"),
        (["forget", "--by", "me"], 2, "nothing to forget"),
        (["demo", "--desk", "."], 2, "not a demo's desk"),
    ],
)
def test_usage_errors_exit_with_two(
    argv: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == code
    assert says in capsys.readouterr().err


def test_a_missing_file_is_a_gap_and_the_rest_is_gathered(
    desk: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.csv").write_bytes(b"")
    assert main(["gather", str(folder / "broken.csv"), "--desk", desk]) == 3
    assert "broken.csv is empty" in capsys.readouterr().out


def test_youtube_takes_one_url(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gather", "youtube", "--desk", desk]) == 2
    assert "one URL" in capsys.readouterr().err


def test_a_story_before_measuring_is_refused(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["story", "--desk", desk]) == 2
    assert "uproar measure" in capsys.readouterr().err
