"""Files as bad as they come, through the command line: the right exit code, and a hint."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.event_folders import EVENT, event_folder, row, started, uproar


def gathered(
    folder: Path, raw: bytes, source: str, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """Exit code and everything said of gathering one file."""
    event = folder / "event"
    event.mkdir()
    (event / "event.toml").write_text(EVENT + source, encoding="utf-8")
    (event / "posts").write_bytes(raw)
    assert uproar("init", folder / "desk") == 0
    assert uproar("event", event, "--desk", folder / "desk") == 0
    capsys.readouterr()
    code = uproar("gather", "--desk", folder / "desk")
    said = capsys.readouterr()
    return code, said.out + said.err


ANY = '[[source]]\nplatform = "x"\npath = "posts"\n'


@pytest.mark.parametrize(
    ("raw", "source", "says"),
    [
        (b"", ANY, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), ANY, "format"),
        (b"id,who,text\n1,a,hello\n", ANY, "[source.columns]"),
        (b"id,who,text\n1,a,hello\n", ANY + 'format = "csv"\n', "column"),
        (b"{}", ANY + 'format = "no-such"\n', "no-such"),
    ],
    ids=["empty", "picture", "table", "table without mapping", "format not known"],
)
def test_a_file_that_cannot_be_read_is_a_gap_with_its_reason(
    tmp_path: Path, raw: bytes, source: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = gathered(tmp_path, raw, source, capsys)
    assert code in (2, 3)
    assert says in said
    assert "Traceback" not in said


def test_a_source_without_its_file_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = gathered(tmp_path, b"", ANY.replace('"posts"', '"other"'), capsys)
    assert code in (2, 3)
    assert "other" in said


def test_hostile_records_cost_only_themselves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd: list[dict[str, Any]] = [
        row(1, "Ansel " * 8400),
        row(2, "Ansel \0 kettle"),
        {**row(3, "Ansel, year one"), "at": "0001-01-01T00:00:00Z"},
        {**row(4, "Ansel, far from now"), "at": "9999-12-31T23:59:59Z"},
        row(5, "<script>alert('Ansel')</script>"),
        row(6, "\u202eAnsel right to left"),
        row(7, ""),
    ]
    folder = event_folder(tmp_path / "event", odd)
    with (folder / "posts.jsonl").open("ab") as out:
        out.write(
            b'{"id": "s", "who": "u", "text": "Ansel \\ud83d ok", "at": "2025-05-18T12:00Z"}\n'
        )
        out.write(b'{"id": "cut off", "te\n')
        out.write(b"\xff\xfe not utf-8\n")
    desk = started(tmp_path / "desk", folder)
    capsys.readouterr()
    assert uproar("gather", "--desk", desk, "--json") == 0
    counts = json.loads(capsys.readouterr().out)["streams"][0]
    assert sum(counts["counts"].values()) == 10
    assert (counts["counts"]["posts"], counts["counts"]["rejected"]) == (7, 3)
    assert uproar("measure", "--desk", desk) == 0
    assert uproar("story", "--desk", desk) == 0
    assert uproar("export", "html", "--desk", desk, "-o", tmp_path / "s.html") == 0
    assert "<script>alert" not in (tmp_path / "s.html").read_text(encoding="utf-8")


def test_gathering_again_adds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row(i, f"Ansel {i}") for i in range(5)]
    desk = started(tmp_path / "desk", event_folder(tmp_path / "event", rows))
    capsys.readouterr()
    seen = []
    for _ in range(2):
        assert uproar("gather", "--desk", desk, "--json") == 0
        seen.append(json.loads(capsys.readouterr().out))
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("gather",), 2),
        (("story",), 2),
        (("event", "nowhere"), 2),
        (("measure", "--event", "other"), 2),
        (("no-such-command",), 2),
    ],
    ids=["gather", "story", "event", "measure", "command"],
)
def test_an_empty_desk_answers_with_a_hint(
    tmp_path: Path, words: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert uproar("init", tmp_path / "desk") == 0
    capsys.readouterr()
    assert uproar(*words, "--desk", tmp_path / "desk") == code
    assert capsys.readouterr().err


def test_a_folder_that_is_no_desk_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert uproar("story", "--desk", tmp_path) == 2
    assert "uproar init" in capsys.readouterr().err
