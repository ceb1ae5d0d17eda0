"""The evidence for researchers: a ZIP of CSV files and a manifest, without the text of posts.

A post's text is in it only where the post has been cleared. Cells that a spreadsheet would run
as a formula are neutralised, control characters are shown as U+FFFD. The same story gives the same
bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

import orjson

from uproar import __version__
from uproar.model import Renderer
from uproar.tell.render.json import finding_json
from uproar.tell.render.json_text import json_bytes
from uproar.tell.slots.fill import FilledStory
from uproar.text.controls import printable
from uproar.text.spreadsheet import csv_text

_EPOCH = (1980, 1, 1, 0, 0, 0)  # source: a ZIP's earliest time, PKWARE APPNOTE 4.4.6


def render(story: FilledStory) -> bytes:
    """The ZIP's bytes."""
    files = {
        "sentences.csv": _csv(("id", "beat", "text", "reference"), _sentences(story)),
        "findings.csv": _csv(_FINDING, _findings(story)),
        "posts.csv": _csv(("post", "platform", "lang", "clearance", "why", "text"), _posts(story)),
        "findings.json": _json(
            {k: finding_json(f) for k, f in sorted(story.evidence.findings.items())}
        ),
    }
    files["manifest.json"] = _json(_manifest(story, files))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


_FINDING = (
    "id", "value", "unit", "low", "high", "n", "n_of", "method", "parameters", "evidence_sql",
)  # fmt: skip


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    shown = ([printable(c) if isinstance(c, str) else c for c in row] for row in rows)
    return csv_text(head, shown).encode()


def _json(content: Mapping[str, object]) -> bytes:
    return json_bytes(content, is_sorted=True)


def _sentences(story: FilledStory) -> Iterable[Sequence[object]]:
    """One row per sentence and reference; quoted posts that are not cleared are taken out."""
    for sentence in story.sentences():
        text = "".join(
            "[…]"
            if s.reference.startswith("quote:") and not _is_cleared(s.reference[6:], story)
            else s.text
            for s in sentence.segments
        )
        for reference in sentence.references:
            yield sentence.id, sentence.beat, text, reference


def _findings(story: FilledStory) -> Iterable[Sequence[object]]:
    for _, f in sorted(story.evidence.findings.items()):
        settings = orjson.dumps(dict(f.parameters), option=orjson.OPT_SORT_KEYS).decode()
        yield (
            f.id,
            f.value,
            f.unit,
            f.low,
            f.high,
            f.n,
            f.n_of,
            f.method,
            settings,
            f.evidence_sql,
        )


def _posts(story: FilledStory) -> Iterable[Sequence[object]]:
    for post_id, post in sorted(story.evidence.quotes.items()):
        text = post.text if _is_cleared(post_id, story) else ""
        yield post_id, post.platform, post.lang, post.clearance, post.why, text


def _is_cleared(post_id: str, story: FilledStory) -> bool:
    post = story.evidence.quotes.get(post_id)
    return post is not None and post.clearance == "ok"


def _manifest(story: FilledStory, files: Mapping[str, bytes]) -> dict[str, object]:
    event = story.evidence.event
    return {
        "event": event.id,
        "story": story.story.id,
        "status": story.story.status,  # draft or approved
        "state": {"pin": story.story.state.pin, "epoch": story.story.state.epoch},
        "versions": {"uproar": __version__},
        "sampling_frame": {
            "queries": list(event.queries),
            "hashtags": list(event.hashtags),
            "sources": [{"platform": s.platform, "format": s.format} for s in event.sources],
            "from": event.baseline_start.isoformat() if event.baseline_start else None,
            "to": event.window_end.isoformat() if event.window_end else None,
        },
        "gaps": [
            {"source": g.source, "expected": g.expected, "received": g.received, "why": g.why}
            for g in story.evidence.gaps
        ],
        "texts": "only of posts that have been cleared",
        "files": {name: sha256(content).hexdigest() for name, content in sorted(files.items())},
    }


RENDERER = Renderer("bundle", ".evidence.zip", render)
