"""Records from files and platforms into the store, every one accounted for."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from uproar.config import Settings
from uproar.errors import (
    ConfigError,
    DamageError,
    SourceError,
    UnreadableFile,
    UproarError,
)
from uproar.model import Event, Footage, Gap, Page, Query, Source, SourceSpec
from uproar.pipeline.progress import Progress
from uproar.sources import source_named
from uproar.sources.articles.archive import load_archive
from uproar.sources.events.event_file import archive_folder, load_event
from uproar.sources.records.files import matching_paths, source_file
from uproar.store import Desk

# How many of a source's posts may be without a time: single ones claim an absurd one.
MAX_TIMELESS = 10  # chosen on: judgement; not swept
MAX_SHARE_TIMELESS = 0.05  # chosen on: as above
log = logging.getLogger(__name__)


def add_event(desk: Desk, folder: Path) -> Event:
    """Put an event's description, footage and archive on the desk, or bring them up to date.

    Raises ConfigError for an unusable description, or an id that another event has, and
    UnexpectedPayload for unreadable captions.
    """
    event = load_event(folder)
    before = _on_desk(desk, event.id)
    if before is not None:
        _refuse_another(before, desk.events.folder(event.id), event, folder)
        for path in {s.path for s in before.sources} - {s.path for s in event.sources}:
            desk.gaps.replace(event.id, path, ())
    desk.events.save(event, folder)
    archive = archive_folder(folder)
    if archive is not None:
        articles, rejects = load_archive(archive)
        desk.articles.save(event.id, articles)
        desk.rejects.add(event.id, "archive", rejects)
        log.info("%s: %d articles, %d rejected", event.id, len(articles), rejects.num_rows)
    return event


def _on_desk(desk: Desk, event_id: str) -> Event | None:
    """The event with this id; None where there is none, or it is damaged: it is put there anew."""
    try:
        return desk.events.get(event_id) if event_id in desk.events.ids() else None
    except DamageError:
        return None


def _refuse_another(before: Event, its_folder: Path | None, event: Event, folder: Path) -> None:
    """Raise ConfigError where an id is taken: two events' posts would be told as one's."""
    if its_folder not in (None, folder) and before.published_at != event.published_at:
        raise ConfigError(
            f"event {event.id!r} is on this desk already: {before.title!r}, posted "
            f"{before.published_at:%Y-%m-%d %H:%M} UTC, in {its_folder}",
            hint="give this one another id; if it is the same, in another folder, put it on the "
            "desk with the time that it had",
        )


def gather(
    desk: Desk,
    event: Event,
    base: Path,
    settings: Settings,
    *,
    specs: Sequence[SourceSpec] | None = None,
    progress: Progress | None = None,
) -> tuple[Gap, ...]:
    """Read the event's files (or the given ones) into the store; returns what could not be had.

    A file that cannot be read becomes a Gap, and the others are gathered all the same; one that
    was gathered before adds nothing, and what it lacked then is forgotten if it lacks it no more.
    Where deletions or edits came, the desk is compacted at the end: what nobody may see any more is
    gone from all of it then.

    Raises UnreadableFile for a given file that is not there: that is a slip, not a gap.
    """
    missing: list[Gap] = []
    for spec in event.sources if specs is None else specs:
        try:
            paths = matching_paths(spec.path, base)
        except UnreadableFile as error:
            if specs is not None:
                raise
            gaps = [_missed(spec.path, error, base)]
        else:
            gaps = [
                gap
                for path in paths
                for gap in _gather_file(desk, event, spec, path, settings, progress)
            ]
        desk.gaps.replace(event.id, spec.path, gaps)
        missing += gaps
    desk.compact_if_due()
    return tuple(missing)


def _gather_file(
    desk: Desk,
    event: Event,
    spec: SourceSpec,
    path: Path,
    settings: Settings,
    progress: Progress | None,
) -> list[Gap]:
    """Read one file; returns what of it could not be had."""
    gaps: list[Gap] = []
    try:
        file = source_file(spec, path)
        stream = f"{event.id}:{spec.platform}:{path.name}@{file.sha256()[:12]}"
        pages = file.pages()
        _take_in(desk, event, file.source, pages, stream, settings, progress, gaps)
    except (SourceError, UnreadableFile) as error:
        gaps.append(_missed(spec.path, error, path.parent))
    return gaps


def gather_live(
    desk: Desk,
    event: Event,
    platform: str,
    query: Query,
    settings: Settings,
    *,
    progress: Progress | None = None,
) -> None:
    """Ask a platform for posts; what it refuses is a Gap, and then the error is raised.

    A stream goes on where it left off.
    """
    source = source_named(platform)
    stream = f"{event.id}:{platform}:{query.target}"
    gaps: list[Gap] = []
    try:
        pages = source.fetch(query, desk.posts.cursor(stream) or "", settings)
        _take_in(desk, event, source, pages, stream, settings, progress, gaps)
    except SourceError as error:
        desk.gaps.replace(event.id, query.target, [*gaps, _missed(query.target, error)])
        raise
    else:
        desk.gaps.replace(event.id, query.target, gaps)
    finally:
        desk.compact_if_due()


def _take_in(
    desk: Desk,
    event: Event,
    source: Source,
    pages: Iterable[Page],
    stream: str,
    settings: Settings,
    progress: Progress | None,
    gaps: list[Gap],
) -> None:
    """Store the posts of these pages; what they say they lack is added to `gaps`."""
    done = n_posts = n_timeless = 0
    for page in pages:
        batch = source.parse(page, settings)
        appended = desk.append(event.id, batch, stream=stream, cursor=page.cursor)
        event = _with_footage(desk, event, page)
        gaps += page.context.get("gaps", ())
        done += appended.n_records
        if _states_times(page):
            n_posts += batch.posts.num_rows
            n_timeless += batch.posts["created_at"].null_count
        if progress:
            progress(f"gather {source.name}", done, None)
    if n_timeless > max(MAX_TIMELESS, MAX_SHARE_TIMELESS * n_posts):
        name = stream.removeprefix(f"{event.id}:").partition(":")[2].partition("@")[0]
        why = f"of {n_timeless:,} of {n_posts:,} posts no time could be read"
        hint = " (check date_format and timezone)" if source.name == "table" else ""
        gaps.append(Gap(name, "times", None, None, f"{why}{hint}"))
    log.info("%s: %d records of %s", event.id, done, source.name)


def _states_times(page: Page) -> bool:
    """Whether each record should tell when it was posted: a table need not have such a column."""
    columns = page.context.get("columns")
    return not isinstance(columns, Mapping) or "created" in columns


def _with_footage(desk: Desk, event: Event, page: Page) -> Event:
    """The event with the captions that came along, where it had none of its own."""
    footage = page.context.get("footage")
    if not isinstance(footage, Footage) or not footage.tracks or event.footage.tracks:
        return event
    event = replace(event, footage=footage)
    desk.events.save(event, desk.events.folder(event.id))
    return event


def _missed(asked: str, error: UproarError, folder: Path | None = None) -> Gap:
    """That a source could not be read, and why; without the folder's own address."""
    log.warning("%s: %s", asked, error.message)
    why = f"{error.message} ({error.hint})" if error.hint else error.message
    return Gap(asked, asked, None, None, why.replace(f"{folder}{os.sep}", "") if folder else why)
