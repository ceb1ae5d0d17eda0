"""Options that several commands share, the progress bar, and how results are printed."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click
import orjson

from uproar.cli.screen import show, show_text
from uproar.config import Settings, resolve
from uproar.errors import ConfigError
from uproar.text.controls import escaped

if TYPE_CHECKING:
    from tqdm import tqdm

    from uproar.model import Event
    from uproar.store import Desk

F = TypeVar("F", bound=Callable[..., object])


def desk_option(command: F) -> F:
    """`--desk`: the desk's folder."""
    return click.option(
        "--desk",
        "desk_path",
        type=click.Path(path_type=Path),
        default=Path(),
        help="The desk's folder (default: here).",
    )(command)


def event_option(command: F) -> F:
    """`--event`: which event, where the desk has several."""
    return click.option("--event", "event_id", help="The event's id; may be left out with one.")(
        command
    )


def story_argument(command: F) -> F:
    """`--story`: which story, where the desk has several."""
    return click.option("--story", "story_id", help="The story's id; may be left out with one.")(
        command
    )


def by_option(command: F) -> F:
    """`--by`: the person who decides."""
    return click.option("--by", required=True, help="Your name: decisions are signed.")(command)


def on_version_option(command: F) -> F:
    """`--on-version`: the version of the story that the person has read."""
    return click.option(
        "--on-version",
        type=click.IntRange(1),
        help="The version that you have read; refused where the story has another by now.",
    )(command)


def json_option(command: F) -> F:
    """`--json`: results for a program."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")(
        command
    )


@contextmanager
def opened(path: Path, **flags: object) -> Iterator[tuple[Desk, Settings]]:
    """The desk in this folder and the settings of this run."""
    from uproar.store import Desk

    with Desk.open(path) as desk:
        if desk.n_finished:
            show(say_finished(desk.n_finished), err=True)
        yield desk, resolve(path, flags)


def say_finished(n_finished: int) -> str:
    """What is said of erasures that an earlier command was killed in."""
    return f"finished {n_finished} erasure(s) that had been interrupted"


def chosen_event(desk: Desk, event_id: str | None) -> Event:
    """The event asked for, or the only one. Raises ConfigError otherwise."""
    if event_id:
        return desk.events.get(event_id)
    events = desk.events.all()
    if len(events) == 1:
        return events[0]
    known = ", ".join(event.id for event in events)
    raise ConfigError(
        f"this desk has {len(events)} events",
        hint=f"--event {known}" if known else "`uproar event FOLDER`",
    )


def chosen_story(desk: Desk, story_id: str | None) -> str:
    """The story asked for, or the only one. Raises ConfigError otherwise."""
    if story_id:
        return story_id
    stories = [
        story.id for event in desk.events.all() for story in desk.stories.for_event(event.id)
    ]
    if len(stories) == 1:
        return stories[0]
    raise ConfigError(
        f"this desk has {len(stories)} stories",
        hint=f"--story {', '.join(stories)}" if stories else "`uproar story`",
    )


def now() -> datetime:
    """The clock, read here and passed down."""
    return datetime.now(UTC)


class Bar:
    """A progress bar on stderr that changes its label with the stage."""

    def __init__(self) -> None:
        self._bar: tqdm[NoReturn] | None = None
        self._stage = ""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        from tqdm import tqdm

        if stage != self._stage:
            self.close()
            self._stage = stage
            self._bar = tqdm(
                total=total, desc=stage, unit="", file=sys.stderr, leave=True, mininterval=0.5
            )
        if self._bar is not None:
            self._bar.update(max(0, done - self._bar.n))

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


@contextmanager
def progress() -> Iterator[Bar]:
    """A progress bar, closed at the end."""
    bar = Bar()
    try:
        yield bar
    finally:
        bar.close()


def print_json(value: object) -> None:
    """One JSON document on stdout, keys in a fixed order."""
    show_text(json_text(value))


def json_text(value: object) -> str:
    """One JSON document, keys in a fixed order, control characters written as escapes."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z
    return escaped(orjson.dumps(value, default=_plain, option=options).decode())


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
