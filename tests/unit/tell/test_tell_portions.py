"""How many of the posts, which side leads, who wrote it: said only as far as it was counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.evidence import finding, interval, joy
from tests.support.evidence_kinds import KINDS, critical, feelings, named_apart, split, stance, warm

from uproar.errors import EvidenceError
from uproar.model import Finding, Sentence
from uproar.tell import Evidence, check, draft, fill, fill_sentence
from uproar.tell.messages import messages_in
from uproar.tell.slots.grammar import Slot
from uproar.tell.slots.numbers import opening
from uproar.tell.slots.portions import SMALL_SAMPLE, portion
from uproar.tell.slots.resolve import resolve
from uproar.tell.slots.sides import Part, feeling_of, is_split, leads, stance_of

EN = messages_in("en")


def said(share: float, n: int, form: str = "part-of") -> str:
    return portion(share, n, form, "posts", joy(), EN)


def test_small_samples_give_counts_and_large_ones_shares() -> None:
    assert said(48 / 300, 300) == "48 of the 300 posts"
    assert said(48 / 300, 300, "part") == "48 posts"
    assert said(1 / 300, 300, "part") == "one post"
    assert said(48 / 300, 300, "amount") == "48"
    assert said(0.1204, 3640) == "12 percent of 3,640 posts"
    assert said(0.1204, 3640, "part") == "12 percent of the posts"
    assert said(19 / 3640, 3640) == "19 of the 3,640 posts"


def test_a_share_that_was_corrected_is_no_count() -> None:
    """Readers' codes correct a share: 16.2 percent of 300 is no whole number of posts."""
    assert said(0.162, 300) == "16 percent of 300 posts"


@given(st.integers(1, SMALL_SAMPLE), st.data())
def test_a_count_is_the_count_that_the_share_was_made_of(n: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, n))
    shown = said(round(count / n, 6), n, "amount")
    spelled = {EN.say(f"spell-{i}"): i for i in range(10)}
    assert spelled.get(shown, -1) == count or shown == str(count)


@pytest.mark.parametrize(("share", "n"), [(1.2, 300), (-0.1, 300), (0.5, None)])
def test_no_part_of_posts_is_made_up(share: float, n: int | None) -> None:
    with pytest.raises(EvidenceError, match="no part"):
        portion(share, n, "part", "posts", joy(), EN)


@given(st.integers(10, 99))
def test_a_number_that_opens_a_sentence_is_spelled(n: int) -> None:
    shown = opening(f"{n} percent", EN)
    assert not any(c.isdigit() for c in shown) and shown.endswith(" percent")


def test_a_sentence_opens_with_a_word_within_a_message_too() -> None:
    evidence = warm()
    slot = "[[finding:themes.t1.share, form=part-of, unit=originals]]"
    filled = fill_sentence(Sentence("s", "lead_theme", f"{slot} agreed. {slot} did."), evidence)
    told = "Forty-eight of the 300 comments agreed. Forty-eight of the 300 comments did."
    assert filled.text == told
    assert "".join(segment.text for segment in filled.segments) == told


def test_languages_that_do_not_spell_keep_their_digits() -> None:
    class Foreign:
        def speaks(self, message: str) -> bool:
            return False

    assert opening("48 posts", Foreign()) == "48 posts"  # type: ignore[arg-type]  # a stand-in


def with_findings(evidence: Evidence, *more: Finding) -> Evidence:
    return replace(evidence, findings=evidence.findings | {f.id: f for f in more})


def test_a_side_leads_only_where_the_intervals_part() -> None:
    assert stance_of(with_findings(joy(), *stance(0.6, 0.1, 400))) == "praise"
    assert stance_of(with_findings(joy(), *stance(0.1, 0.6, 400))) == "criticism"
    assert stance_of(with_findings(joy(), *stance(0.40, 0.38, 400))) == "split"
    assert stance_of(with_findings(joy(), *stance(0.12, 0.10, 400))) == ""
    assert stance_of(with_findings(joy(), *stance(0.6, 0.1, 40))) == ""  # too few were read
    assert stance_of(joy()) == ""


def part(k: int, n: int) -> Part:
    return Part(k / n, *interval(k / n, n))


@given(st.integers(60, 5000), st.data())
def test_no_side_leads_and_is_divided_at_once(n: int, data: st.DataObject) -> None:
    praise = data.draw(st.integers(0, n))
    criticism = data.draw(st.integers(0, n - praise))
    a, b = part(praise, n), part(criticism, n)
    assert not (leads(a, b) and leads(b, a))
    assert is_split(a, b) == is_split(b, a)
    told = stance_of(with_findings(joy(), *stance(praise / n, criticism / n, n)))
    if told in ("praise", "criticism"):
        assert (praise > criticism) == (told == "praise")


def test_a_feeling_leads_only_where_all_others_were_read_and_lie_below() -> None:
    sad = with_findings(joy(), *feelings(900, sadness=0.5, none=0.3))
    assert feeling_of(sad) == "sadness"
    assert feeling_of(with_findings(joy(), *feelings(900, sadness=0.3, delight=0.3))) == ""
    assert feeling_of(with_findings(joy(), *feelings(900, sadness=0.5)[:3])) == ""


@pytest.mark.parametrize("form", ["leading", "trailing", "split", "feeling"])
def test_what_does_not_hold_cannot_be_written(form: str) -> None:
    for evidence in (joy(), warm(), critical(), split()):
        stance = stance_of(evidence)
        for side in ("praise", "criticism", "neutral"):
            holds = {
                "leading": stance == side,
                "trailing": side != stance and {stance, side} == {"praise", "criticism"},
                "split": stance == "split",
                "feeling": False,
            }[form]
            text = f"It was [[finding:stance.{side}.share, form={form}]]."
            refused = check(Sentence("s", "mood", text), evidence)
            assert (refused is None) == holds, (side, form, refused)


def test_only_the_largest_groups_are_called_so() -> None:
    evidence = critical()
    slot = Slot("finding", "themes.t1.share", {"form": "top-rank"})
    assert resolve(slot, evidence).text == "the largest group"
    with pytest.raises(EvidenceError, match="not among the largest"):
        resolve(Slot("finding", "themes.t4.share", {"form": "top-rank"}), evidence)


def body(evidence: Evidence) -> str:
    return " ".join(s.text for p in fill(draft(evidence), evidence).paragraphs for s in p)


def test_two_people_to_whom_posts_stand_otherwise_are_set_against_each_other() -> None:
    evidence = named_apart()
    text = body(evidence)
    assert "Paper Moths" in text and "Teo Lind" in text
    assert all(figure in text for figure in ("240", "40", "260", "30"))
    without = {k: f for k, f in evidence.findings.items() if k != "people"}
    assert "260" not in body(replace(evidence, findings=without))


def test_a_post_that_approves_is_never_told_as_an_objection() -> None:
    """The words that say what a post does stand only before a post that was read to do it."""
    objecting = ("lead-against", "dissent-statement")
    for name, make in KINDS.items():
        evidence = make()
        for paragraph in draft(evidence).paragraphs:
            for sentence in paragraph:
                posts = [i for i in evidence.quotes if f"[[quote:{i}" in sentence.text]
                shown = {e for i in posts for e in evidence.quotes[i].emotions}
                if sentence.message.startswith(objecting):
                    assert shown & {"anger", "annoyance", "disapproval", "disgust"}, name
                if sentence.message.startswith(("lead-for", "defence-statement")):
                    assert not shown & {"anger", "annoyance", "disapproval", "disgust"}, name


def test_one_platform_is_named_once() -> None:
    text = body(warm())
    assert text.count("on YouTube") <= 1
    assert "another" in text.lower()


def test_comments_are_called_comments_and_posts_posts() -> None:
    assert "300 comments" in body(warm()) and "comment" not in body(critical())


def test_a_jest_share_of_zero_reads_as_no_feeling() -> None:
    none = finding("feelings.amusement.share", 0.0, "share", n=700, low=0.0, high=0.01)
    assert feeling_of(with_findings(joy(), none)) == ""
