"""Editors at random, each with the version they read last, against a story in plain dictionaries."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.support.event_folders import event_folder, told, varied
from tests.support.story_model import HEADS, StoryModel

from uproar import pipeline
from uproar.config import Settings
from uproar.errors import ConfigError, EvidenceError, StaleDecision
from uproar.model import Decision, Story
from uproar.pipeline.deciding import Decided, Operation, decide
from uproar.pipeline.telling import opened_story
from uproar.store import Desk
from uproar.tell import Evidence
from uproar.tell.review import review

AT = datetime(2026, 1, 1, tzinfo=UTC)
STORY = "glass.story"
EDITORS = ("Ann", "Bo", "Cem")


class Step(NamedTuple):
    """One decision: an action of tell.review, what it is on, its words, who makes it."""

    action: str
    target: str
    value: str
    by: str

    def operation(self) -> Operation:
        a, target, value = self.action, self.target, self.value
        who = {"by": self.by, "decided_at": AT}
        clearance, _, why = value.partition(": ")
        calls: dict[str, Operation] = {
            "keep": lambda s, e: review.keep(s, target, **who),
            "cut": lambda s, e: review.cut(s, target, **who),
            "reword": lambda s, e: review.reword(s, target, value, e, **who),
            "clear": lambda s, e: review.clear(s, target, clearance, why, **who),
            "gloss": lambda s, e: review.gloss(s, target, value, **who),
            "approve": lambda s, e: review.approve(s, e, **who),
        }
        return calls[a]


class EditorsMachine(RuleBasedStateMachine):
    """Reads, decisions with and without a version, one overtaking another, and drafts."""

    source: Path  # a told desk
    folder: Path
    n = 0

    @initialize()
    def start(self) -> None:
        type(self).n += 1
        self.path = Path(shutil.copytree(self.source, self.folder / f"desk{self.n}"))
        self.desk = Desk.open(self.path)
        self.draft = self.desk.stories.get(STORY)
        self.model = StoryModel.of(self.draft)
        self.version = self.desk.versions.current(STORY)
        self.read = dict.fromkeys(EDITORS, self.version)
        self.open = {*self.model.posts()}
        self.is_worked_on = False

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
            shutil.rmtree(self.path)

    def step(self, action: str, pick: int, by: str) -> Step:
        """A decision on something that was in the first draft, whether it is there still or not."""
        lines = [s for s in StoryModel.of(self.draft).texts if s not in HEADS]
        posts = sorted(StoryModel.of(self.draft).posts())
        texts = StoryModel.of(self.draft).texts
        line, post = lines[pick % len(lines)], posts[pick % len(posts)]
        if action == "reword":
            plain = [s for s in lines if "[[finding" in texts[s]]
            return Step("reword", line, texts[plain[pick % len(plain)]], by)
        if action in ("ok", "ask", "blocked"):
            return Step("clear", post, f"{action}: why", by)
        if action == "gloss":
            return Step("gloss", post, f"translation {pick}", by)
        return Step(action, STORY if action == "approve" else line, "", by)

    def is_refused(self, step: Step) -> bool:
        """Whether a decision on the model as it is makes no sense."""
        model = self.model
        if step.action == "approve":
            return model.approved_by is not None or bool(self.open & model.posts())
        if step.action in ("keep", "cut", "reword"):
            return step.target not in model.texts
        heads = {s for s in model.citing(step.target) if s in HEADS}
        return bool(heads) and step.value.startswith("blocked")

    def note(self, step: Step, decided: Decided) -> None:
        value = decided.decision.value
        self.model.apply(step.action, step.target, value, step.by)
        if step.action == "clear":
            is_ok = step.value.startswith("ok")
            (self.open.discard if is_ok else self.open.add)(step.target)
        self.is_worked_on |= step.action in ("cut", "reword", "approve")
        self.version += 1
        assert decided.version == self.version
        self.read[step.by] = decided.version

    @rule(by=st.sampled_from(EDITORS))
    def reads(self, by: str) -> None:
        self.read[by] = self.desk.versions.current(STORY)
        assert self.read[by] == self.version

    @rule()
    def clears_all(self) -> None:
        for post in sorted(self.open & self.model.posts()):
            step = Step("clear", post, "ok: asked", "Ann")
            self.note(step, decide(self.desk, STORY, step.operation(), Settings()))

    @rule(
        action=st.sampled_from(
            ("keep", "cut", "reword", "ok", "ask", "blocked", "gloss", "approve", "approve")
        ),
        pick=st.integers(0, 30),
        by=st.sampled_from(EDITORS),
        is_strict=st.booleans(),
    )
    def decides(self, action: str, pick: int, by: str, is_strict: bool) -> None:
        step = self.step(action, pick, by)
        on_version = self.read[by] if is_strict else None
        is_stale = is_strict and self.read[by] != self.version
        with refusals(is_stale, self.is_refused(step)) as refused:
            decided = decide(self.desk, STORY, step.operation(), Settings(), on_version=on_version)
        if not refused:
            self.note(step, decided)

    @rule(
        actions=st.tuples(
            *[st.sampled_from(("keep", "cut", "reword", "ask", "blocked", "gloss", "approve"))] * 2
        ),
        picks=st.tuples(st.integers(0, 30), st.integers(0, 30)),
        is_strict=st.booleans(),
    )
    def is_overtaken(
        self, actions: tuple[str, str], picks: tuple[int, int], is_strict: bool
    ) -> None:
        """Bo reads and writes between Ann's reading and Ann's writing."""
        slow = self.step(actions[0], picks[0], "Ann")
        fast = self.step(actions[1], picks[1], "Bo")
        if self.is_refused(slow) or self.is_refused(fast):
            return
        about = self.model.about(slow.action, slow.target)
        texts = dict(self.model.texts)
        first = self.version
        waiting = [fast]

        def operation(story: Story, evidence: Evidence) -> tuple[Story, Decision]:
            while waiting:
                step = waiting.pop()
                with Desk.open(self.path) as other:
                    self.note(step, decide(other, STORY, step.operation(), Settings()))
            return slow.operation()(story, evidence)

        def is_clash() -> bool:
            now = self.model.texts
            is_moved = any(texts.get(name) != now.get(name) for name in about)
            is_touched = bool({fast.target} & about)
            return is_strict or slow.action == "approve" or is_moved or is_touched

        stale = False
        try:
            decided = decide(
                self.desk, STORY, operation, Settings(), on_version=first if is_strict else None
            )
        except StaleDecision as error:
            stale = True
            assert error.newest == self.version == first + 1
            assert "Bo" in str(error)
        except (ConfigError, EvidenceError):
            assert not is_clash() and self.is_refused(slow)
            return
        assert stale == is_clash()
        if not stale:
            self.note(slow, decided)

    @rule(is_anew=st.booleans())
    def drafts(self, is_anew: bool) -> None:
        """A draft says what the first one said, but for posts that are blocked now."""
        before = self.desk.stories.get(STORY)
        version = self.version
        event = self.desk.events.get("glass")
        try:
            drafted = pipeline.tell(self.desk, event, Settings(), is_anew=is_anew)
        except ConfigError:
            assert self.is_worked_on and not is_anew
            assert self.desk.stories.get(STORY) == before
            return
        self.version = self.desk.versions.current(STORY)
        if self.version == version:
            assert self.desk.stories.get(STORY) == before
            assert replace(drafted, status="draft", approved_by=None) == review.reopened(before)
            return
        assert self.version == version + 1 and (is_anew or not self.is_worked_on)
        self.draft = drafted
        self.model = StoryModel.of(drafted)
        self.is_worked_on = False
        self.open |= {p for p in self.model.posts() if self.clearance(p) != "ok"}

    def clearance(self, post: str) -> str:
        _, evidence, _ = opened_story(self.desk, STORY, Settings())
        return evidence.quotes[post].clearance

    @invariant()
    def the_desk_holds_what_was_told_yes(self) -> None:
        if not hasattr(self, "desk"):
            return
        assert self.model.differs(self.desk.stories.get(STORY)) == ""
        assert self.desk.versions.current(STORY) == self.version
        shown, _, _ = opened_story(self.desk, STORY, Settings())
        assert (shown.status == "approved") == (self.model.approved_by is not None)


@contextmanager
def refusals(is_stale: bool, is_refused: bool) -> Iterator[list[Exception]]:
    """What a decision is to be refused with, and that it is; the refusal, if any."""
    caught: list[Exception] = []
    try:
        yield caught
    except StaleDecision as error:
        assert is_stale, error
        caught.append(error)
    except (ConfigError, EvidenceError) as error:
        assert is_refused and not is_stale, error
        caught.append(error)
    else:
        assert not is_stale and not is_refused


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> type[EditorsMachine]:
    folder = tmp_path_factory.mktemp("editors")
    EditorsMachine.source = told(folder / "told", event_folder(folder / "event", varied()))
    EditorsMachine.folder = folder
    return EditorsMachine


CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def test_no_decision_is_lost_or_laid_over_another(machine: type[EditorsMachine]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=5, stateful_step_count=15, deadline=None, derandomize=True,
            suppress_health_check=CHECKS, phases=[Phase.generate],
        ),
    )  # fmt: skip


@pytest.mark.slow
def test_no_decision_is_lost_or_laid_over_another_in_many_runs(
    machine: type[EditorsMachine],
) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=CHECKS,
        ),
    )  # fmt: skip
