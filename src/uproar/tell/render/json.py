"""The story as JSON: sentences with their slots, the evidence behind each, every finding used."""

from __future__ import annotations

import dataclasses

from uproar.model import Finding, Renderer
from uproar.tell.render.json_text import json_bytes
from uproar.tell.render.proof import link_of, proof
from uproar.tell.slots.fill import FilledSentence, FilledStory, referent

VERSION = 2  # of the format of `story`; by definition: raised with each change of it


def render(story: FilledStory) -> bytes:
    """One JSON object; `story` has the sentences with their slots and what the story left out."""
    cited = sorted({r for s in story.sentences() for r in s.references})
    findings = [f for r in cited if isinstance(f := referent(r, story.evidence), Finding)]
    content = {
        "story": {"version": VERSION, **dataclasses.asdict(story.story)},
        "headline": story.headline.text,
        "dek": story.dek.text,
        "description": story.description,
        "tags": list(story.tags),
        "sentences": [_sentence(s) for s in story.sentences()],
        "post_block": [_post(p, story) for p in story.story.post_block],
        "evidence": {r: dataclasses.asdict(proof(r, story.evidence)) for r in cited},
        "findings": {f.id: finding_json(f) for f in findings},
        "gaps": [dataclasses.asdict(g) for g in story.evidence.gaps],
    }
    return json_bytes(content, is_sorted=True)


def finding_json(finding: Finding) -> dict[str, object]:
    """A finding with all that is needed to recompute it."""
    return dataclasses.asdict(finding)


def _sentence(sentence: FilledSentence) -> dict[str, object]:
    return {
        "id": sentence.id,
        "beat": sentence.beat,
        "text": sentence.text,
        "references": list(sentence.references),
        "to_clear": list(sentence.to_clear),
        "to_translate": list(sentence.to_translate),
    }


def _post(post_id: str, story: FilledStory) -> dict[str, object]:
    post = story.evidence.quotes.get(post_id)
    if post is None:
        return {"post": post_id, "clearance": "gone"}
    return {"post": post_id, "url": link_of(post) or None, "clearance": post.clearance}


RENDERER = Renderer("json", ".json", render)
