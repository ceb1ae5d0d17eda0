"""What `desk.db` notes of the posts, opened for as long as it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from uproar.store.desk_db.acknowledged import Acknowledgements
from uproar.store.desk_db.database import Database
from uproar.store.layout import DATABASE


@contextmanager
def notes(desk: Path) -> Iterator[Acknowledgements]:
    """What was acknowledged of a desk's posts."""
    with closing(Database(desk / DATABASE)) as database:
        yield Acknowledgements(database)
