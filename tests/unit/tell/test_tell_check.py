from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.evidence import again, few, finding, joy, mixed, theme

from uproar.model import Background, Cue, Finding, Passage, Sentence
from uproar.tell import Evidence, check
from uproar.tell.check import check_story
from uproar.tell.slots.grammar import KINDS, slot
from uproar.tell.write.draft import draft


def reason(
    text: str, evidence: Evidence | None = None, support: tuple[str, ...] = ()
) -> str | None:
    return check(Sentence("s", "lead_theme", text, "", support), evidence or joy())


SHARE = "[[finding:themes.t1.share, form=share]]"


def test_a_sentence_of_slots_and_plain_words_stands() -> None:
    assert reason(f"The line runs through {SHARE} of the posts.") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"About 30 posts, {SHARE}.", "digit"),
        (f"About ３ posts, {SHARE}.", "digit"),
        (f"About ⅔ of it, {SHARE}.", "digit"),
        (f"Three posts, {SHARE}.", "number word"),
        (f"A dozen posts, {SHARE}.", "number word"),
        (f"Thousands wrote, {SHARE}.", "number word"),
        (f"The second theme, {SHARE}.", "number word"),
        (f"Most posts, {SHARE}.", "quantity"),
        (f"Nobody minded, {SHARE}.", "quantity"),
        (f"Everyone wrote {SHARE}.", "quantity"),
        (f"They wrote “yes”, {SHARE}.", "quotation mark"),
        (f'They wrote "yes", {SHARE}.', "quotation mark"),
        (f"They wrote 'yes', {SHARE}.", "quotation mark"),
        (f"They wrote «yes», {SHARE}.", "quotation mark"),
        (f"They told Napoleon, {SHARE}.", "name 'Napoleon'"),
        (f"Napoleon wrote it, {SHARE}.", "name 'Napoleon'"),
        (f"The posts came from NASA, {SHARE}.", "name 'NASA'"),
        (f"The line is Tavi Okonjo’s, {SHARE}.", "name"),
        (f"The line 문어 is in {SHARE}.", "another script"),
        (f"The bots wrote {SHARE}.", "not ours to use"),
        (f"They slammed it in {SHARE}.", "not ours to use"),
        (f"It rose because of the line, {SHARE}.", "not ours to use"),
        (f"The paid posts are {SHARE}.", "not ours to use"),
        (f"They broke the internet in {SHARE}.", "not ours to use"),
        (f"See <b>this</b>, {SHARE}.", "character"),
        (f"See @them in {SHARE}.", "character"),
        (f"Hidden\u202e in {SHARE}.", "character"),
        ("Fans of [[title:kite]] took it up.", "needs a finding"),
        ("The line travelled.", "cites nothing"),
        ("See [[finding:themes.t9.share]].", "no finding"),
        ("See [[weather:rain]].", "cannot be read"),
        (f"See [[ {SHARE}.", "brackets"),
        ("See [[quote:x:999]].", "no quotable post"),
        ("See [[cue:99]].", "no line 99"),
        ("See [[article:a1#9]].", "no sentence 9"),
        ("See [[article:zz#1]].", "no article"),
        ("See [[name:nobody]].", "no entity"),
        ("See [[event:budget]].", "no 'budget'"),
        ("See [[finding:volume.peak_ratio, form=share]].", "not a share"),
        ("See [[finding:volume.peaks, row=7, field=posts_in_hour]].", "no row 7"),
        ("See [[finding:themes.t1.share, form=loud]].", "no form"),
        ("See [[finding:themes.t1.share, form=level, other=t2]].", "not level"),
    ],
)  # fmt: skip
def test_what_no_evidence_holds_is_refused(text: str, why: str) -> None:
    assert why in (reason(text) or "")


REFERENCES = st.sampled_from(
    ["themes", "themes.t1.share", "themes..share", "moments", "volume.peaks", "volume.peak_ratio",
     "coordination.groups", "x:201", "40", "b1#1", "b1#", "#", "b1#99", "salt", "published_at",
     "9" * 5000, "gaps", "window", "kind"]
) | st.text(max_size=12)  # fmt: skip
FORMS = st.sampled_from(
    ["number", "count", "n", "share", "quantifier", "rank", "level", "times", "few", "rows", "words",
     "ordinal", "date", "daytime", "hour", "day-share", "day-name", "tie", "top", "quote", "running",
     "title", "possessive", "again", "speaker", "time", "publisher", "month", "before", "happens",
     "bare", "one_wrote", "full", "day"]
) | st.text(max_size=8)  # fmt: skip
ARGS = st.dictionaries(
    st.sampled_from(["row", "other", "field", "unit", "day", "part"]),
    st.sampled_from(["1", "2", "0", "-1", "x", "", "start_at", "n", "t2", "2031-10-13", "9" * 99]),
    max_size=3,
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(KINDS), REFERENCES, FORMS, ARGS)
def test_any_slot_is_filled_or_refused_with_a_reason(
    kind: str, ref: str, form: str, args: dict[str, str]
) -> None:
    ref = ref.encode("utf-8", "ignore").decode() or "x"
    text = (
        f"So {slot(kind, ref, **{**args, 'form': form.encode('utf-8', 'ignore').decode()})} it is."
    )
    assert reason(text, again()) is None or reason(text, again())


def test_support_that_does_not_resolve_is_refused() -> None:
    assert "does not resolve" in (reason(f"So {SHARE}.", support=("finding:gone",)) or "")


def test_fans_need_three_authors() -> None:
    text = "Viewers took the line up, [[finding:themes.t1.n, form=count]]."
    assert reason(text) is None
    lone = joy()
    rows = (theme("t1", 2, 2140),)
    lone = replace(
        lone, findings=lone.findings | {"themes": finding("themes", 1, n=2140, rows=rows)}
    )
    assert "at least 3 authors" in (reason(text, lone) or "")


@pytest.mark.parametrize(("voices", "is_refused"), [(1, True), (2, True), (3, False)])
def test_a_plural_rests_on_voices_and_not_on_posts(voices: int, is_refused: bool) -> None:
    text = "Viewers took the line up, [[finding:voices.originals, form=count]]."
    given = {"authors": None, "without_author": 80, "voices": voices}
    many = finding("voices.originals", 80, "originals", parameters=given)
    evidence = replace(joy(), findings=joy().findings | {"voices.originals": many})
    assert bool(reason(text, evidence)) is is_refused


def test_shares_of_a_few_posts_are_refused_but_their_counts_stand() -> None:
    assert "too few" in (reason(f"So {SHARE}.", few()) or "")
    assert reason("So [[finding:themes.t1.n, form=count]].", few()) is None


def test_no_baseline_no_times_the_usual() -> None:
    evidence = joy()
    text = "So [[finding:volume.peak_ratio, form=times]]."
    assert reason(text, evidence) is None
    bare = {k: v for k, v in evidence.findings.items() if k != "volume.baseline_per_h"}
    assert "no baseline" in (reason(text, replace(evidence, findings=bare)) or "")
    none = bare | {"volume.baseline_per_h": finding("volume.baseline_per_h", 0.0)}
    assert "no baseline" in (reason(text, replace(evidence, findings=none)) or "")


def test_a_percentage_of_an_emotion_is_refused() -> None:
    evidence = joy()
    anger = Finding("emotions.anger.share", 0.2, "share", n=2000)
    evidence = replace(evidence, findings=evidence.findings | {anger.id: anger})
    assert "emotion" in (reason("So [[finding:emotions.anger.share, form=share]].", evidence) or "")
    assert "emotion" in (
        reason("So [[finding:emotions.anger.share, form=quantifier]].", evidence) or ""
    )


def test_withheld_articles_are_refused() -> None:
    assert "withheld" in (reason("See [[article:c3#1, form=quote]].", mixed()) or "")
    assert "withheld" not in (reason("See [[article:c3#0, form=quote]].", mixed()) or "")
    assert "withheld" in (reason(f"So {SHARE}.", mixed(), support=("article:c3#1",)) or "")
    whole = replace(mixed(), background=Background(withheld=(Passage("c3", 0, "corrected"),)))
    assert "withheld" in (reason("See [[article:c3#1, form=quote]].", whole) or "")


@pytest.mark.parametrize("clearance", ["paraphrase", "blocked"])
def test_posts_that_may_not_be_quoted_are_refused(clearance: str) -> None:
    evidence = joy()
    post = replace(evidence.quotes["x:101"], clearance=clearance, why="a signal")
    evidence = replace(evidence, quotes=evidence.quotes | {"x:101": post})
    assert f"{clearance}, a signal" in (reason("[[quote:x:101, form=one_wrote]].", evidence) or "")


def test_sensitive_themes_wait_for_a_named_source() -> None:
    evidence = joy()
    rows = (theme("t1", 642, 2140, sensitive=["health"]),)
    found = finding("themes", 1, n=2140, rows=rows)
    evidence = replace(evidence, findings=evidence.findings | {"themes": found})
    assert "health" in (reason(f"So {SHARE}.", evidence) or "")
    opened = replace(evidence, house=replace(evidence.house, optin={"health": "her own post"}))
    assert reason(f"So {SHARE}.", opened) is None


def test_auto_captions_wait_for_somebody_to_listen() -> None:
    evidence = joy()
    cue = Cue(3, 12.4, 15.0, "Tavi Okonjo", "Whoever holds the string, hold it.", is_auto=True)
    evidence = replace(evidence, cues=evidence.cues | {3: {"en": cue}})
    text = "She says [[cue:3, form=quote]]"
    assert "auto-caption" in (reason(text, evidence) or "")
    heard = replace(evidence, house=replace(evidence.house, listened=frozenset({3})))
    assert reason(text, heard) is None


def test_a_figure_too_many_in_a_paragraph_is_told() -> None:
    story = draft(again())
    fifth = Sentence("more", "lead_theme", f"So {', '.join([SHARE] * 5)}.")
    story = replace(story, paragraphs=(*story.paragraphs[:1], (fifth,)))
    assert check_story(story, again()) == (("more", "5 figures in one paragraph"),)


def test_older_reports_are_never_told_as_answers() -> None:
    """What was published before the event can only be told with how much older it is."""
    evidence = again()
    assert "not older" not in (reason("[[article:b1#1, form=before]].", evidence) or "")
    assert "not older" in (reason("[[article:b2#1, form=before]].", evidence) or "")
    later = Passage("b2", 1, "on the theme", 0.9, theme="t2")
    background = Background(context=(later,))
    story = draft(replace(evidence, background=background))
    told = {s.message for p in story.paragraphs for s in p}
    assert any(m.startswith("context-after") for m in told)
    assert not any(m.startswith("context-before") for m in told)
