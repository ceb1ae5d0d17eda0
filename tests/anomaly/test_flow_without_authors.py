"""A file without its authors, or with half of them: themes, quotes, and a story that says so."""

from pathlib import Path

import pytest
from tests.support.event_folders import SOURCE, event_folder, reaction, uproar
from tests.support.event_folders import told as told_desk

from uproar.store import Desk

UNKNOWN = (
    "so the number of voices behind them is not known",
    "neither the number of voices behind them is known",
)


def story_of(tmp_path: Path, rows, source: str, capsys: pytest.CaptureFixture[str]):
    desk = told_desk(tmp_path / "desk", event_folder(tmp_path / "glass", rows, source=source))
    capsys.readouterr()
    assert uproar("export", "text", "--desk", desk) == 0
    text = " ".join(capsys.readouterr().out.split())
    with Desk.open(desk) as opened:
        run = opened.runs.latest("glass")
        assert run is not None
        return text, {f.id: f for f in opened.findings.load(run.id)}


def test_posts_without_authors_are_told_with_quotes_and_nobody_is_counted(tmp_path, capsys):
    source = SOURCE.replace('author = "who"\n', "")
    text, findings = story_of(tmp_path, reaction(), source, capsys)
    assert findings["themes"].value >= 1
    assert "“" in text
    assert "voices.n" not in findings and "coordination.groups" not in findings
    assert any(said in text for said in UNKNOWN)


def test_half_the_authors_are_counted_and_the_share_of_the_others_is_said(tmp_path, capsys):
    rows = [row | {"who": None} if n % 2 else row for n, row in enumerate(reaction())]
    text, findings = story_of(tmp_path, rows, SOURCE, capsys)
    assert findings["voices.n"].value == findings["voices.n"].n > 50
    assert 0.4 < findings["voices.unknown"].value < 0.6
    part = round(100 * findings["voices.unknown"].value)
    assert f"{part} percent of the posts came without an author" in text
    assert findings["themes"].rows[0].quotes
