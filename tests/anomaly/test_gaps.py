"""What could not be had is said as long as it is so, by an exit code too, and no longer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.event_folders import EVENT, uproar

SOURCE = """[[source]]
platform = "forum"
path = "{path}"
format = "csv"
date_format = "%d/%m/%Y"
[source.columns]
id = "id"
text = "text"
created = "at"
"""
HEADER = "id,text,at\n"
WHOLE = HEADER + "1,the kettle works,20/05/2025\n"


@pytest.fixture
def event(fast_path: Path) -> Path:
    folder = fast_path / "event"
    folder.mkdir()
    name_sources(folder, "a.csv", "b.csv")
    (folder / "b.csv").write_text(WHOLE.replace("1,", "2,"))
    assert uproar("init", fast_path / "desk") == 0
    return folder


def name_sources(folder: Path, *paths: str) -> None:
    sources = "".join(SOURCE.format(path=path) for path in paths)
    (folder / "event.toml").write_text(EVENT + sources)


def gathered(event: Path, *more: str) -> int:
    """The exit code of putting the event on the desk and gathering it."""
    desk = event.parent / "desk"
    assert uproar("event", event, "--desk", desk) == 0
    return uproar("gather", *more, "--desk", desk)


def gaps(event: Path, capsys: pytest.CaptureFixture[str]) -> tuple[list[str], int]:
    """Why something lacks, and how many files were read."""
    capsys.readouterr()
    gathered(event, "--json")
    printed = capsys.readouterr().out
    coverage = json.loads(printed[printed.index("{") :])
    return [gap["why"] for gap in coverage["gaps"]], len(coverage["streams"])


LACKING = {
    "missing": lambda path: None,
    "empty": lambda path: path.write_text(""),
    "a folder": lambda path: path.mkdir(),
    "cut off": lambda path: path.write_bytes(b"\x1f\x8b\x08"),
}


@pytest.mark.parametrize("how", ["missing", "empty", "a folder", "cut off"])
def test_a_gap_is_told_until_its_file_is_whole(
    how: str, event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    LACKING[how](event / "a.csv")
    assert [gathered(event), gathered(event), gathered(event, "--json")] == [3, 3, 3]
    (why,), n_files = gaps(event, capsys)
    assert n_files == 1, "the other file is gathered all the same"
    assert str(event) not in why, "a gap goes into exports"
    if how == "a folder":
        (event / "a.csv").rmdir()
    (event / "a.csv").write_text(WHOLE)
    assert gathered(event) == 0
    assert gaps(event, capsys) == ([], 2)


def test_of_many_files_one_that_cannot_be_read_costs_only_itself(
    event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name_sources(event, "*.csv")
    (event / "a.csv").write_text("")
    assert gathered(event) == 3
    (why,), n_files = gaps(event, capsys)
    assert "a.csv is empty" in why
    assert n_files == 1


def test_a_gap_goes_with_the_source_that_event_toml_names_no_more(
    event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gathered(event) == 3
    name_sources(event, "b.csv")
    assert gathered(event) == 0
    assert gaps(event, capsys) == ([], 1)


def test_a_file_that_was_named_by_a_slip_is_no_gap(
    event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (event / "a.csv").write_text(WHOLE)
    assert gathered(event) == 0
    assert uproar("gather", event / "none.csv", "--desk", event.parent / "desk") == 2
    assert gaps(event, capsys) == ([], 2)


def test_times_that_cannot_be_read_are_said(
    event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [f"{day:02}/05/2025" for day in range(1, 29)]
    (event / "a.csv").write_text(HEADER + "".join(f"{n},x,{at}\n" for n, at in enumerate(days, 9)))
    assert gathered(event) == 0
    swapped = (event / "event.toml").read_text().replace("%d/%m", "%m/%d")
    (event / "event.toml").write_text(swapped)
    assert gathered(event) == 3
    whys, _ = gaps(event, capsys)
    assert "of 16 of 28 posts no time could be read (check date_format and timezone)" in whys
    assert uproar("rejects", "--desk", event.parent / "desk") == 0


def test_a_few_absurd_times_are_no_gap(event: Path) -> None:
    days = ["01/01/0001", *["20/05/2025"] * 40]
    (event / "a.csv").write_text(HEADER + "".join(f"{n},x,{at}\n" for n, at in enumerate(days, 9)))
    assert gathered(event) == 0
