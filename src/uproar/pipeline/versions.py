"""The versions of a story in words: what made each, and whether its approval still stands."""

from __future__ import annotations

from dataclasses import dataclass

from uproar.errors import ConfigError, StaleDecision
from uproar.model import Decision, Story
from uproar.store import Desk, StoryVersion

# What a draft would undo: it starts from the evidence, not from the sentences.
_LOST_IN_A_DRAFT = ("cut", "reword", "swap", "approve")
_CAUSES = {
    "draft": "drafted anew",
    "erasure": "a post in it was erased or deleted",
    "measurement": "measured anew, with other figures",
}
_READ_AGAIN = "read it again (`uproar review list`); then decide on version {newest}"


@dataclass(frozen=True, slots=True)
class Approval:
    """The last approval of a story. `since`: what made later versions, where it no longer holds."""

    by: str
    version: int
    is_standing: bool
    since: tuple[str, ...]


def approval(desk: Desk, story: Story) -> Approval | None:
    """The last approval of a story as `told` gives it; None: nobody has approved it."""
    versions = desk.versions.after(story.id, 0)
    approvals = [v for v in versions if v.decision and v.decision.action == "approve"]
    if not approvals:
        return None
    last = approvals[-1]
    by = last.decision.by if last.decision else ""
    since = tuple(_in_words(v) for v in versions if v.number > last.number)
    return Approval(by, last.number, story.status == "approved", since)


def status(desk: Desk, story: Story, version: int) -> str:
    """A story's version and whether it is approved, in one line; the story as `told` gives it."""
    last = approval(desk, story)
    if story.status == "approved":
        since = f" at version {last.version}" if last else ""
        return f"version {version}, approved by {story.approved_by}{since}"
    if last is None:
        return f"version {version}, {story.status}"
    changes = "; ".join(last.since) or "its words are others now, by a measurement or a setting"
    return (
        f"version {version}, {story.status}; approved by {last.by} at version {last.version}, "
        f"changed since: {changes}"
    )


def refuse_to_replace(desk: Desk, story: Story) -> None:
    """Raises ConfigError where a new draft would undo what editors decided."""
    versions = desk.versions.after(story.id, 0)
    drafts = [v.number for v in versions if v.cause == "draft"]
    lost = [
        _in_words(v)
        for v in versions
        if v.number > max(drafts, default=0)
        and v.decision
        and v.decision.action in _LOST_IN_A_DRAFT
    ]
    if lost:
        raise ConfigError(
            f"a new draft of {story.id} would undo {'; '.join(lost)}",
            hint="`uproar review list` shows the story; `uproar story --anew` drafts over it",
        )


def stale(desk: Desk, story_id: str, read: int) -> StaleDecision:
    """The refusal of what was decided on version `read` of a story that has another by now."""
    newest = desk.versions.current(story_id)
    return StaleDecision(
        f"{story_id} was changed after version {read}, so nothing was done",
        newest=newest,
        changes=tuple(_in_words(v) for v in desk.versions.after(story_id, read)),
        hint=_READ_AGAIN.format(newest=newest),
    )


def _in_words(version: StoryVersion) -> str:
    if version.decision is not None:
        what = f"{version.decision.by} {_deed(version.decision)}"
    else:
        what = _CAUSES[version.cause]
    when = f" ({version.made_at:%Y-%m-%d %H:%M})" if version.made_at else ""
    return f"version {version.number}: {what}{when}"


def _deed(decision: Decision) -> str:
    target, value = decision.target, decision.value
    match decision.action:
        case "keep":
            return f"let {target} stand"
        case "cut":
            return f"cut {target}"
        case "reword":
            return f"reworded {target}"
        case "swap":
            return f"swapped {target} for {value}"
        case "clear":
            return f"decided that {target} is {value.partition(': ')[0]}"
        case "gloss":
            return f"translated {target}"
        case "approve":
            return "approved it"
        case action:
            return f"{action} {target}"
