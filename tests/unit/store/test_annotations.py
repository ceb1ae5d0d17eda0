"""Annotations: once per text and version, ordered, purged."""

import numpy as np
import pyarrow as pa
import pytest

from uproar.errors import UproarError
from uproar.store import Desk
from uproar.store.annotations import FILES

VECTOR = pa.list_(pa.int8(), 4)


def table(ids: list[int], word: str = "w") -> pa.Table:
    flat = pa.array(np.arange(len(ids) * 4, dtype=np.int8))
    return pa.table({
        "text_id": pa.array(ids, pa.int64()),
        "norm": [f"{word}{i}" for i in ids],
        "tags": pa.array([[str(i)] for i in ids], pa.list_(pa.string())),
        "vector": pa.FixedSizeListArray.from_arrays(flat, 4),
    })  # fmt: skip


def ids(*values: int | None) -> pa.Array:
    return pa.array(values, pa.int64())


def test_missing_saved_loaded(desk: Desk) -> None:
    notes = desk.annotations
    assert notes.missing("a/b", "1", ids(3, None, -1, 3)).to_pylist() == [-1, 3]
    notes.save("a/b", "1", table([3, -1]))
    notes.save("a/b", "1", table([3, 7], "later"))
    notes.save("other", "1", table([7, 3, -1]).select(["text_id"]).append_column(
        "lang", pa.array(["x", "y", "z"])))  # fmt: skip
    assert notes.missing("a/b", "1", ids(3, 9)).to_pylist() == [9]
    assert notes.missing("a/b", "2", ids(3)).to_pylist() == [3]
    got = notes.load([("a/b", "1"), ("other", "1")], ids(7, None, 3, -1, 7))
    assert got.column_names == ["text_id", "norm", "tags", "vector", "lang"]
    assert got["text_id"].to_pylist() == [-1, 3, 7]
    assert got["norm"].to_pylist() == ["w-1", "w3", "later7"]
    assert got["vector"].type == VECTOR
    assert got["vector"].to_pylist() == [[4, 5, 6, 7], [0, 1, 2, 3], [4, 5, 6, 7]]
    assert got["lang"].to_pylist() == ["z", "y", "x"]
    assert notes.load([], ids(5)).to_pydict() == {"text_id": [5]}


def test_a_text_nobody_annotated_is_an_error(desk: Desk) -> None:
    desk.annotations.save("a", "1", table([1]))
    with pytest.raises(UproarError, match="has not seen 2 of 3 texts"):
        desk.annotations.load([("a", "1")], ids(0, 1, 2))
    with pytest.raises(UproarError, match="has not seen 1 of 1 texts"):
        desk.annotations.load([("b", "1")], ids(1))


def test_many_saves_leave_few_files_and_lose_nothing(desk: Desk) -> None:
    for i in range(2 * FILES + 3):
        desk.annotations.save("a", "1", table([i]))
    files = list((desk.path / "annotations").rglob("*.parquet"))
    assert len(files) <= FILES
    got = desk.annotations.load([("a", "1")], ids(*range(2 * FILES + 3)))
    assert got["norm"].to_pylist() == [f"w{i}" for i in range(2 * FILES + 3)]


def test_purging_drops_texts_that_no_post_has(desk: Desk) -> None:
    desk.annotations.save("a", "1", table([1, 2, 3]))
    desk.annotations.save("a", "1", table([4]))
    assert desk.annotations.purge(np.array([1, 3])) == 2
    assert desk.annotations.missing("a", "1", ids(1, 2, 3, 4)).to_pylist() == [2, 4]
    assert desk.annotations.load([("a", "1")], ids(1, 3))["vector"].to_pylist()[1] == [8, 9, 10, 11]
