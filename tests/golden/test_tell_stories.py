"""Made-up events of different kinds, told from evidence by hand, as plain text files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.evidence_more import ALL

from uproar.tell import check_story, draft, fill, renderers

HERE = Path(__file__).parent / "tell"
LENGTHS = [(name, length) for name in ALL for length in ("story", "brief")]


@pytest.mark.parametrize(
    ("name", "length"), [*LENGTHS, ("again", "update"), ("overseas", "update")]
)
def test_story_reads_as_it_did(name: str, length: str, golden: Callable[[Path, str], None]) -> None:
    evidence = ALL[name]()
    story = draft(evidence, length=length)
    text = renderers()["text"].render(fill(story, evidence))
    assert isinstance(text, str)
    assert check_story(story, evidence) == ()
    golden(HERE / f"{name}.{length}.txt", text)
