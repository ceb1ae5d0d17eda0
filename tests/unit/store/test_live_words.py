"""What findings took out of posts goes with the last live post that has it."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from uproar.model import POSTS
from uproar.store.live_words import ROW_FIELDS, LiveWords, words_without

POST = {
    "id": "x:1", "platform": "x", "kind": "post", "origin": "f#1",
    "text": "Ada Vale likes https://www.example.org/lamps/?utm_source=x and #Kettles",
    "hashtags": ["Kettles"], "links": ["https://youtu.be/abc?si=1", "gone:x:00ff"],
}  # fmt: skip
LIVE = LiveWords.of(pa.Table.from_pylist([POST], schema=POSTS))


@pytest.mark.parametrize(
    ("row", "stays"),
    [
        ({"tag": "kettles", "n": 2}, True),
        ({"tag": "zanzibar", "n": 2}, False),
        ({"address": "example.org/lamps", "n": 2}, True),
        ({"address": "youtube.com/watch?v=abc", "n": 2}, True),
        ({"address": "x.com/i/web/status/874840978", "n": 2}, False),
        ({"address": "x.com/ada", "n": 2}, False),
        ({"id": "ada vale", "name": "Ada Vale", "forms": ["Ada Vale"]}, True),
        ({"id": "bo", "name": "Bo", "forms": ["Bo Marsh", "Bo"]}, False),
        ({"post_id": "x:1", "n": 2}, True),
    ],
)
def test_a_row_goes_with_what_it_is_about(row: dict[str, Any], stays: bool) -> None:
    finding = {"id": "f", "rows": [row], "evidence_sql": "select 1"}
    assert words_without(finding, LIVE) == {**finding, "rows": [row] if stays else []}


def test_a_name_goes_from_the_finding_s_query_too() -> None:
    rows = [{"id": name, "name": name, "forms": [name]} for name in ("Ada", "O'Bo")]
    sql = "select id from marks where value in ('Ada', 'O''Bo') order by id"
    cleaned = words_without({"rows": rows, "evidence_sql": sql}, LIVE)
    assert cleaned == {
        "rows": rows[:1],
        "evidence_sql": "select id from marks where value in ('Ada', '') order by id",
    }


def test_every_field_of_rows_is_known() -> None:
    from uproar.model.rows import ROW_KINDS

    fields = {name for kind in ROW_KINDS for name in kind.__dataclass_fields__}
    assert set(ROW_FIELDS) < fields
