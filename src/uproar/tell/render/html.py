"""The report: one self-contained page without scripts; each sentence opens to its evidence."""

from __future__ import annotations

import base64
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from uproar.model import Renderer
from uproar.tell.messages.messages import messages_in
from uproar.tell.render.charts import charts
from uproar.tell.render.proof import Proof, link_of, proof
from uproar.tell.slots.fill import FilledSentence, FilledStory
from uproar.text.controls import printable

_HERE = Path(__file__).parent
_CLOSED = "base-uri 'none'; form-action 'none'"


def render(story: FilledStory) -> str:
    """The page. Everything that came from a post is escaped; nothing is loaded, nothing runs.

    Control characters and direction marks are shown as U+FFFD.
    """
    say = messages_in(story.evidence.house.language, story.evidence.messages)
    style = (_HERE / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    page = _templates().get_template("report.html.j2")
    drawn = [(c.name, c.title, Markup(c.svg)) for c in charts(story.evidence)]  # noqa: S704  # svg.py escapes
    return (
        printable(
            page.render(
                story=story,
                evidence=story.evidence,
                say=say.say,
                style=Markup(style),  # noqa: S704  # our own file
                policy=f"default-src 'none'; style-src 'sha256-{digest}'; {_CLOSED}",
                charts=drawn,
                proofs=_proofs(story),
                posts=_posts(story),
                language=story.evidence.house.language,
            )
        )
        + "\n"
    )


def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _proofs(story: FilledStory) -> list[tuple[FilledSentence, list[Proof]]]:
    """Each sentence with the evidence behind its references."""
    return [(s, [proof(r, story.evidence) for r in s.references]) for s in story.sentences()]


def _posts(story: FilledStory) -> list[dict[str, str]]:
    shown = []
    for post_id in story.story.post_block:
        post = story.evidence.quotes.get(post_id)
        if post is None or post.clearance not in ("ok", "ask"):
            continue
        shown.append(
            {
                "id": post_id,
                "text": post.text,
                "lang": post.lang,
                "gloss": post.gloss or "",
                "url": link_of(post),
                "clearance": post.clearance,
            }
        )
    return shown


RENDERER = Renderer("html", ".html", render)
