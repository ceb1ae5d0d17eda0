"""The story as IPTC ninjs 3.1; quoted posts are associations that fall back from link to text."""

from __future__ import annotations

from uproar.model import Renderer
from uproar.tell.messages.messages import messages_in
from uproar.tell.render import cms
from uproar.tell.render.json_text import json_bytes
from uproar.tell.render.proof import link_of
from uproar.tell.slots.fill import FilledStory

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SOURCE_TYPE = {"plain": "algorithmicMedia", "llm": "compositeWithTrainedAlgorithmicMedia"}


def render(story: FilledStory) -> bytes:
    """One ninjs item of type text."""
    evidence, draft = story.evidence, story.story
    is_approved = draft.status == "approved"
    text = "\n\n".join(" ".join(s.text for s in p) for p in story.paragraphs)
    content: dict[str, object] = {
        "uri": f"urn:uproar:{draft.id}:{draft.state.pin}.{draft.state.epoch}",
        "standard": STANDARD,
        "type": "text",
        "representationType": "full" if is_approved else "partial",
        "pubStatus": "usable" if is_approved else "withheld",
        "version": f"{draft.state.pin}.{draft.state.epoch}",
        "language": evidence.house.language,
        "title": evidence.event.title,
        "headlines": [{"role": "main", "value": story.headline.text}],
        "descriptions": [
            {"role": "dek", "value": story.dek.text},
            {"role": "meta", "value": story.description},
        ],
        "bodies": [
            _body("text/plain", text),
            _body("text/html", cms.render(story)),
        ],
        "subjects": [{"name": tag} for tag in story.tags],
        "people": _entities(story, ("person",)),
        "organisations": _entities(story, ("group", "organisation")),
        "digitalSourceType": _source_type(draft.writer),
        "associations": [_post(p, number, story) for number, p in enumerate(draft.post_block, 1)],
    }
    if draft.approved_by:
        content["by"] = draft.approved_by
    return json_bytes(content)


def _source_type(writer: str) -> dict[str, str]:
    name = _SOURCE_TYPE.get(writer, _SOURCE_TYPE["llm"])
    return {"name": name, "uri": _SOURCE_TYPES + name}


def _body(kind: str, value: str) -> dict[str, object]:
    return {
        "role": "main",
        "contentType": kind,
        "charCount": len(value),
        "wordCount": len(value.split()),
        "value": value,
    }


def _entities(story: FilledStory, kinds: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"name": e.name} for e in story.evidence.event.entities if e.kind in kinds]


def _post(post_id: str, number: int, story: FilledStory) -> dict[str, object]:
    """A quoted post: link and text if it is cleared, its gloss also while it waits for that."""
    say = messages_in(story.evidence.house.language, story.evidence.messages)
    post = story.evidence.quotes.get(post_id)
    content: dict[str, object] = {
        "name": f"post-{number}",
        "uri": f"urn:uproar:post:{number}",
        "type": "text",
    }
    if post is None or post.clearance in ("paraphrase", "blocked"):
        return content | {"representationType": "partial"}
    bodies = []
    url = link_of(post)
    if url:
        bodies.append({"role": "embed", "contentType": "text/uri-list", "value": url})
    if post.clearance == "ok":
        bodies.append({"role": "text", "contentType": "text/plain", "value": post.text})
    if post.gloss:
        bodies.append({"role": "paraphrase", "contentType": "text/plain", "value": post.gloss})
    note = say.say("report-cleared" if post.clearance == "ok" else "report-to-clear")
    return content | {
        "representationType": "full" if bodies else "partial",
        "edNote": note,
        "language": post.lang or "und",
        **({"bodies": bodies} if bodies else {}),
    }


RENDERER = Renderer("ninjs", ".ninjs.json", render)
