"""The story as plain text, wrapped at 78 columns."""

from __future__ import annotations

import textwrap

from uproar.model import Renderer
from uproar.tell.messages.messages import messages_in
from uproar.tell.slots.fill import FilledStory
from uproar.text.controls import one_line, printable


def render(story: FilledStory) -> str:
    """Headline, dek, paragraphs; a draft says that it is one. Ends with a line end."""
    say = messages_in(story.evidence.house.language, story.evidence.messages)
    blocks = [story.headline.text, story.dek.text]
    if story.story.status != "approved":
        blocks.append(f"[{say.say('report-draft')}]")
    blocks += [" ".join(s.text for s in paragraph) for paragraph in story.paragraphs]
    if story.story.approved_by:
        blocks.append(say.say("report-approved", name=one_line(story.story.approved_by)))
    waiting = dict.fromkeys(p for s in story.sentences() for p in s.to_clear)
    if waiting:
        blocks.append("\n".join(f"[{say.say('report-to-clear')}: {one_line(p)}]" for p in waiting))
    return printable("\n\n".join(_wrapped(b) for b in blocks)) + "\n"


def _wrapped(block: str) -> str:
    lines = (textwrap.fill(line, 78, break_long_words=False) for line in block.split("\n"))
    return "\n".join(lines)


RENDERER = Renderer("text", ".txt", render)
