"""One contract for every renderer: pure, deterministic, no handles, nothing a post can run."""

import io
import zipfile
from pathlib import Path

import pytest

from uproar.config import Settings
from uproar.pipeline.telling import opened_story
from uproar.store import Desk
from uproar.tell import FilledStory, renderers

FORMATS = renderers()


@pytest.fixture(scope="module")
def filled(demo_desk: Path) -> FilledStory:
    with Desk.open(demo_desk) as desk:
        return opened_story(desk, "paper-lanterns.story", Settings())[2]


def words(content: str | bytes) -> str:
    """All that a format writes; an archive's files one after the other."""
    if isinstance(content, str):
        return content
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_same_story_same_bytes(name: str, filled: FilledStory) -> None:
    renderer = FORMATS[name]
    assert renderer.suffix.startswith(".")
    assert renderer.render(filled) == renderer.render(filled) != ""


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_draft_says_that_it_is_one(name: str, filled: FilledStory) -> None:
    content = words(FORMATS[name].render(filled))
    assert "draft" in content.casefold() or '"pubstatus"' in content.casefold()
