"""`uproar archive search` on a desk with one event and three articles."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from uproar.cli import main
from uproar.model import Article, Event
from uproar.store import Desk

AT = datetime(2025, 5, 18, 11, tzinfo=UTC)
ARTICLES = [
    Article("n1", "https://paper.example.org/1", "The Paper", None, AT, "Ori Bell rows", ("The boat turned over.",), "en", ""),
    Article("n2", None, None, None, AT, "오리 벨의 저녁", ("오리 벨은 배를 저었다.",), "ko", ""),
    Article("n3", None, None, None, AT, "Bread", ("The baker sleeps until noon.",), "en", ""),
]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = tmp_path / "desk"
    assert main(["init", str(path)]) == 0
    with Desk.open(path) as opened:
        opened.events.save(Event("kite", "Kite", "film", AT, "p", None, "", (), None, None))
        opened.articles.save("kite", ARTICLES)
    capsys.readouterr()
    return str(path)


def test_json_says_which_sentence_and_how_it_was_found(
    desk: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["archive", "search", "the boat", "--json", "--desk", desk]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert (first["article"], first["sentence"], first["words"]) == ("n1", 1, ["boat"])
    assert first["url"] == "https://paper.example.org/1"
    assert first["by_words"] == 1


def test_a_line_for_a_reader(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "search", "배를", "-n", "1", "--desk", desk]) == 0
    assert capsys.readouterr().out.startswith("n2#1  2025-05-18")


def test_nothing_near_says_so(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "search", "§§", "--desk", desk]) == 0
    printed = capsys.readouterr()
    assert (printed.out, "nothing in the archive" in printed.err) == ("", True)
