"""Decisions on a story: each is made on a version of it, and is written whole or refused.

Whoever decides has read the story. Between the reading and the writing others may decide too. The
version that was read goes along, and is compared in the transaction that writes the decision, the
changed stories and their new versions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from uproar.config import Settings
from uproar.errors import ConfigError, EvidenceError, StaleDecision
from uproar.model import Decision, Story
from uproar.pipeline.editing import check_story
from uproar.pipeline.telling import opened_story
from uproar.pipeline.versions import stale
from uproar.store import Desk, VersionConflict
from uproar.tell import Evidence
from uproar.tell.review import review
from uproar.tell.review.concerns import ON_POSTS, clash, concerned

# One of tell.review's operations, with all but the story and its evidence filled in.
Operation: TypeAlias = Callable[[Story, Evidence], tuple[Story, Decision]]
# How often a decision is laid over what others decided meanwhile. Each time somebody else got on.
TRIES = 5  # chosen on: judgement; not swept


@dataclass(frozen=True, slots=True)
class Reading:
    """A story as somebody read it, with its version and evidence.

    `n_decisions`: how long the event's log was. Decisions on posts that the story does not quote
    make no version of it, but a swap or other words may bring such a post in.
    """

    version: int
    n_decisions: int
    story: Story
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was written, and the story as it left it."""

    story: Story
    version: int
    decision: Decision


def read(desk: Desk, story_id: str, settings: Settings) -> Reading:
    """A story to decide on. Its version is read first: what comes later shows in the writing."""
    version = desk.versions.current(story_id)
    event_id = desk.stories.get(story_id).event_id
    n_decisions = len(desk.decisions.for_event(event_id))
    story, evidence, _ = opened_story(desk, story_id, settings)
    return Reading(version, n_decisions, story, evidence)


def decide(
    desk: Desk,
    story_id: str,
    operation: Operation,
    settings: Settings,
    *,
    on_version: int | None = None,
    reading: Reading | None = None,
) -> Decided:
    """Apply an operation to a story; the decision, the stories and their versions are one write.

    `on_version`: the version that the person has read; another one now refuses the decision.
    Without it the decision is on the story as it is read here (or was, in `reading`). What others
    decide between that and the writing stays; the decision is laid over it, unless it is about the
    same sentence or post. Raises StaleDecision then, ConfigError for a version that is not there
    yet, and what the operation raises. Nothing is written in any of these cases.
    """
    first = reading or read(desk, story_id, settings)
    _refuse_other(desk, story_id, first.version, on_version)
    newest = first
    changed, decision = operation(first.story, first.evidence)
    for _ in range(TRIES):
        try:
            return _written(desk, newest, changed, decision)
        except VersionConflict:
            newest = read(desk, story_id, settings)
        later = desk.versions.after(story_id, first.version)
        decisions = [version.decision for version in later if version.decision]
        is_other = on_version is not None and newest.version != on_version
        if is_other or clash(first.story, newest.story, decision, decisions):
            break
        changed, decision = operation(newest.story, newest.evidence)
    raise stale(desk, story_id, first.version)


def sign_off(
    desk: Desk,
    story_id: str,
    settings: Settings,
    *,
    by: str,
    decided_at: datetime,
    on_version: int | None = None,
) -> Decided:
    """Approve one version of a story under a name.

    Refused while it does not recompute or a quote is open (EvidenceError), and where anybody
    decided on it while it was recomputed (StaleDecision).
    """
    first = read(desk, story_id, settings)
    _refuse_other(desk, story_id, first.version, on_version)
    checked = check_story(desk, story_id, settings)
    if checked.changes:
        change = checked.changes.changes[0]
        raise EvidenceError(
            f"{story_id} has changed: {change.sentence} ({change.why})",
            hint="run `uproar check`, then tell the story again",
        )
    return decide(
        desk,
        story_id,
        lambda story, evidence: review.approve(story, evidence, by=by, decided_at=decided_at),
        settings,
        reading=first,
    )


def translate(desk: Desk, story_id: str, settings: Settings, *, decided_at: datetime) -> int:
    """Ask the configured endpoint for glosses of the story's foreign quotes; gives how many came.

    They are kept in the log of decisions as a machine's, and each quote still waits for a person.
    What a person decided on a post while the endpoint was asked stays instead. Raises ConfigError
    where no endpoint is set.
    """
    from uproar.endpoint import endpoint
    from uproar.tell.write.translate import glossed

    first = read(desk, story_id, settings)
    quotes, wanted = first.evidence.quotes, review.quoted_posts(first.story)
    after = glossed(quotes, wanted, settings.language, endpoint(settings))
    fresh = [q for post, q in sorted(after.items()) if q.gloss and not quotes[post].gloss]
    n_written = 0
    for quote in fresh:
        operation = _translation(
            quote.post_id, quote.gloss or "", quote.translated_by or "", decided_at
        )
        try:
            decide(desk, story_id, operation, settings, reading=first)
        except StaleDecision:
            continue
        n_written += 1
    return n_written


def _translation(post: str, text: str, by: str, decided_at: datetime) -> Operation:
    return lambda story, evidence: review.gloss(story, post, text, by=by, decided_at=decided_at)


def _refuse_other(desk: Desk, story_id: str, version: int, on_version: int | None) -> None:
    if on_version is None or on_version == version:
        return
    if on_version > version:
        raise ConfigError(
            f"{story_id} has no version {on_version} yet; it is at version {version}",
            hint="`uproar review list` shows the version",
        )
    raise stale(desk, story_id, on_version)


def _written(desk: Desk, reading: Reading, changed: Story, decision: Decision) -> Decided:
    """Write a decision on what was read. Raises VersionConflict where that is no longer so."""
    story = reading.story
    with desk.transaction():
        log = desk.decisions.for_event(story.event_id)[reading.n_decisions :]
        if {d.target for d in log if d.action in ON_POSTS} & {*review.quoted_posts(changed)}:
            raise VersionConflict
        others = [s for s in desk.stories.for_event(story.event_id) if s.id != story.id]
        stories = concerned((changed, *others), story.id, decision)
        read_versions = {s.id: desk.versions.current(s.id) for s in stories}
        read_versions[story.id] = reading.version
        versions = desk.versions.add_decision(
            story.event_id,
            decision,
            [changed, *(review.touched(s, decision) for s in stories if s.id != story.id)],
            read=read_versions,
        )
        saved = desk.stories.get(story.id)
    return Decided(saved, versions[story.id], decision)
