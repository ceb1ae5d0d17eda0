"""Background from a small invented archive."""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from uproar.model import Article, Entity, Event
from uproar.recall import ThemeDigest, recall

EVENT = Event(
    "e", "Vela Orne posts rehearsal film", "film", datetime(2025, 5, 18, 11, tzinfo=UTC), "p", None, "",
    (Entity("vela", "Vela Orne", "person", {"en": ("Vela", "Vela Orne")}, frozenset({"Vela"})),), None, None,
)  # fmt: skip


def article(name: str, on: str, headline: str, *sentences: str) -> Article:
    return Article(
        name, None, None, None, datetime.fromisoformat(on + "T08:00:00+00:00"), headline, sentences, "en", ""
    )  # fmt: skip


def hashed(texts: Sequence[str]) -> npt.NDArray[np.int8]:
    rows = np.zeros((len(texts), 256), np.int8)
    for i, text in enumerate(texts):
        for word in text.lower().split():
            rows[i, zlib.crc32(word.encode()) % 256] = 10
    return rows


ARCHIVE = [
    article("old", "2024-10-01", "Vela Orne on tour", "Singer Vela Orne called it 'ladder nine' again on stage."),
    article("next", "2025-05-12", "Vela Orne to tour", "The tour of Vela Orne opens three weeks from Friday."),
    article("said", "2025-05-13", "Was Vela Orne late?", "A reader claims that the singer Vela Orne was late."),
    article("ill", "2025-05-13", "Vela Orne in hospital", "The singer Vela Orne is in hospital."),
    article("other", "2025-05-14", "Vela dishwashers recalled", "Vela recalls dishwashers."),
    article("count", "2025-05-01", "Vela Orne album made", "Forty people made the album of Vela Orne in May."),
    article("fix", "2025-05-09", "Correction: Vela Orne album", "An article gave the people of the album as forty."),
]  # fmt: skip


def test_each_list_holds_what_it_says() -> None:
    theme = ThemeDigest("t", ("ladder", "again"), ("ladder one again", "ladder one"))
    found = recall(ARCHIVE, EVENT, [theme], [], hashed)
    assert [(p.article_id, p.theme, "ladder" in p.terms) for p in found.precedents] == [
        ("old", "t", True)
    ]
    assert [(p.article_id, str(p.happened_on)[:10]) for p in found.upcoming] == [
        ("next", "2025-06-06")
    ]
    assert {(p.article_id, p.why.split(":")[0]) for p in found.withheld} == {
        ("said", "unconfirmed"), ("ill", "sensitive"), ("count", "superseded"), ("fix", "superseded"),
    }  # fmt: skip
    told = {p.article_id for g in (found.timeline, found.context, found.related) for p in g}
    assert not told & {"other", "said", "ill"}
    assert ("count", 1) not in {(p.article_id, p.sentence) for p in found.timeline + found.context}


def test_an_empty_archive_says_nothing_and_order_does_not_matter() -> None:
    assert recall([], EVENT, [], [], hashed).timeline == ()
    assert recall(ARCHIVE, EVENT, [], [], hashed) == recall(ARCHIVE[::-1], EVENT, [], [], hashed)
