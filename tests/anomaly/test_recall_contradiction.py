"""Articles that contradict each other, through the pipeline: neither is told, and it is said why."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from uproar.config import Settings
from uproar.model import Article, Story
from uproar.pipeline.telling import opened_story, tell
from uproar.store import Desk

FIRST = "The preview of 'Paper Lanterns' with Mirae and J drew nine hundred guests."
SECOND = "The preview of 'Paper Lanterns' with Mirae and J drew four hundred guests."


def article(name: str, publisher: str, day: int, sentence: str) -> Article:
    at = datetime(2025, 5, day, 21, tzinfo=UTC)
    rest = "The actor and singer J of Northlight stood beside Mirae."
    return Article(name, None, publisher, None, at, f"Mirae and J preview 'Paper Lanterns' ({publisher})", (sentence, rest), "en", "")  # fmt: skip


@pytest.fixture
def desk(demo_desk: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(demo_desk, tmp_path / "desk")
    with Desk.open(tmp_path / "desk") as opened:
        yield opened


def story(opened: Desk, *articles: Article) -> Story:
    event = opened.events.all()[0]
    opened.articles.save(event.id, articles)
    return tell(opened, event, Settings())


def test_neither_number_is_told_and_both_are_withheld_with_the_reason(desk: Desk) -> None:
    one, other = article("x1", "The Pier", 16, FIRST), article("x2", "The Quay", 17, SECOND)
    made = story(desk, one, other)
    withheld = {
        (p.article_id, p.sentence): p.why
        for p in desk.stories.background(made.id).withheld
        if p.article_id in ("x1", "x2")
    }
    assert withheld == {("x1", 1): "contradicted by x2", ("x2", 1): "contradicted by x1"}
    cited = " ".join(s.text for p in made.paragraphs for s in p)
    assert "x1#1" not in cited
    assert "x2#1" not in cited
    assert opened_story(desk, made.id, Settings()) is not None


def test_one_of_them_alone_is_told_of_in_the_background(desk: Desk) -> None:
    made = story(desk, article("x1", "The Pier", 16, FIRST))
    background = desk.stories.background(made.id)
    assert "x1" not in {p.article_id for p in background.withheld}
    assert ("x1", 1) in {(p.article_id, p.sentence) for p in background.timeline}
