"""The batch driver: the same bytes whatever the batches and processes, and broken promises told."""

import pyarrow as pa
import pytest

from uproar.annotate import annotate_texts, find
from uproar.errors import UproarError
from uproar.model import TEXTS, text_id

SAMPLE = [
    "one take",
    "ㅋㅋㅋ 3:41",
    "",
    "😭😭",
    "https://a.example",
    "no lo creo",
    "#lantern wow",
    "ここ好き",
]


def table(texts: list[str]) -> pa.Table:
    return pa.table({"text_id": [text_id(t) for t in texts], "text": texts}, schema=TEXTS)


def test_batches_and_processes_do_not_change_a_byte() -> None:
    texts = table([f"{t} {i}" for i in range(40) for t in SAMPLE])
    whole = annotate_texts(texts, find())
    pieces = annotate_texts(texts, find(), batch_rows=7)
    spread = annotate_texts(texts, find(), batch_rows=64, workers=2)
    assert whole.equals(pieces)
    assert whole.equals(spread)


def test_progress_counts_every_row() -> None:
    told: list[int] = []
    annotate_texts(table(SAMPLE), find(), progress=told.append, batch_rows=3)
    assert told == [3, 3, 2]


def test_no_texts_give_all_columns() -> None:
    empty = annotate_texts(table([]), find())
    assert empty.num_rows == 0
    assert {"norm", "lang", "timecodes", "vector"} <= set(empty.column_names)


class Careless:
    name, version = "careless", "1"
    needs: tuple[str, ...] = ()
    columns = pa.schema([("loud", pa.bool_())])

    def annotate(self, table: pa.Table) -> pa.Table:
        return pa.table({"loud": [True]})


def test_an_annotator_that_loses_rows_is_refused() -> None:
    with pytest.raises(UproarError, match="careless gave 1 rows"):
        annotate_texts(table(SAMPLE), [Careless()])
