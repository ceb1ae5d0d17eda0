"""Reading rows of a Parquet file, of which a few bytes may stand for a table that fills a memory.

What the file says of itself is checked before a column is read. Words are read as numbers into a
dictionary, as they are stored: one long word in ten thousand rows is one word in memory too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from uproar.arrays import ArrowArray
from uproar.errors import UnexpectedPayload
from uproar.files import MAX_ERROR_CHARS
from uproar.sources.records.csv_rows import MAX_COLUMNS, MAX_NAME_CHARS
from uproar.sources.records.decompress import MAX_RATIO, RATIO_FROM_BYTES

# chosen on: judgement; not swept. The file is held in memory, because its end is read first.
MAX_BYTES = 1 << 30
ROWS = 10_000  # chosen on: judgement; not swept. Rows turned into Python at once.
# Rows that a file may have however small it is; beyond, no more than it has bytes.
MAX_FREE_ROWS = 1 << 20  # chosen on: judgement; rows without a byte of their own are no posts
# Of one group of rows, which is in memory as a whole: values of a column, and decompressed bytes.
# chosen on: judgement; writers begin a new group at 1 M rows or 128 MB
MAX_GROUP_VALUES = 16 << 20
MAX_GROUP_BYTES = 1 << 30  # chosen on: as above
_HINT = "write it anew with smaller groups of rows, or as CSV or JSON lines"
_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def rows(
    stream: BinaryIO,
    wanted: Callable[[tuple[str, ...]], Collection[str]] = lambda header: header,
) -> Iterator[dict[str, object]]:
    """One dict a row, of the columns that `wanted` chooses from the header.

    Raises UnexpectedPayload for what is no Parquet file, or unpacks to more than it may.
    """
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise UnexpectedPayload("a Parquet file over 1 GiB", hint="split it into several files")
    try:
        yield from _rows(raw, wanted)
    except (pa.ArrowException, OSError, MemoryError, UnicodeDecodeError) as error:
        raise UnexpectedPayload(
            f"not a readable Parquet file: {str(error)[:MAX_ERROR_CHARS]}", hint="write it anew"
        ) from error


def _rows(
    raw: bytes, wanted: Callable[[tuple[str, ...]], Collection[str]]
) -> Iterator[dict[str, object]]:
    buffer = pa.BufferReader(raw)
    metadata = pq.read_metadata(buffer)
    if metadata.num_columns > MAX_COLUMNS:
        raise UnexpectedPayload(
            f"{metadata.num_columns:,} columns; at most {MAX_COLUMNS:,} are read",
            hint="keep the columns of a post only",
        )
    header = tuple(metadata.schema.to_arrow_schema().names)
    doubled = sorted(name for name, n in Counter(header).items() if n > 1)
    if doubled:
        raise UnexpectedPayload(
            f"two columns are called {doubled[0][:MAX_NAME_CHARS]!r}", hint="rename one of them"
        )
    names = frozenset(wanted(header))
    _refuse_bomb(metadata, names, len(raw))
    words = [path for path in _paths(metadata) if path.partition(".")[0] in names]
    table = pq.ParquetFile(buffer, metadata=metadata, read_dictionary=words)
    unpacked_bytes = 0
    for number in range(metadata.num_row_groups):
        group = table.read_row_group(number, columns=[n for n in header if n in names])
        unpacked_bytes += sum(
            _n_bytes(chunk) for column in group.columns for chunk in column.chunks
        )
        if unpacked_bytes > max(RATIO_FROM_BYTES, MAX_RATIO * len(raw)):
            raise _bomb(f"unpack to {unpacked_bytes:,} bytes and more", len(raw))
        for part in group.to_batches(max_chunksize=ROWS):
            for cells in zip(*map(_values, part.columns), strict=True):
                yield dict(zip(part.schema.names, cells, strict=True))


def _refuse_bomb(metadata: pq.FileMetaData, names: Collection[str], n_bytes: int) -> None:
    """Refuse a file that says that it holds more than so many bytes can mean."""
    if metadata.num_rows > max(MAX_FREE_ROWS, n_bytes):
        raise _bomb(f"hold {metadata.num_rows:,} rows", n_bytes)
    paths = [metadata.schema.column(place).path for place in range(metadata.num_columns)]
    places = [place for place, path in enumerate(paths) if path.partition(".")[0] in names]
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        columns = [group.column(place) for place in places]
        n_values = max((column.num_values for column in columns), default=0)
        size = sum(column.total_uncompressed_size for column in columns)
        if n_values > MAX_GROUP_VALUES:
            raise _bomb(f"hold {n_values:,} values in one group of rows", n_bytes)
        if size > min(MAX_GROUP_BYTES, max(RATIO_FROM_BYTES, MAX_RATIO * n_bytes)):
            raise _bomb(f"unpack to {size:,} bytes in one group of rows", n_bytes)


def _bomb(what: str, n_bytes: int) -> UnexpectedPayload:
    return UnexpectedPayload(f"{n_bytes:,} bytes of Parquet {what}", hint=_HINT)


def _paths(metadata: pq.FileMetaData) -> list[str]:
    """The columns of words, those inside others too, as Parquet names them."""
    columns = (metadata.schema.column(place) for place in range(metadata.num_columns))
    return [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]


def _n_bytes(column: ArrowArray) -> int:
    """The bytes of a column's words, each as often as it stands there."""
    if isinstance(column, pa.DictionaryArray):
        words = column.dictionary
        if isinstance(words, pa.StringArray | pa.BinaryArray):
            return pc.sum(pc.take(pc.binary_length(words), column.indices)).as_py() or 0
        if isinstance(words, pa.LargeStringArray | pa.LargeBinaryArray):
            return pc.sum(pc.take(pc.binary_length(words), column.indices)).as_py() or 0
        return column.nbytes
    if isinstance(column, pa.StructArray):
        return sum(_n_bytes(column.field(place)) for place in range(column.type.num_fields))
    if isinstance(column, pa.ListArray | pa.LargeListArray | pa.FixedSizeListArray):
        return _n_bytes(column.flatten())
    return _n_bytes(column.storage) if isinstance(column, pa.ExtensionArray) else column.nbytes


def _values(column: ArrowArray) -> list[object]:
    """The values of a column; what Python has no value for is None."""
    kind = column.type
    if isinstance(column, pa.DictionaryArray):
        places = column.indices.dictionary_encode()
        words = _values(column.dictionary.take(places.dictionary))
        return [None if place is None else words[place] for place in places.indices.to_pylist()]
    if isinstance(column, pa.StructArray):
        names = [kind.field(place).name for place in range(kind.num_fields)]
        fields = [_values(column.field(place)) for place in range(kind.num_fields)]
        cells = zip(*fields, strict=True) if fields else iter([()] * len(column))
        return [
            dict(zip(names, row, strict=True)) if is_there else None
            for row, is_there in zip(cells, column.is_valid().to_pylist(), strict=True)
        ]
    if isinstance(column, pa.ExtensionArray):
        return _values(column.storage)
    if isinstance(column, pa.ListArray | pa.LargeListArray | pa.FixedSizeListArray):
        items = iter(_values(column.flatten()))
        lengths = pc.list_value_length(column).to_pylist()
        return [None if n is None else list(islice(items, n)) for n in lengths]
    if pa.types.is_timestamp(kind):
        return [_time(n, kind.unit, kind.tz) for n in column.cast(pa.int64()).to_pylist()]
    try:
        return column.to_pylist()
    except (ValueError, OverflowError):
        return [_value(cell) for cell in column]


def _value(cell: pa.Scalar[Any]) -> object:
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return cell.cast(pa.binary()).as_py().decode(errors="replace")
    except (ValueError, OverflowError):
        return None


def _time(n: int | None, unit: str, zone: str | None) -> datetime | None:
    """A time in so many units since 1970, without a zone where the file names none."""
    if n is None:
        return None
    try:
        time = _EPOCH + timedelta(microseconds=n * 1_000_000 // _PER_SECOND[unit])
    except OverflowError:
        return None
    return time if zone else time.replace(tzinfo=None)
