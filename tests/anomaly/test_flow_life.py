"""A story's life on one desk: told twice alike, erased from, checked, cleared, approved, exported."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.support.event_folders import event_folder, told, uproar, varied

from uproar import pipeline
from uproar.config import Settings
from uproar.pipeline.exporting import rendered
from uproar.store import Desk

FORMATS = ("markdown", "html", "json")


@pytest.fixture(scope="module")
def told_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A told desk, to be copied before it is changed."""
    folder = tmp_path_factory.mktemp("life")
    return told(folder / "desk", event_folder(folder / "event", varied()))


@pytest.fixture
def desk(told_desk: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(told_desk, tmp_path / "desk"))


def quoted(desk: Path) -> list[str]:
    from uproar.tell.review.review import quoted_posts

    with Desk.open(desk) as one:
        return sorted(quoted_posts(one.stories.for_event("glass")[0]))


def in_prose(desk: Path) -> str:
    """The first post that a sentence quotes."""
    from uproar.tell.review.review import quoted_posts

    with Desk.open(desk) as one:
        return quoted_posts(one.stories.for_event("glass")[0])[0]


def text_of(desk: Path, post: str) -> str:
    with Desk.open(desk) as one:
        return str(one.posts.get([post])["text"][0])


def run(folder: Path, event: Path, at: datetime) -> dict[str, Any]:
    with Desk.create(folder) as one:
        _, _, story = pipeline.run(one, event, Settings(), measured_at=at)
        return {name: rendered(one, story.id, name, Settings())[1] for name in FORMATS}


def test_the_same_posts_make_the_same_bytes_whenever_and_wherever(tmp_path: Path) -> None:
    event = event_folder(tmp_path / "event", varied())
    other = event_folder(tmp_path / "elsewhere" / "deep", varied())
    first = run(tmp_path / "desk", event, datetime(2026, 1, 1, tzinfo=UTC))
    again = run(tmp_path / "b" / "desk2", other, datetime(2031, 7, 9, 3, tzinfo=UTC))
    for name in FORMATS:
        assert first[name] == again[name], name


def test_a_fresh_story_recomputes(desk: Path) -> None:
    assert uproar("check", "--desk", desk) == 0


def test_what_was_forgotten_changes_the_story_and_says_why(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    post = in_prose(desk)
    assert uproar("forget", post, "--by", "An Editor", "--desk", desk) == 0
    capsys.readouterr()
    assert uproar("check", "--desk", desk) == 4
    said = capsys.readouterr().out
    assert "deletion (quote:gone:" in said  # its id is erased too
    assert uproar("approve", "--by", "An Editor", "--desk", desk) == 4


def test_no_byte_of_a_forgotten_post_is_left(desk: Path) -> None:
    # the longest id begins no other one, wherever a page of the database may end
    post = max(quoted(desk), key=len)
    words = text_of(desk, post)
    assert words in everything(desk)
    assert uproar("forget", post, "--now", "--by", "An Editor", "--desk", desk) == 0
    left = everything(desk)
    assert words not in left
    assert not re.search(rf"{re.escape(post)}(?!\d)", left)  # "p1" is not the "p1" of "p10"


def everything(desk: Path) -> str:
    """All that the desk's files hold, as they lie and as Parquet is read."""
    found = []
    for path in sorted(p for p in desk.rglob("*") if p.is_file()):
        found.append(path.read_bytes().decode("utf-8", "replace"))
        if path.suffix == ".parquet":
            rows = pq.ParquetFile(path).read()
            found.extend(str(rows[name].to_pylist()) for name in rows.column_names)
    return "\n".join(found)


def test_approval_waits_for_every_quote_and_a_final_export_for_approval(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    final = ("export", "markdown", "--final", "--by", "E", "-o", tmp_path / "s.md", "--desk", desk)
    assert uproar(*final) == 4
    assert uproar("approve", "--by", "An Editor", "--desk", desk) == 4
    assert "not cleared" in capsys.readouterr().err
    for post in quoted(desk):
        assert uproar("review", "clear", post, "ok", "--by", "An Editor", "--desk", desk) == 0
    assert uproar("approve", "--by", "An Editor", "--desk", desk) == 0
    assert uproar(*final) == 0
    assert "Draft" not in (tmp_path / "s.md").read_text(encoding="utf-8")


def test_a_written_policy_clears_quotes_without_a_name(desk: Path) -> None:
    (desk / "uproar.toml").write_text('quote_policy = "unnamed"\n', encoding="utf-8")
    assert quoted(desk)
    assert uproar("approve", "--by", "An Editor", "--desk", desk) == 0
