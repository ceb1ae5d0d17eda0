"""A desk that is coded: sheet out, sheet in, spread, changed, erased."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.support.desk_bytes import remnants
from tests.support.event_folders import event_folder, started, uproar, varied

from uproar.model import rows_of
from uproar.model.rows import CodedFieldRow, CodedShareRow
from uproar.store import Desk


@pytest.fixture(scope="module")
def measured_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coding")
    desk = started(folder / "desk", event_folder(folder / "event", varied()))
    assert uproar("measure", "--desk", desk) == 0
    return desk


@pytest.fixture
def desk(measured_desk: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(measured_desk, tmp_path / "desk"))


def drawn(desk: Path, output: Path, *more: object, by: str = "Ana") -> list[dict[str, str]]:
    assert uproar("code", "draw", "--by", by, "-o", output, "--desk", desk, *more) == 0
    return list(csv.DictReader(io.StringIO(output.read_text("utf-8-sig"), newline="")))


def coded(row: dict[str, str]) -> dict[str, str]:
    """What an attentive reader says of one of these posts."""
    is_worry = "ladder" in row["text"]
    theme = "rope" if is_worry else "kettle"
    stance = "criticism" if is_worry else "praise"
    return {**row, "about": "yes", "stance": stance, "theme": theme}


def read(desk: Path, path: Path, rows: list[dict[str, str]], by: str = "Ana") -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return uproar("code", "read", path, "--by", by, "--desk", desk)


def findings(desk: Path) -> dict[str, object]:
    with Desk.open(desk) as opened:
        (event,) = opened.events.all()
        run = opened.runs.latest(event.id)
        assert run is not None
        return {f.id: f for f in opened.findings.load(run.id)}


def test_from_a_drawn_sheet_to_shares(desk: Path, tmp_path: Path) -> None:
    rows = drawn(desk, tmp_path / "ana.csv", "-n", 80)
    assert len(rows) == 80
    assert read(desk, tmp_path / "done.csv", [coded(row) for row in rows]) == 0
    assert uproar("measure", "--desk", desk) == 0
    made = findings(desk)
    fields = {row.field: row for row in rows_of(made["coding"], CodedFieldRow)}
    assert fields["theme"].n_coded == 80
    assert fields["theme"].kappa is not None
    assert fields["theme"].kappa > 0.9
    shares = {row.value: row for row in rows_of(made["coding.theme"], CodedShareRow)}
    assert shares["rope"].low < shares["rope"].share < shares["rope"].high


def test_the_next_sheet_has_other_posts_and_another_coder_the_same(
    desk: Path, tmp_path: Path
) -> None:
    first = drawn(desk, tmp_path / "one.csv", "-n", 30)
    assert read(desk, tmp_path / "done.csv", [coded(row) for row in first]) == 0
    second = drawn(desk, tmp_path / "two.csv", "-n", 30)
    other = drawn(desk, tmp_path / "bo.csv", "-n", 30, by="Bo")
    ids = [{row["post_id"] for row in rows} for rows in (first, second, other)]
    assert not ids[0] & ids[1]
    assert ids[0] == ids[2]


def test_coders_who_differ_are_listed(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [coded(row) for row in drawn(desk, tmp_path / "one.csv", "-n", 20)]
    assert read(desk, tmp_path / "done.csv", rows) == 0
    rows[3] = {**rows[3], "stance": "mixed"}
    assert read(desk, tmp_path / "bo.csv", rows, by="Bo") == 0
    capsys.readouterr()
    assert uproar("code", "status", "--json", "--desk", desk) == 0
    state = json.loads(capsys.readouterr().out)
    assert [(d["post_id"], d["field"]) for d in state["disagreements"]] == [
        (rows[3]["post_id"], "stance")
    ]
    assert state["coders"] == [["Ana", 20], ["Bo", 20]]
    assert uproar("code", "status", "--desk", desk) == 0
    assert "Bo mixed" in capsys.readouterr().out


def test_an_xlsx_sheet_opens_with_choices_and_the_codebook(desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "ana.xlsx"
    assert uproar("code", "draw", "--by", "Ana", "-n", 5, "-o", path, "--desk", desk) == 0
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["posts", "codebook"]
    assert len(book.get_sheet_by_name("posts").to_python()) == 6


def test_a_bad_sheet_changes_nothing(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [coded(row) for row in drawn(desk, tmp_path / "one.csv", "-n", 5)]
    rows[2] = {**rows[2], "stance": "very good"}
    assert read(desk, tmp_path / "done.csv", rows) == 2
    assert "line 4, stance: 'very good'" in capsys.readouterr().err
    with Desk.open(desk) as opened:
        (event,) = opened.events.all()
        assert opened.codes.for_event(event.id) == ()
        assert opened.codebook.for_event(event.id) == ()


def test_no_sheet_is_written_over(desk: Path, tmp_path: Path) -> None:
    drawn(desk, tmp_path / "one.csv", "-n", 5)
    command = ("code", "draw", "--by", "Ana", "--desk", desk, "-o")
    assert uproar(*command, tmp_path / "one.csv") == 2
    assert uproar(*command, tmp_path / "one.pdf") == 2
    assert uproar(*command, tmp_path / "nowhere" / "one.csv") == 2


def test_the_codebook_is_renamed_merged_split_and_pinned(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [coded(row) for row in drawn(desk, tmp_path / "one.csv", "-n", 60)]
    assert read(desk, tmp_path / "done.csv", rows) == 0

    def theme(*words: str) -> int:
        return uproar("code", "theme", *words, "--by", "Ana", "--desk", desk)

    assert theme("rename", "rope", "safety") == 0
    assert theme("state", "safety", "They ask for a rope.") == 0
    assert theme("pin", "safety") == 0
    assert theme("merge", "kettle", "safety") == 0
    assert theme("merge", "safety", "kettle") == 2
    assert theme("rename", "safety", "kettle") == 2
    assert theme("merge", "nothing", "safety") == 2
    assert theme("state", "safety", " ") == 2
    assert uproar("measure", "--desk", desk) == 0
    shares = rows_of(findings(desk)["coding.theme"], CodedShareRow)
    assert [(row.value, row.share) for row in shares] == [("safety", 1.0)]
    assert theme("split", "kettle") == 0
    assert theme("split", "kettle") == 2
    assert uproar("measure", "--desk", desk) == 0
    shares = rows_of(findings(desk)["coding.theme"], CodedShareRow)
    assert [row.value for row in shares] == ["kettle", "safety"]
    with Desk.open(desk) as opened:
        (event,) = opened.events.all()
        log = [(d.action, d.target, d.value) for d in opened.decisions.for_event(event.id)]
        book = {t.id: t for t in opened.codebook.for_event(event.id)}
    assert [action for action, _, _ in log] == [
        "code", "rename theme", "state theme", "pin theme", "merge theme", "split theme",
    ]  # fmt: skip
    assert (book["safety"].statement, book["safety"].by) == ("They ask for a rope.", "Ana")
    assert book["safety"].is_pinned


def test_codes_go_with_their_posts(desk: Path, tmp_path: Path) -> None:
    rows = [coded(row) for row in drawn(desk, tmp_path / "one.csv", "-n", 60)]
    assert read(desk, tmp_path / "done.csv", rows) == 0
    assert uproar("measure", "--desk", desk) == 0
    gone = rows[0]["post_id"]
    erase = ("forget", gone, "--by", "Ana", "--why", "asked", "--now", "--desk", desk)
    assert uproar(*erase) == 0
    with Desk.open(desk) as opened:
        (event,) = opened.events.all()
        assert gone not in {code.post_id for code in opened.codes.for_event(event.id)}
    assert remnants(desk, gone) == []
    assert read(desk, tmp_path / "done.csv", rows) == 0
    with Desk.open(desk) as opened:
        (event,) = opened.events.all()
        assert len(opened.codes.for_event(event.id)) == 59
    assert uproar("measure", "--desk", desk) == 0
    assert remnants(desk, gone) == []


def test_uncertain_posts_come_from_the_last_spread(desk: Path, tmp_path: Path) -> None:
    command = ("code", "draw", "--by", "Ana", "-n", 10, "--uncertain", 4, "--desk", desk, "-o")
    assert uproar(*command, tmp_path / "too-soon.csv") == 2
    rows = [coded(row) for row in drawn(desk, tmp_path / "one.csv", "-n", 60)]
    assert read(desk, tmp_path / "done.csv", rows) == 0
    assert uproar("measure", "--desk", desk) == 0
    more = drawn(desk, tmp_path / "two.csv", "-n", 10, "--uncertain", 4)
    assert [row["draw"] for row in more] == ["uniform"] * 6 + ["uncertain"] * 4
