"""What the plan chooses to tell: peaks that are news, quotes that agree, reports in turn."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.support.evidence import again, finding, micros, organised, theme
from tests.support.evidence_more import bare, overseas, tied

from uproar.errors import EvidenceError
from uproar.model import Background, Finding, Passage, Saying, rows_of
from uproar.model.rows import PeakRow, PlatformSpanRow
from uproar.tell import Evidence, check_story, draft, fill
from uproar.tell.evidence.peaks import news_peaks


def _with(evidence: Evidence, *more: Finding) -> Evidence:
    return replace(evidence, findings=evidence.findings | {f.id: f for f in more})


def _prose(evidence: Evidence) -> str:
    return " ".join(s.text for s in fill(draft(evidence), evidence).sentences())


@pytest.mark.parametrize(
    ("first", "later", "low", "told"),
    [(600, 300, 266.0, True), (600, 300, 250.0, True), (600, 199, 171.0, False),
     (34, 23, 13.6, False), (47, 39, 0.0, False), (90, 31, 21.0, True), (90, 31, 19.0, False)],
)  # fmt: skip
def test_a_second_peak_is_told_where_its_size_is_news(
    first: int, later: int, low: float, told: bool
) -> None:
    base = again()
    high, next_high = rows_of(base.findings["volume.peaks"], PeakRow)
    rows = (
        replace(high, posts_in_hour=first),
        replace(next_high, posts_in_hour=later, low=low),
    )
    peaks = finding("volume.peaks", 2, "peaks", rows=rows)
    evidence = _with(base, peaks)
    assert news_peaks(peaks) == ((1, 2) if told else (1,))
    beats = {s.beat for p in draft(evidence).paragraphs for s in p}
    assert ("change" in beats) is told
    if not told:
        with pytest.raises(EvidenceError, match="no second peak"):
            draft(evidence, length="update")


def test_a_trivial_peak_is_not_counted_among_the_told() -> None:
    base = again()
    first, later = base.findings["volume.peaks"].rows
    small = replace(later, posts_in_hour=12)
    peaks = finding("volume.peaks", 3, "peaks", rows=(first, small, later))
    assert news_peaks(peaks) == (1, 3)
    assert "second" in _prose(_with(base, peaks))


def test_without_a_window_the_days_are_those_of_the_posts() -> None:
    base = bare()
    first_at, last_at = micros("2031-01-20T09:00"), micros("2032-02-03T09:00")
    rows = (PlatformSpanRow("x", 640, first_at, last_at, 0),)
    event = replace(base.event, baseline_start=None, window_end=None)
    evidence = replace(_with(base, finding("coverage.platforms", 1, rows=rows)), event=event)
    assert "January 20, 2031" in _prose(evidence).replace("Jan 20", "January 20")
    assert "2032" in _prose(evidence)


def test_reports_are_not_all_told_in_one_manner() -> None:
    messages = [s.message for p in draft(overseas()).paragraphs for s in p]
    told = re.findall(r"-(stated|content|quote|headline)\b", " ".join(messages))
    assert len(told) >= 4
    assert len(set(told)) >= 3


def test_dissent_is_told_by_a_quote_that_objects() -> None:
    dissent = [s for p in draft(tied()).paragraphs for s in p if s.beat == "dissent"]
    assert any("[[quote:x:903" in s.text for s in dissent)
    fond = {k: replace(q, emotions=("love",)) for k, q in tied().quotes.items()}
    told = draft(replace(tied(), quotes=fond))
    assert not any(s.message.startswith("dissent-share") for p in told.paragraphs for s in p)


def test_a_glad_theme_is_not_shown_by_a_post_that_objects() -> None:
    sour = {"x:701": ("annoyance",), "x:702": ("joy",)}
    for order in (sour, dict(reversed(sour.items()))):
        quotes = {k: replace(q, emotions=sour.get(k, ())) for k, q in bare().quotes.items()}
        rows = bare().findings["themes"].rows
        first = replace(rows[0], quotes=tuple(order))
        found = finding("themes", 2, "themes", n=1800, rows=(first, rows[1]))
        story = draft(replace(_with(bare(), found), quotes=quotes))
        assert any("x:702" in s.text for s in story.paragraphs[0])


def test_a_theme_without_name_line_or_quote_is_not_told() -> None:
    rows = (theme("t1", 700, 1800), theme("t2", 240, 1800, stance="critical"))
    evidence = replace(_with(bare(), finding("themes", 2, n=1800, rows=rows)), quotes={})
    story = draft(evidence)
    assert not any("themes" in s.text for p in story.paragraphs for s in p)
    assert ("t1", "theme without a name, a line or a quote that fits") in story.refused


def test_hashtags_at_the_end_are_left_away_and_the_rest_is_the_posts_own() -> None:
    text = " ".join(s.text for p in fill(draft(bare()), bare()).paragraphs for s in p)
    assert "“the ticket costs more than the boat,”" in text
    assert "#" not in text


def test_what_a_measure_offers_about_themes_is_left_to_the_beats() -> None:
    slots = {"quote": "[[quote:x:703, form=one_wrote]]", "share": "[[finding:themes.t2.share]]"}
    saying = Saying("change", "offered", slots, 1.0)
    words = {"themes": "offered = So: { $quote } Such posts were { $share } of it."}
    story = draft(replace(bare(), sayings=(saying,), messages=words))
    assert not any(s.message == "offered" for p in story.paragraphs for s in p)
    assert "themes and quotes" in dict(story.refused)["change: offered"]


def test_what_a_measure_offers_and_the_story_has_no_place_for_is_refused_with_a_reason() -> None:
    words = {"more": "\n".join(f"more-{n} = There were {'{ $n }'}." for n in "abcd")}
    n = {"n": "[[finding:voices.originals, form=count]]"}
    method = [
        Saying("method", f"more-{x}", n, s) for x, s in zip("abc", (0.9, 0.8, 0.7), strict=True)
    ]
    scene = Saying("scene", "more-d", n, 0.5)
    evidence = replace(bare(), sayings=(*method, scene), messages=words)
    story = draft(evidence)
    assert "already" in dict(story.refused)["method: more-c"]
    assert "own beat" in dict(story.refused)["scene: more-d"]
    later = replace(evidence, sayings=(Saying("moments", "more-d", n, 0.5),))
    assert "no such paragraph" in dict(draft(later, length="brief").refused)["moments: more-d"]


def test_an_update_has_no_news_older_than_the_event() -> None:
    for make in (again, overseas):
        evidence = make()
        told = [s for p in draft(evidence, length="update").paragraphs for s in p]
        assert not any(s.message.startswith("related") for s in told)
        fresh = {k: replace(a, published_at=evidence.event.published_at.replace(month=12))
                 for k, a in evidence.articles.items()}  # fmt: skip
        later = draft(replace(evidence, articles=fresh), length="update")
        assert any(s.message.startswith("related") for p in later.paragraphs for s in p)


def test_a_further_theme_is_not_quoted_in_a_language_that_nobody_has_read() -> None:
    evidence = tied()
    foreign = replace(evidence.quotes["x:905"], lang="id", text="hujan masuk tepat di ketukan")
    story = draft(replace(evidence, quotes=evidence.quotes | {"x:905": foreign}))
    assert any(s.beat == "further" for p in story.paragraphs for s in p)
    assert not any("x:905" in s.text for p in story.paragraphs for s in p)


def test_a_line_and_the_earlier_report_that_has_its_words_are_told_together() -> None:
    base = overseas()
    words = "Her next film ends, she told readers, with the last ferry is the one that waits."
    older = replace(base.articles["h2"], id="h9", sentences=(words,), headline="Brandt's next film")
    background = replace(base.background, context=(Passage("h9", 1, "said before"),))
    evidence = replace(base, articles=base.articles | {"h9": older}, background=background)
    told = [s for p in draft(evidence).paragraphs for s in p if s.message.startswith("echo")]
    assert [s.beat for s in told] == ["lead_theme"]
    assert "article:h9#1" in told[0].support


def test_a_dissent_keeps_its_context_where_no_report_was_tied_to_it() -> None:
    base = tied()
    untied = tuple(replace(p, theme=None) for p in base.background.context)
    evidence = replace(base, background=replace(base.background, context=untied))
    told = [s for p in draft(evidence).paragraphs for s in p if s.message.startswith("context")]
    assert any(s.beat == "dissent" and "article:k1#1" in s.support for s in told)
    elsewhere = {
        k: replace(
            a, headline="Bakery opens", sentences=("The bakery opened early on the square.",)
        )
        for k, a in base.articles.items()
    }
    first = tuple(replace(p, sentence=1) for p in untied[:1])
    other = replace(evidence, articles=elsewhere, background=Background(context=first))
    story = draft(other)
    assert not any(s.message.startswith("context") for p in story.paragraphs for s in p)


def test_a_third_figure_in_a_paragraph_goes() -> None:
    base = organised()
    first, second = base.findings["themes"].rows
    bare_theme = replace(first, cues=(), name_terms=(), quotes=("x:501",))
    found = finding("themes", 2, "themes", n=640, rows=(bare_theme, second))
    messages = {"extra": "lead-theme-share-organised = { $rank } holds { $share } of { $n }."}
    evidence = replace(_with(base, found), messages=messages)
    assert check_story(draft(evidence), evidence) == ()
