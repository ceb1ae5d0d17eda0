"""Archives that are empty, large, odd or hostile say less, and never fail."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt
import pytest

from uproar.model import Article, Background, Entity, Event
from uproar.recall import ThemeDigest, recall

AT = datetime(2026, 9, 2, 19, tzinfo=UTC)
EVENT = Event(
    "e", "Ines Vole posts a film", "film", AT, "p", None, "",
    (Entity("ines", "Ines Vole", "person", {"en": ("Ines Vole",)}, frozenset()),), None, None,
)  # fmt: skip
THEME = ThemeDigest("t", ("verse",), ("verse two",))


def blank(texts: Sequence[str]) -> npt.NDArray[np.int8]:
    return np.zeros((len(texts), 256), np.int8)


def article(name: str, at: datetime, headline: str, *sentences: str) -> Article:
    return Article(name, None, None, None, at, headline, sentences, "en", "")


def told(found: Background) -> set[str]:
    groups = (found.timeline, found.precedents, found.context, found.triggers, found.upcoming)
    return {p.article_id for group in groups for p in group}


def test_an_empty_archive_or_empty_articles() -> None:
    assert recall([], EVENT, [THEME], [AT], blank) == Background()
    assert not told(recall([article("a", AT, "")], EVENT, [THEME], [AT], blank))


def test_ten_thousand_headlines() -> None:
    archive = [
        article(f"n{i}", AT - timedelta(hours=i), f"Correction: item {i}" if i % 9 == 0 else f"Item {i}", f"The town {i} counted {i} boats.")
        for i in range(10_000)
    ]  # fmt: skip
    archive.append(article("ours", AT - timedelta(days=3), "Film", "The singer Ines Vole sang."))
    assert told(recall(archive, EVENT, [THEME], [], blank)) == {"ours"}


def test_the_future_is_not_told_as_past() -> None:
    late = article("late", AT + timedelta(days=900), "Ines Vole tour", "Singer Ines Vole sang.")
    found = recall([late], EVENT, [THEME], [AT + timedelta(hours=1)], blank)
    assert not found.triggers
    assert not found.context
    assert not found.precedents


def test_the_same_id_twice() -> None:
    twice = [
        article("a", AT - timedelta(days=2), "Ines Vole sings", "The singer Ines Vole sang."),
        article("a", AT - timedelta(days=1), "Ines Vole film", "Ines Vole made a film.", "More."),
    ]
    first = recall(twice, EVENT, [THEME], [], blank)
    assert first == recall(twice[::-1], EVENT, [THEME], [], blank)
    assert told(first) == {"a"}


@pytest.mark.parametrize(
    "text",
    ["'" * 50_000, "“" * 50_000, "ab " * 17_000, "1," * 25_000, "May " * 12_500, "until the " * 5_000, "A" * 50_000],
)  # fmt: skip
def test_long_bodies_end(text: str) -> None:
    old = article("a", AT - timedelta(days=200), "Singer Ines Vole", f"Ines Vole {text}")
    assert isinstance(recall([old], EVENT, [THEME], [], blank), Background)


@pytest.mark.parametrize("year", [1, 9999])
def test_absurd_days(year: int) -> None:
    odd = article("a", datetime(year, 12, 31, tzinfo=UTC), "Singer Ines Vole", "Next year, in 9999 weeks, Ines Vole sings.", "It came 12 months ago.")  # fmt: skip
    assert isinstance(recall([odd], EVENT, [THEME], [], blank), Background)
