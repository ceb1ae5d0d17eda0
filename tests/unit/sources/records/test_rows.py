"""One loop from records to a batch: nothing raises, nothing is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.errors import UnexpectedPayload
from uproar.model import OPERATIONS, POSTS, REJECTS, Page, text_id
from uproar.sources.records.rows import Operation, Row, batch
from uproar.sources.values.rejects import OutOfScope, Unusable


def read(record: Any) -> Row | Operation:
    match record["is"]:
        case "post":
            return Row("p:1", "p", "post", text="one")
        case "edit":
            return Operation("edit", Row("p:1", "p", "post", text="two"))
        case "bad":
            raise Unusable("no_text", "text is int", "p:2")
        case "like":
            raise OutOfScope("like", "create")
    raise KeyError("is")


def page(*records: Any) -> Page:
    return Page("abc", 5, records, context={"platform": "p"})


def test_each_record_is_a_post_an_operation_or_a_reject() -> None:
    kinds = ("post", "edit", "bad", "like", "?")
    got = batch(page(*({"is": k} for k in kinds), {"id": "9"}, 3, b"{", b'{"is":"post"}'), read)
    assert got.n_records == 9
    assert (len(got.posts), len(got.operations), len(got.rejects)) == (2, 1, 6)
    assert got.rejects["reason"].to_pylist() == [
        *("no_text", "like", "wrong_shape", "wrong_shape", "wrong_shape", "not_json")
    ]
    assert got.rejects["outcome"].to_pylist().count("out_of_scope") == 1
    assert got.rejects["post_id"].to_pylist() == ["p:2", None, None, "p:9", None, None]
    assert got.rejects["origin"].to_pylist() == [f"abc#{n}" for n in (7, 8, 9, 10, 11, 12)]


def test_columns_are_the_models_and_texts_are_named() -> None:
    got = batch(page({"is": "post"}, {"is": "edit"}), read)
    assert got.posts.schema == POSTS
    assert got.operations.schema == OPERATIONS
    assert got.rejects.schema == REJECTS
    assert got.posts["text_id"].to_pylist() == [text_id("one")]
    assert got.operations["op"].to_pylist() == ["edit"]


def test_row_fields_are_the_columns_of_posts() -> None:
    assert list(Row._fields) == POSTS.names


def test_an_empty_page_gives_an_empty_batch() -> None:
    got = batch(page(), read)
    assert (got.n_records, len(got.posts), len(got.rejects)) == (0, 0, 0)


def test_a_defect_of_a_reader_is_not_a_reject() -> None:
    with pytest.raises(UnexpectedPayload, match="does not fit the columns"):
        batch(page(1), lambda record: Row("p:1", "p", "post", likes="many"))  # type: ignore[arg-type]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.lists(JSON, max_size=5))
def test_the_sum_is_always_the_number_of_records(records: list[Any]) -> None:
    got = batch(page(*records), read)
    assert len(got.posts) + len(got.operations) + len(got.rejects) == got.n_records == len(records)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("text", "x" * 200_001, "text of 200,001 characters; at most 200,000"),
        ("url", "u" * 8001, "url of 8,001"),
        ("lang_declared", "l" * 10**6, "lang_declared of 1,000,000"),
        ("links", ["l" * 999] * 1000, "links of 1,000,000"),
        ("hashtags", [""] * 200_001, "hashtags of 200,001"),
        ("id", "i" * 8001, "id of 8,001"),
    ],
)
def test_what_is_longer_than_any_post_is_one_reject(field: str, value: Any, says: str) -> None:
    def read_long(record: Any) -> Row | Operation:
        return Row("p:1", "p", "post", text="one")._replace(**({field: value} if record else {}))

    got = batch(page(0, 1, 0), read_long)
    assert len(got.posts) == 2
    (reject,) = got.rejects.to_pylist()
    assert reject["reason"] == ("too_long_text" if field == "text" else "too_long_field")
    assert says in reject["detail"]
    assert reject["post_id"] == (None if field == "id" else "p:1")


def test_the_longest_texts_of_platforms_are_taken() -> None:
    got = batch(page(1), lambda record: Row("p:1", "p", "post", text="x" * 63_206))
    assert len(got.posts) == 1
