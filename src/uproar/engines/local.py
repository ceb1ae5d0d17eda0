"""The corpus on DuckDB, in this process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.errors import UproarError
from uproar.model import MARKS, VECTOR_SIZE, State, Vectors

# Below this trust the language read from the text gives way to the declared one.
TRUST_OVER_DECLARED = 0.5

# A repost says what its original says, where we have that; its own text is often cut off.
SCOPE = f"""
select p.*, coalesce(p.seen_at, p.created_at) as posted_at, t.* exclude (text_id, lang),
       case when t.lang_trust < {TRUST_OVER_DECLARED}e0 and t.lang <> 'mix'
                 and p.lang_declared is not null
            then p.lang_declared else t.lang end as lang
from posts p
     left join (select id, text_id from posts) o on p.kind = 'repost' and p.repost_of = o.id
     left join texts t on t.text_id = coalesce(o.text_id, p.text_id)
order by p.id
"""
ABOUT = """
select * from scope semi join (select post_id as id from marks
                               where kind = 'relevant' and value = 'yes') using (id)
order by id
"""
ORIGINALS = """
select * from about anti join (select post_id as id from marks
                               where kind in ('spam', 'copy', 'coordinated')) using (id)
where kind <> 'repost' and text is not null
"""


class LocalCorpus:
    """The relations of `model.Corpus` as DuckDB tables in memory.

    `posts` has the POSTS columns, one row per live post; `texts` has one row per distinct text
    with the annotators' columns, `vector` among them (or not, where nothing embeds). `relations`
    are further tables that measures may read, by name.
    """

    def __init__(
        self,
        posts: pa.Table,
        texts: pa.Table,
        *,
        state: State,
        memories: Mapping[str, bytes] | None = None,
        relations: Mapping[str, pa.Table] | None = None,
        threads: int = 1,
    ) -> None:
        self._state = state
        self._memories = dict(memories or {})
        self._vectors = vectors_of(texts)
        self._sql = duckdb.connect(config={"threads": threads})
        self._sql.execute("set preserve_insertion_order = true")
        self._sql.register("posts", posts)
        self._sql.register("texts", _columns(texts))
        self._sql.execute(f"create table scope as {SCOPE}")
        self._sql.unregister("posts")
        self._sql.unregister("texts")
        for name, table in sorted({"marks": MARKS.empty_table(), **(relations or {})}.items()):
            self._sql.register("given", table)
            self._sql.execute(f'create table "{name}" as select * from given')
            self._sql.unregister("given")
        self._refresh()

    @property
    def state(self) -> State:
        return self._state

    def query(self, sql: str, params: Mapping[str, Any] | None = None) -> pa.Table:
        """Rows of one SELECT as an Arrow table."""
        return self._sql.sql(sql, params=dict(params) if params else None).to_arrow_table()

    def one(self, sql: str, params: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        """The only row of one SELECT. Raises UproarError when it is not exactly one."""
        rows = self.query(sql, params).to_pylist()
        if len(rows) != 1:
            raise UproarError(f"{len(rows)} rows instead of one from: {sql}")
        row: Mapping[str, Any] = rows[0]
        return row

    def vectors(self) -> Vectors:
        """Embeddings of the distinct texts, ordered by text_id. Empty: shape (0, VECTOR_SIZE)."""
        return self._vectors

    def memory(self, measure: str) -> bytes | None:
        """What the measure asked to be given back."""
        return self._memories.get(measure) or None

    def add_marks(self, marks: pa.Table) -> None:
        """Take a stage's marks in; `about` and `originals` follow."""
        self._sql.register("new_marks", marks.cast(MARKS))
        self._sql.execute("insert into marks select * from new_marks")
        self._sql.unregister("new_marks")
        if "relevant" in pc.unique(marks["kind"]).to_pylist():
            self._refresh()

    def _refresh(self) -> None:
        self._sql.execute(f"create or replace table about as {ABOUT}")
        self._sql.execute(f"create or replace view originals as {ORIGINALS}")


def _columns(texts: pa.Table) -> pa.Table:
    """The annotators' columns that SQL reads; DuckDB 2.0 cannot join arrays that hold nulls."""
    for i, field in enumerate(texts.schema):
        if pa.types.is_fixed_size_list(field.type) and field.name != "vector":
            column = texts[field.name].cast(pa.list_(field.type.value_type))
            texts = texts.set_column(i, field.name, column)
    return texts.drop_columns([c for c in ("text", "vector") if c in texts.column_names])


def vectors_of(texts: pa.Table) -> Vectors:
    if "vector" not in texts.column_names or texts.num_rows == 0:
        return Vectors(np.empty(0, np.int64), np.empty((0, VECTOR_SIZE), np.int8))
    ids = texts["text_id"].to_numpy()
    order = np.argsort(ids, kind="stable")
    column = texts["vector"].combine_chunks()
    flat = column.flatten().to_numpy(zero_copy_only=False).reshape(-1, VECTOR_SIZE)
    return Vectors(ids[order], np.ascontiguousarray(flat[order]))
