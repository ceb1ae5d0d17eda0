"""A story on its way out of the house: rendered, written into the ledger, then into its file."""

from __future__ import annotations

import html
import json
import os
import re
from datetime import datetime
from pathlib import Path

from uproar.config import Settings
from uproar.errors import ConfigError, EvidenceError, UproarError
from uproar.pipeline.telling import opened_story
from uproar.store import Desk
from uproar.store.whole_file import check_target, is_folder, save_whole, sweep_drafts
from uproar.tell import FilledStory, renderers
from uproar.tell.review.review import quoted_posts

# What an id may stand between: a JSON string ends at its quotation mark, a list at its commas.
_IN_QUOTES = re.compile(r'"((?:[^"\\]|\\.)*)"')
_IN_A_LIST = re.compile(r"[^\s,<>]+")


def rendered(
    desk: Desk, story_id: str, format_name: str, settings: Settings
) -> tuple[FilledStory, str | bytes, str]:
    """A story in one format, and the file suffix of the format.

    Raises ConfigError for an unknown format, EvidenceError while a sentence no longer holds.
    """
    formats = renderers()
    if format_name not in formats:
        raise ConfigError(
            f"unknown format {format_name!r}", hint=f"one of {', '.join(sorted(formats))}"
        )
    _, _, filled = opened_story(desk, story_id, settings)
    broken = [sentence for sentence in filled.sentences() if sentence.broken]
    if broken:
        raise EvidenceError(
            f"{story_id}: {'; '.join(f'{s.id} {s.text} {s.broken}' for s in broken)}",
            hint=f"uproar review cut {broken[0].id} (a headline or dek: reword it)",
        )
    renderer = formats[format_name]
    return filled, renderer.render(filled), renderer.suffix


def target_of(out: str, suffix: str) -> Path:
    """The file that a person named, with the format's suffix where it has none.

    Raises ConfigError for a folder's name.
    """
    path = Path(out)
    if out.endswith(os.sep) or is_folder(path):
        raise ConfigError(f"{out} is a folder", hint=f"name a file in it: {path / 'story'}{suffix}")
    return path if path.suffix else path.with_suffix(suffix)


def export_to(
    desk: Desk,
    filled: FilledStory,
    content: str | bytes,
    target: Path,
    *,
    format_name: str,
    by: str,
    exported_at: datetime,
) -> None:
    """Write a story to a file, whole or not at all, once the ledger knows of it.

    A file that could not be written leaves the ledger again. Drafts of exports into the folder that
    were killed are deleted. Raises ConfigError where there can be no such file, UproarError where
    the disk is full or refuses; what stood there before is as it was.
    """
    check_target(target)
    sweep_drafts(target.parent)
    number = note_export(
        desk,
        filled,
        content,
        format_name=format_name,
        target=str(target.resolve()),
        by=by,
        exported_at=exported_at,
    )
    try:
        save_whole(target, content if isinstance(content, bytes) else content.encode())
    except UproarError:
        desk.exports.remove(number)
        raise


def note_export(
    desk: Desk,
    filled: FilledStory,
    content: str | bytes,
    *,
    format_name: str,
    target: str,
    by: str,
    exported_at: datetime,
) -> int:
    """Write into the ledger that a story leaves the house, and which posts are in it.

    To be called before it leaves, so that nothing outside is unknown; gives the entry's number.
    `content` may list posts that the story does not quote, as the JSON export lists those behind a
    figure.
    """
    return desk.exports.add(
        filled.story.id,
        format=format_name,
        target=target,
        by=by,
        exported_at=exported_at,
        post_ids=(*quoted_posts(filled.story), *_listed_posts(filled, content)),
    )


def _listed_posts(filled: FilledStory, content: str | bytes) -> set[str]:
    """Posts behind the findings that the exported content names; a packed one may name all."""
    every = {post for finding in filled.evidence.findings.values() for post in finding.evidence}
    if isinstance(content, bytes) and content.startswith(b"PK"):
        return every
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    spelled = {_unescaped(inside) for inside in _IN_QUOTES.findall(text)}
    plain = html.unescape(text)
    listed = {*_IN_A_LIST.findall(plain)}
    odd = {post for post in every if not _IN_A_LIST.fullmatch(post) and post in plain}
    return every & (spelled | listed | odd)


def _unescaped(inside: str) -> str:
    """What a JSON string says; a stretch of other text that is none stays as it is."""
    if "\\" not in inside:
        return inside
    try:
        return str(json.loads(f'"{inside}"', strict=False))
    except json.JSONDecodeError:
        return inside
