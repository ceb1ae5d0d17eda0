"""Records from files and platforms into the store, every one accounted for."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from uproar.config import Settings
from uproar.errors import SourceError
from uproar.model import Event, Footage, Gap, Page, Query, Source, SourceSpec
from uproar.pipeline.progress import Progress
from uproar.sources import source_named
from uproar.sources.articles.archive import load_archive
from uproar.sources.events.event_file import archive_folder, load_event
from uproar.sources.records.files import source_files
from uproar.store import Desk

log = logging.getLogger(__name__)


def add_event(desk: Desk, folder: Path) -> Event:
    """Put an event's description, footage and archive on the desk, or bring them up to date.

    Raises ConfigError for an unusable description, UnexpectedPayload for unreadable captions.
    """
    event = load_event(folder)
    desk.events.save(event, folder)
    archive = archive_folder(folder)
    if archive is not None:
        articles, rejects = load_archive(archive)
        desk.articles.save(event.id, articles)
        desk.rejects.add(event.id, "archive", rejects)
        log.info("%s: %d articles, %d rejected", event.id, len(articles), rejects.num_rows)
    return event


def gather(
    desk: Desk,
    event: Event,
    base: Path,
    settings: Settings,
    *,
    specs: Sequence[SourceSpec] | None = None,
    progress: Progress | None = None,
) -> None:
    """Read the event's files (or the given ones) into the store.

    A file that cannot be read becomes a Gap, and the others are gathered all the same; one that
    was gathered before adds nothing. Where deletions or edits came, the desk is compacted at the
    end: what nobody may see any more is gone from all of it then.
    """
    for spec in event.sources if specs is None else specs:
        try:
            for file in source_files(spec, base):
                stream = f"{event.id}:{spec.platform}:{file.path.name}@{file.sha256()[:12]}"
                _take_in(desk, event, file.source, file.pages(), stream, settings, progress)
        except SourceError as error:
            _missed(desk, event, spec.path, error)
    desk.compact_if_due()


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
    try:
        pages = source.fetch(query, desk.posts.cursor(stream) or "", settings)
        _take_in(desk, event, source, pages, stream, settings, progress)
    except SourceError as error:
        _missed(desk, event, query.target, error)
        raise
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
) -> None:
    done = 0
    for page in pages:
        batch = source.parse(page, settings)
        appended = desk.append(event.id, batch, stream=stream, cursor=page.cursor)
        event = _with_footage(desk, event, page)
        for gap in _gaps(page):
            desk.gaps.add(event.id, gap)
        done += appended.n_records
        if progress:
            progress(f"gather {source.name}", done, None)
    log.info("%s: %d records of %s", event.id, done, source.name)


def _with_footage(desk: Desk, event: Event, page: Page) -> Event:
    """The event with the captions that came along, where it had none of its own."""
    footage = page.context.get("footage")
    if not isinstance(footage, Footage) or not footage.tracks or event.footage.tracks:
        return event
    event = replace(event, footage=footage)
    desk.events.save(event, desk.events.folder(event.id))
    return event


def _gaps(page: Page) -> Iterator[Gap]:
    yield from page.context.get("gaps", ())


def _missed(desk: Desk, event: Event, asked: str, error: SourceError) -> None:
    log.warning("%s: %s", asked, error.message)
    why = f"{error.message} ({error.hint})" if error.hint else error.message
    desk.gaps.add(event.id, Gap(asked, asked, None, None, why))
