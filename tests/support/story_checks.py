"""What every draft must hold, checked without the help of the product's own check."""

from __future__ import annotations

import re

from uproar.tell import FilledStory
from uproar.tell.check import check_story
from uproar.tell.slots.grammar import Slot, pieces
from uproar.tell.slots.resolve import resolve

NUMBER_WORDS = set(
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "billion",
        "half",
        "third",
        "quarter",
        "first",
        "second",
        "twice",
        "double",
        "most",
        "many",
        "several",
        "few",
        "all",
        "everyone",
        "nobody",
    ]
)


def words_outside(story: FilledStory) -> list[tuple[str, str]]:
    """Each sentence's own text, with every slot taken out, found without the check's help."""
    return [
        (s.id, "".join(x.text for x in s.segments if not x.reference)) for s in story.sentences()
    ]


def assert_supported(story: FilledStory) -> None:
    """No number, quotation or name that is not evidence; every quote as the post has it."""
    for sentence_id, own in words_outside(story):
        assert not re.search(r"\d", own), (sentence_id, own)
        assert not re.search('[“”"«»‘]', own), (sentence_id, own)
        assert not NUMBER_WORDS & set(re.findall(r"[a-z]+", own.lower())), (sentence_id, own)
        later = re.findall(r"(?<=[a-z,;] )[A-Z]\w+", own)
        assert not later, (sentence_id, own)
    evidence = story.evidence
    sentences = (
        story.story.headline,
        story.story.dek,
        *(s for p in story.story.paragraphs for s in p),
    )
    for sentence in sentences:
        for piece in pieces(sentence.text):
            assert piece is not None
            if isinstance(piece, Slot) and piece.kind == "quote":
                post = evidence.quotes[piece.ref]
                assert post.clearance in ("ok", "ask")
                shown = resolve(piece, evidence).text
                inside = re.findall("“([^”]*)”", shown)[-1].rstrip(",.")
                assert (
                    inside.replace("‘", '"').replace("’", '"')[:40]
                    in post.text.replace("“", '"')
                    .replace("”", '"')
                    .replace("’", '"')
                    .replace("'", "'")
                    or inside in post.text
                )


def assert_fit_to_print(story: FilledStory) -> None:
    """What a desk's system asks of every draft, whatever the event."""
    assert_supported(story)
    assert check_story(story.story, story.evidence) == ()
    assert 0 < len(story.headline.text) <= 65
    assert 0 < len(story.description) <= 155
    assert len(set(story.tags)) == len(story.tags)
    words = sum(len(s.text.split()) for p in story.paragraphs for s in p)
    assert words <= {"story": 450, "brief": 120, "update": 250, "alert": 60}[story.story.length]
    block = story.story.post_block
    assert len(block) <= 8
    assert len({story.evidence.quotes[p].author_key for p in block}) == len(block)
    for sentence in story.sentences():
        own = re.sub("“[^”]*”", "“”", sentence.text)
        assert not re.search(r"  | [,.;:]|[,;:]{2}|\bthe the\b", own), sentence
        assert sentence.text[:1] == sentence.text[:1].upper() or sentence.text[0] in "“«"
        assert re.search(r"[.!?…”)]$", sentence.text) or sentence.id in ("headline",), sentence
