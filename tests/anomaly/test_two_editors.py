"""Two people at one story: nobody is told yes for what another's decision then takes away."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.support.event_folders import event_folder, told, uproar, varied
from tests.support.racing import Ended, Racers, racers
from tests.support.story_model import replayed

from uproar.config import Settings
from uproar.errors import ConfigError, StaleDecision
from uproar.model import Decision, Story
from uproar.pipeline.deciding import Operation, decide, read, sign_off
from uproar.store import Desk
from uproar.tell import Evidence
from uproar.tell.review import review

AT = datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
STORY = "glass.story"
STALE = StaleDecision.exit_code
# What a decision may end with: done; no such sentence, or approved already; stale; does not hold.
ANSWERS = (0, ConfigError.exit_code, STALE, 4)


@pytest.fixture(scope="module")
def told_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with a story whose quotes are cleared, and a brief that quotes some of them."""
    folder = tmp_path_factory.mktemp("editors")
    desk = told(folder / "desk", event_folder(folder / "event", varied()))
    for post in review.quoted_posts(stored(desk)):
        assert uproar("review", "clear", post, "ok", "--by", "E", "--desk", desk) == 0
    assert uproar("story", "--length", "brief", "--desk", desk) == 0
    return desk


@pytest.fixture
def desk(told_desk: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(told_desk, tmp_path / "desk"))


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Racers]:
    with racers(tmp_path_factory.mktemp("racers")) as running:
        yield running


def stored(desk: Path, story_id: str = STORY) -> Story:
    with Desk.open(desk) as opened:
        return opened.stories.get(story_id)


def version(desk: Path, story_id: str = STORY) -> int:
    with Desk.open(desk) as opened:
        return opened.versions.current(story_id)


def cutting(sentence: str, by: str = "Bo") -> Operation:
    return lambda story, evidence: review.cut(story, sentence, by=by, decided_at=AT)


def between(desk: Path, *others: Sequence[object]) -> Operation:
    """A cut of scene-7 by Ann, who is overtaken by commands between her reading and her writing."""
    left = list(others)

    def operation(story: Story, evidence: Evidence) -> tuple[Story, Decision]:
        while left:
            assert uproar(*left.pop(0), "--desk", desk, "--story", STORY) == 0
        return review.cut(story, "scene-7", by="Ann", decided_at=AT)

    return operation


QUOTE = "lead_theme-10"  # quotes forum:p1
OTHER = "further-12"


def test_a_decision_makes_a_version_and_says_which(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = version(desk)
    assert uproar("review", "cut", OTHER, "--by", "Ann", "--story", STORY, "--desk", desk) == 0
    assert f"version {first + 1}, draft" in capsys.readouterr().out
    assert uproar("review", "list", "--story", STORY, "--desk", desk) == 0
    assert capsys.readouterr().out.startswith(f"{STORY}: version {first + 1}, draft\n")


def test_a_stale_decision_is_refused_with_what_changed_and_how_to_go_on(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = version(desk)
    on = ("--story", STORY, "--desk", desk, "--on-version")
    assert uproar("review", "cut", OTHER, "--by", "Ann", *on, first) == 0
    before = stored(desk)
    assert uproar("review", "keep", QUOTE, "--by", "Bo", *on, first) == STALE
    said = capsys.readouterr().err
    assert f"version {first + 1}: Ann cut {OTHER}" in said
    assert f"decide on version {first + 1}" in said and "review list" in said
    assert (stored(desk), version(desk)) == (before, first + 1)
    assert uproar("review", "keep", QUOTE, "--by", "Bo", *on, first + 1) == 0
    assert uproar("review", "keep", QUOTE, "--by", "Bo", *on, 99) == ConfigError.exit_code
    assert "no version 99 yet" in capsys.readouterr().err


@pytest.mark.parametrize(
    "other",
    [
        ("review", "cut", OTHER, "--by", "Bo"),
        ("review", "keep", "headline", "--by", "Bo"),
        ("review", "clear", "forum:p1", "blocked", "--by", "Bo"),
    ],
)
def test_what_is_about_something_else_is_laid_over_it(desk: Path, other: tuple[str, ...]) -> None:
    """Ann cuts a sentence that quotes nobody; Bo's decision stays as well."""
    first, draft = version(desk), stored(desk)
    with Desk.open(desk) as opened:
        decided = decide(opened, STORY, between(desk, other), Settings())
        made = opened.versions.after(STORY, first)
    assert decided.version == first + 2
    log = [v.decision for v in made if v.decision]
    assert [d.by for d in log] == ["Bo", "Ann"]
    assert replayed(draft, log).differs(decided.story) == ""


@pytest.mark.parametrize(
    "other",
    [
        ("review", "cut", "scene-7", "--by", "Bo"),
        ("review", "keep", "scene-7", "--by", "Bo"),
        ("review", "reword", "scene-7", "One [[quote:forum:p87, form=one_posted]].", "--by", "Bo"),
    ],
)
def test_what_is_about_the_same_sentence_is_refused(desk: Path, other: tuple[str, ...]) -> None:
    first = version(desk)
    if other[1] == "reword":
        text = {s.id: s.text for s in review.sentences(stored(desk))}[OTHER]
        other = (*other[:3], text, *other[4:])
    with Desk.open(desk) as opened:
        with pytest.raises(StaleDecision, match=f"version {first + 1}: Bo .*scene-7") as refused:
            decide(opened, STORY, between(desk, other), Settings())
        assert refused.value.newest == first + 1
        assert [v.decision.by for v in opened.versions.after(STORY, first) if v.decision] == ["Bo"]


def test_a_version_that_was_named_is_refused_whatever_the_other_decision_is_about(
    desk: Path,
) -> None:
    first = version(desk)
    overtaken = between(desk, ("review", "keep", "headline", "--by", "Bo"))
    with Desk.open(desk) as opened, pytest.raises(StaleDecision, match="Bo let headline stand"):
        decide(opened, STORY, overtaken, Settings(), on_version=first)
    assert version(desk) == first + 1 and "scene-7" in {
        s.id for s in review.sentences(stored(desk))
    }


def test_a_post_and_the_sentence_that_quotes_it_are_one_matter(desk: Path) -> None:
    def keeping(story: Story, evidence: Evidence) -> tuple[Story, Decision]:
        words = ("review", "gloss", "forum:p1", "the kettle", "--by", "Bo", "--story", STORY)
        assert uproar(*words, "--desk", desk) == 0
        return review.keep(story, QUOTE, by="Ann", decided_at=AT)

    with Desk.open(desk) as opened, pytest.raises(StaleDecision, match="Bo translated forum:p1"):
        decide(opened, STORY, keeping, Settings())


def test_a_decision_through_another_story_makes_a_version_of_each_that_quotes_the_post(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (post, *_) = {*review.quoted_posts(stored(desk))} & {
        *review.quoted_posts(stored(desk, "glass.brief"))
    }
    story, brief = version(desk), version(desk, "glass.brief")
    assert uproar("review", "clear", post, "ask", "--by", "B", "--story", "glass.brief",
                  "--desk", desk) == 0  # fmt: skip
    assert (version(desk), version(desk, "glass.brief")) == (story + 1, brief + 1)
    assert uproar("review", "keep", "headline", "--by", "A", "--story", STORY, "--desk", desk,
                  "--on-version", story) == STALE  # fmt: skip
    assert f"B decided that {post} is ask" in capsys.readouterr().err


def test_a_post_that_was_blocked_meanwhile_is_not_swapped_in(desk: Path) -> None:
    """The story does not quote it yet, so blocking it makes no version of the story."""
    with Desk.open(desk) as opened:
        before = read(opened, STORY, Settings())
        quotes = before.evidence.quotes
        quoted = review.quoted_posts(before.story)
        old, new = next(
            (a, b)
            for a in quoted
            for b in sorted(quotes)
            if b not in quoted and {*quotes[a].themes} & {*quotes[b].themes}
        )

        def swapping(story: Story, evidence: Evidence) -> tuple[Story, Decision]:
            if version(desk) == before.version and evidence is before_evidence[0]:
                words = ("review", "clear", new, "blocked", "--by", "Bo", "--story", "glass.brief")
                assert uproar(*words, "--desk", desk) == 0
                before_evidence[0] = None
            return review.swap(story, old, new, evidence, by="Ann", decided_at=AT)

        before_evidence: list[Evidence | None] = [before.evidence]
        with pytest.raises(Exception, match=r"may not be quoted|not of the theme|blocked"):
            decide(opened, STORY, swapping, Settings(), reading=before)
    assert new not in review.quoted_posts(stored(desk))


# --- approval ------------------------------------------------------------------------------------


def listed(desk: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert uproar("review", "list", "--story", STORY, "--desk", desk) == 0
    return capsys.readouterr().out.partition("\n")[0]


@pytest.fixture
def approved(desk: Path) -> Path:
    assert uproar("approve", "--by", "Ann", "--story", STORY, "--desk", desk) == 0
    return desk


def test_an_approval_names_its_version_and_is_made_once(
    approved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = version(approved)
    expected = f"{STORY}: version {number}, approved by Ann at version {number}"
    assert listed(approved, capsys) == expected
    assert uproar("approve", "--by", "Bo", "--story", STORY, "--desk", approved) == 2
    assert "approved already, by Ann" in capsys.readouterr().err
    assert version(approved) == number


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        (("review", "cut", OTHER), f"Bo cut {OTHER}"),
        (("review", "gloss", "forum:p1", "x"), "Bo translated forum:p1"),
        (("review", "clear", "forum:p1", "ask"), "Bo decided that forum:p1 is ask"),
        (("review", "clear", "forum:p1", "blocked"), "Bo decided that forum:p1 is blocked"),
    ],
)
def test_a_change_withdraws_it_and_is_named(
    approved: Path, words: tuple[str, ...], deed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    number = version(approved)
    assert uproar(*words, "--by", "Bo", "--story", STORY, "--desk", approved) == 0
    said = listed(approved, capsys)
    assert f"version {number + 1}, draft; approved by Ann at version {number}" in said
    assert f"changed since: version {number + 1}: {deed}" in said
    assert uproar("export", "text", "--final", "--by", "Bo", "--story", STORY,
                  "--desk", approved) == 4  # fmt: skip


def test_a_change_through_another_story_withdraws_it_too(
    approved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brief = {*review.quoted_posts(stored(approved, "glass.brief"))}
    post = sorted(brief & {*review.quoted_posts(stored(approved))})[0]
    assert uproar("review", "clear", post, "ask", "--by", "Bo", "--story", "glass.brief",
                  "--desk", approved) == 0  # fmt: skip
    assert "draft; approved by Ann" in listed(approved, capsys)


def test_reading_it_again_withdraws_nothing(
    approved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = version(approved)
    assert uproar("review", "keep", OTHER, "--by", "Bo", "--story", STORY, "--desk", approved) == 0
    assert f"version {number + 1}, approved by Ann at version {number}" in listed(approved, capsys)


def test_an_erasure_withdraws_it(approved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = version(approved)
    assert uproar("forget", "forum:p1", "--by", "E", "--desk", approved) == 0
    said = listed(approved, capsys)
    assert f"version {number + 1}, draft; approved by Ann at version {number}" in said
    assert "a post in it was erased or deleted" in said


def test_words_that_a_setting_changes_are_not_the_approved_ones(
    approved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = approved / "uproar.toml"
    plain = settings.read_text(encoding="utf-8")
    settings.write_text(plain + 'timezone = "Pacific/Kiritimati"\n', encoding="utf-8")
    said = listed(approved, capsys)
    assert "draft; approved by Ann" in said and "a measurement or a setting" in said
    assert uproar("export", "text", "--final", "--by", "Bo", "--story", STORY,
                  "--desk", approved) == 4  # fmt: skip
    settings.write_text(plain, encoding="utf-8")
    assert "draft" not in listed(approved, capsys)


def test_other_figures_at_the_same_state_make_a_version(
    approved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = version(approved)
    assert uproar("measure", "--desk", approved) == 0
    assert version(approved) == number  # the same figures
    settings = approved / "uproar.toml"
    plain = settings.read_text(encoding="utf-8")
    settings.write_text(plain + "relevance_threshold = 0.999\n", encoding="utf-8")
    assert uproar("measure", "--desk", approved) == 0
    assert version(approved) == number + 1
    said = listed(approved, capsys)
    assert "draft; approved by Ann" in said and "measured anew, with other figures" in said


def test_an_approval_of_a_version_that_changes_meanwhile_is_refused(desk: Path) -> None:
    first = version(desk)
    with Desk.open(desk) as opened:
        reading = read(opened, STORY, Settings())
        assert uproar("review", "cut", OTHER, "--by", "Bo", "--story", STORY, "--desk", desk) == 0
        with pytest.raises(StaleDecision, match=f"Bo cut {OTHER}"):
            decide(
                opened,
                STORY,
                lambda s, e: review.approve(s, e, by="Ann", decided_at=AT),
                Settings(),
                reading=reading,
            )
        with pytest.raises(StaleDecision):
            sign_off(opened, STORY, Settings(), by="Ann", decided_at=AT, on_version=first)
    assert stored(desk).status == "draft" and version(desk) == first + 1


# --- drafts --------------------------------------------------------------------------------------


def test_a_draft_of_the_same_evidence_changes_nothing(approved: Path) -> None:
    before = stored(approved), version(approved)
    assert uproar("story", "--desk", approved) == 0
    assert (stored(approved), version(approved)) == before


def test_a_draft_over_the_work_of_editors_is_refused_unless_it_is_meant(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert uproar("review", "cut", OTHER, "--by", "Ann", "--story", STORY, "--desk", desk) == 0
    before = stored(desk), version(desk)
    assert uproar("story", "--desk", desk) == 2
    said = capsys.readouterr().err
    assert f"Ann cut {OTHER}" in said and "--anew" in said
    assert (stored(desk), version(desk)) == before
    assert uproar("story", "--anew", "--desk", desk) == 0
    assert OTHER in {s.id for s in review.sentences(stored(desk))}
    assert version(desk) == before[1] + 1


# --- real processes ------------------------------------------------------------------------------

CLEARED = "forum:p1"
CUT = ("review", "cut", OTHER)
CUT_QUOTE = ("review", "cut", QUOTE)
PAIRS = {
    "two cuts": (CUT, ("review", "cut", "further-10")),
    "one sentence cut twice": (CUT, CUT),
    "approve and cut": (("approve",), CUT),
    "approve twice": (("approve",), ("approve",)),
    "block and keep": (("review", "clear", CLEARED, "blocked"), ("review", "keep", QUOTE)),
    "block and cut": (("review", "clear", CLEARED, "blocked"), CUT_QUOTE),
    "two translations": (("review", "gloss", CLEARED, "a"), ("review", "gloss", CLEARED, "b")),
    "approve and block": (("approve",), ("review", "clear", CLEARED, "blocked")),
}


def raced(
    together: Racers, desk: Path, pair: tuple[tuple[str, ...], ...], *words: object
) -> list[Ended]:
    commands = [
        (*command, "--by", by, "--story", STORY, "--desk", desk, *words)
        for command, by in zip(pair, ("Ann", "Bo"), strict=True)
    ]
    return together.run(*commands)


def assert_nothing_is_lost(desk: Path, draft: Story, first: int, ended: list[Ended]) -> None:
    """Every yes is in the log and in the story, in the log's order; a no left nothing."""
    assert all(e.code in ANSWERS and "Traceback" not in e.err for e in ended), ended
    with Desk.open(desk) as opened:
        made = opened.versions.after(STORY, first)
        story = opened.stories.get(STORY)
    log = [v.decision for v in made if v.decision]
    yes = sorted(by for by, e in zip(("Ann", "Bo"), ended, strict=True) if e.code == 0)
    assert sorted(d.by for d in log) == yes
    assert [v.number for v in made] == [*range(first + 1, first + 1 + len(yes))]
    assert replayed(draft, log).differs(story) == ""


@pytest.mark.parametrize("name", PAIRS)
def test_two_processes_at_once_lose_nothing(name: str, desk: Path, together: Racers) -> None:
    draft, first = stored(desk), version(desk)
    ended = raced(together, desk, PAIRS[name])
    assert_nothing_is_lost(desk, draft, first, ended)
    assert 0 in [e.code for e in ended]


@pytest.mark.slow
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("name", PAIRS)
def test_two_processes_at_once_lose_nothing_in_many_rounds(
    name: str, strict: bool, told_desk: Path, tmp_path: Path, together: Racers
) -> None:
    draft, first = stored(told_desk), version(told_desk)
    for number in range(6):
        desk = Path(shutil.copytree(told_desk, tmp_path / f"desk{number}"))
        words = ("--on-version", first) if strict else ()
        ended = raced(together, desk, PAIRS[name], *words)
        assert_nothing_is_lost(desk, draft, first, ended)
        if strict or name in ("one sentence cut twice", "approve twice"):
            assert sum(e.code == 0 for e in ended) == 1, ended


@pytest.mark.slow
@pytest.mark.parametrize("other", [CUT, ("approve",)], ids=["cut", "approve"])
def test_a_draft_and_a_decision_at_once(
    other: tuple[str, ...], told_desk: Path, tmp_path: Path, together: Racers
) -> None:
    """The draft says the same, so whichever comes first the decision stands."""
    draft, first = stored(told_desk), version(told_desk)
    for number in range(6):
        desk = Path(shutil.copytree(told_desk, tmp_path / f"desk{number}"))
        drafting = ("story", "--desk", desk)
        deciding = (*other, "--by", "Bo", "--story", STORY, "--desk", desk)
        ended = together.run(drafting, deciding)
        assert ended[1].code == 0 and ended[0].code in (0, 2, STALE), ended
        with Desk.open(desk) as opened:
            log = [v.decision for v in opened.versions.after(STORY, first) if v.decision]
        assert replayed(draft, log).differs(stored(desk)) == ""


@pytest.mark.slow
def test_a_killed_decision_is_whole_or_not_there(
    told_desk: Path, tmp_path: Path, together: Racers
) -> None:
    draft, first = stored(told_desk), version(told_desk)
    dice = random.Random(11)
    outcomes = []
    for number in range(24):
        desk = Path(shutil.copytree(told_desk, tmp_path / f"desk{number}"))
        words = ("review", "clear", CLEARED, "blocked", "--by", "Ann", "--story", STORY)
        (child,) = together.start((*words, "--desk", desk))
        time.sleep(dice.uniform(0.2, 2.5))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        together.ended()
        with Desk.open(desk) as opened:
            log = [v.decision for v in opened.versions.after(STORY, first) if v.decision]
            logged = [d for d in opened.decisions.for_event("glass") if d.by == "Ann"]
        assert logged == log
        assert replayed(draft, log).differs(stored(desk)) == ""
        assert uproar("review", "list", "--story", STORY, "--desk", desk) == 0
        outcomes.append(len(log))
        shutil.rmtree(desk)
    assert {*outcomes} <= {0, 1}
