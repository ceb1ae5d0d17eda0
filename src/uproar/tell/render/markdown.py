"""The story as Markdown: every character that means something to Markdown is escaped."""

from __future__ import annotations

import re

from uproar.model import Renderer
from uproar.tell.messages.messages import Messages, messages_in
from uproar.tell.slots.fill import FilledSentence, FilledStory
from uproar.text.controls import one_line, printable

_ENTITY = re.compile(r"&(?=[#\w]+;)")
_SPECIAL = re.compile(r"([\\`*_\[\]|~])")


def render(story: FilledStory) -> str:
    """Headline, dek, paragraphs, the posts to clear. Ends with a line end."""
    say = messages_in(story.evidence.house.language, story.evidence.messages)
    blocks = [f"# {escape(story.headline.text)}", f"**{escape(story.dek.text)}**"]
    if story.story.status != "approved":
        blocks.append(f"*{escape(say.say('report-draft'))}*")
    for paragraph in story.paragraphs:
        text = " ".join(escape(s.text) for s in paragraph)
        blocks.append(f"*{text}*" if paragraph[0].beat == "method" else text)
    if story.story.approved_by:
        blocks.append(escape(say.say("report-approved", name=one_line(story.story.approved_by))))
    return printable("\n\n".join((*blocks, *_to_clear(story.sentences(), say)))) + "\n"


def _to_clear(sentences: tuple[FilledSentence, ...], say: Messages) -> list[str]:
    posts = dict.fromkeys(p for s in sentences for p in s.to_clear)
    if not posts:
        return []
    foreign = {p for s in sentences for p in s.to_translate}
    translated = f" ({say.say('report-to-translate')})"
    lines = (f"- {escape(one_line(p))}{translated if p in foreign else ''}" for p in posts)
    return [say.say("report-clear-first") + "\n\n" + "\n".join(lines)]


def escape(text: str) -> str:
    """Text that Markdown shows as it is.

    >>> escape("*one* <b> & co")
    '\\\\*one\\\\* &lt;b&gt; & co'
    """
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)


RENDERER = Renderer("markdown", ".md", render)
