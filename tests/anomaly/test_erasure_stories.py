"""After an erasure a story can still be read, opened, cut, swapped and exported."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.support.event_folders import event_folder, told, uproar, varied

from uproar.store import Desk

GONE = "[a quoted post is gone]"


@pytest.fixture(scope="module")
def told_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories")
    return told(folder / "desk", event_folder(folder / "event", varied()))


@pytest.fixture
def desk(told_desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An approved story of which one quoted post was erased."""
    desk = Path(shutil.copytree(told_desk, tmp_path / "desk"))
    for post in quoted(desk):
        assert uproar("review", "clear", post, "ok", "--by", "E", "--desk", desk) == 0
    assert uproar("approve", "--by", "E", "--desk", desk) == 0
    assert uproar("forget", quoted(desk)[0], "--now", "--by", "E", "--desk", desk) == 0
    capsys.readouterr()
    return desk


def quoted(desk: Path) -> list[str]:
    from uproar.tell.review.review import quoted_posts

    with Desk.open(desk) as opened:
        return list(quoted_posts(opened.stories.for_event("glass")[0]))


def listed(desk: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    capsys.readouterr()
    assert uproar("review", "list", "--json", "--desk", desk) == 0
    return json.loads(capsys.readouterr().out)


def test_the_list_marks_the_sentence_and_drafts_a_correction(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = listed(desk, capsys)
    (broken,) = [s for s in shown["sentences"] if s["broken"]]
    assert broken["text"] == GONE
    assert shown["correction"].startswith("Correction. A sentence was taken out after the post")
    assert shown["flags"] == ["cites a post that was erased or deleted"]
    assert uproar("review", "list", "--desk", desk) == 0
    said = capsys.readouterr().out
    assert GONE in said and "cut or reword it" in said and "draft of a correction" in said


def test_every_sentence_opens(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for sentence in listed(desk, capsys)["sentences"]:
        assert uproar("why", sentence["id"], "--desk", desk) == 0
        assert sentence["text"] in capsys.readouterr().out


def test_an_export_says_which_sentence_to_cut_and_works_when_it_is(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (broken,) = [s["id"] for s in listed(desk, capsys)["sentences"] if s["broken"]]
    for form in ("markdown", "html", "json", "cms", "ninjs"):
        assert uproar("export", form, "--desk", desk) == 4
        assert f"review cut {broken}" in capsys.readouterr().err
    assert uproar("review", "cut", broken, "--by", "E", "--desk", desk) == 0
    for form in ("markdown", "html", "json", "cms", "ninjs"):
        assert uproar("export", form, "--desk", desk) == 0
    assert GONE not in capsys.readouterr().out
    assert listed(desk, capsys)["correction"] == ""


def test_other_sentences_can_be_edited_while_one_is_gone(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = listed(desk, capsys)["sentences"]
    whole = [s["id"] for s in shown if not s["broken"] and s["number"] > 0]
    assert uproar("review", "keep", whole[0], "--by", "E", "--desk", desk) == 0
    assert uproar("review", "cut", whole[-1], "--by", "E", "--desk", desk) == 0
    assert uproar("approve", "--by", "E", "--desk", desk) == 4


def test_a_gone_quote_can_be_swapped(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from uproar.config import Settings
    from uproar.pipeline.telling import opened_story

    (gone,) = [p for p in quoted(desk) if p.startswith("gone:")]
    with Desk.open(desk) as opened:
        _, evidence, _ = opened_story(opened, "glass.story", Settings())
    offers = [p for p, q in evidence.quotes.items() if q.clearance in ("ok", "ask")]
    swaps = (uproar("review", "swap", gone, p, "--by", "E", "--desk", desk) for p in offers)
    assert 0 in swaps
    assert not any(s["broken"] for s in listed(desk, capsys)["sentences"])
