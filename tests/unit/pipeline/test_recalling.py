"""Related news is not what the desk has told elsewhere."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from uproar.model import Article, Entity, Event, Sentence, State, Story
from uproar.pipeline.recalling import recall
from uproar.store import Desk

AT = datetime(2025, 5, 18, 11, tzinfo=UTC)
INES = Entity("ines", "Ines Vole", "person", {"en": ("Ines Vole",)}, frozenset())
EVENT = Event("salt", "Ines Vole posts a film", "film", AT, "p", None, "", (INES,), None, None)
NEWS = [
    Article(name, None, "The Pier", None, AT.replace(day=day), f"Singer Ines Vole {what}", (f"Ines Vole {what} at home.",), "en", "")
    for name, day, what in (("n1", 10, "cooks"), ("n2", 12, "reads"))
]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "of", "left"),
    [
        ("approved", "other", ["n1"]),
        ("draft", "other", ["n2", "n1"]),
        ("approved", "salt", ["n2", "n1"]),
    ],
)
def test_what_an_approved_story_of_another_event_cited_is_not_news_again(
    tmp_path: Path, status: str, of: str, left: list[str]
) -> None:
    line = Sentence("s1", "next", "The Pier had it: [[article:n2#0, form=quote]].")
    plain = replace(line, text="Nothing.")
    story = Story(f"{of}.story", of, State(1, 0), "story", plain, plain, ((line,),), status=status)
    with Desk.create(tmp_path / "desk") as desk:
        desk.events.save(EVENT)
        desk.events.save(replace(EVENT, id="other"))
        desk.articles.save("salt", NEWS)
        desk.stories.save(story)
        assert [p.article_id for p in recall(desk, EVENT, {}).related] == left
