"""review: what an editor does to a draft, each step logged under a name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click
import orjson

from uproar.cli.options import (
    by_option,
    chosen_story,
    desk_option,
    json_option,
    now,
    opened,
    print_json,
    story_argument,
)
from uproar.errors import ConfigError

if TYPE_CHECKING:
    from uproar.pipeline.editing import Edit


@click.group()
def review() -> None:
    """Read a draft sentence by sentence; keep, cut, reword, swap or clear quotes."""


@review.command("list")
@desk_option
@story_argument
@json_option
def list_(desk_path: Path, story_id: str | None, as_json: bool) -> None:
    """Every sentence with its number and id, and what waits for a person."""
    from uproar.pipeline.editing import sentences_of
    from uproar.pipeline.telling import opened_story
    from uproar.tell import removal_note

    with opened(desk_path) as (desk, settings):
        story, evidence, filled = opened_story(desk, chosen_story(desk, story_id), settings)
        sentences = list(sentences_of(filled))
        block = [
            {"post": post, "clearance": evidence.quotes[post].clearance}
            for post in story.post_block
            if post in evidence.quotes
        ]
        if as_json:
            print_json(
                {
                    "story": story.id,
                    "status": story.status,
                    "sentences": [
                        {
                            "number": number,
                            "id": s.id,
                            "text": s.text,
                            "to_clear": s.to_clear,
                            "to_translate": s.to_translate,
                            "broken": s.broken,
                        }
                        for number, s in sentences
                    ],
                    "post_block": block,
                    "flags": desk.stories.flags(story.id),
                    "correction": removal_note(filled),
                }
            )
            return
        click.echo(
            f"{story.id}: {story.status}"
            + (f" by {story.approved_by}" if story.approved_by else "")
        )
        for number, sentence in sentences:
            click.echo(f"{number:>3}  {sentence.id:14} {sentence.text}")
            if sentence.broken:
                click.echo(f"{'':20}no longer holds, cut or reword it: {sentence.broken}")
            for post in sentence.to_clear:
                click.echo(f"{'':20}to be cleared: {post}")
            for post in sentence.to_translate:
                click.echo(f"{'':20}to be translated: {post}")
        for row in block:
            click.echo(f"post block  {row['clearance']:10} {row['post']}")
        if note := removal_note(filled):
            click.echo(f"draft of a correction, once it is cut: {note}")


def _edited(desk_path: Path, story_id: str | None, change: Edit, did: str) -> None:
    from uproar.pipeline.editing import edit

    with opened(desk_path) as (desk, settings):
        story = edit(desk, chosen_story(desk, story_id), change, settings)
        click.echo(f"{story.id}: {did}; {story.status}")


@review.command()
@click.argument("sentence")
@by_option
@desk_option
@story_argument
def keep(sentence: str, by: str, desk_path: Path, story_id: str | None) -> None:
    """Note that you read SENTENCE and let it stand."""
    from uproar.tell.review import review as ops

    _edited(
        desk_path, story_id, lambda s, e: ops.keep(s, sentence, by=by, at=now()), f"{sentence} kept"
    )


@review.command()
@click.argument("sentence")
@by_option
@desk_option
@story_argument
def cut(sentence: str, by: str, desk_path: Path, story_id: str | None) -> None:
    """Take SENTENCE out."""
    from uproar.tell.review import review as ops

    _edited(
        desk_path, story_id, lambda s, e: ops.cut(s, sentence, by=by, at=now()), f"{sentence} cut"
    )


@review.command()
@click.argument("sentence")
@click.argument("text")
@by_option
@desk_option
@story_argument
def reword(sentence: str, text: str, by: str, desk_path: Path, story_id: str | None) -> None:
    """Put SENTENCE in other words, TEXT with slots; it is checked like any other."""
    from uproar.tell.review import review as ops

    _edited(
        desk_path, story_id, lambda s, e: ops.reword(s, sentence, text, e, by=by, at=now()),
        f"{sentence} reworded",
    )  # fmt: skip


@review.command()
@click.argument("old")
@click.argument("new")
@by_option
@desk_option
@story_argument
def swap(old: str, new: str, by: str, desk_path: Path, story_id: str | None) -> None:
    """Quote the post NEW in place of OLD; both stand for the same theme."""
    from uproar.tell.review import review as ops

    _edited(
        desk_path,
        story_id,
        lambda s, e: ops.swap(s, old, new, e, by=by, at=now()),
        f"{old} swapped",
    )


@review.command()
@click.argument("post")
@click.argument("clearance", type=click.Choice(["ok", "ask", "paraphrase", "blocked"]))
@click.option("--why", default="", help="What the clearance rests on.")
@by_option
@desk_option
@story_argument
def clear(
    post: str, clearance: str, why: str, by: str, desk_path: Path, story_id: str | None
) -> None:
    """Say whether POST may be quoted."""
    from uproar.tell.review import review as ops

    _edited(
        desk_path, story_id, lambda s, e: ops.clear(s, post, clearance, why, by=by, at=now()),
        f"{post} {clearance}",
    )  # fmt: skip


@review.command()
@click.argument("post")
@click.argument("text")
@by_option
@desk_option
@story_argument
def gloss(post: str, text: str, by: str, desk_path: Path, story_id: str | None) -> None:
    """Give what POST says in the story's language; the log says that you translated."""
    from uproar.tell.review import review as ops

    _edited(
        desk_path,
        story_id,
        lambda s, e: ops.gloss(s, post, text, by=by, at=now()),
        f"{post} translated",
    )


@review.command()
@click.argument("cue", type=int)
@by_option
@desk_option
@story_argument
def listen(cue: int, by: str, desk_path: Path, story_id: str | None) -> None:
    """Say that you listened to line CUE of the footage and that its auto-caption is right."""
    from uproar.model import Decision
    from uproar.pipeline.telling import LISTENED

    with opened(desk_path) as (desk, _):
        story = desk.stories.get(chosen_story(desk, story_id))
        cues = {
            c.number for t in desk.events.get(story.event_id).footage.tracks.values() for c in t
        }
        if cue not in cues:
            raise ConfigError(f"the footage has no line {cue}", hint=f"1 to {max(cues, default=0)}")
        desk.decisions.add(story.event_id, Decision(LISTENED, str(cue), "", by, now()))
        click.echo(f"line {cue} may be quoted")


@review.command()
@desk_option
@story_argument
def translate(desk_path: Path, story_id: str | None) -> None:
    """Ask the configured endpoint to translate the quotes; each still waits for a person."""
    from uproar.pipeline.telling import translate as ask

    with opened(desk_path) as (desk, settings):
        n = ask(desk, chosen_story(desk, story_id), settings, translated_at=now())
        click.echo(f"{n} translations, marked as a machine's")


@review.command()
@desk_option
@story_argument
@json_option
def log(desk_path: Path, story_id: str | None, as_json: bool) -> None:
    """Who decided what, when: a log that is only added to."""
    with opened(desk_path) as (desk, _):
        story = desk.stories.get(chosen_story(desk, story_id))
        lines = desk.decisions.for_event(story.event_id)
        if as_json:
            print_json(lines)
            return
        for line in lines:
            click.echo(
                f"{line.decided_at:%Y-%m-%d %H:%M}  "
                f"{line.by}: {line.action} {line.target} {line.value}"
            )


ACTIONS = ("keep", "cut", "reword", "swap", "clear", "gloss")


@review.command()
@click.argument("file", type=click.File("rb"))
@by_option
@desk_option
@story_argument
def apply(file: BinaryIO, by: str, desk_path: Path, story_id: str | None) -> None:
    """Apply decisions from a JSON file: [{"action", "target", "value"}, …], in order."""
    try:
        decisions = orjson.loads(file.read())
        steps = [(d["action"], d["target"], d.get("value", "")) for d in decisions]
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"{file.name} is not a list of decisions: {error}",
            hint='[{"action": "clear", "target": "<post id>", "value": "ok: asked them"}]',
        ) from error
    for action, target, value in steps:
        _edited(desk_path, story_id, _operation(action, target, value, by), f"{action} {target}")


def _operation(action: str, target: str, value: str, by: str) -> Edit:
    from uproar.tell.review import review as ops

    decided_at = now()
    clearance, _, why = value.partition(": ")
    operations: dict[str, Edit] = {
        "keep": lambda s, e: ops.keep(s, target, by=by, at=decided_at),
        "cut": lambda s, e: ops.cut(s, target, by=by, at=decided_at),
        "reword": lambda s, e: ops.reword(s, target, value, e, by=by, at=decided_at),
        "swap": lambda s, e: ops.swap(s, target, value, e, by=by, at=decided_at),
        "clear": lambda s, e: ops.clear(s, target, clearance, why, by=by, at=decided_at),
        "gloss": lambda s, e: ops.gloss(s, target, value, by=by, at=decided_at),
    }
    if action not in operations:
        raise ConfigError(f"unknown action {action!r}", hint=f"one of {', '.join(ACTIONS)}")
    return operations[action]


COMMANDS = (review,)
