"""Spark says the same as DuckDB. Skipped where Java or pyspark is not installed."""

import builtins
import shutil
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from uproar.engines.local import LocalCorpus
from uproar.engines.spark import SparkCorpus, local_session, transpiled
from uproar.errors import ConfigError, UproarError
from uproar.model import MARKS, POSTS, VECTOR_SIZE, State, text_id

QUERIES = {
    "voices": "select count(distinct author) as n, count(*) as n_posts from about",
    "shares": "select lang, count(*) / sum(count(*)) over () as share from originals"
    " group by lang order by lang",
    "first": "select author, arg_min(id, posted_at) as first from about where author is not null"
    " group by author order by author",
    "tags": "select tag, count(*) as n from (select unnest(hashtags) as tag from scope)"
    " group by tag order by n desc, tag",
    "texts": "select id, text from originals where text is not null order by id",
}
TEXTS = ["one take", "de nuevo", None, "<script>'\"\x00 ‮ 하나"]


def tables() -> tuple[pa.Table, pa.Table]:
    posts = [
        {"id": f"x:{i:02d}", "platform": "xyz"[i % 3], "kind": "repost" if i % 4 == 2 else "post",
         "text": TEXTS[i % 4], "text_id": None if i % 4 == 2 else text_id(TEXTS[i % 4] or ""),
         "author": f"x:{i % 5}" if i % 7 else None, "created_at": i * 1_700_000_000 + 3,
         "repost_of": f"x:{i - 1:02d}" if i % 4 == 2 else None, "likes": i * i if i % 3 else None,
         "hashtags": ["a", "b"][: i % 3], "lang_declared": "ko", "origin": "f#0"}
        for i in range(40)
    ]  # fmt: skip
    distinct = sorted(text_id(t) for t in TEXTS if t is not None)
    vector = pa.FixedSizeListArray.from_arrays(
        pa.array(np.zeros(3 * VECTOR_SIZE), pa.int8()), VECTOR_SIZE
    )
    columns = {"text_id": distinct, "lang": ["en", "es", "und"], "lang_trust": [0.9, 0.8, 0.1],
               "vector": vector}  # fmt: skip
    return pa.Table.from_pylist(posts, schema=POSTS), pa.table(columns)


def marked(corpus: Any) -> Any:
    rows = [{"post_id": f"x:{i:02d}", "kind": "relevant", "value": "yes" if i % 5 else "no",
             "score": i / 7} for i in range(40)]  # fmt: skip
    corpus.add_marks(pa.Table.from_pylist(rows, schema=MARKS))
    spam = [{"post_id": "x:01", "kind": "spam", "value": "yes", "score": 0.3}]
    corpus.add_marks(pa.Table.from_pylist(spam, schema=MARKS))
    return corpus


@pytest.fixture(scope="module")
def session() -> Any:
    pytest.importorskip("pyspark", reason="the extra 'spark' is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not on the path")
    made = local_session()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def both(session: Any) -> tuple[Any, Any]:
    posts, texts = tables()
    state = State(1, 0)
    memories = {"m": b"1"}
    local = LocalCorpus(posts, texts, state=state, memories=memories)
    return marked(local), marked(
        SparkCorpus(posts, texts, state=state, memories=memories, session=session)
    )


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # py4j leaves its sockets to the collector
@pytest.mark.parametrize("name", QUERIES)
def test_the_same_rows_as_duckdb(both: tuple[Any, Any], name: str) -> None:
    expected, got = (corpus.query(QUERIES[name]).to_pylist() for corpus in both)
    assert got == expected and len(expected) > 0


def test_the_rest_of_the_interface(both: tuple[Any, Any]) -> None:
    for corpus in both:
        assert corpus.state == State(1, 0) and corpus.memory("m") == b"1"
        assert corpus.memory("other") is None and corpus.vectors().int8.shape == (3, VECTOR_SIZE)
        assert corpus.has("posted_at") and not corpus.has("emotions")
        sql = (
            "select count(*) filter (author = $who) as n, max(likes) as top from scope"
            " where likes > $least"
        )
        assert corpus.one(sql, {"who": "x:1", "least": 20}) == {"n": 4, "top": 1444}
        chosen = "select id from scope where id in (select unnest($ids)) order by id"
        got = corpus.query(chosen, {"ids": ["x:03", "x:01", "y"]})
        assert got["id"].to_pylist() == ["x:01", "x:03"]
        with pytest.raises(UproarError, match="40 rows instead of one"):
            corpus.one("select id from scope")


@pytest.mark.parametrize(("package", "call"), [
    ("sqlglot", lambda: transpiled("select 12345")),
    ("pyspark", local_session),
])  # fmt: skip
def test_a_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, package: str, call: Callable[[], Any]
) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Mapping[str, Any]) -> Any:
        if name.split(".")[0] == package:
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(ConfigError, match=r"uproar\[spark\]"):
        call()
