"""Less evidence gives a shorter story that says what it lacks, or a clear error."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.support.evidence import again, finding, joy, mixed, without

from uproar.errors import EvidenceError
from uproar.model import Background, Event, Passage, State
from uproar.tell import Evidence, audit, draft, fill, renderers


def told(evidence: Evidence) -> str:
    text = renderers()["text"].render(fill(draft(evidence), evidence))
    assert isinstance(text, str)
    return " ".join(text.split())


def test_no_archive() -> None:
    text = told(replace(joy(), articles={}, background=Background()))
    assert re.search("(?i)(no|without an) archive.*, (so )?nothing earlier is told", text)
    assert "archive has a parallel" not in text


def test_no_captions() -> None:
    text = told(replace(again(), cues={}))
    assert re.search("(?i)(no|without) captions.*, (so )?no line of the footage is quoted", text)
    assert "“Salt Road” episode" in text


def test_captions_in_another_language_only() -> None:
    evidence = again()
    foreign = {
        n: {"ko": replace(tracks["en"], text="여행 가방은 두고 가")}
        for n, tracks in evidence.cues.items()
    }
    text = told(replace(evidence, cues=foreign))
    assert "The captions are in another language" in text
    assert "여행" not in text
    assert "Inés Carrow’s line at 42:11" in text
    assert "301 posts" in text


def test_no_quotable_post() -> None:
    evidence = joy()
    blocked = {
        k: replace(q, clearance="blocked", why="a signal") for k, q in evidence.quotes.items()
    }
    text = told(replace(evidence, quotes=blocked))
    assert re.search("(?i)no post (was )?fit to be quoted", text)
    assert "holding the string since" not in text


def test_all_posts_in_one_unknown_language() -> None:
    evidence = joy()
    unknown = {k: replace(q, lang="und") for k, q in evidence.quotes.items()}
    text = told(replace(evidence, quotes=unknown))
    assert re.search("(?i)no post (was )?fit to be quoted", text)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (1.0, "(number of voices behind them is not known and coordinated|neither the number)"),
        (0.3, "30 percent of the posts came without an author"),
        (0.004, None),
        (None, None),
    ],
)
def test_posts_without_authors(share: float | None, said: str | None) -> None:
    evidence = joy()
    if share is not None:
        unknown = finding("voices.unknown", share, "share", n=2140)
        evidence = replace(evidence, findings=evidence.findings | {"voices.unknown": unknown})
    text = told(evidence)
    assert bool(re.search("(?i)author", text)) is bool(said)
    assert said is None or re.search(said, text)


def test_posts_without_authors_too_few_for_a_share() -> None:
    unknown = finding("voices.unknown", 0.5, "share", n=20)
    text = told(replace(joy(), findings=joy().findings | {"voices.unknown": unknown}))
    assert "Some posts came without an author" in text


def test_no_findings_at_all() -> None:
    text = told(replace(joy(), findings={}, quotes={}))
    assert "Okonjo Records posted" in text
    assert "percent" not in text


def test_an_event_without_posts() -> None:
    empty = {
        f.id: f
        for f in (finding("voices.originals", 0, "posts"), finding("volume.total", 0, "posts"))
    }
    text = told(replace(joy(), findings=empty, quotes={}))
    assert "“Kite Season”: no posts found" in text
    assert "a search found no posts about it" in text
    assert "No figures are given, as no posts were found" in text
    assert "what was written about it" not in text
    assert "fit to be quoted" not in text


def test_one_account_that_posts_everything_is_told_as_one() -> None:
    counts = (
        finding("voices.n", 1, "people", n=60),
        finding("voices.originals", 11, "originals"),
        finding("volume.total", 60, "posts"),
    )
    text = told(replace(joy(), findings={f.id: f for f in counts}, quotes={}))
    assert "posts from one account" in text
    assert re.search("60 posts(, comes| about it,) from one account", text)
    assert "few noticed" not in text.lower()


def test_an_event_with_one_post() -> None:
    evidence = joy()
    one = {
        f.id: f
        for f in (finding("voices.originals", 1, "posts"), finding("volume.total", 1, "posts"))
    }
    post = {"x:101": evidence.quotes["x:101"]}
    text = told(replace(evidence, findings=one, quotes=post))
    assert "one post about it" in text


def test_contradicting_articles_are_not_told() -> None:
    evidence = again()
    background = replace(
        evidence.background,
        context=(),
        withheld=(Passage("b1", 1, "contradicted by b2"),),
    )
    text = told(replace(evidence, background=background))
    assert "Two endings" not in text


def test_a_passage_of_an_article_that_is_gone_is_skipped() -> None:
    kept = {k: a for k, a in again().articles.items() if k != "b2"}
    text = told(replace(again(), articles=kept))
    assert re.search("archive has no report that came (just )?before", text)


def test_a_sentence_number_that_the_article_does_not_have_is_skipped() -> None:
    background = replace(joy().background, precedents=(Passage("a1", 9, "wrong", 0.8),))
    assert "kite" in told(replace(joy(), background=background)).lower()


def test_an_event_without_a_publisher_is_told_by_what_it_has() -> None:
    event: Event = replace(joy().event, publisher="", title="", entities=())
    story = draft(replace(joy(), event=event))
    assert story.paragraphs


def test_a_deleted_post_takes_its_sentence_along_and_the_note_says_so() -> None:
    evidence = mixed()
    story = draft(evidence)
    gone = next(
        q
        for q in evidence.quotes
        if any(f"quote:{q}" in s.text for p in story.paragraphs for s in p)
    )
    after = without(evidence, gone)
    changes = audit(story, evidence, after)
    assert {c.why for c in changes.changes} == {"deletion"}
    with pytest.raises(EvidenceError, match="no quotable post"):
        fill(story, after)
    assert evidence.quotes[gone].text not in told(after)
    assert after.state > State(1000, 0)


@pytest.mark.parametrize("year", [1, 1969, 9998])
def test_absurd_years_are_told_or_left_out(year: int) -> None:
    event = replace(joy().event, published_at=joy().event.published_at.replace(year=year))
    assert draft(replace(joy(), event=event)).headline


def test_names_that_are_patterns_or_slots_do_no_harm() -> None:
    evidence = joy()
    strange = replace(evidence.event.entities[0], name="A.* [[cue:1]] (x")
    event = replace(evidence.event, entities=(strange, *evidence.event.entities[1:]))
    assert draft(replace(evidence, event=event)).paragraphs


def test_a_work_whose_title_is_an_everyday_word_does_not_silence_the_story() -> None:
    evidence = joy()
    it = replace(
        evidence.event.entities[2], name="The Line", aliases={"en": ("The Line", "It", "The")}
    )
    event = replace(evidence.event, entities=(*evidence.event.entities[:2], it))
    assert len(draft(replace(evidence, event=event)).paragraphs) >= 4
