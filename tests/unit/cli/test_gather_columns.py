"""`uproar gather FILE --column PART=NAME`: a table's columns, mapped on the command line."""

import json
from pathlib import Path

import pytest

from uproar.cli import main
from uproar.store import Desk

EVENT = """[event]
id = "kite"
title = "Ori Bell posts a rehearsal of 'Kite'"
kind = "behind-the-scenes"
published_at = "2025-05-18T11:00:00Z"
publisher = "Ori Bell"
"""
TABLE = "Thread,No,Who,Message\n7,1,ann,One take\n7,2,bo,A spare lamp\n8,1,ann,Which hall\n"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    (tmp_path / "kite").mkdir()
    (tmp_path / "kite" / "event.toml").write_text(EVENT)
    (tmp_path / "table.csv").write_text(TABLE)
    path = str(tmp_path / "desk")
    assert main(["init", path]) == 0
    assert main(["event", str(tmp_path / "kite"), "--desk", path]) == 0
    capsys.readouterr()
    return path


def columns(*pairs: str) -> list[str]:
    return [word for pair in pairs for word in ("--column", pair)]


def posts(desk: str) -> list[tuple[str, str, str]]:
    with Desk.open(Path(desk)) as opened:
        rows = opened.posts.posts("kite").to_pylist()
    return [(row["id"], row["author"], row["text"]) for row in rows]


def test_mapped_columns_are_read(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapped = columns("text=Message", "author=Who", "id=Thread", "id=No")
    table = str(tmp_path / "table.csv")
    assert main(["gather", table, "--platform", "forum", *mapped, "--desk", desk, "--json"]) == 0
    (stream,) = json.loads(capsys.readouterr().out)["streams"]
    assert stream["counts"]["posts"] == 3
    assert posts(desk) == [
        ("forum:7/1", "forum:ann", "One take"),
        ("forum:7/2", "forum:bo", "A spare lamp"),
        ("forum:8/1", "forum:ann", "Which hall"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["table.csv", *columns("text=Body")], "columns.text = 'Body'"),
        (["table.csv", *columns("txt=Message")], "columns.txt is unknown"),
        (["table.csv", *columns("text=Message", "Who")], "--column Who"),
        (["table.csv", *columns("=Message")], "--column =Message"),
        (["table.csv", "--format", "bluesky", *columns("text=Message")], "columns of its own"),
        (columns("text=Message"), "say how to read files"),
        (["youtube", "https://video.example.org/1", *columns("text=Message")], "say how to read"),
        (["--format", "csv"], "say how to read files"),
        (["--platform", "forum"], "say how to read files"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    placed = [str(tmp_path / word) if word == "table.csv" else word for word in words]
    assert main(["gather", *placed, "--desk", desk]) == 2
    assert said in capsys.readouterr().err
    assert posts(desk) == []
