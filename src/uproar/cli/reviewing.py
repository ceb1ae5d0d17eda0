"""review: what an editor does to a draft, each step logged under a name."""

from __future__ import annotations

from collections.abc import Sequence
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
    on_version_option,
    opened,
    print_json,
    story_argument,
)
from uproar.cli.screen import show
from uproar.errors import ConfigError

if TYPE_CHECKING:
    from uproar.pipeline.deciding import Operation


@click.group()
def review() -> None:
    """Read a draft sentence by sentence; keep, cut, reword, swap or clear quotes.

    Each decision makes a new version of the story; `review list` shows its number. --on-version
    says which version you have read: a decision on another one is refused, with what changed.
    """


@review.command("list")
@desk_option
@story_argument
@json_option
def list_(desk_path: Path, story_id: str | None, as_json: bool) -> None:
    """The story's version; every sentence with its number and id, and what waits for a person."""
    from uproar.pipeline.editing import sentences_of
    from uproar.pipeline.telling import opened_story
    from uproar.pipeline.versions import approval, status
    from uproar.tell import removal_note

    with opened(desk_path) as (desk, settings):
        chosen = chosen_story(desk, story_id)
        version = desk.versions.current(chosen)  # read first: a decision on it is never on more
        story, evidence, filled = opened_story(desk, chosen, settings)
        block = [
            (evidence.quotes[post].clearance, post)
            for post in story.post_block
            if post in evidence.quotes
        ]
        if as_json:
            print_json(
                {
                    "story": story.id,
                    "version": version,
                    "status": story.status,
                    "approval": approval(desk, story),
                    "sentences": [
                        {
                            "number": number,
                            "id": s.id,
                            "text": s.text,
                            "to_clear": s.to_clear,
                            "to_translate": s.to_translate,
                            "broken": s.broken,
                        }
                        for number, s in sentences_of(filled)
                    ],
                    "post_block": [
                        {"post": post, "clearance": clearance} for clearance, post in block
                    ],
                    "flags": desk.stories.flags(story.id),
                    "correction": removal_note(filled),
                }
            )
            return
        show(f"{story.id}: {status(desk, story, version)}")
        for number, sentence in sentences_of(filled):
            show(f"{number:>3}  {sentence.id:14} {sentence.text}")
            if sentence.broken:
                show(f"{'':20}no longer holds, cut or reword it: {sentence.broken}")
            for post in sentence.to_clear:
                show(f"{'':20}to be cleared: {post}")
            for post in sentence.to_translate:
                show(f"{'':20}to be translated: {post}")
        for clearance, post in block:
            show(f"post block  {clearance:10} {post}")
        if note := removal_note(filled):
            show(f"draft of a correction, once it is cut: {note}")


def _decide(
    desk_path: Path,
    story_id: str | None,
    on_version: int | None,
    steps: Sequence[tuple[Operation, str]],
) -> None:
    """Decide step by step; a version that was named is followed from one step to the next."""
    from uproar.pipeline.deciding import decide

    with opened(desk_path) as (desk, settings):
        chosen = chosen_story(desk, story_id)
        for operation, deed in steps:
            decided = decide(desk, chosen, operation, settings, on_version=on_version)
            on_version = None if on_version is None else decided.version
            show(f"{chosen}: {deed}; version {decided.version}, {decided.story.status}")


@review.command()
@click.argument("sentence")
@by_option
@on_version_option
@desk_option
@story_argument
def keep(
    sentence: str, by: str, on_version: int | None, desk_path: Path, story_id: str | None
) -> None:
    """Note that you read SENTENCE and let it stand."""
    step = _step("keep", sentence, "", by)
    _decide(desk_path, story_id, on_version, [(step, f"{sentence} kept")])


@review.command()
@click.argument("sentence")
@by_option
@on_version_option
@desk_option
@story_argument
def cut(
    sentence: str, by: str, on_version: int | None, desk_path: Path, story_id: str | None
) -> None:
    """Take SENTENCE out."""
    step = _step("cut", sentence, "", by)
    _decide(desk_path, story_id, on_version, [(step, f"{sentence} cut")])


@review.command()
@click.argument("sentence")
@click.argument("text")
@by_option
@on_version_option
@desk_option
@story_argument
def reword(
    sentence: str, text: str, by: str, on_version: int | None, desk_path: Path, story_id: str | None
) -> None:
    """Put SENTENCE in other words, TEXT with slots; it is checked like any other."""
    step = _step("reword", sentence, text, by)
    _decide(desk_path, story_id, on_version, [(step, f"{sentence} reworded")])


@review.command()
@click.argument("old")
@click.argument("new")
@by_option
@on_version_option
@desk_option
@story_argument
def swap(
    old: str, new: str, by: str, on_version: int | None, desk_path: Path, story_id: str | None
) -> None:
    """Quote the post NEW in place of OLD; both stand for the same theme."""
    _decide(desk_path, story_id, on_version, [(_step("swap", old, new, by), f"{old} swapped")])


@review.command()
@click.argument("post")
@click.argument("clearance", type=click.Choice(["ok", "ask", "paraphrase", "blocked"]))
@click.option("--why", default="", help="What the clearance rests on.")
@by_option
@on_version_option
@desk_option
@story_argument
def clear(
    post: str,
    clearance: str,
    why: str,
    by: str,
    on_version: int | None,
    desk_path: Path,
    story_id: str | None,
) -> None:
    """Say whether POST may be quoted."""
    step = _step("clear", post, f"{clearance}: {why}", by)
    _decide(desk_path, story_id, on_version, [(step, f"{post} {clearance}")])


@review.command()
@click.argument("post")
@click.argument("text")
@by_option
@on_version_option
@desk_option
@story_argument
def gloss(
    post: str, text: str, by: str, on_version: int | None, desk_path: Path, story_id: str | None
) -> None:
    """Give what POST says in the story's language; the log says that you translated."""
    step = _step("gloss", post, text, by)
    _decide(desk_path, story_id, on_version, [(step, f"{post} translated")])


@review.command()
@click.argument("cue", type=int)
@by_option
@on_version_option
@desk_option
@story_argument
def listen(
    cue: int, by: str, on_version: int | None, desk_path: Path, story_id: str | None
) -> None:
    """Say that you listened to line CUE of the footage and that its auto-caption is right."""
    step = _step("listen", str(cue), "", by)
    _decide(desk_path, story_id, on_version, [(step, f"line {cue} may be quoted")])


@review.command()
@desk_option
@story_argument
def translate(desk_path: Path, story_id: str | None) -> None:
    """Ask the configured endpoint to translate the quotes; each still waits for a person."""
    from uproar.pipeline.deciding import translate as ask

    with opened(desk_path) as (desk, settings):
        n = ask(desk, chosen_story(desk, story_id), settings, decided_at=now())
        show(f"{n} translations, marked as a machine's")


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
            show(
                f"{line.decided_at:%Y-%m-%d %H:%M}  "
                f"{line.by}: {line.action} {line.target} {line.value}"
            )


ACTIONS = ("keep", "cut", "reword", "swap", "clear", "gloss")


@review.command()
@click.argument("file", type=click.File("rb"))
@by_option
@on_version_option
@desk_option
@story_argument
def apply(
    file: BinaryIO, by: str, on_version: int | None, desk_path: Path, story_id: str | None
) -> None:
    """Apply decisions from a JSON file: [{"action", "target", "value"}, …], in order.

    One that is refused ends it; those before it stand.
    """
    try:
        decisions = orjson.loads(file.read())
        rows = [(str(d["action"]), str(d["target"]), str(d.get("value", ""))) for d in decisions]
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"{file.name} is not a list of decisions: {error}",
            hint='[{"action": "clear", "target": "<post id>", "value": "ok: asked them"}]',
        ) from error
    for action, _, _ in rows:
        if action not in ACTIONS:
            raise ConfigError(f"unknown action {action!r}", hint=f"one of {', '.join(ACTIONS)}")
    steps = [
        (_step(action, target, value, by), f"{action} {target}") for action, target, value in rows
    ]
    _decide(desk_path, story_id, on_version, steps)


def _step(action: str, target: str, value: str, by: str) -> Operation:
    """An action of tell.review on its target, to be applied to whatever story it is laid on."""
    from uproar.tell.review import review as operations

    time = now()
    clearance, _, why = value.partition(": ")
    steps: dict[str, Operation] = {
        "keep": lambda s, e: operations.keep(s, target, by=by, decided_at=time),
        "cut": lambda s, e: operations.cut(s, target, by=by, decided_at=time),
        "reword": lambda s, e: operations.reword(s, target, value, e, by=by, decided_at=time),
        "swap": lambda s, e: operations.swap(s, target, value, e, by=by, decided_at=time),
        "clear": lambda s, e: operations.clear(s, target, clearance, why, by=by, decided_at=time),
        "gloss": lambda s, e: operations.gloss(s, target, value, by=by, decided_at=time),
        "listen": lambda s, e: operations.listen(s, int(target), e, by=by, decided_at=time),
    }
    return steps[action]


COMMANDS = (review,)
