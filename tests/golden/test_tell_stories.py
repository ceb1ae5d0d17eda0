"""Five made-up events of different kinds, told from evidence by hand, as plain text files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "tell"))

from tell_evidence import EVENTS

from uproar.tell import check_story, draft, fill, renderers

HERE = Path(__file__).parent / "tell"
LENGTHS = [(name, length) for name in EVENTS for length in ("story", "brief")]


@pytest.mark.parametrize(("name", "length"), [*LENGTHS, ("again", "update")])
def test_story_reads_as_it_did(name: str, length: str, golden: Callable[[Path, str], None]) -> None:
    evidence = EVENTS[name]()
    story = draft(evidence, length=length)
    text = renderers()["text"].render(fill(story, evidence))
    assert isinstance(text, str)
    assert check_story(story, evidence) == ()
    golden(HERE / f"{name}.{length}.txt", text)


def test_no_two_events_share_their_sentences() -> None:
    told = {
        name: {s.message for p in draft(make()).paragraphs for s in p if s.beat != "method"}
        for name, make in EVENTS.items()
    }
    for a, b in combinations(EVENTS, 2):
        shared = (told[a] & told[b]) - {"quote-alone"}
        assert len(shared) <= len(told[a] | told[b]) / 3, (a, b, shared)
