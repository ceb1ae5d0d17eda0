"""The story as clean HTML blocks for a content system: no classes, no styles, no scripts."""

from __future__ import annotations

from html import escape

from uproar.model import Renderer
from uproar.tell.messages.messages import messages_in
from uproar.tell.render.proof import link_of
from uproar.tell.slots.fill import FilledSentence, FilledStory
from uproar.text.controls import printable


def render(story: FilledStory) -> str:
    """h1, a lead paragraph, paragraphs, the post block as links. Ends with a line end."""
    say = messages_in(story.evidence.house.language, story.evidence.messages)
    blocks = [f"<h1>{escape(story.headline.text)}</h1>", f"<p><b>{escape(story.dek.text)}</b></p>"]
    if story.story.status != "approved":
        blocks.append(f"<p><i>{escape(say.say('report-draft'))}</i></p>")
    for paragraph in story.paragraphs:
        inner = " ".join(_marked(s, story.evidence.house.language) for s in paragraph)
        is_note = paragraph[0].beat == "method"
        blocks.append(f"<p><i>{inner}</i></p>" if is_note else f"<p>{inner}</p>")
    blocks += _posts(story)
    if story.story.approved_by:
        name = escape(say.say("report-approved", name=story.story.approved_by))
        blocks.append(f"<p><i>{name}</i></p>")
    return printable("\n".join(blocks)) + "\n"


def _marked(sentence: FilledSentence, language: str) -> str:
    """The sentence as HTML, with text in other languages marked with its language and direction."""
    return "".join(
        f'<span lang="{escape(s.lang, quote=True)}" dir="auto">{escape(s.text)}</span>'
        if s.lang and s.lang != language
        else escape(s.text)
        for s in sentence.segments
    )


def _posts(story: FilledStory) -> list[str]:
    """The cleared posts as links: the platform shows each, or says that it is gone."""
    links = []
    for post_id in story.story.post_block:
        post = story.evidence.quotes.get(post_id)
        url = link_of(post) if post else ""
        if url:
            links.append(f'<li><a href="{escape(url, quote=True)}">{escape(url)}</a></li>')
    return ["<ul>", *links, "</ul>"] if links else []


RENDERER = Renderer("cms", ".cms.html", render)
