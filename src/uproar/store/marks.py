"""What an event makes of its posts: Parquet files per event and state, one per stage."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path
from typing import cast
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from uproar.arrays import ArrowArray
from uproar.model import MARKS, State
from uproar.store.oplog.durable import save_parquet
from uproar.store.oplog.ledger import gone_name


class Marks:
    """Files are named by the state they were computed on, epoch included."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, event_id: str, state: State, maker: str, version: str, marks: pa.Table) -> None:
        """Keep what one stage marked at a state, in place of what it marked there before."""
        folder = self._state_folder(event_id, state)
        folder.mkdir(parents=True, exist_ok=True)
        ordered = marks.cast(MARKS).sort_by([("kind", "ascending"), ("post_id", "ascending")])
        path = folder / f"{quote(maker, safe='')}@{quote(version, safe='')}.parquet"
        save_parquet(path, ordered)
        for old in folder.glob(f"{quote(maker, safe='')}@*.parquet"):
            if old != path:
                old.unlink()

    def replace(
        self, event_id: str, state: State, marks: Mapping[str, tuple[str, pa.Table]]
    ) -> None:
        """Keep what all stages marked at a state, by maker, in place of all that lies there.

        What was there is deleted only after all of the new is in its place.
        """
        for maker, (version, table) in sorted(marks.items()):
            self.save(event_id, state, maker, version, table)
        makers = {quote(maker, safe="") for maker in marks}
        for old in self._state_folder(event_id, state).glob("*.parquet"):
            if old.name.rpartition("@")[0] not in makers:
                old.unlink()

    def load(self, event_id: str, state: State) -> pa.Table:
        """All marks of an event at a state. Shape: MARKS, by maker, then kind and post id."""
        files = sorted(self._state_folder(event_id, state).glob("*.parquet"))
        tables = [pq.ParquetFile(file).read().cast(MARKS) for file in files]
        return pa.concat_tables([MARKS.empty_table(), *tables])

    def forget(self, names_gone: Container[str]) -> int:
        """Drop the marks of these posts, and their ids in others' marks; returns how many rows.

        In every folder: of any event, at any state.
        """
        dropped = 0
        for path in sorted(self._folder.rglob("*.parquet")):
            rows = pq.ParquetFile(path).read().cast(MARKS)
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
