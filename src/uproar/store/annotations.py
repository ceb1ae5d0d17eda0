"""What the annotators say of texts: Parquet files per annotator and version, a row per text."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import ArrowArray, ArrowColumn, ArrowField, Int64s
from uproar.errors import UproarError
from uproar.store.oplog.disk import disk_errors
from uproar.store.oplog.durable import save_parquet
from uproar.store.oplog.reading import parquet_schema, read_or_delete, read_parquet, read_whole

# chosen on: judgement; not swept. Files per annotator before they are merged.
FILES = 16
_WIDTH = b"uproar.width"  # marks small integer lists, kept as bytes: lists are slow in Parquet
_BYTES = (pa.int8(), pa.uint8())
TextIds: TypeAlias = "pa.Int64Array | ArrowColumn"


class Annotations:
    """Derived and rebuildable; erased when no live post has the text."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def missing(self, name: str, version: str, text_ids: TextIds) -> pa.Int64Array:
        """Texts that this annotator has not seen. Shape: int64, sorted, distinct, no nulls."""
        unseen = np.setdiff1d(_distinct(text_ids), self._known(name, version), assume_unique=True)
        return pa.array(unseen, pa.int64())

    def save(self, name: str, version: str, table: pa.Table) -> None:
        """Keep an annotator's rows: `text_id` and its columns. Texts it has stay as they are."""
        ids = table["text_id"].to_numpy()
        _, first = np.unique(ids, return_index=True)
        fresh = first[~np.isin(ids[first], self._known(name, version))]
        if len(fresh) == 0:
            return
        folder = self._version_folder(name, version)
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        files = self._files(name, version)
        rows = _packed(table.take(pa.array(fresh, pa.int64())).combine_chunks())
        if len(files) >= FILES:
            rows = pa.concat_tables([*map(read_whole, files), rows])
        number = int(files[-1].name[:8]) + 1 if files else 0
        save_parquet(folder / f"{number:08d}-{secrets.token_hex(4)}.parquet", rows)
        if len(files) >= FILES:
            for file in files:
                file.unlink(missing_ok=True)

    def load(self, annotators: Sequence[tuple[str, str]], text_ids: TextIds) -> pa.Table:
        """All columns of these (name, version) pairs. Shape: a row per text, ordered by text_id.

        Raises UproarError when one of them has not seen one of the texts.
        """
        wanted = _distinct(text_ids)
        columns: list[ArrowArray] = [pa.array(wanted, pa.int64())]
        fields: list[ArrowField] = [pa.field("text_id", pa.int64(), nullable=False)]
        for name, version in annotators:
            files = self._files(name, version)
            places = self._places(name, version, wanted)
            if not files:
                continue
            for field in parquet_schema(files[0]):
                if field.name != "text_id":
                    column = _column(files, field).take(places)
                    columns.append(_unpacked(column, field))
                    fields.append(pa.field(field.name, columns[-1].type))
        return pa.table(columns, schema=pa.schema(fields))

    def purge(self, live: Int64s) -> int:
        """Drop the rows of texts that are not among `live` (sorted); returns how many.

        A file that cannot be read is deleted: annotating makes it anew.
        """
        dropped = 0
        for path in sorted(self._folder.glob("*/*/*.parquet")):
            rows = read_or_delete(path, needs=["text_id"])
            if rows is None:
                continue
            keep = np.isin(rows["text_id"].to_numpy(), live)
            if not keep.all():
                dropped += int((~keep).sum())
                if keep.any():
                    save_parquet(path, rows.filter(pa.array(keep)))
                else:
                    path.unlink()
        for draft in self._folder.glob("*/*/.*.draft"):
            draft.unlink(missing_ok=True)
        return dropped

    def _places(self, name: str, version: str, wanted: Int64s) -> pa.Int64Array:
        """The row of each text in the annotator's files, read one after the other."""
        known = self._known(name, version, is_sorted=False)
        order = np.argsort(known, kind="stable")
        place = np.searchsorted(known[order], wanted)
        is_known = place < len(known)
        is_known[is_known] = known[order[place[is_known]]] == wanted[is_known]
        if not is_known.all():
            raise UproarError(
                f"{name} {version} has not seen {int((~is_known).sum())} of {len(wanted)} texts",
                hint="annotate what missing() gives first",
            )
        return pa.array(order[place], pa.int64())

    def _known(self, name: str, version: str, *, is_sorted: bool = True) -> Int64s:
        parts = [
            read_parquet(file, ["text_id"])["text_id"].to_numpy()
            for file in self._files(name, version)
        ]
        known: Int64s = np.concatenate([np.empty(0, np.int64), *parts])
        return np.unique(known) if is_sorted else known

    def _files(self, name: str, version: str) -> list[Path]:
        return sorted(self._version_folder(name, version).glob("[0-9]*.parquet"))

    def _version_folder(self, name: str, version: str) -> Path:
        return self._folder / quote(name, safe="") / quote(version, safe="")


def _distinct(text_ids: TextIds) -> Int64s:
    """The ids, sorted and distinct, without nulls."""
    return np.unique(text_ids.drop_null().to_numpy()).astype(np.int64)


def _column(files: Sequence[Path], field: ArrowField) -> ArrowArray:
    """One column of all files, one after the other, in one piece."""
    chunks = [c for f in files for c in read_parquet(f, [field.name])[0].chunks]
    return pa.concat_arrays(chunks)


def _packed(table: pa.Table) -> pa.Table:
    """Lists of small integers of one length as bytes."""
    for i, field in enumerate(table.schema):
        column = table[field.name].combine_chunks()
        kind = field.type
        if not isinstance(kind, pa.FixedSizeListType) or kind.value_type not in _BYTES:
            continue
        if column.null_count:
            continue
        flat = pc.list_flatten(column).to_numpy(zero_copy_only=False)
        raw = pa.py_buffer(np.ascontiguousarray(flat).tobytes())
        packed = pa.FixedSizeBinaryArray.from_buffers(
            pa.binary(kind.list_size), len(column), [None, raw]
        )
        mark = pa.field(field.name, packed.type, metadata={_WIDTH: str(kind.value_type)})
        table = table.set_column(i, mark, packed)
    return table


def _unpacked(column: ArrowArray, field: ArrowField) -> ArrowArray:
    """A column as the annotator gave it: bytes that `_packed` made become lists again."""
    value_type = (field.metadata or {}).get(_WIDTH)
    if value_type is None:
        return column
    kind = next(k for k in _BYTES if str(k) == value_type.decode())
    raw = column.buffers()[1]
    size = column.type.byte_width
    flat = pa.Array.from_buffers(kind, len(column) * size, [None, raw], offset=column.offset * size)
    return pa.FixedSizeListArray.from_arrays(flat, size)
