"""Annotations and marks: whether each file is whole; deleting those that are not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa

from uproar.errors import DamageError
from uproar.store.damage.errors import reason
from uproar.store.doctor.fault import Fault
from uproar.store.doctor.places import obstacle
from uproar.store.layout import ANNOTATIONS, MARKS
from uproar.store.marks import read_marks
from uproar.store.oplog.reading import delete_derived, read_whole

_AGAIN = "deletes it; what it said is made anew from the posts"


def derived_faults(desk: Path) -> list[Fault]:
    """Files of annotations and marks that cannot be read, or hold something else."""
    return [*_annotations(desk / ANNOTATIONS), *_marks(desk / MARKS)]


def _annotations(folder: Path) -> Iterator[Fault]:
    for version in sorted(folder.glob("*/*")):
        columns: pa.Schema | None = None
        for path in sorted(version.glob("*.parquet")):
            try:
                rows = read_whole(path, needs=["text_id"])
            except DamageError as error:
                yield _fault(path, error)
                continue
            if not pa.types.is_int64(rows.schema.field("text_id").type) or (
                columns is not None and not rows.schema.equals(columns)
            ):
                yield _deleting(path, "it has other columns than the files beside it")
            columns = columns or rows.schema
    for path in (*folder.glob("*"), *folder.glob("*/*")):
        if not path.is_dir():
            yield obstacle(path)


def _marks(folder: Path) -> Iterator[Fault]:
    for path in sorted(folder.glob("*/*/*.parquet")):
        try:
            read_marks(path)
        except DamageError as error:
            yield _fault(path, error)


def _fault(path: Path, error: DamageError) -> Fault:
    return _deleting(path, reason(error))


def _deleting(path: Path, what: str) -> Fault:
    if path.is_dir():
        return obstacle(path, _AGAIN)
    return Fault(path, what, _AGAIN, mend=partial(delete_derived, path))
