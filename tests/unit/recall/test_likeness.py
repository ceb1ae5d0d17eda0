"""An occasion that is alike is told only where it stands out alone."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
from tests.support.archives import article

from uproar.model import Article, Entity, Event, MeaningReader
from uproar.recall import ThemeDigest
from uproar.recall.likeness import most_alike

AT = datetime(2034, 5, 1, tzinfo=UTC)
PIA = Entity("pia", "Pia Lund", "person", {"und": ("Pia Lund",)})
EVENT = Event(
    "e", "Pia Lund rows home", "news", AT, "", None, "Her ferry left.", (PIA,), None, None
)
THEME = ThemeDigest("rowing", quotes=("She rowed the whole way!", "With one oar."))
THEIRS = [
    article(name, "2031-02-03", "en", f"Pia Lund {what}", f"The singer Pia Lund {what} in the harbour.")
    for name, what in (("swim", "swam"), ("bake", "baked"), ("paint", "painted"))
]  # fmt: skip
OTHERS = [
    article(f"o{n:02}", "2031-02-03", "en", f"Report {n}", f"Number {n} was counted again.")
    for n in range(20)
]


def reader(near: dict[str, float]) -> MeaningReader:
    """Reads every text as one direction, turned from the event by how far `near` says it is."""

    def read(texts: Sequence[str]) -> npt.NDArray[np.int8]:
        rows = np.zeros((len(texts), 3), np.int8)
        for row, text in zip(rows, texts, strict=True):
            share = next((s for word, s in near.items() if word in text), 0.2)
            row[:] = np.rint([100 * share, 100 * (1 - share**2) ** 0.5, 0])
            if "rowed" in text or "rows home" in text:
                row[:] = (100, 0, 0)
        return rows

    return MeaningReader("closest", read)


def first(near: dict[str, float], theirs: Sequence[Article] = THEIRS) -> str | None:
    alike = most_alike(theirs, OTHERS, EVENT, THEME, reader(near))
    return alike[0].id if alike else None


def test_the_one_that_stands_out_alone() -> None:
    assert first({"swam": 0.8}) == "swim"


def test_silence_where_two_are_alike_or_none() -> None:
    assert first({"swam": 0.8, "baked": 0.78}) is None
    assert first({}) is None


def test_silence_where_there_is_nothing_to_stand_out_from() -> None:
    assert first({"swam": 0.8}, THEIRS[:1]) is None
    assert most_alike(THEIRS, OTHERS[:5], EVENT, THEME, reader({"swam": 0.8})) is None


def test_the_order_of_articles_does_not_matter() -> None:
    assert first({"swam": 0.8}, THEIRS[::-1]) == "swim"
