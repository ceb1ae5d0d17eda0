"""Stories as JSON: references only, never the words of a post. Decisions out of their log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from uproar.errors import ConfigError
from uproar.model import Sentence, Story
from uproar.tell.review.review import Decision

VERSION = 1


def story_json(story: Story) -> dict[str, Any]:
    """A story as JSON-ready data."""
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


def decision_of(saved: Mapping[str, str]) -> Decision:
    """One line of the decision log. Raises ConfigError when it is something else."""
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
