"""Looks for damage in a desk's files, part by part, and mends what can be mended.

Each module gives the faults of one part; a fault knows how it is mended, if at all. What is made
anew by measuring is the pipeline's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from uproar.store.desk_db.database import Database
from uproar.store.doctor.database_file import database_faults
from uproar.store.doctor.derived_files import derived_faults
from uproar.store.doctor.fault import Fault
from uproar.store.doctor.places import place_faults
from uproar.store.doctor.post_files import file_faults, stray_faults
from uproar.store.doctor.post_log import log_faults
from uproar.store.doctor.stored_rows import row_faults
from uproar.store.layout import DATABASE, LOCKS
from uproar.store.oplog.lock import exclusive_lock

__all__ = ["DERIVED", "Fault", "Part", "parts", "writers_held_off"]

DERIVED = "annotations and marks"


class Part(NamedTuple):
    """A part of a desk by its name, and what looks for its faults."""

    name: str
    faults: Callable[[], list[Fault]]


def parts(desk: Path, *, now: datetime) -> tuple[Part, ...]:
    """The parts in the order in which they are looked at: each rests on those before it."""
    database = desk / DATABASE

    def rows() -> list[Fault]:
        with closing(Database(database)) as opened:
            return row_faults(database, opened, now=now)

    return (
        Part("locks and folders", lambda: place_faults(desk)),
        Part(DERIVED, lambda: derived_faults(desk)),
        Part("desk.db", lambda: database_faults(desk)),
        Part("rows of desk.db", rows),
        Part("log of the posts", lambda: log_faults(desk)),
        Part("files of the posts", lambda: file_faults(desk)),
        Part("files that nothing lists", lambda: stray_faults(desk)),
    )


@contextmanager
def writers_held_off(desk: Path) -> Iterator[None]:
    """Hold all of the desk's locks, in the order in which every writer takes them."""
    with ExitStack() as held:
        for name in LOCKS:
            held.enter_context(exclusive_lock(desk / name))
        yield
