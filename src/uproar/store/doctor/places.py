"""Locks, folders and settings: whether in each place lies what belongs there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from uproar.store.doctor.fault import Fault
from uproar.store.layout import ANNOTATIONS, LOCKS, MARKS, SETTINGS
from uproar.store.oplog.reading import delete_derived
from uproar.store.strays import derived_strays

BY_HAND = "move it elsewhere by hand"


def place_faults(desk: Path) -> list[Fault]:
    """Folders where locks belong, files where folders belong, and what killed writers left."""
    return [*_locks(desk), *_folders(desk), *_settings(desk), *_drafts(desk)]


def obstacle(path: Path, remedy: str = "deletes it", *, is_blocking: bool = False) -> Fault:
    """The fault of a place where something else lies; a folder with files in it is left alone."""
    what = f"a {'folder' if path.is_dir() else 'file'} lies in its place"
    if path.is_dir() and any(path.iterdir()):
        return Fault(path, what, BY_HAND, is_blocking=is_blocking)
    return Fault(path, what, remedy, mend=partial(delete_derived, path), is_blocking=is_blocking)


def _locks(desk: Path) -> Iterator[Fault]:
    for path in (desk / name for name in LOCKS):
        if path.is_dir():
            yield obstacle(path, is_blocking=True)


def _folders(desk: Path) -> Iterator[Fault]:
    for path in (desk / name for name in (ANNOTATIONS, MARKS)):
        if path.exists() and not path.is_dir():
            yield obstacle(path)


def _settings(desk: Path) -> Iterator[Fault]:
    path = desk / SETTINGS
    if path.is_dir():
        yield Fault(path, "a folder lies in its place", BY_HAND)


def _drafts(desk: Path) -> Iterator[Fault]:
    """Half-written files under other names: nothing reads them, and they may be full of words."""
    patterns = (".desk.db.*", ".log.*.draft")
    drafts = [*derived_strays(desk), *(path for each in patterns for path in desk.glob(each))]
    for path in sorted(drafts):
        what = "a killed command left it half written"
        yield Fault(path, what, "deletes it", mend=partial(_delete, path), is_stray=True)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
