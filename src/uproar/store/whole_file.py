"""Files written whole or not at all: aside first, on the disk, then moved into place."""

from __future__ import annotations

import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from uproar.errors import ConfigError
from uproar.store.oplog.disk import disk_errors, sync

DRAFT = ".uproar-draft"  # how the names of files end that are being written


def is_folder(path: Path) -> bool:
    """Whether a folder has this name. Raises ConfigError for a name that nothing can have."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:  # too long, or a link that leads back to itself
        raise ConfigError(f"{path} cannot be the name of a file: {error}") from error


def check_target(path: Path) -> None:
    """Raises ConfigError where no file can be written under this name."""
    if is_folder(path):
        raise ConfigError(f"{path} is a folder", hint="name a file in it")
    if path.exists() and not path.is_file():
        raise ConfigError(f"{path} is no file", hint="leave -o out to write to stdout")
    if not path.parent.is_dir():
        raise ConfigError(f"there is no folder {path.parent}", hint="make it, or name another")


def save_whole(path: Path, content: bytes) -> None:
    """Write a file; when the disk is full, or the process is killed, the old one is as it was.

    A link is followed, an old file's permissions are kept. Raises ConfigError where there can be no
    file of this name, UproarError where the disk refuses.
    """
    check_target(path)
    place = path.resolve()
    with disk_errors(path):
        with _draft(place.parent) as (name, file):
            file.write(content)
            file.flush()
            if place.exists():
                os.fchmod(file.fileno(), stat.S_IMODE(place.stat().st_mode))
            os.fsync(file.fileno())
            name.replace(place)
        sync(place.parent)


def sweep_drafts(folder: Path) -> None:
    """Delete what killed processes left behind; what is being written now is locked and stays.

    A folder that is gone, or that nobody may look into, has nothing to sweep.
    """
    try:
        drafts = sorted(folder.glob(f".*{DRAFT}"))
    except OSError:
        return
    for draft in drafts:
        try:
            with draft.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                draft.unlink(missing_ok=True)
        except OSError:
            continue  # somebody writes it, has just moved it, or may delete what we may not


@contextmanager
def _draft(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file beside the one that it is to become, locked while it is written."""
    while True:
        name = folder / f".{secrets.token_hex(8)}{DRAFT}"
        with name.open("xb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                if not os.fstat(file.fileno()).st_nlink:
                    continue  # swept before it was locked
                yield name, file
                return
            finally:
                name.unlink(missing_ok=True)
