from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.evidence import STATE, again, cleared, finding, joy, mixed, theme, without

from uproar.errors import ConfigError, EvidenceError
from uproar.model import Background, Decision, Passage, State
from uproar.tell import House, audit, draft, fill
from uproar.tell.review import review
from uproar.tell.review.approval import standing, words_digest
from uproar.tell.review.clearance import clearance, optin
from uproar.tell.review.concerns import clash

NOW = datetime(2031, 10, 14, 9, tzinfo=UTC)
WHO = {"by": "R. Lindqvist", "decided_at": NOW}


def sentence_with(message: str) -> str:
    return next(s.id for p in draft(again()).paragraphs for s in p if s.message.startswith(message))


def test_keeping_a_sentence_only_notes_it() -> None:
    story = draft(again())
    kept, decision = review.keep(story, sentence_with("change-peak"), **WHO)
    assert kept == story
    assert (decision.action, decision.by, decision.decided_at) == ("keep", "R. Lindqvist", NOW)


def test_cutting_takes_one_sentence_and_its_paragraph_when_empty() -> None:
    story = draft(again())
    only = sentence_with("moments")
    shorter, _ = review.cut(story, only, **WHO)
    assert len(shorter.paragraphs) == len(story.paragraphs) - 1
    assert only not in {s.id for s in review.sentences(shorter)}


def test_the_headline_can_only_be_reworded() -> None:
    with pytest.raises(ConfigError, match="cannot be cut"):
        review.cut(draft(again()), "headline", **WHO)


def test_rewording_is_checked_again() -> None:
    story, evidence = draft(again()), again()
    target = sentence_with("change-peak")
    text = "The talk rose again on [[finding:volume.peaks, row=2, field=start_at, form=daytime]]."
    changed, decision = review.reword(story, target, text, evidence, **WHO)
    assert next(s for s in review.sentences(changed) if s.id == target).text == text
    assert decision.value == text
    with pytest.raises(EvidenceError, match="number word 'Twice'"):
        review.reword(story, target, "Twice as loud. " + text, evidence, **WHO)


def test_a_sentence_that_is_not_there_is_a_clear_error() -> None:
    with pytest.raises(ConfigError, match="no sentence 's99'"):
        review.keep(draft(again()), "s99", **WHO)


def test_nobody_decides_without_a_name() -> None:
    with pytest.raises(ConfigError, match="no name"):
        review.keep(draft(again()), "headline", by="  ", decided_at=NOW)


def test_a_quote_is_swapped_wherever_it_stands_for_one_of_its_theme() -> None:
    story, evidence = draft(again()), again()
    changed, _ = review.swap(story, "x:201", "reddit:202", evidence, **WHO)
    assert "x:201" not in review.quoted_posts(changed)
    assert "reddit:202" in review.quoted_posts(changed)
    with pytest.raises(EvidenceError, match="not of the theme"):
        review.swap(story, "x:201", "bluesky:205", evidence, **WHO)
    with pytest.raises(ConfigError, match="is not quoted"):
        review.swap(story, "x:none", "reddit:202", evidence, **WHO)


def test_blocking_a_post_takes_its_sentences_out() -> None:
    story = draft(again())
    changed, decision = review.clear(story, "reddit:203", "blocked", "author asked", **WHO)
    assert "reddit:203" not in review.quoted_posts(changed)
    assert decision.value == "blocked: author asked"
    same, _ = review.clear(story, "reddit:203", "ok", "author agreed", **WHO)
    assert same == story
    with pytest.raises(ConfigError, match="clearance 'maybe'"):
        review.clear(story, "reddit:203", "maybe", "", **WHO)


def test_a_quote_of_the_headline_cannot_be_blocked_under_it() -> None:
    story = draft(mixed())
    with pytest.raises(EvidenceError, match="headline"):
        review.clear(story, "forum:302", "blocked", "no", **WHO)


def test_the_latest_decision_counts_and_a_platforms_no_stays() -> None:
    evidence = again()
    refused = replace(evidence.quotes["x:204"], clearance="blocked", why="protected")
    quotes = dict(evidence.quotes) | {"x:204": refused}
    story = draft(evidence)
    log = [
        review.clear(story, "x:201", "ask", "first", **WHO)[1],
        review.clear(story, "x:201", "ok", "asked the author", **WHO)[1],
        review.clear(story, "x:204", "ok", "tried", **WHO)[1],
        review.gloss(story, "reddit:203", "nine hours", **WHO)[1],
        review.clear(story, "x:nowhere", "ok", "", **WHO)[1],
    ]
    after = review.decided(quotes, log)
    assert after["x:201"].clearance == "ok"
    assert after["x:201"].why == "asked the author (R. Lindqvist)"
    assert after["x:204"] == refused
    assert (after["reddit:203"].gloss, after["reddit:203"].translated_by) == (
        "nine hours",
        "R. Lindqvist",
    )


def test_approval_waits_for_every_quote() -> None:
    evidence = again()
    story = draft(evidence)
    with pytest.raises(EvidenceError, match="not cleared: x:201"):
        review.approve(story, evidence, **WHO)
    signed, decision = review.approve(story, cleared(evidence), **WHO)
    assert (signed.status, signed.approved_by) == ("approved", "R. Lindqvist")
    assert decision.target == story.id
    reopened, _ = review.cut(signed, sentence_with("moments"), **WHO)
    assert (reopened.status, reopened.approved_by) == ("draft", None)


def test_an_approval_stands_for_the_words_it_was_given_for() -> None:
    evidence = cleared(again())
    signed, decision = review.approve(draft(evidence), evidence, **WHO)
    filled = fill(signed, evidence)
    assert decision.value == words_digest(filled)
    assert standing(filled, [decision]) == filled
    assert standing(filled, [replace(decision, value="")]) == filled  # of a desk before digests
    asked = replace(evidence.quotes["x:201"], clearance="ask")
    other = replace(evidence, quotes=evidence.quotes | {"x:201": asked})
    for changed in (
        fill(signed, other),
        fill(replace(signed, post_block=signed.post_block[1:]), evidence),
        fill(signed, replace(evidence, house=House(timezone="Pacific/Kiritimati"))),
    ):
        shown = standing(changed, [decision]).story
        assert (shown.status, shown.approved_by) == ("draft", None)


def test_two_decisions_clash_where_they_are_about_one_matter() -> None:
    story = draft(again())
    quoting = next(s.id for s in review.sentences(story) if "quote:x:201" in s.text)
    other = sentence_with("change-peak")
    keeps = review.keep(story, quoting, **WHO)[1]
    clears = review.clear(story, "x:201", "ok", "", **WHO)[1]
    swaps = Decision("swap", "x:201", "reddit:202", "B", NOW)
    cuts = review.cut(story, other, **WHO)[1]
    approves = Decision("approve", story.id, "", "B", NOW)
    for mine, later in ((keeps, clears), (clears, keeps), (keeps, swaps), (cuts, cuts)):
        assert clash(story, story, mine, [later])
    assert clash(story, story, Decision("clear", "reddit:202", "ok: ", "A", NOW), [swaps])
    assert clash(story, story, approves, [])
    for mine, later in ((keeps, cuts), (cuts, clears), (clears, cuts)):
        assert not clash(story, story, mine, [later])
    assert clash(story, review.cut(story, other, **WHO)[0], cuts, [])


def test_approval_waits_for_translations() -> None:
    evidence = cleared(mixed())
    bare = replace(evidence.quotes["youtube:303"], gloss=None, translated_by=None)
    evidence = replace(evidence, quotes={"youtube:303": bare})
    with pytest.raises(EvidenceError, match="not translated: youtube:303"):
        review.approve(draft(evidence), evidence, **WHO)


def test_approval_checks_again() -> None:
    story = draft(joy())
    gone = {k: v for k, v in joy().findings.items() if k != "themes"}
    with pytest.raises(EvidenceError, match="does not resolve"):
        review.approve(story, replace(cleared(joy()), findings=gone), **WHO)


def test_nothing_changed_means_no_note() -> None:
    changes = audit(draft(again()), again(), again())
    assert not changes
    assert changes.note == ""


def test_a_deleted_post_is_told_without_its_words() -> None:
    story, evidence = draft(again()), again()
    changes = audit(story, evidence, without(evidence, "x:201"))
    assert [(c.why, c.reference, c.after) for c in changes.changes] == [
        ("deletion", "quote:x:201", None)
    ]
    assert "better goodbye" not in repr(changes)
    assert "deleted" in changes.note


def test_after_an_erasure_the_old_words_are_not_needed() -> None:
    """The store has no words of an erased post, for the old state neither."""
    story, evidence = draft(again()), without(again(), "x:201")
    changes = audit(story, evidence, evidence)
    assert [(c.why, c.before, c.after) for c in changes.changes] == [("deletion", "", None)]


def test_new_posts_change_a_figure_and_the_note_says_both() -> None:
    story, old = draft(joy()), joy()
    rows = (
        theme("t1", 900, 2500, cues=[3, 5], name_terms=["string", "hold"]),
        *old.findings["themes"].rows[1:],
    )
    found = finding("themes", 2, "themes", n=2500, n_of="original posts", rows=rows)
    new = replace(old, state=State(2000, 0), findings=old.findings | {"themes": found})
    changes = audit(story, old, new)
    assert {c.why for c in changes.changes} == {"new posts"}
    assert "30 percent" in changes.note
    assert "36 percent" in changes.note


def test_a_withheld_report_changes_the_story() -> None:
    story, old = draft(again()), again()
    background = replace(old.background, withheld=(Passage("b1", 1, "corrected"),))
    changes = audit(story, old, replace(old, background=background))
    assert [(c.why, c.reference) for c in changes.changes] == [("archive", "article:b1#1")]


def test_another_method_is_named_as_the_reason() -> None:
    story, old = draft(joy()), joy()
    peak = replace(old.findings["volume.peak_ratio"], value=12.0, method="another")
    changes = audit(story, old, replace(old, findings=old.findings | {peak.id: peak}))
    assert {c.why for c in changes.changes} == {"method"}


@pytest.mark.parametrize(
    ("text", "signals", "policy", "expected"),
    [
        ("a text", {}, "ask", "ask"),
        ("a text", {}, "cleared-only", "ask"),
        ("a text", {}, "unnamed", "ok"),
        ("ask @her", {}, "unnamed", "ask"),
        ("a text", {}, "paraphrase", "paraphrase"),
        ("a text", {"reuse": "refused: protected"}, "unnamed", "blocked"),
        ("a text", {"subjects": ("health",)}, "unnamed", "blocked"),
        ("a text", {"is_campaign": True}, "unnamed", "blocked"),
        (None, {}, "ask", "blocked"),
    ],
)  # fmt: skip
def test_clearance_follows_signals_then_subjects_then_policy(
    text: str | None, signals: dict[str, object], policy: str, expected: str
) -> None:
    given_signals = {"reuse": None, "subjects": (), **signals}
    assert clearance(text, house=House(policy=policy), **given_signals)[0] == expected  # type: ignore[arg-type]  # cases of several types


def test_an_opened_subject_no_longer_blocks() -> None:
    house = House(optin=optin("health=her own post"))
    assert clearance("a text", reuse=None, subjects=("health",), house=house)[0] == "ask"
    assert (
        clearance("a text", reuse=None, subjects=("health", "crime"), house=house)[0] == "blocked"
    )


@given(st.text())
def test_any_optin_setting_is_read(text: str) -> None:
    assert all(k and v for k, v in optin(text).items())


def test_backgrounds_default_to_nothing() -> None:
    assert Background() == replace(joy(), background=Background()).background
    assert joy().state == STATE
