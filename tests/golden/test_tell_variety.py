"""Two events must not read as the same form letter: how alike the stories are, slots masked."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from tests.support.evidence_more import ALL

from uproar.model import Sentence
from uproar.tell import draft
from uproar.tell.slots.grammar import slots

MOST_ALIKE = 0.34  # of the sentences of a pair of stories
ON_AVERAGE = 0.1


def skeleton(sentence: Sentence) -> str:
    """A sentence's own words, each slot a blank."""
    text = sentence.text
    for found in slots(text):
        text = text.replace(found.written(), "_")
    return re.sub(r"\W+", " ", text).strip().casefold()


def skeletons(name: str) -> frozenset[str]:
    story = draft(ALL[name]())
    told = (story.headline, story.dek, *(s for p in story.paragraphs for s in p))
    return frozenset(x for s in told if len((x := skeleton(s)).replace("_", "").split()) > 1)


def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """The part of the shorter story's sentences that the other one has too."""
    return len(a & b) / max(1, min(len(a), len(b)))


def test_no_two_stories_are_one_form_letter() -> None:
    told = {name: skeletons(name) for name in ALL}
    pairs = {(a, b): alike(told[a], told[b]) for a, b in combinations(ALL, 2)}
    worst = max(pairs, key=lambda pair: pairs[pair])
    assert pairs[worst] <= MOST_ALIKE, (worst, told[worst[0]] & told[worst[1]])
    assert sum(pairs.values()) / len(pairs) <= ON_AVERAGE


def test_no_story_opens_two_sentences_in_a_row_alike() -> None:
    for name, make in ALL.items():
        for paragraph in draft(make()).paragraphs:
            told = [skeleton(s) for s in paragraph if s.message[:5] != "quote"]
            for before, after in pairwise(told):
                assert before.split()[:3] != after.split()[:3], (name, before, after)
