"""The corpus's relations follow the marks."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from uproar.engines.local import LocalCorpus
from uproar.errors import UproarError
from uproar.model import MARKS, POSTS, VECTOR_SIZE, State, text_id


def post(native: str, text: str | None, **columns: object) -> dict[str, object]:
    given = {"id": f"x:{native}", "platform": "x", "kind": "post", "origin": "f#0"}
    return {**given, "text": text, "text_id": None if text is None else text_id(text), **columns}


def corpus(*posts: dict[str, object]) -> LocalCorpus:
    texts = sorted({p["text_id"]: p["text"] for p in posts if p["text"] is not None}.items())
    n = len(texts)
    table = pa.table(
        {
            "text_id": pa.array([i for i, _ in texts], pa.int64()),
            "text": pa.array([t for _, t in texts], pa.string()),
            "lang": pa.array(["en"] * n, pa.string()),
            "spoken": pa.array([t for _, t in texts], pa.string()),
            "odds": pa.array(
                [None if t == "c" else [1, 2] for _, t in texts], pa.list_(pa.uint8(), 2)
            ),
            "lang_trust": pa.array([0.2] * n, pa.float64()),
            "vector": pa.FixedSizeListArray.from_arrays(
                pa.array(np.repeat(np.arange(n) % 7, VECTOR_SIZE), pa.int8()), VECTOR_SIZE
            ),
        }
    )
    return LocalCorpus(pa.Table.from_pylist(list(posts), schema=POSTS), table, state=State(1, 0))


def mark(native: str, kind: str, value: str) -> dict[str, object]:
    return {"post_id": f"x:{native}", "kind": kind, "value": value, "score": 1.0, "reason": "test"}


def ids(c: LocalCorpus, relation: str) -> list[str]:
    return c.query(f"select id from {relation} order by id")["id"].to_pylist()


def test_about_and_originals_follow_the_marks() -> None:
    c = corpus(
        post("1", "one take"),
        post("2", "one take", kind="repost"),
        post("3", "buy now"),
        post("4", "another day"),
        post("5", None, kind="repost"),
    )
    assert ids(c, "about") == []
    c.add_marks(
        pa.Table.from_pylist(
            [mark(n, "relevant", "no" if n == "4" else "yes") for n in "12345"], schema=MARKS
        )
    )
    c.add_marks(pa.Table.from_pylist([mark("3", "spam", "yes")], schema=MARKS))
    assert ids(c, "about") == ["x:1", "x:2", "x:3", "x:5"]
    assert ids(c, "originals") == ["x:1"]


def test_witnessed_time_comes_before_claimed() -> None:
    c = corpus(
        post("1", "a", created_at=5, seen_at=9), post("2", "b", created_at=5), post("3", "c")
    )
    assert c.query("select posted_at from scope order by id")["posted_at"].to_pylist() == [
        9,
        5,
        None,
    ]


def test_declared_language_is_taken_only_where_the_text_says_little() -> None:
    c = corpus(post("1", "ok", lang_declared="ko"), post("2", "fine"))
    assert c.query("select lang from scope order by id")["lang"].to_pylist() == ["ko", "en"]


def test_a_repost_says_what_its_original_says() -> None:
    c = corpus(
        post("1", "one take, the whole thing"),
        post("2", "one take, the…", kind="repost", repost_of="x:1"),
        post("3", None, kind="repost", repost_of="x:1"),
        post("4", "gone", kind="repost", repost_of="x:9"),
    )
    rows = c.query("select id, text, lang, spoken from scope order by id").to_pylist()
    assert [r["spoken"] for r in rows] == ["one take, the whole thing"] * 3 + ["gone"]
    assert [r["text"] for r in rows][1:3] == ["one take, the…", None]


def test_arrays_may_hold_nulls() -> None:
    c = corpus(post("1", "a"), post("2", "c"), post("3", None, kind="repost"))
    assert c.query("select odds from scope order by id")["odds"].to_pylist() == [[1, 2], None, None]


def test_vectors_are_ordered_by_text_id() -> None:
    found = corpus(post("1", "b"), post("2", "a"), post("3", "a")).vectors()
    assert list(found.text_ids) == sorted([text_id("a"), text_id("b")])
    assert found.int8.shape == (2, VECTOR_SIZE)


def test_vectors_of_texts_come_in_the_order_asked_and_are_zero_where_there_are_none() -> None:
    vectors = corpus(post("1", "b"), post("2", "a")).vectors()
    a, b, other = text_id("a"), text_id("b"), text_id("never written")
    rows = vectors.of_texts(np.array([b, other, a, b]))
    assert rows.shape == (4, VECTOR_SIZE)
    assert not rows[1].any()
    for row, text in ((0, b), (2, a), (3, b)):
        assert (rows[row] == vectors.int8[list(vectors.text_ids).index(text)]).all()
    assert corpus().vectors().of_texts(np.array([a])).tolist() == [[0] * VECTOR_SIZE]


def test_a_corpus_says_which_columns_it_has() -> None:
    assert corpus(post("1", "a")).has("odds")
    assert corpus().has("posted_at")
    assert not corpus(post("1", "a")).has("emotions")


def test_an_empty_corpus_has_all_relations() -> None:
    c = corpus()
    assert [ids(c, r) for r in ("scope", "about", "originals")] == [[], [], []]
    assert c.vectors().int8.shape == (0, VECTOR_SIZE)


def test_counts_are_one_row_of_whole_numbers() -> None:
    assert corpus().counts("select 1 as x, count(*) as n from scope") == {"x": 1, "n": 0}
    with pytest.raises(UproarError, match="0 rows"):
        corpus().counts("select 1 as x where false")
    with pytest.raises(UproarError, match="x is None, not a whole number"):
        corpus().counts("select null as x")


def test_nothing_spills_to_a_disk_and_too_much_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    small = corpus(post("1", "la la"))
    small._sql.execute("set memory_limit = '40MB'")
    sorted_words = "select md5(range::varchar) as word from range(3000000) order by word"
    with pytest.raises(UproarError, match="do not fit the memory"):
        small.query(sorted_words)
    assert list(tmp_path.iterdir()) == []
