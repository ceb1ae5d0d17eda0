"""The story as schema.org NewsArticle (JSON-LD)."""

from __future__ import annotations

from uproar.model import Article, Renderer
from uproar.tell.render.json_text import json_bytes
from uproar.tell.render.proof import web
from uproar.tell.slots.fill import FilledStory, referent


def render(story: FilledStory) -> bytes:
    """One JSON-LD object: the text, what it is about, what it cites, what it is based on."""
    evidence = story.evidence
    body = "\n\n".join(" ".join(s.text for s in p) for p in story.paragraphs)
    content: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": story.story.id,
        "headline": story.headline.text,
        "alternativeHeadline": story.dek.text,
        "description": story.description,
        "articleBody": body,
        "wordCount": len(body.split()),
        "inLanguage": evidence.house.language,
        "keywords": list(story.tags),
        "about": [
            {"@type": _TYPES.get(e.kind, "Thing"), "name": e.name} for e in evidence.event.entities
        ],
        "citation": _citations(story),
        "creativeWorkStatus": "Published" if story.story.status == "approved" else "Draft",
    }
    url = web(evidence.event.url)
    if url:
        content["isBasedOn"] = url
    if story.story.approved_by:
        content["editor"] = {"@type": "Person", "name": story.story.approved_by}
    return json_bytes(content)


_TYPES = {
    "person": "Person",
    "group": "Organization",
    "work": "CreativeWork",
    "show": "CreativeWork",
    "organisation": "Organization",
    "place": "Place",
}


def _citations(story: FilledStory) -> list[dict[str, object]]:
    """The archive's articles that the story cites, each once, in order."""
    cited: dict[str, dict[str, object]] = {}
    for sentence in story.sentences():
        for reference in sentence.references:
            article = referent(reference, story.evidence)
            if isinstance(article, Article):
                cited[article.id] = _citation(article)
    return list(cited.values())


def _citation(article: Article) -> dict[str, object]:
    content: dict[str, object] = {
        "@type": "NewsArticle",
        "headline": article.headline,
        "datePublished": article.published_at.isoformat(),
    }
    if web(article.url):
        content["url"] = article.url
    if article.publisher:
        content["publisher"] = {"@type": "Organization", "name": article.publisher}
    return content


RENDERER = Renderer("newsarticle", ".jsonld", render)
