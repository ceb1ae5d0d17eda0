from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.evidence import (
    EVENTS,
    again,
    few,
    finding,
    joy,
    lone,
    mixed,
    moments,
    organised,
    theme,
)
from tests.support.evidence_kinds import KINDS, critical, mourning, warm
from tests.support.evidence_more import ALL
from tests.support.story_checks import assert_fit_to_print

from uproar.errors import ConfigError, EvidenceError
from uproar.model import Background, Entity, Finding, Gap, Saying, Sentence
from uproar.tell import Evidence, House, Quotable, check, draft, fill, plan_story
from uproar.tell.evidence.peaks import second_peak
from uproar.tell.plan.beats.theme import main_theme
from uproar.tell.plan.planner import planner_for
from uproar.tell.slots.grammar import Slot, pieces
from uproar.tell.slots.kind_of_reaction import PATTERNS, pattern
from uproar.tell.slots.resolve import resolve


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("length", ["story", "brief", "update", "alert"])
def test_every_event_is_told_with_nothing_unsupported(name: str, length: str) -> None:
    evidence = ALL[name]()
    if length == "update" and second_peak(evidence.findings.get("volume.peaks")) is None:
        with pytest.raises(EvidenceError, match="no second peak"):
            draft(evidence, length=length)
        return
    filled = fill(draft(evidence, length=length), evidence)
    assert_fit_to_print(filled)
    assert filled.tags or length == "alert"
    fitting = sum(q.clearance in ("ok", "ask") for q in evidence.quotes.values())
    if length != "update":
        assert len(filled.story.post_block) >= min(fitting, 5)


def test_each_kind_of_event_has_its_pattern() -> None:
    assert {name: pattern(make()) for name, make in EVENTS.items()} == {
        "joy": "plain", "again": "again", "mixed": "divided", "few": "few", "organised": "organised",
        "none": "none", "lone": "lone",
    }  # fmt: skip
    assert {name: pattern(make()) for name, make in KINDS.items()} == {
        "warm": "warm", "critical": "critical", "split": "divided", "mourning": "mourning",
        "mocking": "mocking", "elsewhere": "elsewhere", "asking": "asking", "coded": "plain",
        "named_apart": "critical",
    }  # fmt: skip
    assert {pattern(make()) for make in ALL.values()} == set(PATTERNS)


def test_a_reaction_of_sorrow_is_never_told_in_jest() -> None:
    """The largest theme is in jest; it is held back, with the reason."""
    evidence = mourning()
    story = draft(evidence)
    whole = " ".join(s.text for p in story.paragraphs for s in p)
    assert "1401" not in whole and "1402" in whole
    assert ("t1", "in jest, where sadness leads") in story.refused
    glad = {k: f for k, f in evidence.findings.items() if not k.startswith("feelings.")}
    told = draft(replace(evidence, findings=glad))
    assert "1401" in " ".join(s.text for p in told.paragraphs for s in p)


def test_an_alert_has_sixty_words_at_most_whatever_the_event() -> None:
    for make in ALL.values():
        evidence = make()
        filled = fill(draft(evidence, length="alert"), evidence)
        assert_fit_to_print(filled)
        assert 1 <= len(filled.paragraphs) <= 1


def test_a_side_is_told_only_where_its_interval_is_clear() -> None:
    side = "[[finding:stance.praise.share, form=leading]]"
    evidence = critical()
    sentence = Sentence("s", "mood", f"It drew {side}.")
    assert check(sentence, warm()) is None
    assert check(sentence, evidence) == "stance.praise.share is not leading"
    feeling = Sentence("s", "mood", "It drew [[finding:feelings.anger.share, form=feeling]].")
    assert check(feeling, mourning()) == "feelings.anger.share is not feeling"


def test_copies_around_a_handful_of_posts_are_told_as_copies() -> None:
    evidence = organised()
    few_originals = finding("voices.originals", 12, "posts")
    evidence = replace(evidence, findings=evidence.findings | {few_originals.id: few_originals})
    assert pattern(evidence) == "organised"
    text = " ".join(s.text for p in fill(draft(evidence), evidence).paragraphs for s in p)
    assert "few noticed" not in text.lower()


def _with(evidence: Evidence, *more: Finding) -> Evidence:
    return replace(evidence, findings=evidence.findings | {f.id: f for f in more})


def _prose(evidence: Evidence) -> str:
    filled = fill(draft(evidence), evidence)
    body = (s.text for p in filled.paragraphs for s in p)
    return " ".join((filled.headline.text, filled.dek.text, *body))


def test_few_noticed_is_judged_by_people_too() -> None:
    crowded = _with(few(), finding("voices.n", 150, "people", n=160))
    assert pattern(crowded) != "few"
    assert "few noticed" not in _prose(crowded).lower()


def test_posts_without_an_author_are_not_one_account() -> None:
    unsigned = finding("voices.n", 1, "people", n=3, parameters={"without_author": 400})
    assert pattern(_with(lone(), unsigned)) != "lone"


def test_files_keep_their_spelling() -> None:
    gap = Gap("saved.jsonl", "posts", 10, 4, "cut short")
    assert "Not read in full: saved.jsonl (four of 10)." in _prose(replace(joy(), gaps=(gap,)))


def test_without_an_archive_nothing_is_said_about_what_it_does_not_say() -> None:
    text = _prose(replace(again(), articles={}, background=Background()))
    assert "archive does not say" not in text
    assert "second" in text


def test_a_publisher_that_is_the_show_is_named_once() -> None:
    event = organised().event
    show = Entity("oar", "Golden Oar", "show", {"en": ("Golden Oar",)})
    named = replace(event, entities=(show,), kind="line-up", title="Golden Oar names its line-up")
    text = _prose(replace(joy(), event=named))
    assert "“Golden Oar”" not in text
    assert "line-up" in text
    assert "’s post was received" not in text


@pytest.mark.parametrize("coarse", ["a shitty string, holding it", "holding this f**king string"])
def test_coarse_words_are_neither_quoted_nor_names(coarse: str) -> None:
    evidence = joy()
    posts = {k: replace(q, text=coarse) for k, q in evidence.quotes.items()}
    assert coarse not in _prose(replace(evidence, quotes=posts))
    rows = [theme("t1", 642, 2140, name_terms=["shitty", "string"], quotes=["x:101"])]
    named = _with(evidence, finding("themes", 1, "themes", n=2140, rows=tuple(rows)))
    posts["x:101"] = replace(posts["x:101"], text="shitty string")
    assert "“shitty”" not in _prose(replace(named, quotes=posts))


@pytest.mark.parametrize("text", ["Pog Pog", "I will miss you so..."])
def test_a_headline_quote_says_something(text: str) -> None:
    evidence = joy()
    posts = {k: replace(q, text=text) for k, q in evidence.quotes.items()}
    assert text not in fill(draft(brief := replace(evidence, quotes=posts)), brief).headline.text


@pytest.mark.parametrize("lang", ["und", "mix", ""])
def test_a_language_that_is_not_sure_is_not_named(lang: str) -> None:
    evidence = joy()
    posts = {k: replace(q, lang=lang) for k, q in evidence.quotes.items()}
    segment = resolve(
        Slot("quote", "x:103", {"form": "one_wrote"}), replace(evidence, quotes=posts)
    )
    assert segment.text.endswith("one user wrote on X")


def test_the_clearly_funniest_of_the_large_themes_opens_the_story() -> None:
    def opens(*humours: float) -> str:
        rows = tuple(
            theme(f"t{i}", n, 5000, humour=h, cues=[3])
            for i, (n, h) in enumerate(zip((1000, 900, 300), humours, strict=True))
        )
        evidence = _with(joy(), finding("themes", 3, "themes", n=5000, rows=rows))
        planner, _ = planner_for(evidence)
        main = main_theme(planner)
        assert main is not None
        return main.id

    assert opens(0.1, 0.44, 0.1) == "t1"
    assert opens(0.4, 0.44, 0.1) == "t0"  # not clearly
    assert opens(0.0, 0.15, 0.0) == "t0"  # no joke
    assert opens(0.1, 0.1, 0.9) == "t0"  # not large


def test_a_theme_with_foreign_quotes_only_is_quoted_in_its_language() -> None:
    evidence = joy()
    beside = replace(evidence.quotes["x:103"], themes=("t2",), post_id="youtube:104")
    post = replace(beside, text="la batterie ressemble à un déménagement")
    rows = evidence.findings["themes"].rows
    critical = (rows[0], replace(rows[1], stance="critical"))
    changed = _with(evidence, finding("themes", 2, "themes", n=2140, rows=critical))
    text = _prose(replace(changed, quotes=evidence.quotes | {"youtube:104": post}))
    assert "la batterie ressemble à un déménagement" in text
    assert "in French" in text


def test_what_comes_next_is_not_dated_twice() -> None:
    evidence = joy()
    relative = replace(
        evidence.articles["a2"], sentences=("The single comes out three weeks from Friday.",)
    )
    text = _prose(replace(evidence, articles=evidence.articles | {"a2": relative}))
    assert "Okonjo single dated" in text
    assert "from Friday" not in text


@pytest.mark.parametrize(
    ("kind", "told"),
    [("trailer", "Okonjo Records posted the “Kite Season” trailer"),
     ("live", "Okonjo Records gave the “Kite Season” live performance"),
     ("music video", "Okonjo Records posted the “Kite Season” music video"),
     ("press-photos", "Okonjo Records posted the “Kite Season” press-photos"),
     ("album-release", "Okonjo Records put out the “Kite Season” album-release"),
     ("x9", "Okonjo Records put out the “Kite Season” footage")],
)  # fmt: skip
def test_what_was_published_is_called_by_its_kind(kind: str, told: str) -> None:
    evidence = replace(joy(), event=replace(joy().event, kind=kind))
    text = " ".join(s.text for p in fill(draft(evidence), evidence).paragraphs for s in p)
    assert told in text


def test_the_same_evidence_gives_the_same_story() -> None:
    assert draft(again()) == draft(again())


def test_the_order_is_the_readers() -> None:
    beats = [p[0].beat for p in draft(again()).paragraphs]
    assert beats == ["scene", "lead_theme", "change", "dissent", "moments", "next", "method"]


def test_the_first_paragraph_says_who_posted_what_when_and_cites_the_opening() -> None:
    first = draft(again()).paragraphs[0][0]
    for slot in ("event:publisher", "event:published_at", "event:kind", "title:salt", "cue:40"):
        assert f"[[{slot}" in first.text
    assert "cue:1" in first.support


def test_the_headline_quotes_a_theme_that_it_names() -> None:
    headline = draft(mixed()).headline
    posts = [p for p in pieces(headline.text) if isinstance(p, Slot) and p.kind == "quote"]
    themes = {t for p in posts for t in mixed().quotes[p.ref].themes}
    assert themes
    assert all(f"finding:themes.{t}.share" in headline.support for t in themes)


def test_one_author_is_quoted_once() -> None:
    evidence = mixed()
    same = {k: replace(q, author_key="one") for k, q in evidence.quotes.items()}
    story = draft(replace(evidence, quotes=same))
    body = " ".join(s.text for p in story.paragraphs for s in p)
    assert body.count("[[quote:") <= 1


def test_the_post_block_has_different_authors_and_keeps_the_running_order() -> None:
    block = draft(again()).post_block
    assert 5 <= len(block) <= 8
    assert len({again().quotes[p].author_key for p in block}) == len(block)


@pytest.mark.parametrize(
    "text",
    ["ask @someone about it please", "see https://example.org/thing now", "#tags of #three #kinds please",
     "line\nbreaks are no good here", "\u202eturned around entirely", "<b>bold words here</b>"],
)  # fmt: skip
def test_posts_that_do_not_fit_a_sentence_are_not_quoted(text: str) -> None:
    evidence = joy()
    post = replace(evidence.quotes["x:101"], text=text)
    story = draft(replace(evidence, quotes={"x:101": post}))
    assert not any("[[quote:" in s.text for p in story.paragraphs for s in p)


def test_a_foreign_quote_has_the_gloss_and_the_original_and_waits_for_a_nod() -> None:
    evidence = mixed()
    only = {"youtube:303": evidence.quotes["youtube:303"]}
    glossed = fill(draft(replace(evidence, quotes=only)), replace(evidence, quotes=only))
    text = " ".join(s.text for p in glossed.paragraphs for s in p)
    assert "“Without Soler this is another film,”" in text
    assert "in Spanish on YouTube (the original: “Sin Soler esto es otra película”)" in text
    bare = replace(only["youtube:303"], gloss=None, translated_by=None)
    evidence = replace(evidence, quotes={"youtube:303": bare})
    told = fill(draft(evidence), evidence)
    assert any(s.to_translate == ("youtube:303",) for s in told.sentences())
    assert "one user wrote in Spanish on YouTube" in " ".join(
        s.text for p in told.paragraphs for s in p
    )


def test_policies_change_what_is_quoted() -> None:
    evidence = joy()
    for policy in ("paraphrase", "cleared-only"):
        house = House(policy=policy)
        story = draft(replace(evidence, house=house))
        assert not any("[[quote:" in s.text for p in story.paragraphs for s in p), policy


def test_an_update_tells_nothing_twice() -> None:
    evidence = again()
    before = draft(evidence, length="brief")
    update = draft(evidence, length="update", earlier=before)
    told = {p.ref for s in (before.headline, *before.paragraphs[1]) for p in pieces(s.text)
            if isinstance(p, Slot) and p.kind == "quote"}  # fmt: skip
    new = {p.ref for row in update.paragraphs for s in row for p in pieces(s.text)
           if isinstance(p, Slot) and p.kind == "quote"}  # fmt: skip
    assert told
    assert not told & new
    assert update.paragraphs[0][0].beat == "change"


def test_an_update_without_a_second_peak_is_refused() -> None:
    with pytest.raises(EvidenceError, match="no second peak"):
        draft(joy(), length="update")


def test_an_unknown_length_is_refused() -> None:
    with pytest.raises(ConfigError, match="length 'novel'"):
        plan_story(joy(), "novel")


def test_what_a_measure_says_fills_a_beat_that_is_empty() -> None:
    evidence = joy()
    saying = Saying("dissent", "tongues", {"n": "[[finding:voices.originals, form=count]]"}, 0.5)
    evidence = replace(
        evidence, sayings=(saying,), messages={"voices": "tongues = The reaction came from { $n }."}
    )
    story = draft(evidence)
    assert [s.message for p in story.paragraphs for s in p if s.beat == "dissent"] == ["tongues"]
    unsound = replace(evidence, messages={"voices": "tongues = Three posts and { $n }."})
    refused = draft(unsound)
    assert not any(s.beat == "dissent" for p in refused.paragraphs for s in p)
    assert ("dissent: tongues", "number word 'Three' outside a slot") in refused.refused


def test_a_tie_of_lines_is_told_as_a_tie_and_a_lead_as_a_lead() -> None:
    def told(*counts: tuple[int, int, float, float]) -> set[str]:
        evidence = again()
        found = finding("moments", 2, "cues", n=5210, rows=moments(*counts))
        story = draft(replace(evidence, findings=evidence.findings | {"moments": found}))
        return {s.message[:11] for p in story.paragraphs for s in p if s.beat == "moments"}

    assert told((40, 301, 268, 337), (44, 288, 256, 323)) == {"moments-tie"}
    assert told((40, 301, 290, 337), (44, 88, 56, 123)) == {"moments-two"}


def test_posts_never_stand_in_a_story() -> None:
    for make in EVENTS.values():
        evidence = make()
        saved = repr(draft(evidence))
        for post in evidence.quotes.values():
            assert isinstance(post, Quotable)
            assert post.text not in saved


@pytest.mark.parametrize("raised", [(), ("x:101", "x:103")])
def test_who_draws_a_comparison_is_said(raised: tuple[str, ...]) -> None:
    evidence = joy()
    (passage,) = evidence.background.precedents
    background = replace(
        evidence.background, precedents=(replace(passage, posts=(*raised, "x:gone")),)
    )
    story = draft(replace(evidence, background=background))
    (told,) = [s for p in story.paragraphs for s in p if s.message.startswith("precedent")]
    assert told.message.startswith("precedent-raised") == bool(raised)
    assert {r for r in told.support if r.startswith("quote:")} == {f"quote:{r}" for r in raised}
