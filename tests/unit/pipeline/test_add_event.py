"""An event on a desk is brought up to date, and never taken for another one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.event_folders import EVENT

from uproar import pipeline
from uproar.errors import ConfigError
from uproar.store import Desk

OTHER_DAY = ("2025-05-18T11", "2025-05-17T11")
OTHER_TITLE = ("Ansel posts", "Ansel at last posts")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "desk") as made:
        pipeline.add_event(made, folder_with(tmp_path / "one"))
        yield made


def folder_with(folder: Path, *changes: tuple[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    text = EVENT
    for old, new in changes:
        text = text.replace(old, new)
    (folder / "event.toml").write_text(text, encoding="utf-8")
    return folder


def test_another_event_with_the_same_id_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'glass' is on this desk already") as refused:
        pipeline.add_event(desk, folder_with(tmp_path / "two", OTHER_DAY, OTHER_TITLE))
    assert "another id" in refused.value.hint
    assert desk.events.folder("glass") == tmp_path / "one"


@pytest.mark.parametrize(
    ("name", "changes"), [("one", (OTHER_DAY, OTHER_TITLE)), ("moved", (OTHER_TITLE,))]
)
def test_the_same_event_may_be_corrected_or_moved(
    name: str, changes: tuple[tuple[str, str], ...], desk: Desk, tmp_path: Path
) -> None:
    event = pipeline.add_event(desk, folder_with(tmp_path / name, *changes))
    assert desk.events.get("glass") == event
    assert desk.events.folder("glass") == tmp_path / name
