"""What an event makes of its posts: Parquet files per event and state, one per stage."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import ArrowArray
from uproar.model import MARKS, State
from uproar.store.damage.errors import damage, in_short, missing
from uproar.store.oplog.disk import disk_errors
from uproar.store.oplog.durable import save_parquet
from uproar.store.oplog.ledger import gone_name
from uproar.store.oplog.reading import delete_derived, read_or_delete, read_whole


class NotedNames(Protocol):
    """Where the names of a state's files are noted."""

    def names(self, event_id: str, state: State) -> tuple[str, ...]: ...
    def note(self, event_id: str, state: State, names: Sequence[str]) -> None: ...


class Marks:
    """Files are named by the state they were computed on, epoch included.

    `noted`: where the names of a state's files are kept, so that one that vanishes is missed.
    """

    def __init__(self, folder: Path, noted: NotedNames | None = None) -> None:
        self._folder = folder
        self._noted = noted

    def save(self, event_id: str, state: State, maker: str, version: str, marks: pa.Table) -> None:
        """Keep what one stage marked at a state, in place of what it marked there before."""
        others = [n for n in self._names(event_id, state) if _maker(n) != quote(maker, safe="")]
        self._replace(event_id, state, {maker: (version, marks)}, others)

    def replace(
        self, event_id: str, state: State, marks: Mapping[str, tuple[str, pa.Table]]
    ) -> None:
        """Keep what all stages marked at a state, by maker, in place of all that lies there.

        What was there is deleted only after all of the new is in its place.
        """
        self._replace(event_id, state, marks, [])

    def load(self, event_id: str, state: State) -> pa.Table:
        """All marks of an event at a state. Shape: MARKS, by maker, then kind and post id.

        Raises DamageError where a file of them is gone or cannot be read.
        """
        folder = self._state_folder(event_id, state)
        files = [folder / name for name in self._names(event_id, state)]
        return pa.concat_tables([MARKS.empty_table(), *map(read_marks, files)])

    def _replace(
        self,
        event_id: str,
        state: State,
        marks: Mapping[str, tuple[str, pa.Table]],
        others: Sequence[str],
    ) -> None:
        """Save these marks beside the other files that stay; the rest goes last."""
        folder = self._state_folder(event_id, state)
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        names = list(others)
        for maker, (version, table) in sorted(marks.items()):
            names.append(f"{quote(maker, safe='')}@{quote(version, safe='')}.parquet")
            ordered = table.cast(MARKS).sort_by([("kind", "ascending"), ("post_id", "ascending")])
            save_parquet(folder / names[-1], ordered)
        if self._noted is not None:
            self._noted.note(event_id, state, names)
        for old in sorted(folder.glob("*.parquet")):
            if old.name not in names:
                delete_derived(old)

    def _names(self, event_id: str, state: State) -> Sequence[str]:
        """The files of a state: those noted, or those that lie there where none were."""
        noted = self._noted.names(event_id, state) if self._noted is not None else ()
        if noted:
            return noted
        folder = self._state_folder(event_id, state)
        if self._folder.exists() and not self._folder.is_dir():
            raise damage(self._folder, "a file lies in its place")
        return sorted(path.name for path in folder.glob("*.parquet"))

    def forget(self, names_gone: Container[str]) -> int:
        """Drop the marks of these posts, and their ids in others' marks; returns how many rows.

        In every folder: of any event, at any state. A file that cannot be read is deleted:
        measuring makes it anew.
        """
        dropped = 0
        for path in sorted(self._folder.rglob("*.parquet")):
            rows = read_or_delete(path, needs=MARKS.names)
            if rows is None:
                continue
            rows = rows.cast(MARKS)
            ids = pa.chunked_array([*rows["post_id"].chunks, *rows["value"].chunks], pa.string())
            distinct = cast("list[str]", ids.unique().drop_null().to_pylist())
            ordered = [name for name in distinct if name in names_gone]
            names = pa.array(ordered, pa.string())
            digests = pa.array([gone_name(name) for name in ordered], pa.string())
            remaining = rows.filter(pc.invert(pc.is_in(rows["post_id"], names))).combine_chunks()
            place = pc.index_in(remaining["value"], names)
            if remaining.num_rows == rows.num_rows and place.null_count == len(place):
                continue
            value: ArrowArray = pc.coalesce(
                digests.take(place), remaining["value"].combine_chunks()
            )
            save_parquet(path, remaining.set_column(2, MARKS.field("value"), value))
            dropped += rows.num_rows - remaining.num_rows
        for draft in self._folder.rglob(".*.draft"):
            draft.unlink(missing_ok=True)
        return dropped

    def _state_folder(self, event_id: str, state: State) -> Path:
        name = quote(event_id, safe="")
        if not name.strip("."):
            name = name.replace(".", "%2E")  # "." and ".." are other folders
        return self._folder / name / f"{state.pin}-{state.epoch}"


def read_marks(path: Path) -> pa.Table:
    """A file of marks. Shape: MARKS. Raises DamageError where it is gone or damaged."""
    try:
        return read_whole(path, needs=MARKS.names).cast(MARKS)
    except FileNotFoundError as error:
        raise missing(path) from error
    except (ValueError, pa.ArrowException) as error:
        raise damage(path, in_short(error)) from error


def _maker(name: str) -> str:
    return name.rpartition("@")[0]
