"""Stories and decisions as JSON, out and in: references only, never the words of a post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from uproar.errors import ConfigError
from uproar.model import Sentence, State, Story
from uproar.tell.review.review import Decision

VERSION = 1


def story_json(story: Story) -> dict[str, Any]:
    """A story as JSON-ready data; `story_of` reads it back."""
    return {
        "version": VERSION,
        "id": story.id,
        "event": story.event_id,
        "state": {"pin": story.state.pin, "epoch": story.state.epoch},
        "length": story.length,
        "headline": _sentence_json(story.headline),
        "dek": _sentence_json(story.dek),
        "paragraphs": [[_sentence_json(s) for s in p] for p in story.paragraphs],
        "post_block": list(story.post_block),
        "refused": [list(pair) for pair in story.refused],
        "writer": story.writer,
        "status": story.status,
        "approved_by": story.approved_by,
    }


def story_of(saved: Mapping[str, Any]) -> Story:
    """The story that `story_json` wrote. Raises ConfigError when it is something else."""
    if not isinstance(saved, Mapping) or saved.get("version") != VERSION:
        raise ConfigError("not a story of this version", hint="export it again with --format json")
    try:
        return Story(
            id=str(saved["id"]),
            event_id=str(saved["event"]),
            state=State(int(saved["state"]["pin"]), int(saved["state"]["epoch"])),
            length=str(saved["length"]),
            headline=_sentence_of(saved["headline"]),
            dek=_sentence_of(saved["dek"]),
            paragraphs=tuple(tuple(_sentence_of(s) for s in p) for p in saved["paragraphs"]),
            post_block=tuple(map(str, saved["post_block"])),
            refused=tuple((str(a), str(b)) for a, b in saved["refused"]),
            writer=str(saved["writer"]),
            status=str(saved["status"]),
            approved_by=None if saved["approved_by"] is None else str(saved["approved_by"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"a story file without {error}", hint="export it again") from error


def decision_json(decision: Decision) -> dict[str, str]:
    """One line of the decision log."""
    return {
        "action": decision.action,
        "target": decision.target,
        "value": decision.value,
        "by": decision.by,
        "at": decision.at.isoformat(),
    }


def decision_of(saved: Mapping[str, str]) -> Decision:
    """The line that `decision_json` wrote. Raises ConfigError when it is something else."""
    try:
        at = datetime.fromisoformat(saved["at"])
        return Decision(saved["action"], saved["target"], saved["value"], saved["by"], at)
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"a decision without {error}", hint="see docs/formats.md") from error


def _sentence_json(sentence: Sentence) -> dict[str, Any]:
    return {
        "id": sentence.id,
        "beat": sentence.beat,
        "text": sentence.text,
        "message": sentence.message,
        "support": list(sentence.support),
    }


def _sentence_of(saved: Mapping[str, Any]) -> Sentence:
    return Sentence(
        str(saved["id"]),
        str(saved["beat"]),
        str(saved["text"]),
        str(saved["message"]),
        tuple(map(str, saved["support"])),
    )
