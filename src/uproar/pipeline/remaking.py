"""Makes anew what a damage took of a desk and posts or an event's folder still tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from uproar.config import Settings
from uproar.errors import DamageError
from uproar.model import Event, State, Story
from uproar.pipeline.gathering import add_event
from uproar.pipeline.measuring import (
    INPUT,
    corpus_of,
    first_memories,
    mark_and_measure,
    versions,
)
from uproar.pipeline.recalling import recall
from uproar.pipeline.telling import findings_of
from uproar.store import Desk, Run
from uproar.store.damage.errors import reason
from uproar.store.doctor import Fault
from uproar.store.layout import DATABASE, MARKS

_AGAIN = "measures again on the same posts"
_BY_HAND = "`uproar event FOLDER` puts it on the desk again"


def event_faults(desk: Desk) -> list[Fault]:
    """Events and articles that cannot be read; their folder has them still, where it is there."""
    return [fault for event in desk.events.ids() for fault in _event_faults(desk, event)]


def measurement_faults(desk: Desk, settings: Settings, *, mended_at: datetime) -> list[Fault]:
    """What is lacking of the measurements that stories and the next draft rest on.

    Also what the archive said when a story was told.
    """
    faults: list[Fault] = []
    for event in _readable_events(desk):
        try:
            stories, latest = desk.stories.for_event(event.id), desk.runs.latest(event.id)
        except DamageError:  # a row of them is damaged, and was named before
            continue
        states = dict.fromkeys((*((latest.state,) if latest else ()), *(s.state for s in stories)))
        for state in states:
            faults += _measurement(desk, event, state, settings, mended_at)
        faults += (f for story in stories for f in _background(desk, event, story, settings))
    return faults


def annotate_again(desk: Desk, settings: Settings) -> None:
    """Annotate the texts whose annotations were lost; the others stay as they are."""
    for event in _readable_events(desk):
        corpus_of(desk, event, settings)


def _event_faults(desk: Desk, event_id: str) -> Iterator[Fault]:
    folder = desk.events.folder(event_id)
    has_folder = folder is not None and (folder / "event.toml").is_file()
    remedy = f"reads {folder} again" if has_folder else _BY_HAND
    for what, load in (
        ("the event", desk.events.get),
        ("an article of the event", desk.articles.load),
    ):
        try:
            load(event_id)
        except DamageError as error:
            mend = partial(_added, desk, event_id, folder) if folder and has_folder else None
            why = f"{what} {event_id}: {reason(error)}"
            yield Fault(desk.path / DATABASE, why, remedy, mend=mend)
            return


def _added(desk: Desk, event_id: str, folder: Path) -> None:
    desk.articles.clear(event_id)
    add_event(desk, folder)


def _readable_events(desk: Desk) -> Iterator[Event]:
    for event_id in desk.events.ids():
        try:
            desk.articles.load(event_id)
            yield desk.events.get(event_id)
        except DamageError:  # it was named before; nothing can be measured without it
            continue


def _measurement(
    desk: Desk, event: Event, state: State, settings: Settings, mended_at: datetime
) -> Iterator[Fault]:
    """What is wrong with the findings or marks of a state."""
    run = desk.runs.latest(event.id, state)
    mend = partial(remeasure, desk, event, state, run, settings, mended_at=mended_at)
    place = f"{event.id} at pin {state.pin}, epoch {state.epoch}"
    if run is None:
        what = f"no measurement of {place}, on which a story rests"
        yield Fault(desk.path / DATABASE, what, _AGAIN, mend=mend)
        return
    try:
        desk.findings.load(run.id)
        n_marks = desk.marks.load(event.id, state).num_rows
    except DamageError as error:
        path = desk.path / DATABASE if error.path == Path(DATABASE) else error.path
        yield Fault(path, f"{place}: {reason(error)}", _AGAIN, mend=mend)
        return
    if n_marks == 0 and desk.posts.posts(event.id, state, columns=["id"]).num_rows:
        yield Fault(desk.path / MARKS, f"{place}: no marks are there", _AGAIN, mend=mend)


def remeasure(
    desk: Desk,
    event: Event,
    state: State,
    run: Run | None,
    settings: Settings,
    *,
    mended_at: datetime,
) -> None:
    """Measure at a state and keep findings and marks in place of what that run had.

    The last measurement comes out as it was: it begins with the memories that it began with. Of an
    earlier one the memories are gone, so themes may be numbered otherwise.
    """
    read_epoch = desk.guard.epoch()
    latest = desk.runs.latest(event.id)
    is_latest = run is not None and latest is not None and latest.id == run.id
    memories = first_memories(desk, event) if is_latest else {}
    if run is not None:
        settings = _as_then(settings, run)
    corpus = corpus_of(desk, event, settings, state=state, memories=memories)
    measured = mark_and_measure(corpus, event, settings)
    with desk.guard.writing(read_epoch):
        desk.marks.replace(event.id, state, measured.marks)
        with desk.transaction():
            number = run.id if run else _begun(desk, event, state, settings, mended_at)
            if is_latest and not desk.memories.load(event.id):
                every = {**{INPUT + name: b"" for name in measured.memories}, **measured.memories}
                for name, memory in every.items():
                    desk.memories.save(event.id, name, state, memory)
            desk.findings.save(number, tuple(measured.findings.values()))
            desk.runs.finish(number, finished_at=mended_at)


def _begun(desk: Desk, event: Event, state: State, settings: Settings, mended_at: datetime) -> int:
    return desk.runs.start(
        event.id, state, settings=settings.public(), versions=versions(), started_at=mended_at
    )


def _as_then(settings: Settings, run: Run) -> Settings:
    """The settings with the one that measures read, as it was saved with the run."""
    threshold = run.settings.get("relevance_threshold")
    if not isinstance(threshold, float):
        return settings
    return replace(settings, relevance_threshold=threshold)


def _background(desk: Desk, event: Event, story: Story, settings: Settings) -> Iterator[Fault]:
    try:
        desk.stories.background(story.id)
    except DamageError:
        what = f"what the archive said when {story.id} was told is damaged"
        mend = partial(_recalled, desk, event, story, settings)
        yield Fault(desk.path / DATABASE, what, "asks the archive again", mend=mend)


def _recalled(desk: Desk, event: Event, story: Story, settings: Settings) -> None:
    marks = desk.marks.load(event.id, story.state)
    background = recall(desk, event, findings_of(desk, story), marks, settings)
    desk.stories.save_background(story.id, background)
