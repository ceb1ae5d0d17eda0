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
from tests.support.model_server import ModelServer

from uproar import pipeline
from uproar.config import resolve
from uproar.model import rows_of
from uproar.model.rows import CodedFieldRow, CodedShareRow, ThemeRow
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


def stated(desk: Path, *words: str) -> None:
    assert uproar("code", "theme", "state", *words, "--by", "Ana", "--desk", desk) == 0


def test_the_story_tells_the_themes_that_people_coded(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [coded(row) for row in drawn(desk, tmp_path / "one.csv", "-n", 80)]
    banned = {row["post_id"] for row in rows[:20]}
    rows = [{**row, "no_quote": "yes" if row["post_id"] in banned else ""} for row in rows]
    assert read(desk, tmp_path / "done.csv", rows) == 0
    stated(desk, "rope", "The ladder needs a rope")
    stated(desk, "kettle", "The kettle is the star of the fair.")
    assert uproar("measure", "--desk", desk) == 0
    made = findings(desk)
    themes = {row.id: row for row in rows_of(made["themes"], ThemeRow)}
    shares = {row.value: row for row in rows_of(made["coding.theme"], CodedShareRow)}
    assert set(themes) == {"rope", "kettle"}
    for name, row in themes.items():
        assert (row.share, row.low, row.high) == pytest.approx(
            (shares[name].share, shares[name].low, shares[name].high)
        )
        assert row.n_coded == shares[name].n_coded
        assert row.worded_by == "Ana"
        assert row.quotes
        assert not banned & set(row.quotes)
    assert themes["rope"].stance == "critical"
    stances = {i: f for i, f in made.items() if i.startswith("stance.")}
    assert stances["stance.criticism.share"].value == pytest.approx(
        next(
            row.share
            for row in rows_of(made["coding.stance"], CodedShareRow)
            if row.value == "criticism"
        )
    )
    capsys.readouterr()
    assert uproar("story", "--desk", desk) == 0
    story = capsys.readouterr().out
    assert "The ladder needs a rope." in story
    assert "Editors named the themes in a reading of 80 posts" in story


def test_decisions_hold_for_posts_that_come_later(desk: Path, tmp_path: Path) -> None:
    old = drawn(desk, tmp_path / "one.csv", "-n", 60)
    rows = [coded(row) for row in old]
    assert read(desk, tmp_path / "done.csv", rows[:50]) == 0

    def theme(*words: str) -> int:
        return uproar("code", "theme", *words, "--by", "Ana", "--desk", desk)

    assert theme("rename", "rope", "safety") == 0
    assert theme("rename", "safety", "rescue") == 0
    stated(desk, "rescue", "They ask for a rope.")
    assert theme("pin", "rescue") == 0
    # a sheet that was drawn before the theme had its new name
    assert read(desk, tmp_path / "late.csv", rows[50:]) == 0
    assert uproar("measure", "--desk", desk) == 0
    before = {row.id: row for row in rows_of(findings(desk)["themes"], ThemeRow)}
    assert set(before) == {"rescue", "kettle"}
    more = [dict(row, id=f"n{row['id']}") for row in varied()[:20]]
    folder = event_folder(tmp_path / "more", more)
    with Desk.open(desk) as opened:
        (event,) = opened.events.all()
        pipeline.gather(opened, event, folder, resolve(desk))
    assert uproar("measure", "--desk", desk) == 0
    after = {row.id: row for row in rows_of(findings(desk)["themes"], ThemeRow)}
    assert set(after) == set(before)
    assert after["rescue"].wording == "They ask for a rope."
    with Desk.open(desk) as opened:
        (event,) = opened.events.all()
        book = {t.id: t for t in opened.codebook.for_event(event.id)}
        assert set(book) == {"rescue", "kettle"}
        assert book["rescue"].is_pinned
        codes = opened.codes.for_event(event.id)
        assert {code.theme for code in codes} == {"rescue", "kettle"}


def answer_like(is_right: bool, words: dict[str, str]):
    """A model that reads as `coded` does, or that calls all of it one thing."""

    def answer(_: str, shown: dict[str, str]) -> str:
        said = coded({"text": shown["post"] if is_right else "ladder"})
        return json.dumps(
            {"key": shown["key"], "emotion": "none", "no_quote": "no"}
            | {field: said[field] for field in ("about", "stance", "theme")}
            | words
        )

    return answer


@pytest.mark.parametrize("is_right", [True, False])
def test_a_model_codes_and_counts_if_it_reads_like_people(
    desk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    is_right: bool,
) -> None:
    rows = [coded(row) for row in drawn(desk, tmp_path / "one.csv", "-n", 50)]
    assert read(desk, tmp_path / "done.csv", rows) == 0
    with ModelServer(answer_like(is_right, {})) as server:
        monkeypatch.setenv("UPROAR_LLM_BASE_URL", server.url)
        monkeypatch.setenv("UPROAR_LLM_MODEL", "small-7b")
        capsys.readouterr()
        assert uproar("code", "ask", "--by", "Ana", "-n", 90, "--desk", desk, "--json") == 0
        asked = json.loads(capsys.readouterr().out)
        assert (asked["coder"], asked["n_codes"]) == ("model:small-7b", 90)
        checks = {check["field"]: check for check in asked["checks"]}
        assert checks["theme"]["n"] == 50
        assert checks["theme"]["is_counted"] is is_right
        assert len(server.asked) == 90
        assert uproar("code", "ask", "--by", "Ana", "-n", 5, "--desk", desk) == 0
        assert ("does not count" in capsys.readouterr().out) is True  # emotion: nobody coded it
    assert uproar("measure", "--desk", desk) == 0
    made = findings(desk)
    coding = made["coding"]
    assert coding.parameters["models"] == ("model:small-7b" if is_right else None)
    assert coding.parameters["by_model"] == (45 if is_right else 0)
    assert made["coding.theme"].n == 50  # shares rest on people alone
    with Desk.open(desk) as opened:
        (event,) = opened.events.all()
        run = opened.runs.latest(event.id)
        assert run is not None
        marks = opened.marks.load(event.id, run.state).to_pylist()
        log = opened.decisions.for_event(event.id)
    reasons = [m["reason"] for m in marks if m["kind"] == "coded_theme"]
    assert reasons.count("a model's code") == (45 if is_right else 0)
    assert any(d.target == "model:small-7b" and d.by == "Ana" for d in log)
    capsys.readouterr()
    assert uproar("story", "--desk", desk) == 0
    told = capsys.readouterr().out
    assert ("a language model, which was checked against them" in told) is is_right


def test_a_models_sheet_stays_a_models(desk: Path, tmp_path: Path) -> None:
    rows = [coded(row) for row in drawn(desk, tmp_path / "one.csv", "-n", 40)]
    assert read(desk, tmp_path / "done.csv", rows) == 0
    command = ("code", "read", tmp_path / "done.csv", "--model", "big", "--desk", desk)
    assert uproar(*command, "--by", "Ana") == 0
    assert uproar(*command, "--by", "model:big") == 2
    assert uproar("code", "export", "-o", tmp_path / "all.csv", "--desk", desk) == 0
    assert uproar("code", "export", "-o", tmp_path / "all.csv", "--desk", desk) == 2
    whole = csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text("utf-8-sig"), newline=""))
    models = [row for row in whole if row["coder"] == "model:big"]
    assert len(models) == 40
    models = [{**row, "stance": "neutral"} for row in models]
    assert read(desk, tmp_path / "again.csv", models, by="Bo") == 0
    with Desk.open(desk) as opened:
        (event,) = opened.events.all()
        codes = opened.codes.for_event(event.id)
    assert {(c.coder, c.is_model) for c in codes} == {("Ana", False), ("model:big", True)}
    assert {c.stance for c in codes if c.is_model} == {"neutral"}
