"""The article's own clock decides what "yesterday" is, from the file to the timeline."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from uproar.model import Entity, Event
from uproar.recall import recall
from uproar.sources.articles.archive import load_archive
from uproar.store import Desk

EVENT = Event(
    "e", "Ines Vole posts a film", "film", datetime(2025, 5, 25, 11, tzinfo=UTC), "p", None, "",
    (Entity("ines", "Ines Vole", "person", {"en": ("Ines Vole",)}, frozenset()),), None, None,
)  # fmt: skip
FEED = """<rss version="2.0"><channel><title>Paper</title><item><title>Ines Vole sings</title>
<guid>a</guid><pubDate>{at}</pubDate><description>Singer Ines Vole sang it yesterday.</description>
</item></channel></rss>"""


def days(folder: Path) -> list[str]:
    articles = load_archive(folder / "archive").articles
    with Desk.create(folder / "desk") as desk:
        desk.articles.save("e", articles)
        kept = desk.articles.load("e")
    found = recall(kept, EVENT, [], [], lambda texts: np.zeros((len(texts), 256), np.int8))
    return [str(p.happened_on)[:10] for p in found.timeline]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2025-05-19T01:00:00+09:00", "2025-05-18"),  # the 18th in UTC
        ("2025-05-18T23:00:00-07:00", "2025-05-17"),  # the 19th in UTC
        ("2025-05-18T16:00:00Z", "2025-05-17"),
        ("2025-05-18", "2025-05-17"),
    ],
)
def test_yesterday_is_counted_where_the_article_was_written(
    tmp_path: Path, at: str, day: str
) -> None:
    (tmp_path / "archive").mkdir()
    body = "Singer Ines Vole sang it yesterday."
    page = {"@type": "NewsArticle", "headline": "Ines Vole sings", "datePublished": at, "articleBody": body}  # fmt: skip
    (tmp_path / "archive" / "a.json").write_text(json.dumps(page))
    assert days(tmp_path) == [day]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("Mon, 19 May 2025 01:00:00 +0900", "2025-05-18"),
        ("Sun, 18 May 2025 23:00:00 -0700", "2025-05-17"),
        ("2025-05-19T01:00:00+09:00", "2025-05-18"),
    ],
)
def test_a_feed_keeps_its_offset(tmp_path: Path, at: str, day: str) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "a.xml").write_text(FEED.format(at=at))
    assert days(tmp_path) == [day]
